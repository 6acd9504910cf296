"""What is handed on for a message once it was checked, by the mode of the gate."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from advisor.gate.audit_log import Disposition
from advisor.gate.headers import stripped, with_verdict_header
from advisor.gate.notices import notice
from advisor.gate.replies import SmtpReply, later
from advisor.gate.settings import Mode, ReturnBy, Unchecked
from advisor.gate.transactions import Path, Transaction
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.gate.check_result import CheckResult
    from advisor.gate.settings import GateSettings

_TEXT = 400


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """
    What goes to the next hop: the bytes, and what that makes of the message.

    `envelope` is `None` where the message keeps its own; else the sender, and the one
    recipient to whom it goes.
    """

    did: Disposition
    content: bytes = field(repr=False)
    envelope: tuple[Path, Path] | None = None


def choose_action(
    given: Transaction, judgment: CheckResult, settings: GateSettings, now: datetime
) -> OutgoingMessage | SmtpReply:
    """Say what is to be handed on; a reply where nothing is."""
    skipped = judgment.skipped
    if skipped is not None and skipped.ours and settings.unchecked is Unchecked.DEFER:
        return later(f"the message could not be checked ({skipped.value})", status="4.7.1")
    if settings.mode is Mode.HEADER:
        return OutgoingMessage(Disposition.MARKED, with_verdict_header(given.content, judgment))
    if settings.mode is Mode.RETURN and _goes_back(judgment, settings):
        if settings.return_by is ReturnBy.REJECT:
            return refusal(judgment)
        return OutgoingMessage(
            Disposition.RETURNED, notice(given, judgment, settings, now), _back(given)
        )
    return OutgoingMessage(Disposition.PASSED, stripped(given.content))


def _goes_back(judgment: CheckResult, settings: GateSettings) -> bool:
    """Return whether the verdict, or what else was found, is one that messages go back for."""
    wanted = settings.return_on
    return judgment.verdict in wanted or not wanted.isdisjoint(judgment.grounds)


def refusal(judgment: CheckResult) -> SmtpReply:
    """
    Refuse a message for good, so that the client's server tells its author.

    The text may stand in that server's log, so it says verdict, norms and authorities and
    names nobody.
    """
    verdict = judgment.verdict.value if judgment.verdict else "unchecked"
    lines = [
        f"the firm's mail check says {verdict}; the message was not sent",
        *(f"norm: {norm}" for norm in judgment.norms[:5]),
        *(f"authority: {cite}" for cite in judgment.cites[:5]),
    ]
    return SmtpReply(550, tuple(f"5.7.1 {_short(line)}" for line in lines))


def _short(text: str) -> str:
    return text.encode("ascii", "replace").decode()[:_TEXT]


def _back(given: Transaction) -> tuple[Path, Path]:
    more = ""
    if given.sender.parameter("BODY") is not None:
        more += f" BODY={given.sender.parameter('BODY')}"
    if given.sender.parameter("SMTPUTF8") is not None:
        more += " SMTPUTF8"
    address = given.sender.address
    to = f"RCPT TO:<{address}>".encode("utf-8", "surrogateescape")
    return Path(f"MAIL FROM:<>{more}".encode(), ""), Path(to, address)
