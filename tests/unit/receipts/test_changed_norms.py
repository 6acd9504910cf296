"""Receipts by what changed: which fall under a norm that says otherwise now."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.proof.faulty_law import DAY, law_with

from advisor.advice import load
from advisor.cli.output.replay_output import impact_page
from advisor.model.law_changes import ChangeKind
from advisor.receipts import ChangedPart, ReplayChange, impact
from advisor.receipts.changed_norms import change_kind, receipts_by_change
from advisor.receipts.create import receipt_of
from advisor.receipts.receipt_file import save_receipt
from advisor.reports.render.plain_text import plain_text

NORM = "aa/rules#no-tracking@AA"


def _kept(folder: Path) -> Path:
    """Keep two receipts under a law: of a pixel to a client, and of one to counsel."""
    corpus = law_with(folder / "law")
    kept = folder / "kept"
    kept.mkdir()
    for role in ("client", "counsel"):
        opinion = corpus.advise(
            {
                "as_of": DAY.isoformat(),
                "facts": {
                    "message": {"direction": "sent"},
                    "tracking": {"mechanisms": []},
                    "lawyer": {"admitted_in": ["AA"]},
                },
                "recipients": [{"name": "Otto", "role": role, "consented": False}],
            }
        )
        save_receipt(receipt_of(opinion), kept / f"{role}.json")
    return kept


def test_receipts_stand_under_the_change_that_they_fall_under(tmp_path: Path) -> None:
    """Where a norm became stricter, the receipt that it now speaks against is named."""
    kept = _kept(tmp_path)
    rules = tmp_path / "law" / "policies" / "aa" / "rules.yaml"
    rules.write_text(rules.read_text().replace("message.is_tracked: true, ", ""))
    impacts = list(impact(load(tmp_path / "law", bundled=False, engine="planes"), kept))

    assert {(ChangeKind.STRICTER, NORM): (kept / "client.json",)} == receipts_by_change(impacts)
    page = plain_text(impact_page(impacts, kept))
    assert "By what changed" in page
    assert f"Stricter: {NORM}" in page


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("met", "breached", ChangeKind.STRICTER),
        ("not-followed", "available", ChangeKind.LAXER),
        ("nothing", "undetermined", ChangeKind.ASKED),
        ("open", "met", ChangeKind.NOT_ASKED),
        ("met", "inapplicable", None),
    ],
)
def test_a_change_of_outcome_has_a_kind(before: str, after: str, kind: ChangeKind | None) -> None:
    """What speaks against it now, or no longer, comes before what waits for a fact."""
    change = ReplayChange(ChangedPart.FINDING, NORM, "outcome", before, after)

    assert kind is change_kind(change)
