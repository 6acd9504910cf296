"""*Check* as its form is sent: every kind of answer, and every way to get one wrong."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from advisor.advice import load
from advisor.facts.profile import Profile
from advisor.reports.render import MissingLibrary
from advisor.web.application import application
from advisor.web.settings import ServerSettings

DAY = "2026-03-02"
PEOPLE = [{"name": "Opposing counsel"}, {"name": "Client"}]


class Form:
    """A browser with one page open."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.text = client.get("/check").text
        self.scenario: dict[str, Any] = {"as_of": DAY, "facts": {}}

    def send(self, address: str = "/check", status: int = 200, **fields: object) -> dict[str, Any]:
        """Send the form with some fields; gives the scenario that the next page carries."""
        token = re.search(r'name="token" value="([0-9a-f]{64})"', self.text)
        assert token is not None
        state = json.dumps({"scenario": self.scenario, "naming": fields.pop("naming", "unasked")})
        answer = self.client.post(address, data={"token": token[1], "state": state, **fields})
        assert status == answer.status_code, answer.text
        self.said = answer
        if status == 200 and address == "/check":
            self.text = answer.text
            carried = re.search(r'name="state" value="([^"]*)"', answer.text)
            assert carried is not None
            found: dict[str, Any] = json.loads(html.unescape(carried[1]))
            self.scenario = found["scenario"]
        return self.scenario


@pytest.fixture
def form(client: TestClient) -> Form:
    """Open the page."""
    return Form(client)


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("matter.before_tribunal", "yes", True),
        ("message.direction", "received", "received"),
        ("tracking.mechanisms", ["pixel", "link"], ["link", "pixel"]),
        ("matter.tribunal", "illinois", "US-IL"),
        ("matter.tribunal", "nowhere", "none"),
        ("lawyer.admitted_in", "Illinois, Germany", ["DE", "US-IL"]),
        ("lawyer.admitted_in", "Illinois, DE", ["US-DE", "US-IL"]),
        ("matter.tribunal", "Chicago, Illinois", "US-IL"),
        ("message.date", "2026-01-31", "2026-01-31"),
    ],
)
def test_an_answer_is_told(form: Form, fact: str, value: object, told: object) -> None:
    """Every kind of answer reaches the scenario as its file would say it."""
    facts = form.send(do=f"answer:{fact}", value=value)["facts"]

    entity, _, name = fact.partition(".")
    assert told == facts[entity][name]


def test_a_place_in_doubt(form: Form) -> None:
    """A code of a state and of a country is asked about, until the places told so far decide."""
    assert "matter" not in form.send(do="answer:matter.tribunal", value="IL")["facts"]
    assert "`IL` could be Illinois (US-IL) or Israel" in form.text

    form.send(do="answer:firm.established_in", value="New York State")
    assert "Understood: New York (US-NY)." in form.text
    assert (
        "US-IL" == form.send(do="answer:matter.tribunal", value="IL")["facts"]["matter"]["tribunal"]
    )
    assert "Understood: Illinois (US-IL)." in form.text


@pytest.mark.parametrize("fact", ["tracking.mechanisms", "lawyer.admitted_in"])
def test_none_is_an_answer(form: Form, fact: str) -> None:
    """None of these is told as an empty list, and is not the same as unknown."""
    entity, _, name = fact.partition(".")
    assert [] == form.send(none=f"answer:{fact}")["facts"][entity][name]
    assert "unknown" == form.send(unknown=f"unknown:{fact}")["facts"][entity][name]
    assert "unknown" == form.send(do=f"answer:{fact}", value="Unknown")["facts"][entity][name]
    assert name not in form.send(unknown=f"forget:{fact}")["facts"].get(entity, {})


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("matter.tribunal", "Atlantis", "No place is known as"),
        ("message.date", "yesterday", "Please give a date"),
        ("message.direction", "sideways", "Please give a number"),
        ("message.direction", "", "Nothing was answered"),
        ("message.direction", "x" * 3_000, "No more than 2000".lower()),
    ],
)
def test_what_is_not_understood_is_asked_again(
    form: Form, fact: str, value: str, said: str
) -> None:
    """The page says why, puts the same question again, and tells nothing."""
    facts = form.send(do=f"answer:{fact}", value=value)["facts"]

    assert {} == facts
    alert = re.search(r'role="alert">([^<]*)<', form.text)
    assert alert is not None
    assert said in html.unescape(alert[1])
    assert f"answer:{fact}" in form.text


def test_one_persons_answer_is_that_persons(form: Form) -> None:
    """Of several recipients the one is told that was asked about."""
    form.scenario["recipients"] = PEOPLE

    people = form.send(do="answer:recipient.role@1", value="client", naming="done")["recipients"]

    assert ["Opposing counsel", "Client"] == [one["name"] for one in people]
    assert "role" not in people[0]
    assert "client" == people[1]["role"]


def test_people_are_named_one_at_a_time(form: Form) -> None:
    """Named, named twice, and everyone."""
    form.send(do="name", name="Opposing counsel")
    assert "Who else receives it?" in form.text
    form.send(do="name", name="opposing counsel", naming="open")
    assert "named already" in form.text
    form.send(do="name", name="y" * 200, naming="open")
    assert "no more than 120" in form.text
    form.send(do="everyone", naming="open")
    assert "Who else receives it?" not in form.text
    assert 1 == len(form.scenario["recipients"])
    assert "recipients" not in form.send(do="remove:0", naming="done")


def test_the_day_is_set_and_never_to_come(form: Form) -> None:
    """The law of an earlier day can be asked for, that of a later one cannot."""
    told = form.send(do="about", title="An <offer>", as_of="2019-05-04")
    assert ("An <offer>", "2019-05-04") == (told["scenario"], told["as_of"])
    assert "By the law of 4 May 2019" in form.text
    assert "2019-05-04" == form.send(do="about", as_of="2030-01-01")["as_of"]
    assert "has not come" in form.text


@pytest.mark.parametrize("do", ["", "nonsense", "try:9", "back", "put:message.kind"])
def test_other_buttons_break_nothing(form: Form, do: str) -> None:
    """What means nothing changes nothing."""
    assert {} == form.send(do=do)["facts"]


@pytest.mark.parametrize("do", ["remove:7", "answer:no.such", "put:recipient.role@9"])
def test_what_is_not_there_is_refused(form: Form, do: str) -> None:
    """A form that names what is not on the page was changed on the way."""
    form.scenario["recipients"] = PEOPLE
    form.send(do=do, value="x", status=400)


def test_a_tampered_scenario_is_explained(form: Form) -> None:
    """What the form carries is read with every check of a file."""
    form.scenario["facts"] = {"message": {"direction": "sideways"}}

    form.send(status=400)

    assert "has no option" in form.said.text


def test_a_format_that_is_not_there_is_refused(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memo in no known format, and one whose library is missing, each with its fix."""
    form.send("/check/memo", status=400, format="exe")

    def lacking(*_: object) -> bytes:
        raise MissingLibrary("a memo in docx needs more", fix="pip install 'it'")

    monkeypatch.setattr("advisor.web.downloads.render", lacking)
    form.send("/check/memo", status=501, format="docx")
    assert "pip install" in form.said.text


def test_a_letter_for_the_client_in_another_language(form: Form) -> None:
    """The same form gives the letter, in a language of the list and in no other."""
    form.send("/check/memo", format="markdown", reader="client", language="de")
    assert form.said.text != ""
    german = form.said.text
    form.send("/check/memo", format="markdown", reader="client")
    assert german != form.said.text
    for name in ("xx", "../../etc/passwd.po", "/etc/hostname"):
        form.send("/check/memo", status=400, format="markdown", language=name)


def test_a_file_is_a_download(form: Form) -> None:
    """A memo is kept, never shown in place of a page, where its own policy would not hold."""
    form.send("/check/memo", format="html")

    assert form.said.headers["content-disposition"].startswith("attachment")
    assert "default-src 'none'" in form.said.headers["content-security-policy"]


def test_the_page_begins_with_the_profile() -> None:
    """What lasts of the lawyer and the firm stands there, and says where it is from."""
    profile = Profile("x", "firm.yaml", {"lawyer.admitted_in": frozenset({"US-IL"})})
    corpus = load(engine="reference").with_profile(profile)
    app = application(corpus, ServerSettings(today=lambda: date(2026, 11, 2)))
    with TestClient(app, base_url="http://127.0.0.1:8710") as client:
        page = client.get("/check").text

    assert "from the profile firm.yaml" in page
    carried = re.search(r'name="state" value="([^"]*)"', page)
    assert carried is not None
    scenario = json.loads(html.unescape(carried[1]))["scenario"]
    assert ["US-IL"] == scenario["facts"]["lawyer"]["admitted_in"]
    assert {"known": "profile", "by": "firm.yaml"} == scenario["origins"]["lawyer.admitted_in"]


def test_a_warning_of_a_file(form: Form) -> None:
    """A scenario that can be opened and should be looked at is opened with the reason."""
    scenario = {"facts": {"matter.tribunal": "IL", "firm.established_in": ["US-NY"]}}
    token = re.search(r'name="token" value="([0-9a-f]{64})"', form.text)
    assert token is not None
    opened = form.client.post(
        "/check/open",
        data={"token": token[1]},
        files={"file": ("scenario.json", json.dumps(scenario))},
    )

    assert 200 == opened.status_code
    assert "Your scenario was opened. Look at this: `IL` is Israel" in opened.text
    assert "write `US-IL` for Illinois" in opened.text


def test_what_can_still_be_done_stands_on_the_page(form: Form) -> None:
    """Of mail that came by mistake the page says first what is left, and what calls for it."""
    form.scenario["facts"] = {
        "message": {"direction": "received", "inadvertently_sent": True},
        "lawyer": {"admitted_in": ["US-TN"], "knows_inadvertent": True},
        "matter": {"representing_client": True, "tribunal": "US-TN"},
    }
    form.send(do="whole")

    assert "What can still be done" in form.text
    assert "Tell the sender that the message seems to have come by mistake." in form.text
    assert "Nothing that was read for the law that governs speaks of this." in form.text
