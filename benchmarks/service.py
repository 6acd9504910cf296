"""The interface under load: requests a second beside a bare endpoint, memory, and waiting."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.measure import best, goal

if TYPE_CHECKING:
    from fastapi import FastAPI

ROUNDS, SECONDS, CONNECTIONS = 3, 3.0, 4
WARM, MANY = 100, 600
DAY = date(2026, 3, 2)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def report() -> Iterator[str]:
    """Load both servers in turn from a second process, and then ours alone."""
    scenario = json.loads(files("advisor.web.api").joinpath("examples.json").read_text("utf-8"))
    body = json.dumps(scenario["scenario"])
    with _served(*_OURS) as ours, _served(*_BARE) as bare:
        _load(ours, "/api/v1/check", body, count=WARM)
        loads = {
            "bare endpoint of the same framework": partial(_measured, bare, "/hello", ""),
            "/health": partial(_measured, ours, "/api/v1/health", ""),
            "/check": partial(_measured, ours, "/api/v1/check", body),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in loads}
        for _ in range(ROUNDS):
            for name, load in loads.items():
                taken[name].append(load())
        hello = taken[next(iter(loads))]
        yield "the interface under load: requests a second, processor time of each, best of rounds"
        for name, found in taken.items():
            rate, cost = max(one for one, _ in found), min(one for _, one in found)
            beside = rate / max(one for one, _ in hello)
            yield f"  {name:37}{rate:7.0f}/s {cost * 1000:7.2f} ms  {beside:.3f} of its rate"
        direct, cost = _direct(scenario["scenario"]), min(one for _, one in taken["/check"])
        yield f"  {'the verb itself, without a server':37}{'':10}{direct * 1000:7.2f} ms"
        yield goal("processor time of /check beside the verb itself", cost / direct, at_most=1.5)
        yield from _kept(ours)
        yield from _waiting(ours, body)
        sizes = [_resident(ours)]
        for _ in range(2):
            _load(ours, "/api/v1/check", body, count=MANY)
            sizes.append(_resident(ours))
        shown = ", ".join(f"{one:.0f}" for one in sizes)
        yield f"  resident before, after {MANY} and after {2 * MANY} more: {shown} MB"
        yield goal("memory in the second half of them", sizes[2] / sizes[1], at_most=1.05)


def _kept(server: Server) -> Iterator[str]:
    """Ask on a connection that is kept, and on a new one for each request, in turn."""
    asked, new, kept = _request("/api/v1/health", ""), [], []
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        _ask(line, asked)
        for _ in range(WARM):
            began = time.perf_counter()
            with socket.create_connection(("127.0.0.1", server.port)) as once:
                _ask(once, asked)
            new.append(time.perf_counter() - began)
            began = time.perf_counter()
            _ask(line, asked)
            kept.append(time.perf_counter() - began)
    on_new, on_kept = sorted(new)[WARM // 2], sorted(kept)[WARM // 2]
    yield f"  /health on a new connection: {on_new * 1000:.1f} ms, kept: {on_kept * 1000:.1f} ms"
    yield goal("a request on a kept connection beside a new one", on_kept / on_new, at_most=1.0)


def _waiting(server: Server, body: str) -> Iterator[str]:
    """Ask for health while checks keep all threads at work."""
    taken: list[float] = []
    loading = threading.Thread(target=_load, args=(server, "/api/v1/check", body))
    loading.start()
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        asked = _request("/api/v1/health", "")
        while loading.is_alive():
            began = time.perf_counter()
            _ask(line, asked)
            taken.append(time.perf_counter() - began)
            time.sleep(0.02)
    loading.join()
    taken.sort()
    middle, worst = taken[len(taken) // 2] * 1000, taken[-1] * 1000
    yield f"  /health while checks run: {middle:.0f} ms, at worst {worst:.0f} ms of {len(taken)}"


def _direct(scenario: dict[str, Any]) -> float:
    """Give the processor time of the verb without the network, written as JSON."""
    from pydantic_core import to_json

    from advisor import load
    from advisor.application.opinions import check_scenario

    corpus = load()
    return best(lambda: to_json(check_scenario(corpus, scenario, today=DAY)), rounds=50)


def _measured(server: Server, path: str, body: str) -> tuple[float, float]:
    """Give requests a second, and the processor time of the server for each."""
    before = _busy(server)
    rate = _load(server, path, body)
    return rate, (_busy(server) - before) / (rate * SECONDS)


_OURS = ("-m", "advisor", "serve", "--api-only", "--port", "0", "--api-rate", "1000000000")
_BARE = ("-m", "benchmarks.service", "bare")


class Server(NamedTuple):
    """Where a server listens, and which process it is."""

    port: int
    pid: int


@contextmanager
def _served(*arguments: str) -> Iterator[Server]:
    """Start a server, wait until it says where it is, and end it."""
    process = subprocess.Popen(  # noqa: S603 - our own programs
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        found = _ADDRESS.search(process.stdout.readline())
        if found is None:
            raise RuntimeError("the server did not say where it is")
        yield Server(int(found[1]), process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _load(server: Server, path: str, body: str, *, count: int = 0) -> float:
    """Ask from a second process, for a while or so many times; gives requests a second."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "benchmarks.service", "load", str(server.port), path, str(count)],
        input=body, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return float(done.stdout)


def _resident(server: Server) -> float:
    """Give the memory of a server, in megabytes."""
    status = Path(f"/proc/{server.pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _busy(server: Server) -> float:
    """Give the processor time that a server has taken so far, in seconds."""
    after_name = Path(f"/proc/{server.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _hammer(port: int, path: str, body: str, count: int) -> float:
    """Ask over several connections at once; every answer must be one."""
    asked, ends = _request(path, body), time.perf_counter() + SECONDS
    answered = [0] * CONNECTIONS

    def one(which: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while answered[which] < count / CONNECTIONS if count else time.perf_counter() < ends:
                _ask(line, asked)
                answered[which] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=one, args=(which,)) for which in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / (time.perf_counter() - began)


def _request(path: str, body: str) -> bytes:
    data = body.encode()
    head = f"{'POST' if data else 'GET'} {path} HTTP/1.1\r\nhost: localhost\r\n"
    if data:
        head += f"content-type: application/json\r\ncontent-length: {len(data)}\r\n"
    return f"{head}\r\n".encode() + data


def _ask(line: socket.socket, asked: bytes) -> None:
    line.sendall(asked)
    told = b""
    while b"\r\n\r\n" not in told:
        told += _more(line)
    head, _, rest = told.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 200") or length is None:
        raise RuntimeError(head.decode("latin-1"))
    left = int(length[1]) - len(rest)
    while left > 0:
        left -= len(_more(line))


def _more(line: socket.socket) -> bytes:
    part = line.recv(1 << 18)
    if not part:
        raise RuntimeError("the server hung up")
    return part


def _bare() -> FastAPI:
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/hello")
    async def hello() -> dict[str, str]:
        return {"hello": "world"}

    return app


def _main(arguments: Sequence[str]) -> None:
    match arguments:
        case ["bare"]:
            import uvicorn

            listening = socket.create_server(("127.0.0.1", 0))
            print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201 - read by the other side
            config = uvicorn.Config(_bare(), log_config=None, access_log=False)
            uvicorn.Server(config).run(sockets=[listening])
        case ["load", port, path, count]:
            rate = _hammer(int(port), path, sys.stdin.read(), int(count))
            print(rate)  # noqa: T201 - likewise
        case _:
            for line in report():
                print(line, flush=True)  # noqa: T201 - a report is printed


if __name__ == "__main__":
    _main(sys.argv[1:])
