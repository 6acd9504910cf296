"""Conflicts, side by side."""

from __future__ import annotations

from dataclasses import replace

from unit.reports.makers import FindingMaker, OpinionMaker, told

from advisor.model.authorities import Citation, Weight
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm
from advisor.model.opinions import Conflict


def test_conflict_side_by_side(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """A conflict shows both sentences with both citations, and that nothing settles it."""
    allows = finding(
        statement="The sending lawyer may track an email to Opposing counsel.",
        norm=replace(norm, modality=Modality.MAY),
        citations=(Citation("Zedland Bar Op. 2", "Digest"),),
    )
    one = opinion(conflicts=(Conflict("track-email", "sending-lawyer", None, finding(), allows),))
    said = told(one, law)

    assert "Against: The sending lawyer must not track" in said
    assert "For: The sending lawyer may track" in said
    assert "Zedland Bar Op. 2, Digest" in said
    assert "Nothing in these sources settles which of the two prevails." in said


def test_conflict_resolved(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """A settled conflict says by what, and what stands."""
    allows = finding(norm=replace(norm, modality=Modality.MAY), weight=Weight.BINDING)
    conflict = Conflict(
        "track-email",
        "sending-lawyer",
        "Opposing counsel",
        finding(),
        allows,
        resolved_by="binding over advisory",
        prevails=allows.id,
    )

    assert "Settled by binding over advisory" in told(opinion(conflicts=(conflict,)), law)
