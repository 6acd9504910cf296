"""A wrong that is told is never clear, in any place, and somebody looks at it or it is named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import Corpus, Opinion, Scenario, Verdict, load
from advisor.model.conditions import Condition, leaves
from advisor.model.norms import Norm
from advisor.model.vocabulary import RECIPIENT, FactType, Value
from benchmarks.asking import Complete
from benchmarks.verify import letter_places, ordinary_letter

DAY = date(2026, 11, 30)
WRONGS = tuple(
    fact.name for fact in load(engine="reference").law.vocabulary.facts.values() if fact.is_wrong
)
ALL_PLACES = os.environ.get("HYPOTHESIS_PROFILE", "dev") != "dev"
NOTHING_MORE: Mapping[str, Value] = {}
_MOST_MORE = 25
_STRIDE = 1 if ALL_PLACES else 11


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law once."""
    return load(engine="reference")


def with_wrong(
    corpus: Corpus, code: str, wrong: str, direction: str, more: Mapping[str, Value] = NOTHING_MORE
) -> Scenario | None:
    """
    Tell an ordinary letter of a place with a wrong in it; `None` where that cannot be.

    What else is told and contradicts the wrong is left untold.
    """
    letter = ordinary_letter(corpus, code, "opposing-counsel")
    told = {**letter.facts, **more, "message.direction": direction, wrong: True}
    scenario = Scenario(facts=told, recipients=letter.recipients)
    while (conflict := corpus.engine.close(scenario, DAY).contradiction) is not None:
        loose = [
            (fact, who) for fact, who in conflict.of if fact not in (wrong, "message.direction")
        ]
        if not loose:
            return None
        scenario = scenario.told(loose[-1][0], None, loose[-1][1])
    return scenario


def is_owned(corpus: Corpus, opinion: Opinion, wrong: str) -> bool:
    """Return whether a finding speaks against a wrong or waits, or the wrong is named unread."""
    if any(item.fact == wrong for item in opinion.coverage.wrongs):
        return True
    return any(
        (finding.outcome.is_against or finding.outcome.is_unfinished)
        and wrong in facts_looked_at(corpus, finding.norm, finding.jurisdiction)
        for finding in opinion.findings
    )


def facts_looked_at(corpus: Corpus, norm: Norm, code: str) -> set[str]:
    """Name every told fact that a norm tests where it stands."""
    place = corpus.law.jurisdictions.get(code)
    adopted = place.adoptions.get(norm.id) if place is not None else None
    lifting = [exception.when for exception in norm.exceptions]
    local = [adopted.when, adopted.compliance] if adopted is not None else []
    return {
        name
        for part in (norm.when, norm.compliance, *lifting, *local)
        if part is not None
        for name in facts_of(corpus, part)
    }


def facts_of(corpus: Corpus, condition: Condition) -> set[str]:
    """Name the facts of a condition, with those that its derived facts are found from."""
    found = set()
    for leaf in leaves(condition):
        derived = corpus.law.vocabulary.derived.get(leaf.fact)
        found |= {leaf.fact} if derived is None else facts_of(corpus, derived.when)
    return found


@pytest.mark.parametrize("direction", ["sent", "received"])
@pytest.mark.parametrize("wrong", WRONGS)
def test_a_told_wrong_is_never_clear(corpus: Corpus, wrong: str, direction: str) -> None:
    """An ordinary letter with one wrong in it: in no place clear, and each is owned."""
    start = WRONGS.index(wrong) % _STRIDE
    clear, silent = [], []
    for code in letter_places(corpus)[start::_STRIDE]:
        scenario = with_wrong(corpus, code, wrong, direction)
        if scenario is None:
            continue
        opinion = corpus.advise(scenario, as_of=DAY)
        if opinion.verdict is Verdict.CLEAR:
            clear.append(code)
        if not is_owned(corpus, opinion, wrong):
            silent.append(code)
    assert ([], []) == (clear, silent)


@pytest.mark.parametrize("wrong", WRONGS)
def test_every_wrong_can_be_told(corpus: Corpus, wrong: str) -> None:
    """No wrong is passed over above in both directions."""
    found = [with_wrong(corpus, "US-GA", wrong, way) for way in ("sent", "received")]
    assert any(scenario is not None for scenario in found)


@given(
    wrong=st.sampled_from(WRONGS),
    direction=st.sampled_from(["sent", "received"]),
    place=st.integers(0, 10_000),
    seed=st.integers(0, 10_000),
)
def test_whatever_else_is_told(
    corpus: Corpus, wrong: str, direction: str, place: int, seed: int
) -> None:
    """Nothing else that may be told of a message makes a told wrong clear, or silent."""
    codes = letter_places(corpus)
    code = codes[place % len(codes)]
    random = Random(seed)  # noqa: S311 - drawn, and the same again
    drawn = Complete(corpus, corpus.prospects.answers(DAY), random)
    told = [
        fact
        for fact in corpus.law.vocabulary.facts.values()
        if fact.entity != RECIPIENT and fact.type is not FactType.TEXT
    ]
    more = {fact.name: drawn.value(fact) for fact in random.sample(told, _MOST_MORE)}
    scenario = with_wrong(corpus, code, wrong, direction, more)
    if scenario is None:
        return
    opinion = corpus.advise(scenario, as_of=DAY)
    assert opinion.verdict is not Verdict.CLEAR
    assert is_owned(corpus, opinion, wrong), (code, wrong, opinion.summary)
