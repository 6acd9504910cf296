"""`advisor prove`: what it says, writes and leaves with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.proof.faulty_law import DAY, law_with
from unit.proof.test_seeded_faults import ALWAYS_CONFLICT, DEAD

from advisor.cli import main
from advisor.proof.reviews import read_reviews

NORM = "us/il/isba-18-01#no-tracking-without-consent"
LAYER = """\
policy: firm
title: Our rules
authority:
  kind: firm-policy
  cite: Our rules
  issuer: We
  jurisdiction: US-IL
  in_force: {from: 2020-01-01}
  verified: {on: 2026-01-05, by: primary}
norms:
  - id: nothing
    act: track-email
    bearer: sending-lawyer
    must_not: track a newsletter to a client that has no tracker
    when: {message.is_tracked: true, tracking.mechanisms: {only: []}}
    breached_if: {tracking.mechanisms: pixel}
    cites: [{pinpoint: p. 1}]
    because: It is so.
"""


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["prove", *arguments])
    return int(left.value.code or 0)


def test_the_scenarios_of_a_norm_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The smallest scenario of each outcome of a norm is printed as a file would tell it."""
    assert 0 == _run("--witness", NORM, "--on", DAY.isoformat(), "--output", "json")

    shown = json.loads(capsys.readouterr().out)
    assert ["met", "breached"] == [item["outcome"] for item in shown]
    assert ["pixel"] == shown[1]["scenario"]["facts"]["tracking"]["mechanisms"]


def test_a_scenario_is_a_file_that_check_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written answers as it was shown."""
    _run("--witness", NORM, "--on", DAY.isoformat(), "--to", str(tmp_path))
    capsys.readouterr()
    (breached,) = tmp_path.glob("*breached.yaml")

    with pytest.raises(SystemExit) as left:
        main(["check", str(breached), "--output", "json"])

    assert 3 == left.value.code
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert ("breached", NORM) in {(one["outcome"], one["norm"]) for one in findings}


def test_an_unknown_norm_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt norm is told, with the nearest name."""
    assert 1 == _run("--witness", NORM.replace("consent", "konsent"))
    assert f"did you mean `{NORM}`?" in capsys.readouterr().err


def test_a_layer_is_proved_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a folder only what concerns its own norms is told, and a dead one fails the command."""
    (tmp_path / "firm.yaml").write_text(LAYER, encoding="utf-8")

    status = _run(str(tmp_path), "--on", DAY.isoformat(), "--output", "json")

    flaws = json.loads(capsys.readouterr().out)["flaws"]
    assert 1 == status
    assert {"firm#nothing"} == {name for flaw in flaws for name in flaw["of"] if "#" in name}
    assert "never-applies" in {flaw["kind"] for flaw in flaws}


def test_a_reviewed_flaw_is_quiet_and_a_stale_review_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was accepted fails nothing; a review of what is not there fails the command."""
    (tmp_path / "firm.yaml").write_text(LAYER, encoding="utf-8")
    review = tmp_path.parent / "reviewed.yaml"
    entry = "  - {kind: never-applies, of: [%s], because: kept, by: Ada, on: 2026-03-02}\n"
    review.write_text("reviewed:\n" + entry % "firm#nothing", encoding="utf-8")
    options = (str(tmp_path), "--reviewed", str(review), "--on", DAY.isoformat())

    quiet = _run(*options)
    capsys.readouterr()
    review.write_text(review.read_text() + entry % "firm#gone", encoding="utf-8")
    stale = _run(*options, "--every-day", "--plain")

    assert (0, 1) == (quiet, stale)
    assert "stale-review" in capsys.readouterr().err


def test_a_review_without_a_reason_is_refused(tmp_path: Path) -> None:
    """A review says who accepts what, when and why."""
    file = tmp_path / "reviewed.yaml"
    file.write_text("reviewed:\n  - {kind: subsumed, of: [a, b], by: Ada, on: 2026-03-02}\n")

    reviews, problems = read_reviews(file)

    assert ((), ["missing-key"]) == (reviews, [problem.code for problem in problems])


def test_faults_are_told_in_text(tmp_path: Path) -> None:
    """Each flaw names its place in the file and shows its scenario."""
    from advisor.cli.output.proof_output import proof_sarif, proof_text
    from advisor.proof.prove import prove_law

    report = prove_law(law_with(tmp_path, ALWAYS_CONFLICT), (DAY,))

    text = proof_text(report, report.flaws, {})
    assert "always-conflict: aa/rules#seeded-too, aa/rules#seeded" in text
    assert "      direction: sent" in text
    assert "1 error, 1 worth a look, 0 reviewed" in text
    levels = [one["level"] for one in proof_sarif(report.flaws)["runs"][0]["results"]]
    assert ["error", "note"] == levels


def test_what_cannot_apply_has_no_scenario(tmp_path: Path) -> None:
    """Where none is possible none is shown, and it says that this is proved."""
    from advisor.proof.prove import prove_law

    (flaw,) = [
        one for one in prove_law(law_with(tmp_path, DEAD), (DAY,)).flaws if one.kind.is_error
    ]

    assert flaw.witness is None
    assert "never applies: proved: no possible scenario meets its `when`" == flaw.says
