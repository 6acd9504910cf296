"""One scenario under two laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.advice import Corpus
from advisor.compare.side_by_side import contrast
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Recipient, Scenario


def test_one_allows_what_the_other_forbids(lands: Corpus, tracked: Scenario, day: date) -> None:
    """Consent is enough in one land and nothing in the other; both citations are there."""
    sides = contrast(lands, tracked, "ZZ", "YY", as_of=day)
    found = {one.act: one for one in sides.contrasts}["track-email"]

    assert (Verdict.CLEAR, Verdict.STOP) == (sides.left.verdict, sides.right.verdict)
    assert (Outcome.AVAILABLE, Outcome.BREACHED) == (found.left.answer, found.right.answer)
    assert "Zed. Bar Op. 1" == found.left.deciding[0].citations[0].cite
    assert "Yland Bar Op. 1" == found.right.deciding[0].citations[0].cite


def test_what_is_alike_is_not_shown(lands: Corpus, tracked: Scenario, day: date) -> None:
    """An act that both answer alike is named and not set out."""
    sides = contrast(lands, tracked, "ZZ", "YY", as_of=day)

    assert ("keep-records",) == sides.agreed
    assert "keep-records" not in [one.act for one in sides.contrasts]


def test_where_one_is_silent_comes_last(lands: Corpus, tracked: Scenario, day: date) -> None:
    """Acts on which both speak come before those on which one is silent."""
    sides = contrast(lands, tracked, "ZZ", "YY", as_of=day)

    assert ["track-email", "read-aloud"] == [one.act for one in sides.contrasts]
    assert Outcome.INAPPLICABLE is sides.contrasts[-1].right.answer
    assert () == sides.contrasts[-1].right.deciding


def test_shared_law_is_left_out(lands: Corpus, tracked: Scenario, day: date) -> None:
    """What the union says governs on both sides, and is no difference."""
    person = replace(tracked.people[0], facts={**tracked.people[0].facts, "recipient.age": 12.0})
    sides = contrast(lands, replace(tracked, recipients=(person,)), "ZZ", "YY", as_of=day)
    shown = [it for one in sides.contrasts for it in (*one.left.findings, *one.right.findings)]

    assert "UU" not in {one.jurisdiction for one in shown}


def test_the_same_law_twice(lands: Corpus, tracked: Scenario, day: date) -> None:
    """A law does not differ from itself."""
    assert () == contrast(lands, tracked, "ZZ", "ZZ", as_of=day).contrasts


def test_each_person_apart(lands: Corpus, tracked: Scenario, day: date) -> None:
    """Where the answer differs for one person only, that person is named."""
    reporter = Recipient("Reporter", {"recipient.role": "reporter", "recipient.consented": True})
    both = replace(tracked, recipients=(*tracked.people, reporter))
    sides = contrast(lands, both, "ZZ", "YY", as_of=day)
    named = [(one.recipient, one.right.answer) for one in sides.contrasts if one.recipient]

    assert [("Counsel", Outcome.BREACHED), ("Reporter", Outcome.UNSETTLED)] == named
