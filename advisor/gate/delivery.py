"""Who has a message: nobody is told that it is taken before the next hop has taken it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from advisor.gate.acceptance_log import AcceptanceState
from advisor.gate.action import OutgoingMessage, choose_action, refusal
from advisor.gate.audit_log import Disposition
from advisor.gate.check_result import CheckRequest, CheckResult
from advisor.gate.next_hop import Unreachable
from advisor.gate.replies import SmtpReply, later
from advisor.gate.settings import Mode
from advisor.gate.transactions import Path, Transaction
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.gate.acceptance_log import AcceptanceLog
    from advisor.gate.audit_log import AuditLog
    from advisor.gate.next_hop import NextHop
    from advisor.gate.settings import GateSettings

AGAIN = SmtpReply(250, ("2.0.0 handed on before, when the answer was not heard",))

log = logging.getLogger("advisor.gate")


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The reply to the client, and what may be forgotten once the client has heard it."""

    reply: SmtpReply
    keys: tuple[str, ...] = ()


class Delivery:
    """Takes one message after another to the next hop, many at a time."""

    def __init__(  # noqa: PLR0913 - what it works with, each from its own place
        self,
        settings: GateSettings,
        ledger: AcceptanceLog,
        records: AuditLog,
        *,
        check: Callable[[CheckRequest], Awaitable[CheckResult]],
        aside: Callable[[Transaction], None],
        clock: Callable[[], datetime],
    ) -> None:
        """`aside` takes messages that were handed on first and are checked afterwards."""
        self._settings = settings
        self._ledger = ledger
        self._records = records
        self._check = check
        self._aside = aside
        self._clock = clock
        self._under_way: set[str] = set()

    async def take(self, given: Transaction, hop: NextHop) -> DeliveryOutcome:
        """
        Check a message and hand it on, or not; the reply says which.

        `hop` holds the open transaction with the envelope as given. Only what the next hop
        has accepted is answered with success, and every failure asks the client to come again.
        """
        keys = {recipient: given.key(recipient) for recipient in given.recipients}
        named = tuple(dict.fromkeys(keys.values()))
        if not self._under_way.isdisjoint(named):
            return DeliveryOutcome(later("this message is being handed on already"))
        self._under_way.update(named)
        try:
            reply = await self._take(given, hop, keys)
        except Unreachable as gone:
            log.warning("the next hop failed: %s", gone)
            return DeliveryOutcome(later("the next hop failed", status="4.4.2"))
        except OSError as error:
            log.error("the ledger cannot be written: %s", error.strerror)  # noqa: TRY400
            return DeliveryOutcome(later("the ledger cannot be written"))
        finally:
            self._under_way.difference_update(named)
        return DeliveryOutcome(reply, named if reply.done else ())

    async def _take(self, given: Transaction, hop: NextHop, keys: dict[Path, str]) -> SmtpReply:
        handed = {
            item for item, key in keys.items() if self._ledger.state(key) is AcceptanceState.HANDED
        }
        if len(handed) == len(keys):
            await hop.ask(b"RSET")
            log.info("%s: handed on before, so the client is only told again", given.ident or "-")
            return AGAIN
        if self._settings.mode is Mode.RECORD:
            parcel = OutgoingMessage(Disposition.PASSED, given.content)
            reply = await self._hand_on(given, parcel, hop, keys, handed)
            if reply.done:
                self._aside(given)
            return reply
        judgment = await self._check(self.question(given))
        treatment = choose_action(given, judgment, self._settings, self._clock())
        if isinstance(treatment, SmtpReply):
            await hop.ask(b"RSET")
            did = Disposition.REJECTED if treatment.final else Disposition.DEFERRED
            await self._records.keep(given, judgment, did, self._clock())
            return treatment
        reply = await self._hand_on(given, treatment, hop, keys, handed)
        did = (
            treatment.did
            if reply.done
            else Disposition.REJECTED
            if reply.final
            else Disposition.DEFERRED
        )
        if treatment.envelope is not None and reply.final:
            reply, did = refusal(judgment), Disposition.REJECTED
        await self._records.keep(given, judgment, did, self._clock())
        return reply

    def question(self, given: Transaction) -> CheckRequest:
        """Put what a checker needs to know."""
        explain = self._settings.return_on if self._settings.mode is Mode.RETURN else frozenset()
        recipients = tuple(recipient.address for recipient in given.recipients)
        today = self._clock().astimezone().date()
        return CheckRequest(
            given.content,
            given.sender.address,
            recipients,
            today,
            explain,
            self._settings.undetermined_only_for,
        )

    async def _hand_on(
        self,
        given: Transaction,
        parcel: OutgoingMessage,
        hop: NextHop,
        keys: dict[Path, str],
        handed: set[Path],
    ) -> SmtpReply:
        if parcel.envelope is not None or handed:
            left = tuple(one for one in keys if one not in handed)
            sender, people = given.sender, left
            if parcel.envelope is not None:
                sender, people = parcel.envelope[0], parcel.envelope[1:]
            refused = await _addressed_anew(hop, sender, people)
            if refused is not None:
                own = parcel.envelope is None
                return later("a recipient is not taken any more") if own else refused
        ready = await hop.ask(b"DATA")
        if ready.code != 354:  # noqa: PLR2004 - the one reply that lets a message follow
            return later("the next hop takes no data") if ready.done else ready
        await hop.write(parcel.content)
        open_keys = [key for item, key in keys.items() if item not in handed]
        if any(self._ledger.state(key) is AcceptanceState.HANDING for key in open_keys):
            log.warning(
                "%s: sent again, since the next hop's answer was not heard before; "
                "it may arrive twice",
                given.ident or "-",
            )
        self._ledger.note(AcceptanceState.HANDING, open_keys, now=self._now())
        reply = await hop.end()
        if reply.done:
            self._expect(given, parcel.did)
        await self._remember(
            AcceptanceState.HANDED if reply.done else AcceptanceState.SETTLED, open_keys
        )
        log.info("%s: next hop answers %d", given.ident or "-", reply.code)
        return reply

    def _expect(self, given: Transaction, did: Disposition) -> None:
        """Note that a record is to come, before anybody hears that the message was taken."""
        try:
            self._records.expect(given, did, self._clock())
        except OSError as error:
            log.error("a record could not be noted: %s", error.strerror)  # noqa: TRY400

    async def _remember(self, state: AcceptanceState, keys: list[str]) -> None:
        """Note what the next hop said; it stays true where that cannot be written down."""
        try:
            self._ledger.note(state, keys, now=self._now())
            if state is AcceptanceState.HANDED:
                await asyncio.gather(self._records.keep_expected(), self._ledger.keep())
        except OSError as error:
            log.error("the ledger cannot be written: %s", error.strerror)  # noqa: TRY400

    def heard(self, keys: tuple[str, ...]) -> None:
        """Forget messages of whose success the client was seen to know."""
        try:
            self._ledger.note(AcceptanceState.SETTLED, keys, now=self._now())
        except OSError as error:
            log.error("the ledger cannot be written: %s", error.strerror)  # noqa: TRY400

    def _now(self) -> float:
        return self._clock().timestamp()


async def _addressed_anew(hop: NextHop, sender: Path, people: tuple[Path, ...]) -> SmtpReply | None:
    """Return the next hop another envelope; the reply where it refuses a part of it."""
    await hop.ask(b"RSET")
    for command in (sender.command, *(person.command for person in people)):
        reply = await hop.ask(command)
        if not reply.done:
            return reply
    return None
