"""What would cure a breach, or is left to be done, as reports tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Verdict
    from advisor.model.vocabulary import Control, Value


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One fact to be made otherwise, and by whom."""

    fact: str
    value: Value
    control: Control
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedRemedy:
    """
    Changes that together lead to an answer without a breach.

    `leaves_open` are the findings of the new answer that it leaves open.
    """

    changes: tuple[ProposedChange, ...]
    verdict: Verdict
    leaves_open: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """
    What is left to be done about a message that is sent or received.

    `called_for` are the findings that call for it, or allow it; `is_done` that all of
    them are met. `to_client` says it to the client, where it is owed to the client.
    """

    does: str
    called_for: tuple[Finding, ...] = ()
    is_done: bool = False
    to_client: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRemedies:
    """
    What a search for remedies found, and how far it went.

    `more` counts cures that are not listed; `searched` is the largest number of changes
    tried together, `exhausted` that no larger number could help. `incurable` are the
    breaches that no change touches; `is_past` that the message cannot be changed any more.
    `afterwards` are the steps that are left then; `is_sought` tells that there was
    something to cure.
    """

    found: tuple[ProposedRemedy, ...] = ()
    more: int = 0
    searched: int = 0
    exhausted: bool = True
    incurable: tuple[Finding, ...] = ()
    is_past: bool = False
    afterwards: tuple[ProposedStep, ...] = ()
    is_sought: bool = True
