"""The server behind the gate, spoken to byte for byte."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from advisor.gate.replies import SmtpReply, read_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.gate.settings import Endpoint

CONNECTING, ANSWERING, ACCEPTING = 30.0, 300.0, 300.0
"""How long the next hop may take, in seconds; a mail server waits ten minutes for the last."""

_LINES, _LINE = 200, 8_192
_PIECE = 1 << 18


class Unreachable(Exception):
    """The next hop cannot be reached, went away, or does not speak the protocol."""


class NextHop:
    """One connection to the next hop; after `Unreachable` it is of no further use."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.offers: Mapping[str, str] = {}

    @classmethod
    async def reached(
        cls, at: Endpoint, hostname: str, tls: ssl.SSLContext | None = None
    ) -> NextHop:
        """
        Connect and say hello; `offers` then holds what it offers, with the arguments.

        With `tls` nothing but the greeting is said in the clear.
        """
        try:
            async with asyncio.timeout(CONNECTING):
                reader, writer = await asyncio.open_connection(at.host, at.port, limit=_LINE)
        except (OSError, TimeoutError) as error:
            raise Unreachable("it cannot be reached") from error
        hop = cls(reader, writer)
        try:
            await hop._hello(hostname)
            if tls is not None:
                await hop._encrypted(at, hostname, tls)
        except BaseException:
            hop.drop()
            raise
        return hop

    async def _hello(self, hostname: str) -> None:
        greeting = await self._reply(ANSWERING)
        if not greeting.done:
            raise Unreachable(f"it greets with {greeting.code}")
        await self._introduced(hostname)

    async def _encrypted(self, at: Endpoint, hostname: str, tls: ssl.SSLContext) -> None:
        """Change to an encrypted connection; raises `Unreachable` rather than go on without."""
        if "STARTTLS" not in self.offers:
            raise Unreachable("it does not offer STARTTLS")
        if not (await self.ask(b"STARTTLS")).done:
            raise Unreachable("it refuses STARTTLS")
        try:
            async with asyncio.timeout(CONNECTING):
                await self._writer.start_tls(tls, server_hostname=at.host)
        except ssl.SSLCertVerificationError as error:
            raise Unreachable("its certificate is not trusted, or bears another name") from error
        except (OSError, TimeoutError) as error:
            raise Unreachable("its encryption fails") from error
        await self._introduced(hostname)

    async def _introduced(self, hostname: str) -> None:
        hello = await self.ask(f"EHLO {hostname}".encode())
        if not hello.done:
            raise Unreachable(f"it answers EHLO with {hello.code}")
        words = (line.partition(" ") for line in hello.lines[1:])
        self.offers = {name.upper(): rest.strip() for name, _, rest in words}

    async def ask(self, command: bytes) -> SmtpReply:
        """Send a command and give the reply."""
        await self._send(command + b"\r\n")
        return await self._reply(ANSWERING)

    async def write(self, content: bytes) -> None:
        """Send a message as it goes over the wire, without the line that ends it."""
        view = memoryview(content)
        for start in range(0, len(view), _PIECE):
            await self._send(view[start : start + _PIECE])

    async def end(self) -> SmtpReply:
        """Send the line that ends a message; what it answers decides who has it."""
        await self._send(b".\r\n")
        return await self._reply(ACCEPTING)

    async def _send(self, data: bytes | memoryview) -> None:
        try:
            self._writer.write(data)
            async with asyncio.timeout(ANSWERING):
                await self._writer.drain()
        except (OSError, TimeoutError) as error:
            raise Unreachable("it takes nothing") from error

    async def _reply(self, patience: float) -> SmtpReply:
        lines: list[str] = []
        try:
            async with asyncio.timeout(patience):
                while len(lines) < _LINES:
                    read = read_line(await self._reader.readuntil(b"\n"))
                    if read is None:
                        raise Unreachable("it does not speak the protocol")
                    code, last, text = read
                    lines.append(text)
                    if last:
                        return SmtpReply(code, tuple(lines))
        except (OSError, TimeoutError, asyncio.IncompleteReadError,
                asyncio.LimitOverrunError) as error:  # fmt: skip
            raise Unreachable("it does not answer") from error
        raise Unreachable("it does not stop answering")

    def drop(self) -> None:
        """Hang up."""
        with suppress(OSError, RuntimeError):
            self._writer.close()
