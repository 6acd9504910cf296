"""A mail server that keeps every byte it takes, and refuses what it is told to refuse."""

from __future__ import annotations

import asyncio
import random
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from waiting import Pause


def free_port() -> int:
    """Find a port that nobody uses, below those that systems give to outgoing connections."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311 - only where to listen
        with socket.socket() as one, suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


@dataclass(frozen=True)
class Taken:
    """A message that was accepted, with its commands."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    forwarded: str = ""

    @property
    def message(self) -> bytes:
        """Return the message with its dots as they were written."""
        return self.content.removeprefix(b".").replace(b"\r\n.", b"\r\n")


@dataclass
class Sink:
    """
    Listens on a port of 127.0.0.1, in a thread of its own.

    `says` maps the start of a command, or `.` for the end of a message, to the reply that it
    gets in place of success; `None` hangs up without one. `thought` holds up each message
    while it is closed. `accepted` is called once a message is its own, before it says so.
    """

    port: int = 0
    says: dict[str, str | None] = field(default_factory=dict)
    thought: Pause = field(default_factory=Pause)
    offers: tuple[str, ...] = (
        "SIZE 52428800",
        "8BITMIME",
        "SMTPUTF8",
        "DSN",
        "XFORWARD NAME IDENT",
    )
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    accepted: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        """Start listening."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._wait(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening, and drop every connection."""
        if self._loop.is_closed():
            return
        self._wait(self._closed())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work):  # noqa: ANN001, ANN202 - whatever it gives
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._client, "127.0.0.1", self.port, limit=1 << 26)

    async def _closed(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Talk(self, reader, writer).go()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


class _Talk:
    """One client."""

    def __init__(
        self, sink: Sink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.sink = sink
        self.reader = reader
        self.writer = writer
        self.forget()
        self.forwarded = ""

    def forget(self) -> None:
        self.sender: str | None = None
        self.people: list[str] = []

    async def say(self, text: str) -> None:
        self.writer.write(f"{text}\r\n".encode("utf-8", "surrogateescape"))
        await self.writer.drain()

    async def go(self) -> None:
        await self.say("220 sink")
        while line := await self.reader.readuntil(b"\r\n"):
            command = line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
            self.sink.commands.append(command)
            known = [start for start in self.sink.says if command.startswith(start)]
            if known:
                answer = self.sink.says[known[0]]
                if answer is None:
                    return
                await self.say(answer)
            elif not await self.obey(command):
                return

    async def obey(self, command: str) -> bool:
        verb = command[:4].upper()
        if verb == "EHLO":
            await self.say(
                "\r\n".join(["250-sink", *(f"250-{o}" for o in self.sink.offers), "250 HELP"])
            )
        elif verb == "QUIT":
            await self.say("221 bye")
            return False
        elif verb == "DATA":
            await self.say("354 go on" if self.people else "503 nobody")
            return not self.people or await self.message()
        else:
            if verb == "MAIL":
                if self.sender is not None:
                    await self.say("503 nested")
                    return True
                self.sender = command
            elif verb == "RCPT":
                self.people.append(command)
            elif verb == "RSET":
                self.forget()
            elif verb == "XFOR":
                self.forwarded = command
            await self.say("250 ok")
        return True

    async def message(self) -> bool:
        content = bytearray()
        while True:
            line = await self.reader.readuntil(b"\r\n")
            if line == b".\r\n":
                break
            content += line
        await self.sink.thought.pass_by_async()
        answer: str | None = self.sink.says.get(".", "250 queued")
        if answer is not None and not answer.startswith("250"):
            await self.say(answer)
        else:
            given = Taken(self.sender or "", tuple(self.people), bytes(content), self.forwarded)
            self.sink.taken.append(given)
            self.sink.accepted()
            if answer is None:
                return False
            await self.say(answer)
        self.forget()
        return True
