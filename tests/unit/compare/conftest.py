"""A law of three lands in a union: two speak of tracking, the third is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.model.scenarios import Recipient, Scenario

LAW = Path(__file__).parent / "law"
DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def lands() -> Corpus:
    """Load the law."""
    return load(LAW, bundled=False, engine="planes")


@pytest.fixture
def day() -> date:
    """Return the day that all tests ask about."""
    return DAY


@pytest.fixture
def tracked() -> Scenario:
    """Track a message to counsel, who agreed, from an office in the first land."""
    return Scenario(
        as_of=DAY,
        facts={
            "message.direction": "sent",
            "message.colour": "blue",
            "lawyer.admitted_in": frozenset({"ZZ"}),
            "firm.established_in": frozenset({"ZZ"}),
            "tracking.mechanisms": frozenset({"pixel"}),
            "tracking.disclosed": False,
        },
        recipients=(
            Recipient(
                "Counsel",
                {
                    "recipient.role": "counsel",
                    "recipient.consented": True,
                    "recipient.age": 40.0,
                },
            ),
        ),
    )
