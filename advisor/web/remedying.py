"""What would cure a breach, as steps that can be tried on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict
from advisor.model.vocabulary import Control
from advisor.remedies import merged, remedies
from advisor.reports import words
from advisor.values import dataclass
from advisor.web.questions import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.advice import Corpus
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.remedies import Remedies, Remedy
    from advisor.remedies.changes import Alike
    from advisor.web.state import State

MOST = 8
CHANGES = 3


@dataclass(frozen=True)
class Step:
    """One fact to be made otherwise; `theirs` where others decide it."""

    about: str
    ask: str
    before: str
    after: str
    theirs: bool


@dataclass(frozen=True)
class Cure:
    """One way out: its steps, and what the answer would be then."""

    number: int
    steps: tuple[Step, ...]
    verdict: str
    opens: int
    left_open: int

    @property
    def theirs(self) -> bool:
        """Tell whether any of it is for others to decide."""
        return any(one.theirs for one in self.steps)


@dataclass(frozen=True)
class Cures:
    """What was found, and how far was looked."""

    ways: tuple[Cure, ...] = ()
    more: int = 0
    limits: tuple[str, ...] = ()
    incurable: tuple[str, ...] = ()


def search(corpus: Corpus, opinion: Opinion) -> Remedies | None:
    """Look for cures where something is breached; raises `EngineFailure`."""
    if opinion.verdict is not Verdict.STOP:
        return None
    return remedies(corpus, opinion.scenario, as_of=opinion.as_of, changes=CHANGES, most=MOST)


def cures(found: Remedies | None, law: Law) -> Cures | None:
    """Lay out what was found."""
    if found is None:
        return None
    return Cures(
        ways=tuple(_cure(at, one, law) for at, one in enumerate(found.remedies)),
        more=max(found.cures - len(found.remedies), 0),
        limits=tuple(_limits(found)),
        incurable=tuple(one.statement for one in found.incurable),
    )


def tried(state: State, remedy: Remedy) -> State:
    """Tell the facts as a remedy would make them."""
    for change in remedy.changes:
        state = state.told((change.fact.name, change.who), change.after)
    return state


def _cure(number: int, remedy: Remedy, law: Law) -> Cure:
    return Cure(
        number,
        tuple(_step(one, law) for one in merged(remedy.changes)),
        words.VERDICTS[remedy.opinion.verdict],
        len(remedy.opened),
        len(remedy.left_open),
    )


def _step(one: Alike, law: Law) -> Step:
    return Step(
        words.joined(one.recipients) if one.recipients else "",
        one.fact.ask,
        said(one.before, one.fact, law) if one.before is not None else "not told",
        said(one.after, one.fact, law),
        one.fact.control is Control.THEIRS,
    )


def _limits(found: Remedies) -> Iterator[str]:
    if found.is_past:
        yield (
            "The message was sent before the day asked about: what was sent, and to whom, "
            "cannot be changed any more."
        )
    if found.exhausted:
        yield "Every set of changes was considered: there are no other cures."
    else:
        size = words.counted(found.searched, "change")
        yield f"Every set of up to {size} was considered; larger sets were not looked at."
    yield (
        "Considered are only facts that you or they can change; never the past, who the "
        "recipient is, or what a person has judged."
    )
