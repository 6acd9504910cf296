"""What is usual, on the command line: said in the headline, never applied unless asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.cli.runs import Command, Done

CASE = """\
scenario: Mail in a case
as_of: 2026-03-02
facts:
  message: {direction: sent, kind: one-to-one, channel: email}
  tracking: {mechanisms: [pixel], disclosure: none, enabled_by: deliberate, vendor_used: false}
  lawyer: {admitted_in: [US-IL], setting: private, knows_of_tracking: true}
  firm: {established_in: [US-IL]}
  matter: {representing_client: true, before_tribunal: false, conduct_in: US-IL}
recipients:
  - {name: Opposing counsel, role: opposing-counsel, located_in: US-IL, consented: false}
"""
EFFECT = "matter.predominant_effect"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a scenario in which all is in one place, and nobody said where it takes effect."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE)
    return path


def _known(done: Done) -> dict[str, str]:
    return {one["fact"]: one["known"] for one in json.loads(done.out)["facts"]}


def test_the_headline_says_what_the_usual_would_make_of_it(advisor: Command, case: Path) -> None:
    """The verdict and the exit status stay those of what was told."""
    done = advisor("check", case, "--plain")
    assert done.status == 4
    said = " ".join(done.out.split())
    assert said.startswith(
        "ASK. STOP, advisory authority, if what the lawyer does takes effect nowhere other than "
        "where the lawyer acts, as is usual."
    )
    document = json.loads(advisor("check", case, "--output", "json").out)
    assert document["verdict"] == "ask"
    assert document["usual"]["verdict"] == "stop"
    assert [one["fact"] for one in document["usual"]["assumed"]] == [EFFECT]


def test_usual_is_assumed_where_it_is_asked_for(advisor: Command, case: Path) -> None:
    """With the option the verdict is that of the usual facts, and each is listed as assumed."""
    done = advisor("check", case, "--usual", "--output", "json")
    assert done.status == 3
    known = _known(done)
    assert known[EFFECT] == "assumed"
    assert known["lawyer.admitted_in"] == "told"
    assert "usual" not in json.loads(done.out)
    memo = advisor("check", case, "--usual", "--output", "markdown").out
    assert "Usual, and assumed" in memo


def test_a_receipt_keeps_what_was_assumed(advisor: Command, case: Path, tmp_path: Path) -> None:
    """Replayed, it has the same answer on the same assumptions."""
    receipt = tmp_path / "receipt.json"
    advisor("check", case, "--usual", "--receipt", receipt)
    kept = json.loads(receipt.read_text())["scenario"]["origins"][EFFECT]
    assert kept["known"] == "assumed"
    assert advisor("replay", receipt).out.startswith("IDENTICAL")


def test_what_follows_says_how_it_is_known(advisor: Command, case: Path) -> None:
    """Nobody told where a tribunal sits that there is not."""
    document = json.loads(advisor("check", case, "--output", "json").out)
    concluded = {one["fact"]: one for one in document["conclusions"]}
    assert concluded["matter.tribunal"]["value"] == "none"
    assert concluded["matter.tribunal"]["follows_from"] == [
        {"fact": "matter.before_tribunal", "recipient": None, "value": False}
    ]
    explained = " ".join(advisor("check", case, "--explain", "--plain").out.split())
    assert (
        "It follows that there is no tribunal, since the matter is before no tribunal" in explained
    )


def test_german(advisor: Command, case: Path) -> None:
    """The condition is said in German."""
    said = " ".join(advisor("check", case, "--plain", "--language", "de").out.split())
    assert "wenn zutrifft, was üblich ist" in said
