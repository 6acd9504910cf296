"""What is heard in sentences: negation, doubt, hearsay, wishes, days, people and places."""

from __future__ import annotations

from datetime import date

import pytest

from advisor import load
from advisor.told import Description, OfferBasis, TellingReader

Told = tuple[str, object, OfferBasis]
SAID, FOLLOWS, ASKED = OfferBasis.STATED, OfferBasis.IMPLIED, OfferBasis.ASKED


@pytest.fixture(scope="module")
def reader() -> TellingReader:
    """Return a reader of the law that comes with the program."""
    return TellingReader(load(engine="reference").law)


def _told(description: Description, fact: str) -> list[Told]:
    return [(one.fact, one.value, one.basis) for one in description.offered if one.fact == fact]


@pytest.mark.parametrize(
    ("text", "fact", "value", "basis"),
    [
        ("She agreed in writing.", "recipient.consented", True, SAID),
        ("She did not agree.", "recipient.consented", False, SAID),
        ("Nobody asked her.", "recipient.consented", False, SAID),
        ("She gave me no consent.", "recipient.consented", False, SAID),
        ("A link that seems to be tracked.", "tracking.mechanisms", {"link"}, ASKED),
        ("I am fairly sure she agreed.", "recipient.consented", True, ASKED),
        ("She agreed, but I have not checked.", "recipient.consented", True, ASKED),
        ("I sent it on 3 May 2019.", "message.date", date(2019, 5, 3), SAID),
        ("I emailed it on May 3, 2019.", "message.date", date(2019, 5, 3), SAID),
        ("We use Mailtrack.", "tracking.mechanisms", frozenset({"pixel"}), SAID),
        ("I asked for a read receipt.", "tracking.mechanisms", {"read-receipt-request"}, SAID),
        ("No tracker in it.", "tracking.mechanisms", frozenset(), SAID),
        ("The case is in Cook County.", "matter.tribunal", "US-IL", SAID),
        ("The case is in Cook County.", "matter.before_tribunal", True, FOLLOWS),
        ("I emailed our client.", "matter.representing_client", True, FOLLOWS),
    ],
)
def test_a_fact_is_offered(
    reader: TellingReader, text: str, fact: str, value: object, basis: OfferBasis
) -> None:
    """It is said, follows or must be asked, as the sentence has it."""
    assert [(fact, value, basis)] == _told(reader.read(text), fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I hope she agreed.", "recipient.consented"),
        ("If she agreed, fine.", "recipient.consented"),
        ("A colleague says there was a pixel.", "tracking.mechanisms"),
        ("In another case there was a pixel.", "tracking.mechanisms"),
        ("We considered a pixel.", "tracking.mechanisms"),
        ("The hearing is on 14 May 2019.", "message.date"),
        ("I left my client off the message.", "recipient.role"),
        ("The judge ordered us to confer.", "recipient.role"),
        ("I sent it with my mail client.", "recipient.role"),
        ("I wrote about opposing counsel's client.", "recipient.role"),
        ("I am admitted in DE.", "lawyer.admitted_in"),
        ("We got mail. Do I have to tell my client?", "recipient.role"),
        ("I made reasonable efforts.", "lawyer.reasonable_efforts"),
    ],
)
def test_what_is_no_fact_about_the_message_is_not_offered(
    reader: TellingReader, text: str, fact: str
) -> None:
    """Neither as said nor as what follows."""
    assert [] == _told(reader.read(text), fact)


def test_a_code_of_two_places_is_read_by_the_others(reader: TellingReader) -> None:
    """`DE` is Delaware beside Pennsylvania; alone it is said that it could be either."""
    alone = reader.read("I am admitted in DE.")
    beside = reader.read("I am admitted in Pennsylvania and DE.")
    found = {str(*value) for _, value, _ in _told(beside, "lawyer.admitted_in")}  # type: ignore[misc]

    assert ["lawyer.admitted_in"] == [one.fact for one in alone.passed_over]
    assert {"US-PA", "US-DE"} == found


def test_each_fact_has_its_words_and_the_rest_is_shown(reader: TellingReader) -> None:
    """The words stand in the text as it was written; a sentence without facts is left over."""
    text = "I emailed opposing counsel. She didn\u2019t agree. My dog is brown."
    described = reader.read(text)
    words = {one.fact: text[one.start : one.end] for one in described.offered}

    assert "She didn\u2019t agree" == words["recipient.consented"]
    assert ["My dog is brown."] == [text[one.start : one.end] for one in described.left_over]


def test_what_is_said_of_one_recipient_stays_with_that_one(reader: TellingReader) -> None:
    """A role that a phrase names, or the last one spoken of; *all* are all of them."""
    described = reader.read(
        "I emailed opposing counsel in Miami and co-counsel in Ohio. All recipients agreed."
    )
    places = {
        described.roles[one.person or 0]: one.value
        for one in described.offered
        if one.fact == "recipient.based_in"
    }
    agreed = [one.person for one in described.offered if one.fact == "recipient.consented"]

    assert {"opposing-counsel": "US-FL", "co-counsel": "US-OH"} == places
    assert [0, 1] == agreed


def test_two_values_of_one_fact_are_asked(reader: TellingReader) -> None:
    """Who says both is asked which."""
    described = reader.read("She agreed. She did not agree.")
    assert {True, False} == {value for _, value, _ in _told(described, "recipient.consented")}
    assert {ASKED} == {basis for _, _, basis in _told(described, "recipient.consented")}
