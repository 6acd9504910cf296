"""A wrong that is told is never clear, in any place, and somebody looks at it or it is named."""

from __future__ import annotations

import os
from datetime import date

import pytest

from advisor import Corpus, Opinion, Scenario, Verdict, load
from advisor.model.conditions import Condition, leaves
from advisor.model.norms import Norm
from benchmarks.verify import letter_places, ordinary_letter

DAY = date(2026, 11, 30)
WRONGS = tuple(
    fact.name for fact in load(engine="reference").law.vocabulary.facts.values() if fact.is_wrong
)
ALL_PLACES = os.environ.get("HYPOTHESIS_PROFILE", "dev") != "dev"
_STRIDE = 1 if ALL_PLACES else 11


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law once."""
    return load(engine="reference")


def with_wrong(corpus: Corpus, code: str, wrong: str, direction: str) -> Scenario | None:
    """
    Tell an ordinary letter of a place with a wrong in it; `None` where that cannot be.

    What else is told and contradicts the wrong is left untold.
    """
    letter = ordinary_letter(corpus, code, "opposing-counsel")
    told = {**letter.facts, "message.direction": direction, wrong: True}
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
        and wrong in tested(corpus, finding.norm, finding.jurisdiction)
        for finding in opinion.findings
    )


def tested(corpus: Corpus, norm: Norm, code: str) -> set[str]:
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
