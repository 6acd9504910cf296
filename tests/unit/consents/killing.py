"""
Kills writers of a register without warning, and looks whether anything was lost.

As a program it does so 200 times, with readers at work: `python tests/unit/consents/killing.py`.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from advisor.consents import ConsentRegister

_ROUNDS_OF_A_FILE = 25

WRITER = """
import sys
from datetime import date
from pathlib import Path
from advisor.consents import Act, ConsentEvent, ConsentRecord, ConsentRegister
asked = ConsentEvent(Act.REQUESTED, date(2026, 2, 1), "letter " * 20)
given = ConsentEvent(Act.GIVEN, date(2026, 2, 2), "letter " * 20)
today = date(2026, 3, 2)
with ConsentRegister(Path(sys.argv[1]), writing=True) as register:
    for number in range(10**9):
        name = f"{sys.argv[2]}-{number}"
        record = ConsentRecord(name, f"{name}@other.example", ("pixel",), events=(asked,))
        register.add(record, today)
        print(name, 1, flush=True)
        register.append(record, given, today)
        print(name, 2, flush=True)
"""


def kill_writers(path: Path, rounds: int, seed: int = 1) -> tuple[int, int]:
    """
    Return how many acknowledged events there were, and how many times a reader looked.

    Raises `AssertionError` where an acknowledged event is lost, or the file is damaged.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    ConsentRegister.create(path).close()
    promised: dict[str, int] = {}
    looks, stop = [0], threading.Event()
    reader = threading.Thread(target=_read_on, args=(path, stop, looks))
    reader.start()
    try:
        for turn in range(rounds):
            for name, count in _killed(path, turn, chance):
                promised[name] = max(count, promised.get(name, 0))
            _check(path, promised)
    finally:
        stop.set()
        reader.join()
    return sum(promised.values()), looks[0]


def _killed(path: Path, turn: int, chance: random.Random) -> list[tuple[str, int]]:
    """Let two writers begin, kill them at some moment, and return what they had acknowledged."""
    writers = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", WRITER, str(path), f"{turn}-{one}"], stdout=subprocess.PIPE
        )
        for one in range(2)
    ]
    first = writers[0].stdout
    assert first is not None
    began = first.readline()
    time.sleep(chance.random() * 0.1)
    told = [began]
    for writer in writers:
        writer.kill()
    for writer in writers:
        assert writer.stdout is not None
        told += writer.stdout.readlines()
        writer.wait()
    words = [line.decode().split() for line in told if line.endswith(b"\n")]
    return [(name, int(count)) for name, count in words]


def _check(path: Path, promised: dict[str, int]) -> None:
    with ConsentRegister(path, writing=True) as register:
        kept = {record.id: len(record.events) for record in register.records()}
        assert () == register.faults()
    lost = {name for name, count in promised.items() if kept.get(name, 0) < count}
    assert not lost, f"lost: {sorted(lost)[:5]}"


def _read_on(path: Path, stop: threading.Event, looks: list[int]) -> None:
    with ConsentRegister(path) as register:
        while not stop.is_set():
            register.of("0-0-0@other.example")
            looks[0] += 1
            time.sleep(0.001)


if __name__ == "__main__":
    wanted, events, readings = int((sys.argv[1:] or ["200"])[0]), 0, 0
    for start in range(0, wanted, _ROUNDS_OF_A_FILE):
        turns = min(_ROUNDS_OF_A_FILE, wanted - start)
        with tempfile.TemporaryDirectory() as folder:
            found, seen = kill_writers(Path(folder) / "consents.db", turns, seed=start)
        events, readings = events + found, readings + seen
    sys.stdout.write(
        f"{wanted} times two writers killed: {events} acknowledged events, none lost; "
        f"{readings} readings meanwhile\n"
    )
