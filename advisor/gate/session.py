"""One connection of a client, each of its commands passed on to the next hop as it comes."""

# ruff: noqa: N802 - the library finds commands by these names

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from aiosmtpd.smtp import SMTP

from advisor.gate.next_hop import ACCEPTING, ANSWERING, NextHop, Unreachable
from advisor.gate.replies import SmtpReply, later
from advisor.gate.transactions import Path, Transaction, path

if TYPE_CHECKING:
    import ssl

    from advisor.gate.delivery import Delivery, DeliveryOutcome
    from advisor.gate.settings import GateSettings

MOST_RECIPIENTS = 1_000
_COMMAND, _LINE = 8_192, 1 << 16
_PATIENCE = 300.0
_CHUNK, _END = 1 << 18, b"\r\n.\r\n"
_PASSED_ON = ("8BITMIME", "SMTPUTF8", "DSN", "XFORWARD")
"""What the gate offers where the next hop does; BDAT and pipelining are not among it."""

log = logging.getLogger("advisor.gate")


class SessionHost(Protocol):
    """What a session needs of the gate that it belongs to."""

    settings: GateSettings
    custody: Delivery
    tls_in: ssl.SSLContext | None
    tls_out: ssl.SSLContext | None

    def entrust(
        self, given: Transaction, session: SmtpSession, hop: NextHop
    ) -> asyncio.Task[DeliveryOutcome]:
        """Take a message to the next hop, whether or not the client stays to hear of it."""

    def left(self, session: SmtpSession) -> None:
        """Note that a client has gone."""


class SmtpSession(SMTP):
    """Speaks to one client; it accepts what the next hop accepts, and nothing else."""

    line_length_limit = _LINE
    command_size_limit = _COMMAND
    command_size_limits = defaultdict(lambda: _COMMAND)  # noqa: RUF012 - the library's own shape

    def __init__(self, house: SessionHost, loop: asyncio.AbstractEventLoop) -> None:
        self.house = house
        super().__init__(
            object(),
            data_size_limit=house.settings.size_limit,
            enable_SMTPUTF8=True,
            hostname=house.settings.hostname,
            ident="ESMTP advisor",
            tls_context=house.tls_in,
            require_starttls=house.settings.require_tls,
            timeout=_PATIENCE,
            loop=loop,
        )
        self.hop: NextHop | None = None
        self.busy = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._sender: Path | None = None
        self._recipients: list[Path] = []
        self._ident = ""
        self._unheard: tuple[str, ...] = ()

    # The connection as such.

    async def _handle_client(self) -> None:
        peer = self.session.peer if self.session else None
        if not self._welcome(peer):
            log.warning("a client that is not among `clients` was turned away")
            await self._part(SmtpReply(554, ("5.7.1 this gate is not for you",)))
            return
        await super()._handle_client()

    def _welcome(self, peer: object) -> bool:
        if not isinstance(peer, tuple):
            return False
        address = ip_address(str(peer[0]).partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in client for client in self.house.settings.clients)

    def connection_lost(self, error: Exception | None) -> None:
        """Hang up on the next hop too, unless it is being handed a message."""
        if self.hop is not None and not self.busy:
            self.hop.drop()
        self.house.left(self)
        super().connection_lost(error)

    async def handle_exception(self, error: Exception) -> str:
        """Ask the client to come again after a fault of ours; its words stay unsaid."""
        log.error("a session broke: %s", type(error).__name__)
        self._hang_up()
        if self.transport is not None:
            self.loop.call_soon(self.transport.close)
        return "421 4.3.0 the gate has failed; try again"

    async def _part(self, reply: SmtpReply) -> None:
        """Answer, and close the connection: the client tries again on another."""
        self._hang_up()
        await self.push(reply.wire)
        if self.transport is not None:
            self.transport.close()

    def send_away(self, words: bytes) -> None:
        """Close a connection on which nothing is under way."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.write(words)
            self.transport.close()

    async def answered(self) -> None:
        """Return when the answer to the message under way has been written, and hang up."""
        await self._idle.wait()
        if self.transport is not None:
            self.transport.close()

    def _hang_up(self) -> None:
        if self.hop is not None:
            self.hop.drop()
        self.hop = None
        self._forget()

    def _forget(self) -> None:
        self._sender = None
        self._recipients = []

    def _heard(self) -> None:
        """Forget what was kept until the client heard: it speaks again, so it has."""
        if self._unheard:
            self.house.custody.heard(self._unheard)
            self._unheard = ()

    async def _ask(self, command: bytes) -> SmtpReply | None:
        """Pass a command on; `None` where the next hop is gone, and with it the client."""
        try:
            if self.hop is None:
                self.hop = await NextHop.reached(
                    self.house.settings.next_hop,
                    self.house.settings.hostname,
                    self.house.tls_out,
                )
            reply = await self.hop.ask(command) if command else SmtpReply(250)
        except Unreachable as gone:
            log.warning("the next hop failed: %s", gone)
            await self._part(later("the next hop failed", code=421, status="4.4.1"))
            return None
        if reply.code == 421:  # noqa: PLR2004 - it closes its connection
            await self._part(reply)
            return None
        return reply

    # The commands.

    async def smtp_EHLO(self, hostname: str) -> None:
        """Offer what the next hop offers, as far as the gate can pass it on."""
        await self._greeted(hostname, extended=True)

    async def smtp_HELO(self, hostname: str) -> None:
        """Greet a client that knows no extensions."""
        await self._greeted(hostname, extended=False)

    async def _greeted(self, hostname: str, *, extended: bool) -> None:
        self._heard()
        if not hostname:
            await self.push("501 5.5.4 say who you are")
            return
        if await self._ask(b"RSET" if self.hop is not None else b"") is None:
            return
        self._forget()
        if self.session is not None and self.hop is not None:
            self.session.extended_smtp = extended
            self.session.host_name = hostname
            lines = self._offers(self.hop) if extended else ()
            await self.push(SmtpReply(250, (self.hostname, *lines)).wire)

    def _offers(self, hop: NextHop) -> list[str]:
        theirs = hop.offers.get("SIZE", "")
        limits = [self.house.settings.size_limit]
        if theirs.isdecimal() and int(theirs) > 0:
            limits.append(int(theirs))
        passed = (f"{item} {hop.offers[item]}".strip() for item in _PASSED_ON if item in hop.offers)
        encrypted = self.session is not None and self.session.ssl is not None
        tls = ["STARTTLS"] if self.house.tls_in is not None and not encrypted else []
        return [f"SIZE {min(limits)}", "ENHANCEDSTATUSCODES", *tls, *passed]

    async def smtp_STARTTLS(self, arg: str | None) -> None:
        """Change to an encrypted connection; whatever was said before counts for nothing."""
        self._heard()
        self._forget()
        self._ident = ""
        if self.session is not None and self.session.ssl is not None:
            await self.push("503 5.5.1 the connection is encrypted already")
            return
        await super().smtp_STARTTLS(arg or "")

    async def smtp_XFORWARD(self, arg: str | None) -> None:
        """Pass on who handed the message to the client, and what the client calls it."""
        self._heard()
        if not arg or not arg.isprintable() or self._sender is not None:
            await self.push("501 5.5.4 XFORWARD is not understood here")
            return
        for word in arg.split():
            name, _, value = word.partition("=")
            if name.upper() == "IDENT":
                self._ident = "" if value == "[UNAVAILABLE]" else value[:200]
        reply = await self._ask(b"XFORWARD " + arg.encode("utf-8", "surrogateescape"))
        if reply is not None:
            await self.push(reply.wire)

    async def smtp_MAIL(self, arg: str | None) -> None:
        """Pass the sender on."""
        self._heard()
        sender = path("MAIL", arg or "")
        if await self.check_helo_needed():
            return
        if self._sender is not None:
            await self.push("503 5.5.1 one sender at a time")
        elif sender is None or not (arg or "").upper().startswith("FROM:"):
            await self.push("501 5.5.4 write MAIL FROM:<address>")
        elif (sender.parameter("BODY") or "7BIT").upper() not in {"7BIT", "8BITMIME"}:
            await self.push("501 5.5.4 BODY is 7BIT or 8BITMIME here")
        elif _number(sender.parameter("SIZE")) > self.house.settings.size_limit:
            await self.push("552 5.3.4 the message is too large")
        elif (reply := await self._ask(sender.command)) is not None:
            if reply.done:
                self._sender = sender
            await self.push(reply.wire)

    async def smtp_RCPT(self, arg: str | None) -> None:
        """Pass a recipient on; what the next hop says of each is what the client hears."""
        recipient = path("RCPT", arg or "")
        if self._sender is None:
            await self.push("503 5.5.1 say MAIL first")
        elif recipient is None or not (arg or "").upper().startswith("TO:"):
            await self.push("501 5.5.4 write RCPT TO:<address>")
        elif len(self._recipients) >= MOST_RECIPIENTS:
            await self.push("452 4.5.3 too many recipients at once")
        elif (reply := await self._ask(recipient.command)) is not None:
            if reply.done:
                self._recipients.append(recipient)
            await self.push(reply.wire)

    async def smtp_RSET(self, arg: str | None) -> None:
        """Forget the envelope, here and at the next hop."""
        del arg
        self._heard()
        self._forget()
        reply = await self._ask(b"RSET" if self.hop is not None else b"")
        if reply is not None:
            await self.push("250 2.0.0 forgotten")

    async def smtp_NOOP(self, arg: str | None) -> None:
        """Do nothing."""
        del arg
        self._heard()
        await self.push("250 2.0.0 here")

    async def smtp_QUIT(self, arg: str | None) -> None:
        """Say goodbye."""
        del arg
        self._heard()
        if self.hop is None or await self._ask(b"QUIT") is not None:
            await self._part(SmtpReply(221, ("2.0.0 goodbye",)))

    async def smtp_DATA(self, arg: str | None) -> None:
        """Take the message, and answer what becomes of it."""
        if arg or self._sender is None or not self._recipients or self.hop is None:
            await self.push("503 5.5.1 say MAIL and RCPT first")
            return
        await self.push("354 end with a line that holds a dot alone")
        content = await self._content()
        problem = None
        if content is None:
            problem = SmtpReply(552, ("5.3.4 the message is too large",))
        elif b"\n" in content.replace(b"\r\n", b""):
            # A server that takes it for a line end would see commands inside the message.
            problem = SmtpReply(554, ("5.5.2 a line ends without a carriage return",))
        if content is None or problem is not None:
            self._forget()
            if await self._ask(b"RSET") is not None:
                await self.push((problem or SmtpReply(552)).wire)
            return
        given = Transaction(self._sender, tuple(self._recipients), content, self._ident)
        self._forget()
        self._ident = ""
        self._reset_timeout(self.house.settings.time_limit + 3 * ANSWERING + ACCEPTING)
        self._idle.clear()
        try:
            outcome = await asyncio.shield(self.house.entrust(given, self, self.hop))
            self._reset_timeout()
            self._unheard = outcome.keys
            if not outcome.reply.done:
                self._hang_up()
            await self.push(outcome.reply.wire)
        finally:
            self._idle.set()

    async def _content(self) -> bytes | None:
        """Read up to the line that ends a message; `None` where that is too much."""
        data, size, tail = bytearray(), 0, b"\r\n"
        while chunk := await self._reader.read(_CHUNK):
            self._reset_timeout()
            size += len(chunk)
            seen = tail + chunk
            tail = seen[1 - len(_END) :]
            if size <= self.house.settings.size_limit + _CHUNK:
                data += chunk
            else:
                data.clear()
            end = seen.find(_END)
            if end < 0:
                continue
            rest = seen[end + len(_END) :]
            if rest and len(chunk) == _CHUNK:
                break  # more may follow, which could not be put back in its place
            self._reader.feed_data(rest)
            size -= len(rest) + len(_END) - 2
            return bytes(data[:size]) if size <= self.house.settings.size_limit else None
        raise ConnectionResetError("the message does not end as it should")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
