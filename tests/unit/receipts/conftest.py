"""The invented law of Zedland, its receipts, and a law that was changed since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.model.scenarios import Scenario
from advisor.receipts import StoredReceipt, receipt_of

ZEDLAND = Path(__file__).parents[1] / "memo/zedland"
SCENARIO: dict[str, Any] = {
    "scenario": "Offer in Doe v. Roe",
    "as_of": "2026-03-02",
    "facts": {
        "message": {"direction": "sent"},
        "tracking": {"mechanisms": ["pixel"]},
        "matter": {"tribunal": "ZZ-N", "note": "Jane Doe is afraid of Richard Roe."},
        "lawyer": {
            "admitted_in": ["ZZ"],
            "reasonable_efforts": {
                "value": True,
                "decided_by": "A. Partner",
                "on": "2026-02-01",
                "because": "Ms Doe's mail is encrypted.",
                "factors": ["the cost of more safeguards", "what Ms Doe would think"],
            },
        },
    },
    "recipients": [
        {"name": "Ann Poe", "role": "opposing-counsel", "consented": False, "in_danger": False},
        {"name": "Jane Doe", "role": "client", "consented": True},
    ],
}
Changed = Callable[..., Corpus]


@pytest.fixture(scope="session")
def zedland() -> Corpus:
    """Load the law of Zedland, alone."""
    return load(ZEDLAND, bundled=False, engine="reference")


@pytest.fixture
def scenario(zedland: Corpus) -> Scenario:
    """Tell of a tracked offer, in words that name people."""
    return zedland.scenario(SCENARIO)


@pytest.fixture
def receipt(zedland: Corpus) -> StoredReceipt:
    """Keep the opinion on a tracked offer."""
    return receipt_of(zedland.advise(SCENARIO))


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Load Zedland's law with words of one of its files replaced."""

    def load_changed(file: str, old: str, new: str) -> Corpus:
        folder = tmp_path / "changed" / "zedland"
        shutil.copytree(ZEDLAND, folder, dirs_exist_ok=True)
        path = folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return load(folder, bundled=False, engine="reference")

    return load_changed
