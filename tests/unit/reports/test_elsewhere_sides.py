"""Other places on one act: by side, with a count and the strongest two."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from unit.reports.makers import FindingMaker, OpinionMaker, told

from advisor.model.authorities import Citation, Kind, Verification, Weight
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm, Outcome
from advisor.model.opinions import Conflict, Finding, Verdict
from advisor.model.truth import Truth
from advisor.model.usual import UsualOutlook
from advisor.reports.elsewhere_sides import sides_taken
from advisor.reports.usual import usual_condition

ACT = "request-read-receipt"
PANE = "Nothing in these sources settles which of the two prevails."


@pytest.fixture
def abroad(finding: FindingMaker, norm: Norm) -> list[Finding]:
    """Return what ten places forbid and four allow, the last of each read best."""
    count = {Modality.MUST_NOT: 10, Modality.MAY: 4}
    return [
        finding(
            governs=Truth.FALSE,
            weight=Weight.PERSUASIVE,
            jurisdiction=f"US-{modality.value[:2].upper()}{number}",
            norm=replace(norm, id=f"us/{modality.value}-{number}#x", modality=modality, act=ACT),
            outcome=Outcome.BREACHED if modality.forbids else Outcome.AVAILABLE,
            kind=Kind.ETHICS_OPINION,
            verified=Verification.PRIMARY if number == most - 1 else Verification.SECONDARY,
            citations=(Citation(f"{modality.verb} Op. {number}"),),
        )
        for modality, most in count.items()
        for number in range(most)
    ]


def clash(forbids: Finding, allows: Finding) -> Conflict:
    """Set two findings against each other."""
    return Conflict(forbids.act, forbids.bearer, None, forbids, allows)


def test_places_that_differ_are_counted_by_side(
    opinion: OpinionMaker, law: Law, abroad: list[Finding]
) -> None:
    """Forty pairs of places that differ are one entry of two lines."""
    pairs = tuple(clash(one, other) for one, other in product(abroad[:10], abroad[10:]))
    said = told(opinion(persuasive=tuple(abroad), conflicts=pairs), law)

    assert "10 places forbid it: must not Op. 9" in said
    assert "; and 8 more." in said
    assert "4 places allow it: may Op. 3" in said
    assert "; and 2 more." in said
    assert PANE not in said
    assert 1 == said.count("Elsewhere disputed")


def test_everything_sets_them_side_by_side(
    opinion: OpinionMaker, law: Law, abroad: list[Finding]
) -> None:
    """Whoever asks for everything gets each pair."""
    pairs = tuple(clash(one, other) for one, other in product(abroad[:10], abroad[10:]))
    said = told(opinion(persuasive=tuple(abroad), conflicts=pairs), law, everything=True)

    assert len(pairs) == said.count(PANE)


def test_the_opposite_elsewhere_is_counted_beside_what_stands(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm, abroad: list[Finding]
) -> None:
    """What governs stands first; the other places are one line beneath it, told once."""
    here = finding(
        norm=replace(norm, modality=Modality.MAY, act=ACT),
        outcome=Outcome.AVAILABLE,
        statement="The sending lawyer may track here.",
    )
    pairs = tuple(clash(one, here) for one in abroad[:10])
    said = told(opinion(here, persuasive=tuple(abroad), conflicts=pairs), law)

    assert 1 == said.count("10 places forbid it: must not Op. 9")
    assert "To the same effect: may Op. 3" in said
    assert said.index("may track here") < said.index("10 places forbid it")


def test_ten_places_on_one_side_are_one_entry(
    opinion: OpinionMaker, law: Law, abroad: list[Finding]
) -> None:
    """Where nobody differs the strongest speaks, a second is cited, and the others counted."""
    said = told(opinion(persuasive=tuple(abroad[:10])), law)

    assert 1 == said.count("Elsewhere breached")
    assert "must not Op. 9" in said
    assert "; and 7 more" in said
    assert "must not Op. 5" not in said


def test_a_second_opinion_of_one_place_is_no_second_place(abroad: list[Finding]) -> None:
    """Places are counted, not papers; another place is cited before a second paper."""
    again = replace(abroad[9], citations=(Citation("must not Op. 99"),))
    (side,) = sides_taken([abroad[0], again, abroad[9]])

    assert 2 == side.number_of_places
    assert [again, abroad[0], abroad[9]] == list(side.findings)


@pytest.mark.parametrize("modality", Modality)
def test_each_stance_has_a_sentence(
    opinion: OpinionMaker, law: Law, abroad: list[Finding], modality: Modality
) -> None:
    """Whatever another place says of an act can be said by side."""
    other = replace(abroad[0], norm=replace(abroad[0].norm, modality=modality))
    differing = abroad[10] if modality is not Modality.MAY else abroad[9]
    said = told(opinion(persuasive=(replace(other, outcome=Outcome.AVAILABLE), differing)), law)

    assert "1 place " in said


@pytest.mark.parametrize(("weight", "heads"), [(Weight.PERSUASIVE, False), (Weight.ADVISORY, True)])
def test_other_places_never_head_an_opinion_where_local_law_speaks(
    opinion: OpinionMaker, finding: FindingMaker, law: Law, weight: Weight, *, heads: bool
) -> None:
    """What only persuades, and only if the usual holds, stands below what governs."""
    usual = UsualOutlook(Verdict.UNSETTLED, weight, (), None)
    here = replace(opinion(finding()), usual=usual)
    nobody = replace(opinion(finding(applies=Truth.UNKNOWN)), usual=usual)

    assert heads is bool(usual_condition(here, law))
    assert usual_condition(nobody, law)
