"""A message becomes a scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from unit.mail.letters_made import PIXEL, html, plain, read

from advisor.advice import load
from advisor.mail import (
    AddressBook,
    MessageScenario,
    Provenance,
    merge_known_facts,
    read_address_book,
    to_scenario,
)
from advisor.model.law import Law
from advisor.model.scenarios import Recipient, Scenario

BOOK = """\
people:
  - {domain: firm.example, own: true}
  - {address: reader@inbox.example, name: Rita, role: opposing-counsel, located_in: NO,
     consented: false}
  - {domain: corp.example, role: client}
"""


@pytest.fixture(scope="module")
def law() -> Law:
    """Load the bundled law once."""
    return load().law


@pytest.fixture
def book(tmp_path: Path, law: Law) -> AddressBook:
    """Read the address book."""
    path = tmp_path / "people.yaml"
    path.write_text(BOOK, "utf-8")
    people, problems = read_address_book(path, law)
    assert not problems
    return people


def test_a_sent_message(book: AddressBook) -> None:
    """The mechanisms are told with what is known of the people, and nothing is guessed."""
    given = to_scenario(read(html(PIXEL)), book)
    facts = given.scenario.facts
    (reader,) = given.scenario.people

    assert facts["message.direction"] == "sent"
    assert facts["tracking.mechanisms"] == frozenset({"pixel"})
    assert facts["tracking.identifier"] == "per-recipient"
    assert reader == Recipient("Rita", {
        "recipient.role": "opposing-counsel", "recipient.located_in": "NO",
        "recipient.consented": False, "recipient.same_firm": False,
    })  # fmt: skip
    assert "tracking.disclosure" not in facts
    assert "message.kind" not in facts
    assert given.provenance["tracking.mechanisms"] is Provenance.INFERRED


def test_none_found_in_a_whole_message(book: AddressBook) -> None:
    """Where all was read and nothing found, the empty set says so."""
    assert to_scenario(read(html("")), book).scenario.facts["tracking.mechanisms"] == frozenset()


@pytest.mark.parametrize(
    "data",
    [
        plain("x"),
        html("").replace(b"Received:", b"X-Was:"),
        plain("x", more="Return-Receipt-To: a@b.example\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_unknown(data: bytes) -> None:
    """Silence stays unknown: a receipt alone does not say that there is no pixel."""
    given = to_scenario(read(data))

    assert "tracking.mechanisms" not in given.scenario.facts
    assert "message.direction" not in given.scenario.facts
    assert given.notices


def test_a_quoted_tracker_is_not_the_senders(book: AddressBook) -> None:
    """What stands in a quotation does not make the sender track; the reader is told of it."""
    data = html(f'<blockquote type="cite">{PIXEL}</blockquote>')
    facts = to_scenario(read(data), book, "received").scenario.facts

    assert facts["tracking.mechanisms"] == frozenset()
    assert facts["tracking.detected"] is True


def test_lists_and_bulk() -> None:
    """List headers tell the kind where they can."""
    bulk = "List-Unsubscribe: <mailto:u@x.example>\nPrecedence: bulk\n"

    assert to_scenario(read(html("", more=bulk))).scenario.facts["message.kind"] == "newsletter"
    assert to_scenario(read(html("", more="List-Post: <mailto:l@x.example>\n"))).scenario.facts[
        "message.kind"
    ] == "group"  # fmt: skip


def test_what_is_told_wins(book: AddressBook) -> None:
    """Known facts are laid over; a contradiction with what was seen is a notice."""
    given = to_scenario(read(html(PIXEL)), book)
    told = Scenario(
        title="Offer",
        facts={"message.channel": "portal", "tracking.identifier": "per-campaign"},
        recipients=(
            Recipient("reader@inbox.example", {"recipient.consented": True}),
            Recipient("Blind copy", {"recipient.role": "client"}),
        ),
    )
    scenario, notices = merge_known_facts(given, told)

    assert scenario.facts["tracking.identifier"] == "per-campaign"
    assert [one.name for one in scenario.people] == ["Rita", "Blind copy"]
    assert scenario.people[0].facts["recipient.consented"] is True
    assert scenario.people[0].facts["recipient.role"] == "opposing-counsel"
    assert notices == (
        "`message.channel` is told otherwise than the message shows: what is told counts",
    )


def test_nothing_is_told_twice(book: AddressBook) -> None:
    """A scenario told without recipients keeps those of the message."""
    given: MessageScenario = to_scenario(read(html(PIXEL)), book)
    scenario, notices = merge_known_facts(given, Scenario())

    assert scenario == replace(given.scenario, title="")
    assert not notices


def test_csv_book(tmp_path: Path, law: Law) -> None:
    """A table of addresses is read as well; `NO` is Norway in it."""
    path = tmp_path / "people.csv"
    path.write_text(
        "address,domain,role,located_in,consented\nreader@inbox.example,,client,NO,\n"
        ",court.example,judge-or-court,US-IL,false\n", "utf-8",
    )  # fmt: skip
    people, problems = read_address_book(path, law)

    assert not problems
    assert people.of("reader@inbox.example") is not None
    assert people.of("clerk@a.court.example") == people.of("judge@court.example")
    assert (
        to_scenario(read(html("")), people).scenario.people[0].facts["recipient.located_in"] == "NO"
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_a_spreadsheet(tmp_path: Path, law: Law, separator: str) -> None:
    """A spreadsheet may write a mark before the text, semicolons or tabs, and empty lines."""
    path = tmp_path / "people.csv"
    lines = ["address,domain,role,own", ",firm.example,,TRUE", ",,,", "a@b.example,,client,", ""]
    path.write_bytes(("\ufeff" + "\r\n".join(lines).replace(",", separator)).encode())
    people, problems = read_address_book(path, law)

    assert not problems
    assert people.is_own("ann@firm.example")
    assert people.of("a@b.example") is not None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name,role\nAnn,client\n", "missing-key", 1),
        ("", "missing-key", 1),
        ("address,role\na@b.example,client,US-IL\n", "bad-value", 2),
        ("address,role\na@b.example,client\nA@b.example,judge-or-court\n", "contradiction", 3),
        ("address,role\nAnn <a@b.example>,client\n", "bad-value", 2),
        ("address,role\nfirm.example,client\n", "bad-value", 2),
        ("domain,own\nfirm.example,maybe\n", "bad-value", 2),
        ("address,name\na@b.example," + "x" * 200_000 + "\n", "csv-syntax", 2),
        ('"address"s,name\na@b.example,A\n', "csv-syntax", 1),
        ("\naddress;role;role\na@b.example;client;client\n", "contradiction", 2),
        ('\n"address";"ro\nle"\na@b.example;x\n', "unknown-fact", 4),
        ("address,role\n" + "a@b.example,client\n" * 1_200_000, "too-large", 1),
    ],
    ids=[
        "columns",
        "empty",
        "cells",
        "contradiction",
        "shown",
        "no-at",
        "own",
        "syntax",
        "head",
        "twice",
        "quoted",
        "large",
    ],
)
def test_mistakes_in_a_table(tmp_path: Path, law: Law, text: str, code: str, line: int) -> None:
    """Nothing of a table of addresses is passed over in silence."""
    path = tmp_path / "people.csv"
    path.write_text(text, "utf-8")
    _, problems = read_address_book(path, law)

    assert [(one.code, one.at.line) for one in problems] == [(code, line)]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("a@b.example", "bad-value"),
        ("{address: a@b.example, own: ja}", "bad-value"),
        ("{address: a@b.example, role: clientt}", "bad-value"),
        ("{address: a@b.example, rolle: client}", "unknown-fact"),
        ("{role: client}", "missing-key"),
        ("{address: a@b.example, located_in: Illinois}", "bad-value"),
        ("{address: [}", "yaml-syntax"),
        ("{address: a@b.example,\u2028role: client}", "line-separator"),
        ("{address: a@b.example, name: A\x85B}", "line-separator"),
    ],
)
def test_mistakes_in_a_book(tmp_path: Path, law: Law, entry: str, code: str) -> None:
    """Every mistake is told with its line."""
    path = tmp_path / "people.yaml"
    path.write_text(f"people:\n  - {entry}\n", "utf-8")
    _, problems = read_address_book(path, law)

    assert [one.code for one in problems] == [code]


def test_a_book_may_tell_where_people_are_based(tmp_path: Path, law: Law) -> None:
    """Where somebody works is told of readers and of senders; where they read is not, by that."""
    path = tmp_path / "people.yaml"
    path.write_text(BOOK.replace("located_in: NO", "based_in: NO"), "utf-8")
    people, problems = read_address_book(path, law)
    received = html("").replace(b"ann@firm.example", b"reader@inbox.example")

    (reader,) = to_scenario(read(html("")), people).scenario.people
    told = to_scenario(read(received), people, "received").scenario.facts

    assert not problems
    assert "NO" == reader.facts["recipient.based_in"]
    assert "recipient.located_in" not in reader.facts
    assert "NO" == told["sender.based_in"]
    assert "sender.located_in" not in told


@pytest.mark.parametrize(
    ("image", "mechanisms"),
    [
        (
            '<img src="https://stats.firm.example/open.gif" width="1" height="1">',
            {"remote-resource"},
        ),
        ('<img src="https://stats.firm.example/c" width="1" height="1">', {"remote-resource"}),
        ('<img src="https://www.firm.example/spacer.gif" width="1" height="1">', set()),
        ('<img src="https://www.firm.example/logo.png" width="90" height="30">', set()),
    ],
)
def test_an_image_that_nobody_sees(image: str, mechanisms: set[str]) -> None:
    """An unseen image that is fetched is a fact, if none that names the reader."""
    facts = to_scenario(read(html(image))).scenario.facts

    assert mechanisms == facts["tracking.mechanisms"]
    assert "tracking.identifier" not in facts
