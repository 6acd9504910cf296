"""What no exercise may teach: answers that stand on a text which nobody read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Reason, Verdict
from advisor.model.vocabulary import FactType
from advisor.training.opinion_answers import findings_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.training import ExerciseAnswer
    from advisor.training.answer_oracle import AnswerOracle, Focus
    from advisor.training.edits import ScenarioEdit

_BEYOND = "beyond the words"
"""A norm whose caveat says so is its author's reading: advice may give it, a class may not."""
_UNREAD = frozenset(
    {Reason.UNREAD_WRONG, Reason.UNREAD_PLACE, Reason.UNREAD_DAY, Reason.UNREAD_TOPIC}
)
_PLACES = (FactType.PLACE, FactType.PLACES)


def rests_on_a_gap(
    opinion: Opinion, focus: Focus, answer: ExerciseAnswer, deciding: Sequence[Finding]
) -> bool:
    """
    Return whether an answer is one that reading a text could change.

    It is where the verdict is to verify, where a model stands in for a text that was not
    read, where a breach is doubted, where a norm goes beyond the words it stands on, and
    where silence is only that nobody read the law of a told place.
    """
    if answer.ruling is Verdict.VERIFY or answer.doubted:
        return True
    if any(finding.stands_in or finding.day_unread for finding in deciding):
        return True
    if deciding:
        return goes_beyond(deciding)
    on_act = findings_on(opinion, focus.act, focus.recipient, focus.bearer)
    lent = any(finding.stands_in or finding.day_unread for finding in on_act)
    return lent or opinion.because in _UNREAD or bool(opinion.coverage.places)


def goes_beyond(findings: Iterable[Finding]) -> bool:
    """Return whether a caveat says that a norm goes beyond the words that were seen."""
    return any(_BEYOND in caveat for finding in findings for caveat in finding.caveats)


def leads_nowhere(
    proving: AnswerOracle, edit: ScenarioEdit, there: Scenario, day: date, answer: ExerciseAnswer
) -> bool:
    """Return whether a step leads to silence at a place of which nothing was read."""
    if answer.statement or edit.place is None:
        return False
    if proving.corpus.law.vocabulary.facts[edit.place[0]].type not in _PLACES:
        return False
    return bool(proving.whole(there, day).coverage.places)
