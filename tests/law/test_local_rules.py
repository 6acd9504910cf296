"""Plain breaches in each American place, and letters beside them, by what was read of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from law.places_read import where_read

import advisor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Told = Mapping[str, object]

MODEL = "us/aba/model-rules"
DAY = "2026-11-30"
CHAMBERS = {"name": "Chambers", "role": "judge-or-court", "contact_authorised_by_law": False}


@pytest.fixture(scope="module")
def corpus() -> advisor.Corpus:
    """Read the bundled law once."""
    return advisor.load()


def told_of(
    code: str,
    message: Told,
    *recipients: Told,
    lawyer: Told | None = None,
    tracking: Told | None = None,
) -> Told:
    """Return a message in a matter before a court of a place."""
    facts: dict[str, Told] = {
        "message": {"direction": "sent", "channel": "email", "concerns_matter": True, **message},
        "lawyer": {"admitted_in": [code], **(lawyer or {})},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": code},
    }
    if tracking is not None:
        facts["tracking"] = tracking
    return {"as_of": DAY, "facts": facts, "recipients": list(recipients)}


def to_the_judge(code: str, *others: Told) -> Told:
    """Return a letter on the merits to the judge, and to nobody else unless told."""
    message = {"concerns_merits": True, "reveals_unauthorised": False}
    return told_of(code, message, CHAMBERS, *others, tracking={"mechanisms": []})


def with_a_copy(code: str) -> Told:
    """Return the same letter, with opposing counsel on copy."""
    return to_the_judge(code, {"name": "Opposing counsel", "role": "opposing-counsel"})


def indiscreet(code: str, *, reveals: bool = True) -> Told:
    """Return a letter to a witness that tells a secret which the client did not release."""
    message = {
        "reveals_unauthorised": reveals,
        "client_secret": True,
        "generally_known": False,
    }
    return told_of(
        code,
        message,
        {"name": "The witness", "role": "witness"},
        lawyer={"knows_of_tracking": False},
        tracking={"mechanisms": []},
    )


def discreet(code: str) -> Told:
    """Return the same letter, with nothing in it that the client had not released."""
    return indiscreet(code, reveals=False)


def hidden_pixel(code: str, disclosure: str = "none") -> Told:
    """Return a letter to a witness with a pixel of which nobody told the witness."""
    return told_of(
        code,
        {"sent_through": "self"},
        {"name": "The witness", "role": "witness", "consented": False},
        lawyer={"conduct_reflects_on_fitness": True, "investigates_lawfully": False},
        tracking={"mechanisms": ["pixel"], "captures": ["opened"], "disclosure": disclosure},
    )


def open_pixel(code: str) -> Told:
    """Return the same letter, with a line in it that says of the pixel."""
    return hidden_pixel(code, "in-message")


def kept_quiet(code: str, *, notified: bool = False) -> Told:
    """Return mail that came by mistake, of which the sender was told nothing."""
    message = {
        "direction": "received",
        "inadvertently_sent": True,
        "appears_privileged": True,
        "legally_privileged": True,
        "protected_confidence": True,
    }
    lawyer = {"knows_inadvertent": True, "notified_sender": notified}
    return told_of(code, message, lawyer=lawyer)


def reported(code: str) -> Told:
    """Return the same mail, of which the sender was told at once."""
    return kept_quiet(code, notified=True)


def outcomes(corpus: advisor.Corpus, told: Told, finding: str) -> set[str]:
    """Return what was found of one norm in one place."""
    findings = corpus.advise(told, everything=True).findings
    return {one.outcome.value for one in findings if one.id == finding}


@pytest.mark.parametrize(
    ("rule", "breach"), [(f"{MODEL}#3.5-b", to_the_judge), (f"{MODEL}#1.6-a", indiscreet)]
)
def test_what_was_read_decides(
    corpus: advisor.Corpus, rule: str, breach: Callable[[str], Told]
) -> None:
    """A local text that was read says stop; a model that stands in asks for a look."""
    verdicts: dict[str, set[advisor.Verdict]] = {"read": set(), "stands in": set(), "": set()}
    read = where_read(corpus, rule)
    for code, place in corpus.law.jurisdictions.items():
        if not code.startswith("US-"):
            continue
        known = "stands in" if rule in place.stand_ins else ""
        verdicts["read" if code in read else known].add(corpus.advise(breach(code)).verdict)

    assert verdicts["read"] == {advisor.Verdict.STOP}
    assert verdicts["stands in"] == {advisor.Verdict.VERIFY}
    assert verdicts[""].isdisjoint({advisor.Verdict.STOP, advisor.Verdict.CLEAR})


@pytest.mark.parametrize(
    ("rule", "wrong", "found", "harmless"),
    [
        (f"{MODEL}#3.5-b", to_the_judge, "breached", with_a_copy),
        (f"{MODEL}#1.6-a", indiscreet, "breached", discreet),
        (f"{MODEL}#8.4-c", hidden_pixel, "unsettled", open_pixel),
        (f"{MODEL}#4.4-b", kept_quiet, "breached", reported),
    ],
)
def test_each_text_that_was_read_bites_and_lets_go(
    corpus: advisor.Corpus,
    rule: str,
    wrong: Callable[[str], Told],
    found: str,
    harmless: Callable[[str], Told],
) -> None:
    """In each place the rule finds the wrong, and nothing in the message close by."""
    read = where_read(corpus, rule)
    bites = {code: outcomes(corpus, wrong(code), f"{rule}@{code}") for code in read}
    lets_go = {code: outcomes(corpus, harmless(code), f"{rule}@{code}") for code in read}

    assert len(read) >= 20
    assert {code: {found} for code in read} == bites
    silent = {"met", "inapplicable"}
    assert {} == {code: found for code, found in lets_go.items() if not found <= silent}
