"""The smallest scenarios that tell two laws apart."""

from __future__ import annotations

from datetime import date

from advisor.advice import Corpus
from advisor.compare.assume_governing_law import assume_governing
from advisor.compare.distinguish import separate
from advisor.model.comparisons import Separation
from advisor.model.norms import Outcome
from advisor.model.vocabulary import Value


def told(one: Separation) -> dict[str, Value]:
    """Return every fact that the scenario tells."""
    return {**one.scenario.facts, **one.scenario.people[0].facts}


def test_the_fewest_facts(lands: Corpus, day: date) -> None:
    """Consent that counts in one land only is shown by four facts, none of them idle."""
    found = separate(lands, "ZZ", "YY", as_of=day).separations
    sharpest = found[0]

    assert "track-email" == sharpest.contrast.act
    assert (Outcome.AVAILABLE, Outcome.BREACHED) == (
        sharpest.contrast.left.answer,
        sharpest.contrast.right.answer,
    )
    assert {
        "message.direction": "sent",
        "tracking.mechanisms": frozenset({"pixel"}),
        "recipient.role": "counsel",
        "recipient.consented": True,
    } == told(sharpest)
    assert 4 == sharpest.size


def test_both_directions(lands: Corpus, day: date) -> None:
    """Each land is stricter somewhere, and both are shown."""
    pairs = [
        (one.contrast.left.answer, one.contrast.right.answer)
        for one in separate(lands, "ZZ", "YY", as_of=day).separations
        if one.contrast.act == "track-email"
    ]

    assert (Outcome.AVAILABLE, Outcome.BREACHED) in pairs
    assert any(left is Outcome.BREACHED for left, _ in pairs)


def test_answered_again(lands: Corpus, day: date) -> None:
    """The engine of the corpus answers every scenario shown as it is shown."""
    for one in separate(lands, "ZZ", "YY", as_of=day).separations:
        for side in (one.contrast.left, one.contrast.right):
            again = assume_governing(lands, side.jurisdiction).advise(one.scenario)
            outcomes = {it.id: it.outcome for it in again.findings}
            assert all(outcomes[it.id] is it.outcome for it in side.deciding)


def test_alike(lands: Corpus, day: date) -> None:
    """An act on which both say the same is told as such, and one that one is silent on is not."""
    found = separate(lands, "ZZ", "YY", as_of=day)

    assert ("keep-records",) == found.agreed
    assert ("keep-records",) == found.proved
    assert "read-aloud" not in found.shared
    assert "read-aloud" in found.acts


def test_a_silent_land(lands: Corpus, day: date) -> None:
    """A land without law of its own is silent throughout, and never said to allow."""
    found = separate(lands, "ZZ", "XX", as_of=day)

    assert () == found.shared
    assert {Outcome.INAPPLICABLE} == {one.contrast.right.answer for one in found.separations}


def test_turned_round(lands: Corpus, day: date) -> None:
    """The other way round shows the same acts."""
    assert set(separate(lands, "ZZ", "YY", as_of=day).acts) == set(
        separate(lands, "YY", "ZZ", as_of=day).acts
    )


def test_the_same_every_time(lands: Corpus, day: date) -> None:
    """Two runs give the same scenarios in the same order."""
    one, other = (separate(lands, "ZZ", "YY", as_of=day) for _ in range(2))

    assert one == other


def test_before_there_was_law(lands: Corpus) -> None:
    """On a day before both opinions there is nothing to tell apart."""
    assert () == separate(lands, "ZZ", "YY", as_of=date(2009, 1, 1)).separations
