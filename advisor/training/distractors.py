"""Wrong choices that tempt, since each is right one fact or one border away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from random import Random
from typing import TYPE_CHECKING

from advisor.model.norms import UNFINISHED_OUTCOMES
from advisor.model.training import AGAINST, AnswerOrigin, ExerciseChoice
from advisor.training.edits import scenario_edits
from advisor.training.opinion_answers import is_true_of
from advisor.training.unread import leads_nowhere
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from advisor.model.opinions import Opinion
    from advisor.model.training import ExerciseAnswer
    from advisor.training.answer_oracle import AnswerOracle, Focus
    from advisor.training.edits import EditedFact

OPTIONS = 4
"""How many answers there are to choose from, at most."""
LEAST = 3
_STEPS, _LAWS = 12, 8
_LETTERS = "ABCDEFGH"


def distractors(  # noqa: PLR0913 - what decides where to look, each by name
    proving: AnswerOracle,
    focus: Focus,
    opinion: Opinion,
    rng: Random,
    *,
    near: Collection[EditedFact] | None = None,
    about: str = "",
    most: int = _STEPS,
) -> Iterator[tuple[ExerciseAnswer, AnswerOrigin]]:
    """
    Give answers that are proved one fact away, or under another law, in a drawn order.

    `near` limits the facts that are told otherwise to those the answer may turn on;
    `about` names the act on which the other laws are to speak, where a verdict is asked for.
    """
    scenario, day = opinion.scenario, opinion.as_of
    only = None if near is None else near.__contains__
    ways = list(scenario_edits(proving.corpus, scenario, day, only=only))
    rng.shuffle(ways)
    laws = list(proving.codes_on(focus.act or about, day))
    rng.shuffle(laws)
    for way, law in zip_longest(ways[:most], laws[:_LAWS]):
        if way is not None:
            there = way.taken(scenario)
            answer, _ = focus.answer(proving.narrow(there, day, focus.act))
            if not leads_nowhere(proving, way, there, day, answer):
                difference = way.difference(scenario, proving.corpus)
                yield answer, AnswerOrigin(there, day, difference)
        if law is not None:
            answer, _ = focus.answer(proving.narrow(scenario, day, focus.act, law))
            yield answer, AnswerOrigin(scenario, day, law=law)


def answer_choices(  # noqa: PLR0913 - what a fair set of choices hangs on
    right: ExerciseAnswer,
    wrong: Sequence[tuple[ExerciseAnswer, AnswerOrigin]],
    opinion: Opinion,
    focus: Focus,
    rng: Random,
    *,
    last_resort: bool = False,
) -> tuple[tuple[ExerciseChoice, ...], str] | None:
    """
    Put the right answer among wrong ones, and name its letter; `None` for want of wrong ones.

    What comes first in `wrong` is taken first; of the rest, answers of different kinds
    come before several of one. What is also true here, if only as a lesser truth, is no
    fair choice, nor is the right kind of answer in the words of another law, nor what
    differs from it only by how well a text was read. As a
    `last_resort` one wrong answer is enough, and it may be that more must be known.
    """
    fair: dict[tuple[str, str, str], tuple[ExerciseAnswer, AnswerOrigin]] = {}
    for answer, origin in wrong:
        if answer.key == right.key or (answer.ruling in UNFINISHED_OUTCOMES and not last_resort):
            continue
        elsewhere = origin.law or answer.jurisdiction != right.jurisdiction
        in_other_words = answer.ruling is right.ruling and elsewhere
        if answer.moot or _is_hair_split(answer, right):
            continue
        if not in_other_words and not is_true_of(answer, opinion, focus.act, focus.recipient):
            fair.setdefault(answer.key, (answer, origin))
    chosen = _varied(list(fair.values()), right)[: OPTIONS - 1]
    if len(chosen) < (1 if last_resort else LEAST - 1):
        return None
    own = right, AnswerOrigin(replace(opinion.scenario, title=""), opinion.as_of)
    shown = [own, *chosen]
    rng.shuffle(shown)
    made = tuple(
        ExerciseChoice(letter, answer, origin)
        for letter, (answer, origin) in zip(_LETTERS, shown, strict=False)
    )
    return made, next(item.letter for item in made if item.answer is right)


def _is_hair_split(exercise_answer: ExerciseAnswer, other: ExerciseAnswer) -> bool:
    """Return whether both stand against the act, one of them on unverified authority alone."""
    against = exercise_answer.ruling in AGAINST, other.ruling in AGAINST
    return (exercise_answer.doubted and against[1]) or (other.doubted and against[0])


def _varied(
    found: Sequence[tuple[ExerciseAnswer, AnswerOrigin]], right: ExerciseAnswer
) -> list[tuple[ExerciseAnswer, AnswerOrigin]]:
    """Take the first, then one of each kind in turn; of the right kind, one, and that last."""
    kinds: dict[str, list[tuple[ExerciseAnswer, AnswerOrigin]]] = {}
    for one in found[1:]:
        kinds.setdefault(one[0].ruling.value, []).append(one)
    for one in found[:1]:
        kinds[one[0].ruling.value] = [*kinds.pop(one[0].ruling.value, [])]
    alike = kinds.pop(right.ruling.value, [])[:1]
    turns = [one for turn in zip_longest(*kinds.values()) for one in turn if one is not None]
    return [*found[:1], *turns, *alike]
