"""What one norm makes of one recipient: outcome, proof, what it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import Data, ask, law_of, norm, policy

from advisor.model.opinions import Finding, Missing

ROLE: Data = {"when": {"recipient.role": "foe"}}


def only(folder: Path, *norms: Data, facts: Data | None = None) -> Finding:
    """Return the one finding of a rule of these norms."""
    (finding,) = ask(law_of(folder, policy("a", *norms)), facts).findings
    return finding


@pytest.mark.parametrize(
    ("modality", "loud", "outcome"),
    [
        ("must", True, "met"),
        ("must", False, "breached"),
        ("must", None, "open"),
        ("should", True, "met"),
        ("should", False, "not-followed"),
        ("should", None, "open"),
        ("must_not", True, "breached"),
        ("must_not", False, "met"),
        ("must_not", None, "open"),
        ("should_not", True, "not-followed"),
        ("should_not", False, "met"),
        ("should_not", None, "open"),
        ("may", True, "available"),
        ("need_not", True, "available"),
    ],
)
def test_what_becomes_of_a_norm(tmp_path: Path, modality: str, loud: object, outcome: str) -> None:
    """The table of the policy language, section 5, line by line."""
    finding = only(tmp_path, norm("n", modality), facts={"message.loud": loud})

    assert outcome == finding.outcome.value


def test_an_open_finding_waits_for_what_decides_compliance(tmp_path: Path) -> None:
    """A norm that applies and is open waits for its `met_if` or `breached_if` alone."""
    both = norm("n", "must_not", breached_if={"message.loud": True, "recipient.seat": "AA"})
    finding = only(tmp_path, both, facts={"message.kind": None})

    assert (Missing("recipient.seat", "Otto"),) == finding.missing


def test_an_undetermined_finding_waits_for_what_decides_whether_it_applies(tmp_path: Path) -> None:
    """Each untold fact once, in reading order, and none that is told."""
    when = {
        "message.sent": True,
        "message.kind": True,
        "any": [{"message.kind": True}, {"recipient.seat": "AA"}],
    }
    finding = only(tmp_path, norm("n", "must_not", when=when), facts={"message.loud": None})

    assert "undetermined" == finding.outcome.value
    assert (Missing("message.kind"), Missing("recipient.seat", "Otto")) == finding.missing


def test_a_settled_finding_waits_for_nothing(tmp_path: Path) -> None:
    """Where a norm is breached nothing else is asked for it."""
    assert () == only(tmp_path, norm("n", "must_not")).missing


def test_a_proof_has_the_parts_of_a_norm(tmp_path: Path) -> None:
    """Whether it governs, whether its condition holds, and that no exception does."""
    unless = {"kind": {"means": "x", "when": {"message.kind": True}, "cites": [{"pinpoint": "p"}]}}
    finding = only(tmp_path, norm("n", "must_not", unless=unless), facts={"message.kind": False})

    assert ["governs", "when", "unless"] == [one.label for one in finding.why.of]
    assert ["true", "true", "true"] == [one.truth.value for one in finding.why.of]
    assert ["kind"] == [one.label for one in finding.why.of[2].of]
    assert ("true", "true") == (finding.why.truth.value, finding.applies.value)


def test_a_norm_without_exceptions_proves_none(tmp_path: Path) -> None:
    """A proof has no part for what the norm does not have."""
    finding = only(tmp_path, norm("n", "must_not"))

    assert ["governs", "when"] == [one.label for one in finding.why.of]
    assert finding.complied is not None
    assert ("complied", "true") == (finding.complied.label, finding.complied.truth.value)


def test_a_finding_of_one_person_is_proved_of_that_person(tmp_path: Path) -> None:
    """The facts of the recipient in a proof are those of the one it is about."""
    finding = only(tmp_path, norm("n", "must_not", breached_if={"recipient.agreed": False}, **ROLE))

    assert "Otto" == finding.recipient
    assert {"Otto"} == {one.recipient for one in finding.why.of[1].of or (finding.why.of[1],)}


def test_law_from_elsewhere_is_weighed_as_if_it_governed(tmp_path: Path) -> None:
    """Its proof says so in one word, with no facts of a law that does not govern."""
    abroad = policy("b", norm("n", "must_not"), kind="decision", place="BB")
    (finding,) = ask(law_of(tmp_path, abroad)).persuasive
    governs = finding.why.of[0]

    assert ("breached", "false", "true") == (
        finding.outcome.value,
        finding.governs.value,
        finding.applies.value,
    )
    assert ("governs", "true", ()) == (governs.label, governs.truth.value, governs.of)


def test_a_judgment_shows_what_each_answer_would_mean(tmp_path: Path) -> None:
    """An open judgment has a branch for yes and one for no; another fact has none."""
    fair = norm("m", "must", act="sing", met_if={"message.fair": True})
    opinion = ask(
        law_of(tmp_path, policy("a", fair, norm("n", "must_not"))), {"message.loud": None}
    )
    branches = {
        one.norm.id: [(each.fact, each.value, each.outcome.value) for each in one.branches]
        for one in opinion.findings
    }

    assert {
        "a#m": [("message.fair", True, "met"), ("message.fair", False, "breached")],
        "a#n": [],
    } == branches


def test_a_judgment_on_which_it_depends_whether_a_norm_applies(tmp_path: Path) -> None:
    """Where a judgment is in the condition or an exception, the branches say what becomes of it."""
    when = norm("w", "must_not", when={"message.fair": True})
    unless = {
        "fair": {
            "means": "it is fair",
            "when": {"message.fair": True},
            "cites": [{"pinpoint": "p"}],
        }
    }
    lifted = norm("u", "must_not", unless=unless)
    opinion = ask(law_of(tmp_path, policy("a", when, lifted)))

    assert {
        "a#w": ["breached", "inapplicable"],
        "a#u": ["defeated", "breached"],
    } == {one.norm.id: [each.outcome.value for each in one.branches] for one in opinion.findings}


def test_an_exception_that_lifts_is_named_with_its_citation(tmp_path: Path) -> None:
    """A finding that was lifted says by what, of several the first that holds."""
    unless = {
        name: {"means": f"it is {name}", "when": when, "cites": [{"pinpoint": f"p. {name}"}]}
        for name, when in (
            ("kind", {"message.kind": True}),
            ("loud", {"message.loud": True}),
            ("sent", {"message.sent": True}),
        )
    }
    (finding,) = ask(law_of(tmp_path, policy("a", norm("n", "must_not", unless=unless)))).findings

    assert ("defeated", "it is loud") == (finding.outcome.value, finding.exception)
    assert ["p. loud"] == [one.pinpoint for one in finding.exception_citations]
    assert () == finding.missing
