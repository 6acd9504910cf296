"""How each fact of a message is known, as programs and people are told it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from unit.mail.letters_made import PIXEL, html, read

from advisor.cli import main
from advisor.mail import AddressBook, Provenance, provenance, to_scenario
from advisor.mail.scenario.address_book import AddressEntry
from advisor.model.scenarios import Recipient, Scenario
from advisor.reports.machine.opinion_schema import opinion_json_schema

BOOK = AddressBook(
    addresses={"reader@inbox.example": AddressEntry(facts={"recipient.role": "client"})},
    domains={"firm.example": AddressEntry(own=True)},
)
KNOWN = "scenario: Known\nfacts:\n  lawyer: {admitted_in: [US-IL]}\n"


def _run(*arguments: str) -> None:
    with pytest.raises(SystemExit):
        main(["check", *arguments, "--as-of", "2026-03-02"])


def test_each_fact_says_how_it_is_known() -> None:
    """What stands in the headers is seen, what follows from them is concluded, the rest is told."""
    known = provenance(to_scenario(read(html(PIXEL)), BOOK))

    assert known["message.date"] is Provenance.OBSERVED
    assert known["message.direction"] is Provenance.INFERRED
    assert known["tracking.mechanisms"] is Provenance.INFERRED
    assert known["recipient.role"] is Provenance.ASSERTED
    assert known["recipient.same_firm"] is Provenance.INFERRED


def test_what_is_told_rests_on_the_teller() -> None:
    """A fact that the user tells otherwise than the message shows is his, and is said to be."""
    told = Scenario(
        facts={"tracking.mechanisms": frozenset()},
        recipients=(Recipient("Rita Reader", {"recipient.consented": True}),),
    )
    known = provenance(to_scenario(read(html(PIXEL)), BOOK), told)

    assert known["tracking.mechanisms"] is Provenance.ASSERTED
    assert known["recipient.consented"] is Provenance.ASSERTED


def test_the_opinion_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The opinion on a message names how each fact is known, in the shape that is published."""
    letter, known = tmp_path / "letter.eml", tmp_path / "known.yaml"
    letter.write_bytes(html(PIXEL))
    known.write_text(KNOWN)
    _run(str(letter), "--scenario", str(known), "--output", "json")
    opinion = json.loads(capsys.readouterr().out)

    jsonschema.validate(opinion, opinion_json_schema())
    assert opinion["provenance"]["lawyer.admitted_in"] == "asserted"
    assert opinion["provenance"]["message.channel"] == "observed"


def test_a_described_scenario_says_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a person described is all told by a person, so the opinion on it is as it was."""
    known = tmp_path / "known.yaml"
    known.write_text(KNOWN)
    _run(str(known), "--output", "json")
    opinion = json.loads(capsys.readouterr().out)

    jsonschema.validate(opinion, opinion_json_schema())
    assert "provenance" not in opinion


def test_the_opinion_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who reads the opinion on a message sees what was seen in it and what he told beside it."""
    letter = tmp_path / "letter.eml"
    letter.write_bytes(html(PIXEL))
    _run(str(letter), "--direction", "sent", "--plain", "--full")
    shown = capsys.readouterr().out

    assert "How the facts are known" in shown
    assert "Seen in the message: the message is an email; the message is of 2 March 2026." in shown
    assert "Told beside it: the message is sent." in shown
