"""The gate itself: listens, bounds what runs at once, and leaves without dropping anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from advisor.gate.acceptance_log import AcceptanceLog
from advisor.gate.audit_log import AuditLog, Disposition
from advisor.gate.check_result import CheckRequest, CheckResult, Skipped
from advisor.gate.delivery import Delivery, DeliveryOutcome
from advisor.gate.encryption import client_context, server_context
from advisor.gate.metrics import GateMetrics
from advisor.gate.session import SmtpSession
from advisor.gate.settings import Mode

if TYPE_CHECKING:
    from advisor.gate.next_hop import NextHop
    from advisor.gate.settings import GateSettings
    from advisor.gate.transactions import Transaction

_WAITING = 256_000_000
"""How many bytes of messages may wait for a check after they were handed on."""

_BUSY = b"421 4.3.2 too many connections, try again\r\n"
_LEAVING = b"421 4.3.2 the gate is being stopped, try again\r\n"

log = logging.getLogger("advisor.gate")


class Checks(Protocol):
    """Those who judge messages."""

    async def start(self) -> None:
        """Get ready."""

    async def check(self, question: CheckRequest) -> CheckResult:
        """Judge one message, within a time that is theirs to keep."""

    async def stop(self) -> None:
        """Leave."""


class SmtpGate:
    """One listening gate with all that belongs to it."""

    def __init__(self, settings: GateSettings, checks: Checks, key: bytes | None = None) -> None:
        """
        Open ledger and records; raises `AcceptanceLogInUse`, and `OSError` as files do.

        With a `key`, records name messages and people by their keyed hashes.
        """
        self.settings = settings
        self.tls_in, self.tls_out = server_context(settings), client_context(settings)
        self._ledger = AcceptanceLog(settings.state, now=_clock().timestamp())
        self._waiting = 0
        under_way = {
            "connections": lambda: len(self._sessions),
            "handing_on": lambda: len(self._entrusted),
            "waiting_bytes": lambda: self._waiting,
        }
        self._metrics = GateMetrics(under_way)
        self._records = AuditLog(settings.state / "records.jsonl", key, told=self._metrics.note)
        self._checkers = checks
        self.custody = Delivery(
            settings,
            self._ledger,
            self._records,
            check=self._checkers.check,
            aside=self._check_later,
            clock=_clock,
        )
        self._sessions: set[SmtpSession] = set()
        self._entrusted: set[asyncio.Task[DeliveryOutcome]] = set()
        self._later: asyncio.Queue[Transaction] = asyncio.Queue()

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """
        Serve until `stop` is set, then finish what has begun.

        Raises `WorkerNotReady` where the checkers cannot start, and `OSError` where the address
        cannot be listened on. `ready` is called when clients can come.
        """
        loop = asyncio.get_running_loop()
        at = self.settings.listen
        after: list[asyncio.Task[None]] = []
        numbers: asyncio.Server | None = None
        try:
            if self.settings.metrics is not None:
                told = self.settings.metrics
                numbers = await asyncio.start_server(self._metrics.answer, told.host, told.port)
            server = await loop.create_server(self._client, at.host, at.port, start_serving=False)
            try:
                await self._checkers.start()
                await server.start_serving()
                after += [
                    loop.create_task(self._check_those_handed_on())
                    for _ in range(self.settings.checkers)
                ]
                ready()
                await stop.wait()
            finally:
                server.close()
            await self._drain()
        finally:
            if numbers is not None:
                numbers.close()
            for task in after:
                task.cancel()
            await self._checkers.stop()
            self._records.close()
            self._ledger.close()

    # Clients.

    def _client(self) -> asyncio.BaseProtocol:
        if len(self._sessions) >= self.settings.connections:
            log.warning("more than %d connections at once", self.settings.connections)
            return _Declined(_BUSY)
        session = SmtpSession(self, asyncio.get_running_loop())
        self._sessions.add(session)
        return session

    def left(self, session: SmtpSession) -> None:
        """Note that a client has gone."""
        self._sessions.discard(session)

    def entrust(
        self, given: Transaction, session: SmtpSession, hop: NextHop
    ) -> asyncio.Task[DeliveryOutcome]:
        """Take a message to the next hop, whether or not the client stays to hear of it."""
        session.busy = True
        task = asyncio.get_running_loop().create_task(self.custody.take(given, hop))
        self._entrusted.add(task)

        def ended(done: asyncio.Task[DeliveryOutcome]) -> None:
            self._entrusted.discard(done)
            session.busy = False
            if session not in self._sessions:
                hop.drop()

        task.add_done_callback(ended)
        return task

    # Messages that were handed on before they are checked.

    def _check_later(self, given: Transaction) -> None:
        if self.settings.mode is not Mode.RECORD:
            return
        if self._waiting + len(given.content) > _WAITING:
            self._unchecked(given)
            return
        self._waiting += len(given.content)
        self._later.put_nowait(given)

    async def _check_those_handed_on(self) -> None:
        while True:
            given = await self._later.get()
            try:
                judgment = await self._checkers.check(self.custody.question(given))
                await asyncio.shield(
                    self._records.keep(given, judgment, Disposition.PASSED, _clock())
                )
            except asyncio.CancelledError:
                self._records.add_unless_kept(
                    given, CheckResult(skipped=Skipped.FAILURE), Disposition.PASSED, _clock()
                )
                raise
            finally:
                self._waiting -= len(given.content)
                self._later.task_done()

    def _unchecked(self, given: Transaction) -> None:
        self._records.add(given, CheckResult(skipped=Skipped.BUSY), Disposition.PASSED, _clock())

    # Leaving.

    async def _drain(self) -> None:
        """Send away who has nothing under way, and wait for the others, for so long."""
        log.info("stopping: %d messages under way", len(self._entrusted))
        for session in tuple(self._sessions):
            if not session.busy:
                session.send_away(_LEAVING)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.settings.drain_limit):
                while self._entrusted:
                    await asyncio.wait(tuple(self._entrusted))
                for session in tuple(self._sessions):
                    await session.answered()
                await self._later.join()
        while not self._later.empty():
            self._unchecked(self._later.get_nowait())
        log.info("stopped: %d messages under way", len(self._entrusted))


class _Declined(asyncio.Protocol):
    """A client that is told to come again, and nothing else."""

    def __init__(self, words: bytes) -> None:
        self._words = words

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(self._words)
            transport.close()


def _clock() -> datetime:
    return datetime.now(UTC)
