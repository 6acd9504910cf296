"""What an exercise promises: a proved right answer, and wrong ones that are proved elsewhere."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from advisor.advice import Corpus
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Opinion
from advisor.model.places import NOWHERE
from advisor.model.scenarios import Scenario
from advisor.model.training import (
    AGAINST,
    TOWARDS,
    AnswerOrigin,
    Difficulty,
    Exercise,
    ExerciseAnswer,
    ExerciseKind,
    ExerciseRequest,
    Topic,
)
from advisor.model.vocabulary import Value
from advisor.training import case_exercises, draw_exercises
from advisor.training.answer_oracle import AnswerOracle, Focus
from advisor.training.distractors import answer_choices
from advisor.training.topics import read_topics


def told(scenario: Scenario) -> dict[tuple[str, str], Value]:
    """Flatten all that a scenario tells."""
    facts = {(name, ""): value for name, value in scenario.facts.items()}
    for person in scenario.recipients or ():
        facts |= {(name, person.name): value for name, value in person.facts.items()}
    return facts


def focus(one: Exercise) -> Focus:
    """Return what an exercise asks for."""
    return Focus(one.act, one.recipient, one.bearer)


def followed_by(opinion: Opinion) -> set[tuple[str, str]]:
    """Give the facts that an opinion concluded, or that do not arise in it, with whom."""
    people = opinion.scenario.people
    places = {(item.fact, item.who) for item in opinion.conclusions} | opinion.muted
    return {(fact, "" if who is None else people[who].name) for fact, who in places}


def test_pair_one_fact_apart(pairs: tuple[Exercise, ...]) -> None:
    """
    The halves of a pair differ in one fact, or in the day, and in nothing else.

    What follows from it, or does not arise any more, is left out of one of them.
    """
    for one in pairs:
        assert one.twin is not None
        here, there = told(one.scenario), told(one.twin.opinion.scenario)
        followed = followed_by(one.opinion) | followed_by(one.twin.opinion)
        apart = {
            key
            for key in here.keys() | there.keys()
            if here.get(key) != there.get(key)
            and not (key in followed and None in (here.get(key), there.get(key)))
        }
        days = {one.opinion.as_of, one.twin.opinion.as_of}

        assert len(apart) + len(days) - 1 == 1
        if one.twin.difference.fact is None:
            assert not apart
        else:
            assert {(one.twin.difference.fact.name, one.twin.difference.recipient or "")} == apart


def test_nothing_is_shown_that_cannot_be(drawn: tuple[Exercise, ...], taught: Corpus) -> None:
    """Every scenario of an exercise, and of its twin, meets the relations among its facts."""
    for one in drawn:
        shown = [one.opinion, *([one.twin.opinion] if one.twin is not None else [])]
        for opinion in shown:
            closed = taught.engine.close(opinion.scenario, opinion.as_of)
            assert closed.contradiction is None, one.id
        assert taught.engine.close(one.scenario, one.opinion.as_of).contradiction is None


def test_pair_answers_opposite(pairs: tuple[Exercise, ...], taught: Corpus) -> None:
    """Asked once more, one half stands against the act and the other does not."""
    for one in pairs:
        assert one.twin is not None
        halves = ((one.scenario, one.opinion), (one.twin.opinion.scenario, one.twin.opinion))
        rulings = [
            focus(one).answer(taught.advise(scenario, as_of=opinion.as_of))[0].ruling
            for scenario, opinion in halves
        ]

        assert any(ruling in AGAINST for ruling in rulings)
        assert any(ruling in TOWARDS for ruling in rulings)
        assert [one.right_choice.answer.ruling, one.twin.answer.ruling] == rulings


def test_right_choice_right(drawn: tuple[Exercise, ...], taught: Corpus) -> None:
    """The right choice is what the law answers when it is asked again."""
    for one in drawn:
        answer, deciding = focus(one).answer(taught.advise(one.scenario, as_of=one.opinion.as_of))

        assert answer.key == one.right_choice.answer.key
        assert [found.id for found in deciding] == [found.id for found in one.deciding]


def test_wrong_choices_proved_elsewhere(drawn: tuple[Exercise, ...], taught: Corpus) -> None:
    """Each wrong choice is the answer one fact away or under another law, word for word."""
    proving = AnswerOracle(taught)
    for one in drawn:
        for choice in one.choices:
            origin = choice.origin
            opinion = proving.narrow(origin.scenario, origin.as_of, one.act, origin.law)
            answer, _ = focus(one).answer(opinion)

            assert answer.key == choice.answer.key
            assert (choice.letter == one.right) == (not origin.law and origin.difference is None)


def test_no_wrong_choice_is_right(drawn: tuple[Exercise, ...]) -> None:
    """No wrong choice says what the right one says, nor what is also found here."""
    for one in drawn:
        right = one.right_choice.answer
        found = {
            (it.outcome.value, it.statement, it.exception or "") for it in one.opinion.findings
        }
        wrong = [it.answer for it in one.choices if it.letter != one.right]

        assert right.key not in {it.key for it in wrong}
        assert len({it.answer.key for it in one.choices}) == len(one.choices)
        for answer in wrong:
            on_act = {it for it in found if it == answer.key}
            assert not [
                it
                for it in one.opinion.findings
                if it.act == one.act
                and it.recipient in (None, one.recipient)
                and (it.outcome.value, it.statement, it.exception or "") in on_act
            ]


def test_no_choice_by_what_was_read(taught: Corpus, drawn: tuple[Exercise, ...]) -> None:
    """
    Nobody chooses between a breach and the same breach on a text that nobody verified.

    Nor is it a choice that more must be known before a thing is open: both are true of it.
    """
    opinion = drawn[0].opinion
    breach = ExerciseAnswer(Outcome.BREACHED, "The sender must ask.", "here#a", "GB")
    doubted = ExerciseAnswer(
        Outcome.UNSETTLED, "The sender must ask first.", "here#b", "GB", doubted=True
    )
    moot = ExerciseAnswer(Outcome.OPEN, "It is unsettled whether.", "here#c", "GB", moot=True)
    silent, kept = (
        ExerciseAnswer(Outcome.INAPPLICABLE),
        ExerciseAnswer(Outcome.MET, "The sender must tell."),
    )
    where = AnswerOrigin(opinion.scenario, opinion.as_of)
    rng = Random(1)  # noqa: S311 - an order, no secret

    for right, unfair in ((breach, doubted), (doubted, breach), (silent, moot)):
        wrong = [(one, where) for one in (unfair, kept, silent)]
        made = answer_choices(right, wrong, opinion, Focus("ask"), rng, last_resort=True)

        assert made is not None
        assert unfair.statement not in {one.answer.statement for one in made[0]} - {right.statement}
    for one in drawn:
        for choice in one.choices:
            norm = taught.law.norm(choice.answer.norm)
            unsettled = norm is not None and norm.modality is Modality.UNSETTLED
            assert choice.answer.doubted == (
                choice.answer.ruling is Outcome.UNSETTLED and norm is not None and not unsettled
            )


def test_everything_traced(drawn: tuple[Exercise, ...], taught: Corpus) -> None:
    """Every sentence to choose from is a norm of the law, with its citation."""
    for one in drawn:
        for choice in one.choices:
            if choice.answer.statement:
                assert taught.law.norm(choice.answer.norm) is not None
                assert choice.answer.citations
        if one.kind is ExerciseKind.PAIR:
            assert taught.law.vocabulary.acts[one.act] in one.question


def test_same_seed_same_set(taught: Corpus, pairs: tuple[Exercise, ...]) -> None:
    """A seed gives the same exercises and the same letters, however many are taken."""
    again = tuple(
        islice(draw_exercises(taught, ExerciseRequest(seed="tests", kind=ExerciseKind.PAIR)), 4)
    )

    assert again == pairs[:4]


def test_other_seed_other_set(taught: Corpus, pairs: tuple[Exercise, ...]) -> None:
    """Another seed gives other exercises."""
    other = tuple(
        islice(draw_exercises(taught, ExerciseRequest(seed="other", kind=ExerciseKind.PAIR)), 4)
    )

    assert {one.id for one in other}.isdisjoint(one.id for one in pairs[:4])


def test_none_twice(drawn: tuple[Exercise, ...]) -> None:
    """No exercise comes twice."""
    assert len({one.id for one in drawn}) == len(drawn)


@pytest.mark.parametrize("topic", list(Topic))
def test_topic_kept(taught: Corpus, topic: Topic) -> None:
    """Whoever asks for a topic gets it, from written cases and from the law."""
    for kind in ExerciseKind:
        wanted = ExerciseRequest(seed="topic", topic=topic, kind=kind)
        found = list(islice(draw_exercises(taught, wanted), 2))

        assert len(found) == 2
        assert {one.topic for one in found} == {topic}


@pytest.mark.parametrize("code", ["US-AK", "US-WY", "DE", "GB"])
def test_place_kept(taught: Corpus, code: str) -> None:
    """Whoever asks for a place gets its law, that of its parts, or that of its unions."""
    wanted = ExerciseRequest(seed="place", jurisdiction=code, kind=ExerciseKind.PAIR)
    places = taught.law.places
    for one in islice(draw_exercises(taught, wanted), 2):
        day = one.opinion.as_of
        assert one.jurisdiction in places.unions_of(code, day) or code in places.unions_of(
            one.jurisdiction, day
        )


@pytest.mark.parametrize("level", list(Difficulty))
def test_difficulty_kept(taught: Corpus, level: Difficulty) -> None:
    """Whoever asks for a difficulty gets it."""
    wanted = ExerciseRequest(seed="level", difficulty=level)
    found = list(islice(draw_exercises(taught, wanted), 2))

    assert {one.difficulty for one in found} == {level}


def test_stories_plain(pairs: tuple[Exercise, ...]) -> None:
    """A pair that is not hard tells nothing beside the story that its answer does not need."""
    easy = [one for one in pairs if one.difficulty is Difficulty.EASY]

    assert easy
    assert all(len(told(one.scenario)) < 20 for one in easy)
    assert all(one.scenario.title == "" for one in pairs)


def test_enough_is_written(taught: Corpus) -> None:
    """At least thirty cases tell a story with a question and a point, on every topic."""
    told = [one.teach for one in taught.law.cases if one.teach is not None]
    stories = [one for one in told if one.situation]

    assert len(stories) >= 30
    assert {one.topic for one in stories} == {one.value for one in Topic}
    assert all(one.question.endswith("?") and one.point for one in stories)


def test_named_norm_is_asked_for(taught: Corpus) -> None:
    """Where a case names the norm its question is about, the answer is on that norm's act."""
    proving = AnswerOracle(taught)
    named = [one for one in taught.law.cases if one.teach is not None and one.teach.norm]
    case = named[0]
    assert case.teach is not None
    norm = taught.law.norm(case.teach.norm)

    made = case_exercises.case_exercise(proving, case, Random("named"))  # noqa: S311 - no secret

    assert norm is not None
    assert made is not None
    assert made.act == norm.act
    assert made.point == case.teach.point


def test_topics_name_facts(taught: Corpus) -> None:
    """Every pattern of a topic names at least one fact of the vocabulary."""
    from fnmatch import filter as matching

    names = list(taught.law.vocabulary.facts)
    for patterns in read_topics().patterns.values():
        for pattern in patterns:
            assert matching(names, pattern), pattern


def test_nowhere_is_no_home(taught: Corpus) -> None:
    """No exercise is said to be of the law of nowhere."""
    found = islice(draw_exercises(taught, ExerciseRequest(seed="homes", kind=ExerciseKind.PAIR)), 3)

    assert NOWHERE not in {one.jurisdiction for one in found}
