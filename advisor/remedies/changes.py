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
    from advisor.remedies.aftermath import TracedStep


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """
    A told fact that a change takes along, by the meaning of the words.

    `after` is what it then is; where it is `None`, the fact does not arise any more.
    """

    fact: Fact
    who: int | None
    recipient: str | None
    before: Value
    after: Value | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """
    One fact told otherwise, of one recipient where it belongs to them.

    `recipient` is a name, `who` its index. What the change takes along is told no more.
    """

    fact: Fact
    who: int | None
    recipient: str | None
    before: Value | None
    after: Value
    takes: tuple[TakenAlong, ...] = ()

    def applied(self, scenario: Scenario) -> Scenario:
        """Return the scenario with the change made."""
        for taken in self.takes:
            scenario = scenario.told(taken.fact.name, None, taken.who)
        return scenario.told(self.fact.name, self.after, self.who)


@dataclass(frozen=True, slots=True)
class Remedy:
    """
    A smallest set of changes after which nothing that governs is breached.

    `opinion` is the answer to the changed scenario; `opened` are its findings that are
    open and were not before, `left_open` all that are open. `against` is what persuades only,
    is breached and was not before.
    """

    changes: tuple[FactChange, ...]
    opinion: Opinion
    left_open: tuple[Finding, ...] = ()
    opened: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()

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
    found, of which `remedies` are the first. `unconfirmed` counts what looked like a cure
    and was none when it was answered in full, `worsening` what would breach something else
    that is set aside; both are left out. `is_past` tells that the message was sent
    before the day asked about, and cannot be changed any more; `is_received`, that somebody
    else sent it. `afterwards` are the steps that are left then.
    """

    opinion: Opinion
    breaches: tuple[Finding, ...]
    remedies: tuple[Remedy, ...] = ()
    incurable: tuple[Finding, ...] = ()
    searched: int = 0
    exhausted: bool = True
    cures: int = 0
    unconfirmed: int = 0
    worsening: int = 0
    is_past: bool = False
    is_received: bool = False
    afterwards: tuple[TracedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """The same change for several recipients: each of `recipients` (none: the message)."""

    fact: Fact
    before: Value | None
    after: Value
    recipients: tuple[str, ...]
    takes: tuple[TakenAlong, ...] = ()


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
            tuple(taken for item in group for taken in item.takes),
        )
        for group in found.values()
    )
