"""Exercises from the cases that were written for a class."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.training import AGAINST, TOWARDS, Difficulty, Exercise, ExerciseKind, Topic, Twin
from advisor.training.answer_oracle import Focus
from advisor.training.difficulty import behind, difficulty
from advisor.training.distractors import answer_choices, distractors
from advisor.training.pairs import identity
from advisor.training.topics import direction
from advisor.training.unread import rests_on_a_gap
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.model.cases import Case, ExpectedFinding, Teaching
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.training import AnswerOrigin, ExerciseAnswer
    from advisor.training.answer_oracle import AnswerOracle

_OPEN = (Verdict.UNSETTLED, Outcome.UNSETTLED)
_TWINS = 5
_ALL = 80
"""Of a written case every neighbour is looked at before it is given up."""


def focus_of(case: Case, opinion: Opinion, law: Law) -> Focus:
    """
    Return what a case asks for: the act of the norm that its author names for the question.

    Otherwise it is the act of the first expected norm that decides there, else of the
    first of all, and the verdict where the author expects no finding.
    """
    asked = next(
        (
            finding
            for finding in case.expect.findings
            if case.teach and finding.norm == case.teach.norm
        ),
        None,
    )
    if asked is not None:
        return replace(_focus(asked, case, law), bearer="")
    named = [_focus(finding, case, law) for finding in case.expect.findings]
    for alone in (False, True):
        for expected, focus in zip(case.expect.findings, named, strict=True):
            tried = focus if alone else replace(focus, bearer="")
            if tried.act and tried.answer(opinion)[0].norm == expected.norm:
                return tried
    return next((replace(item, bearer="") for item in named if item.act), Focus())


def _focus(expected: ExpectedFinding, case: Case, law: Law) -> Focus:
    norm = law.norm(expected.norm)
    if norm is None:
        return Focus()
    people = [outcome for outcome in expected.outcomes if outcome is not None]
    everyone = [recipient.name for recipient in case.scenario.recipients or ()]
    only = everyone[0] if len(everyone) == 1 else None
    return Focus(norm.act, people[0] if people else only, norm.bearer)


def topic_of(case: Case) -> Topic:
    """Return the topic that the author named, or the direction of the mail."""
    if case.teach is not None and case.teach.topic:
        return Topic(case.teach.topic)
    return direction(case.scenario)


def case_exercise(
    proving: AnswerOracle,
    case: Case,
    rng: Random,
    fits: Callable[[Difficulty, str], bool] | None = None,
) -> Exercise | None:
    """
    Make an exercise of a written case, if its difficulty and its jurisdiction fit.

    `None` where they do not, where too few wrong answers tempt, or where the answer rests
    on what nobody read.
    """
    teach = case.teach
    day = case.scenario.as_of
    if teach is None or day is None:
        return None
    opinion = proving.whole(case.scenario, day)
    focus = focus_of(case, opinion, proving.corpus.law)
    answer, deciding = focus.answer(opinion)
    if rests_on_a_gap(opinion, focus, answer, deciding):
        return None
    level = difficulty(opinion, answer, deciding)
    place = (answer.jurisdiction if focus.act else "") or _first_governing(opinion)
    if fits is not None and not fits(level, place):
        return None
    near = behind(deciding, case.scenario) if deciding else None
    about = deciding[0].act if deciding else ""
    wrong = list(distractors(proving, focus, opinion, rng, near=near, about=about))
    made = answer_choices(answer, wrong, opinion, focus, rng)
    if made is None:
        wrong += distractors(proving, focus, opinion, rng, most=_ALL)
        made = answer_choices(answer, wrong, opinion, focus, rng, last_resort=True)
    if made is None:
        return None
    turning = [item for item in wrong if item[1].difference and is_opposite(answer, item[0])]
    return replace(
        _exercise(case, teach, focus, opinion),
        difficulty=level,
        jurisdiction=place,
        choices=made[0],
        right=made[1],
        deciding=deciding,
        twin=_twin(proving, focus, turning),
    )


def is_opposite(exercise_answer: ExerciseAnswer, other: ExerciseAnswer) -> bool:
    """Return whether one answer stands against what the other does not."""
    against = (*AGAINST, Verdict.STOP)
    towards = (*TOWARDS, Verdict.CLEAR, Verdict.UNSETTLED, Outcome.UNSETTLED)
    pair = exercise_answer.ruling, other.ruling
    return any(item in against for item in pair) and any(item in towards for item in pair)


def _exercise(case: Case, teach: Teaching, focus: Focus, opinion: Opinion) -> Exercise:
    return Exercise(
        id=identity(focus, case.scenario, opinion.as_of),
        kind=ExerciseKind.CASE,
        topic=topic_of(case),
        difficulty=Difficulty.EASY,
        jurisdiction="",
        question=teach.question,
        choices=(),
        right="",
        opinion=opinion,
        deciding=(),
        situation=teach.situation,
        point=teach.point,
        title=case.name,
        act=focus.act,
        recipient=focus.recipient,
        bearer=focus.bearer,
    )


def _twin(
    proving: AnswerOracle, focus: Focus, turning: list[tuple[ExerciseAnswer, AnswerOrigin]]
) -> Twin | None:
    """Return the opposite one fact away that best teaches; none that rests on a gap."""
    # A plain yes against a plain no teaches more than an open question does.
    for _, origin in sorted(turning, key=lambda one: one[0].ruling in _OPEN)[:_TWINS]:
        opinion = proving.whole(origin.scenario, origin.as_of)
        answer, deciding = focus.answer(opinion)
        if origin.difference and not rests_on_a_gap(opinion, focus, answer, deciding):
            return Twin(origin.difference, opinion, answer, deciding)
    return None


def _first_governing(opinion: Opinion) -> str:
    return opinion.governing[0].jurisdiction if opinion.governing else ""


def taught(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases that were written for a class."""
    return tuple(case for case in cases if case.teach is not None)
