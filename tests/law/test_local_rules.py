"""Two plain breaches in each American place, by what was read of its own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import advisor
from advisor.model.authorities import Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Told = Mapping[str, object]

MODEL = "us/aba/model-rules"
DAY = "2026-11-30"


@pytest.fixture(scope="module")
def corpus() -> advisor.Corpus:
    """Read the bundled law once."""
    return advisor.load()


def to_the_judge(code: str) -> Told:
    """Return a letter on the merits to the judge alone."""
    return {
        "as_of": DAY,
        "facts": {
            "message": {
                "direction": "sent",
                "channel": "email",
                "concerns_matter": True,
                "concerns_merits": True,
                "reveals_unauthorised": False,
            },
            "lawyer": {"admitted_in": [code]},
            "matter": {"representing_client": True, "before_tribunal": True, "tribunal": code},
            "tracking": {"mechanisms": []},
        },
        "recipients": [
            {"name": "Chambers", "role": "judge-or-court", "contact_authorised_by_law": False}
        ],
    }


def indiscreet(code: str) -> Told:
    """Return a letter to a witness that tells what the client did not release."""
    return {
        "as_of": DAY,
        "facts": {
            "message": {
                "direction": "sent",
                "channel": "email",
                "concerns_matter": True,
                "reveals_unauthorised": True,
            },
            "lawyer": {"admitted_in": [code], "knows_of_tracking": False},
            "matter": {"representing_client": True, "before_tribunal": True, "tribunal": code},
            "tracking": {"mechanisms": []},
        },
        "recipients": [{"name": "The witness", "role": "witness"}],
    }


@pytest.mark.parametrize(
    ("rule", "breach"), [(f"{MODEL}#3.5-b", to_the_judge), (f"{MODEL}#1.6-a", indiscreet)]
)
def test_what_was_read_decides(
    corpus: advisor.Corpus, rule: str, breach: Callable[[str], Told]
) -> None:
    """A local text that was read says stop; a model that stands in asks for a look."""
    verdicts: dict[str, set[advisor.Verdict]] = {"read": set(), "stands in": set(), "": set()}
    for code, place in corpus.law.jurisdictions.items():
        if not code.startswith("US-"):
            continue
        adoption = place.adoptions.get(rule)
        known = "stands in" if rule in place.stand_ins else ""
        if adoption is not None and adoption.verified is not Verification.UNVERIFIED:
            known = "read"
        verdicts[known].add(corpus.advise(breach(code)).verdict)

    assert verdicts["read"] == {advisor.Verdict.STOP}
    assert verdicts["stands in"] == {advisor.Verdict.VERIFY}
    assert verdicts[""].isdisjoint({advisor.Verdict.STOP, advisor.Verdict.CLEAR})
