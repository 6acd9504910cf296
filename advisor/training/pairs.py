"""Minimal pairs: two scenarios one fact apart with opposite answers, both proved."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

from advisor.model.recipient_names import spoken_name
from advisor.model.training import (
    AGAINST,
    TOWARDS,
    AnswerOrigin,
    Difficulty,
    Exercise,
    ExerciseKind,
    Twin,
)
from advisor.training.answer_oracle import Focus
from advisor.training.difficulty import behind, difficulty, trimmed
from advisor.training.distractors import answer_choices, distractors
from advisor.training.unread import rests_on_a_gap
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.training import AnswerValue, ExerciseAnswer
    from advisor.training.answer_oracle import AnswerOracle
    from advisor.training.edits import EditedFact, ScenarioEdit
    from advisor.training.topics import TopicIndex

QUESTION = "What does the law that governs here say on this: to {act}?"
QUESTION_ABOUT = "What does the law that governs here say on this, as to {recipient}: to {act}?"


@dataclass(frozen=True, slots=True)
class Half:
    """One scenario of a pair, with its proved answer."""

    opinion: Opinion
    answer: ExerciseAnswer
    deciding: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MinimalPair:
    """Two scenarios one step apart, whose answers on one act are opposite."""

    focus: Focus
    step: ScenarioEdit
    here: Half
    there: Half

    def turned(self) -> MinimalPair:
        """Return the same pair seen from the other side."""
        return MinimalPair(self.focus, self.step.taken_back(), self.there, self.here)


def prove_pair(
    proving: AnswerOracle, focus: Focus, step: ScenarioEdit, scenario: Scenario, day: date
) -> MinimalPair | None:
    """Evaluate both sides of a step; `None` where they are not opposite, or one is a gap."""
    over, other_day = step.taken(scenario), step.day(day)
    if not _may_turn(proving, focus, (scenario, day), (over, other_day)):
        return None
    here = _half(proving, focus, scenario, day)
    there = _half(proving, focus, over, other_day)
    if _are_opposite(here.answer.ruling, there.answer.ruling) and not (
        _is_unread(here, focus) or _is_unread(there, focus)
    ):
        return MinimalPair(focus, step, here, there)
    return None


def _is_unread(half: Half, focus: Focus) -> bool:
    return rests_on_a_gap(half.opinion, focus, half.answer, half.deciding)


def _are_opposite(answer_value: AnswerValue, other: AnswerValue) -> bool:
    return (answer_value in AGAINST and other in TOWARDS) or (
        answer_value in TOWARDS and other in AGAINST
    )


def _may_turn(proving: AnswerOracle, focus: Focus, *sides: tuple[Scenario, date]) -> bool:
    """Look at the act alone, which costs a fraction, before anything is proved in full."""
    rulings = [
        focus.answer(proving.narrow(scenario, day, focus.act))[0].ruling for scenario, day in sides
    ]
    return _are_opposite(*rulings)


def plainer(proving: AnswerOracle, pair: MinimalPair) -> MinimalPair:
    """Leave out the facts that neither answer turns on, if both are then proved again."""
    scenario, day = pair.here.opinion.scenario, pair.here.opinion.as_of
    kept = set(turning(proving, pair))
    if pair.step.place is not None:
        kept.add(pair.step.place)
    fewer = trimmed(scenario, kept, proving.corpus.law)
    again = prove_pair(proving, pair.focus, pair.step, fewer, day)
    if again is None or (again.here.answer.key, again.there.answer.key) != (
        pair.here.answer.key,
        pair.there.answer.key,
    ):
        return pair
    return again


def turning(proving: AnswerOracle, pair: MinimalPair) -> frozenset[EditedFact]:
    """Return the facts on which any norm on the act turns, on either side."""
    edited_facts: frozenset[EditedFact] = frozenset()
    for half in (pair.here, pair.there):
        scenario, day = half.opinion.scenario, half.opinion.as_of
        full = proving.narrow(scenario, day, pair.focus.act, everything=True)
        edited_facts |= behind(full.findings, scenario)
    return edited_facts


def pair_exercise(
    proving: AnswerOracle,
    pair: MinimalPair,
    topics: TopicIndex,
    rng: Random,
    wanted: Difficulty | None = None,
) -> Exercise | None:
    """
    Make an exercise of a pair, seen from either side, as hard as is wanted.

    `None` where it is not, or where there are too few wrong answers that tempt.
    """
    sides = [pair, pair.turned()]
    rng.shuffle(sides)
    levels = [_level(side, proving) for side in sides]
    # A story of what a tracker reports, without any tracker, would be no story.
    told = [at for at in (0, 1) if sides[at].step.before != frozenset()]
    fitting = [at for at in told if wanted in (None, levels[at])]
    if not fitting:
        return None
    pair, level = sides[fitting[0]], levels[fitting[0]]
    law = proving.corpus.law
    pair = pair if level is Difficulty.HARD else plainer(proving, pair)
    here, there = pair.here, pair.there
    scenario, day = here.opinion.scenario, here.opinion.as_of
    difference = pair.step.difference(scenario, proving.corpus)
    wrong = [(there.answer, AnswerOrigin(there.opinion.scenario, there.opinion.as_of, difference))]
    near = turning(proving, pair)
    wrong += distractors(proving, pair.focus, here.opinion, rng, near=near)
    made = answer_choices(here.answer, wrong, here.opinion, pair.focus, rng)
    if made is None:
        return None
    act = law.vocabulary.acts[pair.focus.act]
    frame = QUESTION if pair.focus.recipient is None else QUESTION_ABOUT
    decisive = (*here.deciding, *there.deciding)
    return Exercise(
        id=identity(pair.focus, scenario, day),
        kind=ExerciseKind.PAIR,
        topic=topics.of(difference.fact, scenario),
        difficulty=level,
        jurisdiction=decisive[0].jurisdiction,
        question=frame.format(act=act, recipient=spoken_name(pair.focus.recipient or "")),
        choices=made[0],
        right=made[1],
        opinion=here.opinion,
        deciding=here.deciding,
        act=pair.focus.act,
        recipient=pair.focus.recipient,
        twin=Twin(difference, there.opinion, there.answer, there.deciding),
    )


def identity(focus: Focus, scenario: Scenario, day: date) -> str:
    """Return the name of an exercise by what it asks, the same in every process."""
    parts = [focus.act, focus.recipient or "", day.isoformat(), *_written(scenario)]
    return sha256("\0".join(parts).encode()).hexdigest()[:10]


def _written(scenario: Scenario) -> Iterator[str]:
    people = ((person.name, person.facts) for person in scenario.recipients or ())
    for name, facts in (("", scenario.facts), *people):
        for fact, value in sorted(facts.items()):
            members = sorted(value) if isinstance(value, frozenset) else value
            yield f"{name}|{fact}|{members}"


def _half(proving: AnswerOracle, focus: Focus, scenario: Scenario, day: date) -> Half:
    opinion = proving.whole(replace(scenario, title="", as_of=day), day)
    answer, deciding = focus.answer(opinion)
    return Half(opinion, answer, deciding)


def _level(pair: MinimalPair, proving: AnswerOracle) -> Difficulty:
    scenario = pair.here.opinion.scenario
    difference = pair.step.difference(scenario, proving.corpus)
    deciding = pair.here.deciding or pair.there.deciding
    return difficulty(pair.here.opinion, pair.here.answer, deciding, difference)
