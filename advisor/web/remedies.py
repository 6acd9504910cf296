"""What would cure a breach, as steps that can be tried on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.application.aftermath_entries import aftermath_entries
from advisor.i18n import and_list, message, plural_message
from advisor.model.opinions import Verdict
from advisor.model.vocabulary import Control
from advisor.remedies import find_remedies, merge_changes, steps_afterwards
from advisor.reports import labels
from advisor.reports.document import Section, Tone
from advisor.values import dataclass
from advisor.web.opinions import for_a_page
from advisor.web.questions import answer_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.advice import Corpus
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.remedies import Remedies, Remedy
    from advisor.remedies.changes import Alike
    from advisor.web.state import CarriedState

MOST_REMEDIES = 8
CHANGES = 3


@dataclass(frozen=True)
class RemedyStep:
    """One fact to be made otherwise; `theirs` where others decide it."""

    about: str
    ask: str
    before: str
    after: str
    theirs: bool


@dataclass(frozen=True)
class TriedRemedy:
    """One way out: its steps, and what the answer would be then."""

    number: int
    steps: tuple[RemedyStep, ...]
    verdict: str
    opens: int
    left_open: int

    @property
    def theirs(self) -> bool:
        """Return whether any of it is for others to decide."""
        return any(step.theirs for step in self.steps)


@dataclass(frozen=True)
class TriedRemedies:
    """What was found, and how far was looked."""

    ways: tuple[TriedRemedy, ...] = ()
    more: int = 0
    limits: tuple[str, ...] = ()
    incurable: tuple[str, ...] = ()


def search_remedies(corpus: Corpus, opinion: Opinion) -> Remedies | None:
    """Look for cures where something is breached; raises `EngineFailure`."""
    if opinion.verdict is not Verdict.STOP:
        return None
    return find_remedies(
        corpus, opinion.scenario, as_of=opinion.as_of, changes=CHANGES, most=MOST_REMEDIES
    )


def left_to_do(corpus: Corpus, opinion: Opinion) -> Section | None:
    """Lay out what is left once a message is sent or received; raises `EngineFailure`."""
    steps = steps_afterwards(corpus, opinion.scenario, opinion, opinion.as_of)
    if not steps:
        return None
    title = message("What can still be done", context="heading")
    return Section(title, Tone.FOR, tuple(for_a_page(aftermath_entries(steps))))


def remedies_shown(found: Remedies | None, law: Law) -> TriedRemedies | None:
    """Lay out what was found."""
    if found is None:
        return None
    return TriedRemedies(
        ways=tuple(_cure(at, remedy, law) for at, remedy in enumerate(found.remedies)),
        more=max(found.cures - len(found.remedies), 0),
        limits=tuple(_limits(found)),
        incurable=tuple(item.statement for item in found.incurable),
    )


def tried(state: CarriedState, remedy: Remedy) -> CarriedState:
    """Tell the facts as a remedy would make them."""
    for change in remedy.changes:
        for taken in change.takes:
            state = state.forgotten((taken.fact.name, taken.who))
        state = state.told((change.fact.name, change.who), change.after)
    return state


def _cure(number: int, remedy: Remedy, law: Law) -> TriedRemedy:
    return TriedRemedy(
        number,
        tuple(_step(merge_change, law) for merge_change in merge_changes(remedy.changes)),
        labels.verdict_word(remedy.opinion.verdict),
        len(remedy.opened),
        len(remedy.left_open),
    )


def _step(alike: Alike, law: Law) -> RemedyStep:
    untold = message("not told", context="answer")
    return RemedyStep(
        and_list(alike.recipients) if alike.recipients else "",
        alike.fact.ask,
        answer_text(alike.before, alike.fact, law) if alike.before is not None else untold,
        answer_text(alike.after, alike.fact, law),
        alike.fact.control is Control.THEIRS,
    )


def _limits(remedies: Remedies) -> Iterator[str]:
    if remedies.is_past:
        yield message(
            "The message was sent before the day asked about: what was sent, and to whom, "
            "cannot be changed any more."
        )
    if remedies.is_received:
        yield message(
            "The message was received: what its sender did, and what was agreed before, cannot "
            "be changed any more."
        )
    if remedies.exhausted:
        yield message("Every set of changes was considered: there are no other cures.")
    else:
        yield plural_message(
            remedies.searched,
            "Every set of up to {count} change was considered; larger sets were not looked at.",
            "Every set of up to {count} changes was considered; larger sets were not looked at.",
        )
    if remedies.unconfirmed:
        yield plural_message(
            remedies.unconfirmed,
            "{count} set of changes looked like a cure, but the full opinion did not confirm it.",
            "{count} sets of changes looked like cures, but the full opinion did not confirm them.",
        )
    yield message(
        "Considered are only facts that you or they can change, and only for the better; never "
        "the past, who the recipient is, or what a person has judged."
    )
