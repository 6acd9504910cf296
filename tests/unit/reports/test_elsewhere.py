"""Law from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from unit.reports.makers import FindingMaker, OpinionMaker, titles, told

from advisor.model.authorities import Citation, Weight
from advisor.model.law import Law
from advisor.model.norms import Norm
from advisor.model.truth import Truth


def test_elsewhere_apart(opinion: OpinionMaker, law: Law, finding: FindingMaker) -> None:
    """Law that only persuades stands apart, under its own heading."""
    abroad = finding(
        governs=Truth.FALSE,
        weight=Weight.PERSUASIVE,
        jurisdiction="US-YY",
        citations=(Citation("Yedland Bar Op. 9", "Conclusion"),),
    )
    one = opinion(finding(), persuasive=(abroad,))

    assert "Elsewhere (persuades, does not govern here)" in titles(one, law)
    assert "To the same effect: Yedland Bar Op. 9, Conclusion" in told(one, law)


def test_elsewhere_condensed(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """Several authorities from elsewhere that say the same are one point."""
    abroad = [
        finding(
            governs=Truth.FALSE,
            weight=Weight.PERSUASIVE,
            norm=replace(norm, id=f"us/yy/op-{number}#x", act="request-read-receipt"),
            citations=(Citation(f"Yedland Bar Op. {number}"),),
        )
        for number in (7, 8)
    ]
    said = told(opinion(finding(), persuasive=tuple(abroad)), law)

    assert "Likewise Yedland Bar Op. 8" in said
    assert 1 == said.count("Elsewhere breached")


def test_elsewhere_cited_once(
    opinion: OpinionMaker, law: Law, finding: FindingMaker, norm: Norm
) -> None:
    """Two norms of one opinion that say the same are not cited as two authorities."""
    abroad = [
        finding(
            governs=Truth.FALSE,
            weight=Weight.PERSUASIVE,
            norm=replace(norm, id=f"us/yy/op-7#{name}", act="request-read-receipt"),
            citations=(Citation("Yedland Bar Op. 7", "Digest"),),
        )
        for name in ("one", "other")
    ]
    said = told(opinion(finding(), persuasive=tuple(abroad)), law)

    assert "Yedland Bar Op. 7, Digest" in said
    assert "Likewise" not in said
