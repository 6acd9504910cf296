"""A mail client that says exactly what a test tells it to, and a gate for it to talk to."""

from __future__ import annotations

import asyncio
import select
import socket
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from services.mail_sink import Sink, free_port
from waiting import Pause

from advisor.gate.check_result import CheckRequest, CheckResult
from advisor.gate.server import SmtpGate
from advisor.gate.settings import Endpoint, GateSettings
from advisor.model.opinions import Verdict

CLEAR = CheckResult(Verdict.CLEAR)
STOP = CheckResult(
    Verdict.STOP,
    "advisory",
    ("us/xx/one#norm", "us/xx/two#norm"),
    ("Op. 1", "Op. 2"),
    "STOP, because of Otto Counsel.\n",
    "<1@firm.example>",
)


class Client:
    """One connection, line by line."""

    def __init__(self, port: int, *, hello: bool = True) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.file = self.socket.makefile("rb")
        self.greeting = self.read()
        if hello:
            assert self.say("EHLO client").startswith("250")

    def read(self) -> str:
        """Read a whole reply; empty where the gate has hung up."""
        lines = []
        while line := self.file.readline():
            lines.append(line.decode("utf-8", "surrogateescape").rstrip("\r\n"))
            if line[3:4] != b"-":
                break
        return "\n".join(lines)

    def say(self, command: str) -> str:
        """Send a command and give the reply."""
        self.socket.sendall(command.encode() + b"\r\n")
        return self.read()

    def open(self, sender: str = "<ann@firm.example>", *people: str) -> list[str]:
        """Return the envelope; the replies to each recipient."""
        assert self.say(f"MAIL FROM:{sender}").startswith("250")
        return [self.say(f"RCPT TO:{one}") for one in people or ("<otto@other.example>",)]

    def send(self, wire: bytes) -> str:
        """Send a message whose envelope is given."""
        assert self.say("DATA").startswith("354")
        self.socket.sendall(wire + b".\r\n")
        return self.read()

    def has_answer(self) -> bool:
        """Return whether the gate has said something that was not read yet."""
        return bool(select.select([self.socket], [], [], 0.1)[0])

    def mail(self, wire: bytes, sender: str = "<ann@firm.example>", *people: str) -> str:
        """Send a message with its envelope."""
        self.open(sender, *people)
        return self.send(wire)

    def drop(self) -> None:
        """Go without a word."""
        self.file.close()
        self.socket.close()


@dataclass
class Judges:
    """Judges that say what the test wants, when it wants."""

    judgment: CheckResult = CLEAR
    thought: Pause = field(default_factory=Pause)
    asked: list[CheckRequest] = field(default_factory=list)

    async def start(self) -> None:
        """Be ready at once."""

    async def check(self, question: CheckRequest) -> CheckResult:
        """Return the judgment of the test."""
        self.asked.append(question)
        await self.thought.pass_by_async()
        return self.judgment

    async def stop(self) -> None:
        """Need nothing."""


class Running:
    """A gate in a thread of its own; `stop` drains it."""

    def __init__(self, settings: GateSettings, judges: Judges, key: bytes | None = None) -> None:
        self.settings = settings
        self.judges = judges
        self.port = settings.listen.port
        self._key = key
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(20)

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            gate = SmtpGate(self.settings, self.judges, self._key)
            await gate.run(self._stop, self._ready.set)

        asyncio.run(serve())

    def stop(self) -> None:
        """Ask it to go, and wait until it has gone."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)
        assert not self._thread.is_alive()

    def client(self, *, hello: bool = True) -> Client:
        """Connect."""
        return Client(self.port, hello=hello)

    def lines(self, name: str = "records.jsonl") -> list[str]:
        """Return the lines of a file that it keeps."""
        return (self.settings.state / name).read_text().splitlines()


def running(
    folder: Path, sink: Sink, judges: Judges | None = None, key: bytes | None = None, **more: object
) -> Running:
    """Start a gate before a sink."""
    base = GateSettings(
        state=folder,
        listen=Endpoint("127.0.0.1", free_port()),
        next_hop=Endpoint("127.0.0.1", sink.port),
        hostname="gate.firm.example",
    )
    return Running(replace(base, **more), judges or Judges(), key)
