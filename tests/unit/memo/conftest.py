"""Zedland: an invented law, small enough to read, in which everything a memo prints occurs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.model.opinions import Opinion

ZEDLAND = Path(__file__).parent / "zedland"
Asking = Callable[..., Opinion]


@pytest.fixture(scope="session")
def zedland() -> Corpus:
    """Load the law of Zedland, alone."""
    return load(ZEDLAND, bundled=False, engine="reference")


@pytest.fixture(scope="session")
def bundled() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(engine="reference", cases=True)


@pytest.fixture
def ask(zedland: Corpus) -> Asking:
    """Ask about an offer with a hidden pixel, some facts told otherwise."""

    def asked(
        *, title: str = "An offer", people: list[dict[str, Any]] | None = None, **facts: object
    ) -> Opinion:
        told = {
            "message.direction": "sent",
            "tracking.mechanisms": ["pixel"],
            "lawyer.admitted_in": ["ZZ"],
            "matter.tribunal": "ZZ-N",
            **{name.replace("__", "."): value for name, value in facts.items()},
        }
        ann = {"name": "Ann", "role": "opposing-counsel", "consented": False, "in_danger": False}
        return zedland.advise(
            {
                "scenario": title,
                "as_of": "2026-03-02",
                "facts": {name: value for name, value in told.items() if value is not None},
                "recipients": [ann] if people is None else people,
            }
        )

    return asked


@pytest.fixture
def hostile(ask: Asking) -> Opinion:
    """Ask where everybody who could name a thing tried to break the page."""
    name = '<script>alert("x")</script> | **b** ]( javascript:alert(1) ) [^1] & ~~s~~ \x1b[31m'
    return ask(
        title='</title><img src=x onerror="alert(2)"> www.evil.example http://evil.example `x`',
        people=[{"name": name, "role": "client", "consented": False, "in_danger": False}],
        lawyer__reasonable_efforts={
            "value": True,
            "decided_by": "<b>A. Partner</b>",
            "on": "2026-02-01",
            "because": "](x) <i>because</i>",
            "factors": ["the cost of more safeguards", "<u>another</u>"],
        },
    )
