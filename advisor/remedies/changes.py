"""Changes that we or they could make, and what would come of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from advisor.model.vocabulary import Control
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value


@dataclass(frozen=True, slots=True)
class FactChange:
    """
    One fact told otherwise, of one recipient where it belongs to them.

    `recipient` is a name, `who` its index.
    """

    fact: Fact
    who: int | None
    recipient: str | None
    before: Value | None
    after: Value

    def applied(self, scenario: Scenario) -> Scenario:
        """Return the scenario with the change made."""
        return scenario.told(self.fact.name, self.after, self.who)


@dataclass(frozen=True, slots=True)
class Remedy:
    """
    A smallest set of changes after which nothing that governs is breached.

    `opinion` is the answer to the changed scenario; `opened` are its findings that are
    open and were not before, `left_open` all that are open.
    """

    changes: tuple[FactChange, ...]
    opinion: Opinion
    left_open: tuple[Finding, ...] = ()
    opened: tuple[Finding, ...] = ()

    @property
    def theirs(self) -> int:
        """Count the changes that others decide."""
        return sum(change.fact.control is Control.THEIRS for change in self.changes)


@dataclass(frozen=True, slots=True)
class Remedies:
    """
    All that was found to cure one scenario.

    `breaches` are the findings to be cured, `incurable` those that no change of ours or
    theirs touches. `searched` is the size up to which every set of changes was
    considered; `exhausted` that there are no larger ones either. `cures` counts what was
    found, of which `remedies` are the first. `is_past` tells that the message was sent
    before the day asked about, and cannot be changed any more.
    """

    opinion: Opinion
    breaches: tuple[Finding, ...]
    remedies: tuple[Remedy, ...] = ()
    incurable: tuple[Finding, ...] = ()
    searched: int = 0
    exhausted: bool = True
    cures: int = 0
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """The same change for several recipients: each of `recipients` (none: the message)."""

    fact: Fact
    before: Value | None
    after: Value
    recipients: tuple[str, ...]


def merge_changes(changes: Iterable[FactChange]) -> tuple[Alike, ...]:
    """Put equal changes of several recipients together."""
    found: dict[tuple[str, str, str], list[FactChange]] = {}
    for change in changes:
        key = change.fact.name, repr(change.before), repr(change.after)
        found.setdefault(key, []).append(change)
    return tuple(
        Alike(
            group[0].fact,
            group[0].before,
            group[0].after,
            tuple(item.recipient for item in group if item.recipient is not None),
        )
        for group in found.values()
    )
