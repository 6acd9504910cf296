"""The law of two small lands, and an email that was sent under it, as a program tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from advisor.advice import Corpus, load

LAW = Path(__file__).parent / "interview/law"
DAY = date(2026, 3, 2)
SENT: dict[str, Any] = {
    "facts": {
        "lawyer": {"admitted_in": ["ZZ"]},
        "message": {"direction": "sent"},
        "tracking": {"mechanisms": ["pixel"]},
        "matter": {"sealed": False},
    },
    "recipients": [{"name": "Their counsel", "role": "counsel", "consented": False}],
}


def law_of_the_lands() -> Corpus:
    """Load it, without the law that comes with the program."""
    return load(LAW, bundled=False, engine="planes")
