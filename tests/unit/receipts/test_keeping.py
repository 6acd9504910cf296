"""A receipt is what was answered: canonical, whole on disk, and no more than it shows."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus
from advisor.diagnostics import Diagnostic
from advisor.model.scenarios import Origin, Scenario, Source
from advisor.receipts import (
    StoredReceipt,
    canonical,
    read_receipt,
    receipt_json_schema,
    receipt_of,
    redacted,
    save_receipt,
)

SECRETS = ("Doe", "Roe", "Poe", "Ann", "Jane", "Partner", "afraid", "encrypted", "think")


def test_saved_and_read_it_is_the_same(receipt: StoredReceipt, tmp_path: Path) -> None:
    """What comes back from the disk is what went there, byte for byte."""
    path = tmp_path / "offer.json"
    save_receipt(receipt, path)
    again = read_receipt(path)

    assert receipt == again
    assert canonical(receipt) == path.read_bytes()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_it_has_one_form(receipt: StoredReceipt) -> None:
    """Keys are sorted, so two receipts can be compared by their bytes."""
    text = canonical(receipt).decode()

    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_it_holds_no_more_than_it_shows(receipt: StoredReceipt) -> None:
    """Every key is of the published schema, down to the findings; no path or user is in it."""
    schema = receipt_json_schema()
    document = json.loads(canonical(receipt))
    finding = schema["$defs"]["ReceiptFinding"]["properties"].keys()

    # The message was not dated before the day that is asked about: one day's law speaks.
    assert schema["properties"].keys() - {"sent_on"} == document.keys()
    assert all(one.keys() == finding for one in document["findings"])
    assert str(Path(__file__).parent) not in canonical(receipt).decode()


def test_a_failed_write_leaves_the_old_receipt(
    receipt: StoredReceipt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails, what was there stays and nothing half-written is left."""
    path = tmp_path / "offer.json"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        save_receipt(receipt, path)

    assert ["offer.json"] == [one.name for one in tmp_path.iterdir()]
    assert "old" == path.read_text()


def test_redacted_it_names_nobody(scenario: Scenario, zedland: Corpus) -> None:
    """No name, title, reason or note of a person is left in any form."""
    hidden = redacted(scenario, zedland.law.vocabulary)
    text = canonical(receipt_of(zedland.advise(hidden), redacted=True)).decode()

    assert [] == [secret for secret in SECRETS if secret in text]
    assert "recipient 1" in text


def test_redacted_it_finds_the_same(scenario: Scenario, zedland: Corpus) -> None:
    """Names and free text decide nothing: every finding stays as it was."""
    hidden = redacted(scenario, zedland.law.vocabulary)

    def found(one: Scenario) -> list[tuple[str, str, str]]:
        opinion = zedland.advise(one)
        findings = (*opinion.findings, *opinion.persuasive)
        return [(f.id, f.outcome.value, f.applies.value) for f in findings]

    assert found(scenario) == found(hidden)
    assert zedland.advise(scenario).verdict is zedland.advise(hidden).verdict


def test_redacted_twice_is_redacted_once(scenario: Scenario, zedland: Corpus) -> None:
    """There is nothing left to leave out."""
    once = redacted(scenario, zedland.law.vocabulary)

    assert once == redacted(once, zedland.law.vocabulary)


def test_redaction_keeps_the_listed_factors(scenario: Scenario, zedland: Corpus) -> None:
    """A factor that the authority lists is its word; one that a person added is not."""
    (ruling,) = redacted(scenario, zedland.law.vocabulary).rulings

    assert ("the cost of more safeguards",) == ruling.factors
    assert date(2026, 2, 1) == ruling.on


def test_redaction_drops_facts_of_free_text(scenario: Scenario, zedland: Corpus) -> None:
    """What nobody tests, nobody needs."""
    told = replace(scenario, facts={**scenario.facts, "matter.note": "secret"})

    assert "matter.note" not in redacted(told, zedland.law.vocabulary).facts


@pytest.mark.parametrize(
    ("damage", "code", "words"),
    [
        (lambda text: text[:200], "receipt-damaged", "not JSON"),
        (lambda text: text.replace('"stop"', '"fine"'), "receipt-damaged", "`answer.verdict`"),
        (lambda text: text.replace('"law":', '"lore":'), "receipt-damaged", "`law`"),
        (lambda text: text.replace("{", '{"as_of": "x",', 1), "receipt-damaged", "given twice"),
        (lambda text: text.replace("receipt/1", "receipt/9"), "receipt-version", "receipt/9"),
        (lambda text: text.replace("Offer in", "Letter in"), "receipt-damaged", "digest"),
        (lambda text: text.replace('"digest"', '"digits"'), "receipt-damaged", "`digits`"),
        (lambda _: "[1, 2]", "receipt-foreign", "not a receipt"),
        (lambda _: '{"schema": "advisor/opinion/1"}', "receipt-foreign", "not a receipt"),
        (lambda _: "[" * 100_000, "receipt-damaged", "not JSON"),
        (lambda _: '{"schema": NaN}', "receipt-damaged", "NaN"),
    ],
    ids=[
        "cut short",
        "a word changed",
        "a key changed",
        "a key hidden",
        "of the future",
        "a title changed",
        "no digest",
        "a list",
        "an opinion",
        "very deep",
        "no JSON",
    ],
)
def test_a_damaged_or_foreign_file_is_told(
    damage: object, code: str, words: str, receipt: StoredReceipt, tmp_path: Path
) -> None:
    """A file that is no sound receipt gives one diagnostic, and nothing is guessed."""
    path = tmp_path / "offer.json"
    assert callable(damage)
    path.write_text(damage(canonical(receipt).decode()))

    found = read_receipt(path)

    assert isinstance(found, Diagnostic)
    assert code == found.code
    assert words in found.what
    assert str(path) == found.at.source


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing to read is a problem with a place, not a crash."""
    found = read_receipt(tmp_path / "none.json")

    assert isinstance(found, Diagnostic)
    assert "unreadable" == found.code


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file in another encoding is damaged."""
    path = tmp_path / "latin.json"
    path.write_bytes(b"\xff\xfe{}")

    found = read_receipt(path)

    assert isinstance(found, Diagnostic)
    assert "receipt-damaged" == found.code


def test_redaction_keeps_no_name_of_a_matter(scenario: Scenario, zedland: Corpus) -> None:
    """How a fact is known stays as a word; what the matter or the profile is called goes."""
    name = next(iter(scenario.facts))
    told = scenario.told(name, scenario.facts[name], origin=Origin(Source.MATTER, "Smith v. Jones"))
    hidden = redacted(told, zedland.law.vocabulary)

    assert Origin(Source.MATTER) == hidden.origin(name)
    text = canonical(receipt_of(zedland.advise(hidden), redacted=True)).decode()
    assert '"matter"' in text
    assert "Smith" not in text
