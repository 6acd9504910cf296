"""A step of the interview as a card of the page, without any script."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from unit.web.test_check import Form

OPENING = ["message.direction", "message.kind", "matter.representing_client", "matter.tribunal"]


def asked(form: Form) -> list[str]:
    """Return what the card asks for."""
    return re.findall(r'name="asked" value="([^"]*)"', form.text)


def test_the_page_opens_with_the_first_step(client: TestClient) -> None:
    """The card has the heading of the step and a field for each of its facts."""
    form = Form(client)

    assert "What kind of mail is it, and for whom?" in form.text
    assert OPENING == asked(form)
    assert "at most" not in form.text.casefold()


def test_what_is_answered_is_told_and_what_is_blank_is_not_known(client: TestClient) -> None:
    """Answers of one card go to their facts; the next card is the next step."""
    form = Form(client)
    facts = form.send(
        **{
            "do": "step:",
            "asked": OPENING,
            "value:message.direction": "sent",
            "value:message.kind": "one-to-one",
            "value:matter.tribunal": "Illinois",
        }
    )["facts"]

    assert {"direction": "sent", "kind": "one-to-one"} == facts["message"]
    assert {"tribunal": "US-IL", "representing_client": "unknown"} == facts["matter"]
    assert ["recipients", "recipient.role@0", "recipient.based_in@0"] == asked(form)


def test_names_and_what_is_told_of_the_first(client: TestClient) -> None:
    """Several names are parted by semicolons; role and place are those of the first."""
    form = Form(client)
    people = form.send(
        **{
            "do": "step:",
            "asked": ["recipients", "recipient.role@0"],
            "recipients": "Opposing counsel; Our client",
            "value:recipient.role@0": "opposing-counsel",
        }
    )["recipients"]

    assert [("Opposing counsel", "opposing-counsel"), ("Our client", None)] == [
        (one["name"], one.get("role")) for one in people
    ]


@pytest.mark.parametrize(
    ("typed", "people"), [("none", []), ("unknown", "unknown"), ("", "unknown")]
)
def test_nobody_receives_it_or_nobody_knows(client: TestClient, typed: str, people: object) -> None:
    """Nothing is told of a person whom nobody named."""
    form = Form(client)
    form.send(
        **{
            "do": "step:",
            "asked": ["message.direction", "recipients", "recipient.role@0"],
            "value:message.direction": "sent",
            "recipients": typed,
        }
    )

    assert people == form.scenario.get("recipients", "unknown")
    assert "recipient.role@0" not in asked(form)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing was answered"),
        ({"value:matter.tribunal": "Atlantis"}, "No place is known as"),
    ],
)
def test_what_is_not_understood_is_asked_again(
    client: TestClient, fields: dict[str, str], said: str
) -> None:
    """The page says which answer and why, keeps the others, and asks again."""
    form = Form(client)
    facts = form.send(**{"do": "step:", "asked": OPENING, **fields})["facts"]

    assert {} == facts
    assert said.casefold() in form.text.casefold()
    assert OPENING == asked(form)


def test_nothing_of_it_is_known(client: TestClient) -> None:
    """One button leaves all questions of a card open."""
    form = Form(client)
    facts = form.send(none_known="yes", asked=OPENING)["facts"]

    assert {"direction": "unknown", "kind": "unknown"} == facts["message"]
