"""What can still be done about a message that is sent or received."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor import Corpus, load
from advisor.application.aftermath_entries import SAYS_NOTHING
from advisor.application.proposed_remedies import propose_remedies
from advisor.application.remedies_document import remedies_document, remedies_page
from advisor.model.scenarios import Scenario
from advisor.remedies import Remedies, find_remedies
from advisor.reports.elsewhere_sides import ELSEWHERE
from advisor.reports.memo import compose
from advisor.reports.render import MARKDOWN, render
from advisor.reports.render.plain_text import plain_text

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples" / "afterwards"
DAY = date(2026, 3, 2)

TRACED: dict[str, dict[str, set[str]]] = {
    "sent-pixel": {
        "stop-collecting": {"de/tdddg#25-1", "eu/gdpr#lawful-basis"},
        "leave-unused": set(),
        "erase-reports": {"eu/gdpr#erase-unlawful-data"},
        "answer-reader": {"eu/gdpr#access", "eu/gdpr#erasure"},
        "note-it": {"eu/gdpr#record-processing"},
    },
    "misdirected-letter": {
        "tell-sender": {"us/aba/model-rules#4.4-b"},
        "read-no-further": {"us/tn/rule-4-4#stop-review"},
        "give-back": set(),
        "leave-misdirected-unused": {"us/tn/rule-4-4#stop-use"},
        "tell-client": {"us/aba/model-rules#1.4"},
        "note-it": set(),
    },
    "found-tracker": {
        "pass-on-without-tracker": {"us/il/isba-18-01#may-block"},
        "ask-tracking-sender": set(),
        "tell-client": {"us/aba/model-rules#1.4"},
        "note-it": set(),
    },
    "withdrawn-consent": {
        "stop-collecting": {"eu/gdpr#easy-withdrawal", "eu/gdpr#lawful-basis"},
        "leave-unused": set(),
        "erase-reports": {"eu/gdpr#erase-unlawful-data"},
        "answer-reader": {"eu/gdpr#withdraw", "eu/gdpr#erasure"},
        "note-it": {"eu/gdpr#provable-consent"},
    },
    "vendor-reused-data": {
        "stop-collecting": {"eu/gdpr#lawful-basis"},
        "leave-unused": set(),
        "erase-reports": set(),
        "answer-reader": {"eu/gdpr#access"},
        "call-vendor-to-account": {"eu/gdpr#processor-contract", "eu/gdpr#joint-arrangement"},
        "tell-client": set(),
        "note-it": {"eu/gdpr#record-processing"},
    },
}
"""The steps of each story, with norms that must call for them."""


@pytest.fixture(scope="module")
def bundled() -> Corpus:
    """Load the law that ships."""
    return load(engine="reference")


def told(corpus: Corpus, name: str, **otherwise: Any) -> Scenario:  # noqa: ANN401 - fact values
    """Read one of the stories, some facts told otherwise."""
    scenario = corpus.scenario(EXAMPLES / f"{name}.yaml")
    for fact, value in otherwise.items():
        scenario = scenario.told(fact.replace("__", "."), value, None)
    return scenario


def after(corpus: Corpus, scenario: Scenario) -> Remedies:
    """Look for remedies on the day of the stories."""
    return find_remedies(corpus, scenario, as_of=DAY)


@pytest.mark.parametrize("name", sorted(TRACED))
def test_each_story_has_its_steps_and_each_step_its_norms(bundled: Corpus, name: str) -> None:
    """What is left is told in order, each step with the norms that govern and call for it."""
    found = after(bundled, told(bundled, name))
    calling = {one.step.id: {item.norm.id for item in one.findings} for one in found.afterwards}

    assert list(TRACED[name]) == list(calling)
    assert {} == {
        step: sorted(calling[step])
        for step, wanted in TRACED[name].items()
        if not wanted <= calling[step]
    }


def test_where_nothing_read_speaks_it_is_said(bundled: Corpus) -> None:
    """A step without a norm is no duty, and no silence either."""
    found = after(bundled, told(bundled, "misdirected-letter"))
    said = plain_text(remedies_page(found), width=200)

    assert "Note what happened, when you learned of it, and what was done." in said
    assert SAYS_NOTHING in said
    assert said.index("Tell the sender") < said.index("Note what happened")


def test_what_other_places_say_of_a_step_is_no_norm_of_it(bundled: Corpus) -> None:
    """Where nothing here speaks, the strongest voices from elsewhere are cited as such."""
    letter = told(bundled, "misdirected-letter", lawyer__admitted_in=frozenset({"US-GA"}))
    letter = letter.told("matter.tribunal", "US-GA", None)
    found = after(bundled, letter)
    told_of = next(one for one in found.afterwards if one.step.id == "tell-sender")

    assert () == told_of.findings
    assert told_of.elsewhere
    assert not told_of.is_done
    assert ELSEWHERE in plain_text(remedies_page(found), width=200)


@pytest.mark.parametrize("sent", [None, False])
def test_of_a_draft_nothing_is_left_yet(bundled: Corpus, *, sent: bool | None) -> None:
    """What is not sent is changed, not repaired."""
    found = after(bundled, told(bundled, "sent-pixel", message__already_sent=sent))

    assert () == found.afterwards
    assert not found.is_past
    assert found.remedies


@pytest.mark.parametrize(
    "otherwise",
    [
        {"message__already_sent": True},
        {"message__already_sent": None, "message__date": date(2026, 2, 1)},
    ],
)
def test_what_is_sent_is_repaired(bundled: Corpus, otherwise: dict[str, Any]) -> None:
    """A message that is told to be sent, or was on an earlier day, cannot be changed."""
    found = after(bundled, told(bundled, "sent-pixel", **otherwise))

    assert found.is_past
    assert "stop-collecting" == found.afterwards[0].step.id
    assert {"tracking.erased"} >= {
        change.fact.name for remedy in found.remedies for change in remedy.changes
    }


def test_what_is_done_is_said_to_be_done(bundled: Corpus) -> None:
    """Once all that calls for a step is met, it is no longer left."""
    letter = told(bundled, "misdirected-letter", lawyer__notified_sender=True)
    done = {one.step.id: one.is_done for one in after(bundled, letter).afterwards}

    assert done["tell-sender"]
    assert not done["read-no-further"]
    assert not done["note-it"]


def test_programs_get_the_steps(bundled: Corpus) -> None:
    """In JSON each step has what calls for it, with its citation and how it was read."""
    letter = told(bundled, "misdirected-letter")
    first = remedies_document(after(bundled, letter), letter)["afterwards"][0]

    assert ("tell-sender", False) == (first["step"], first["done"])
    assert "us/aba/model-rules#4.4-b" == first["called_for_by"][0]["norm"]
    assert first["called_for_by"][0]["citations"]


@pytest.mark.parametrize(
    ("name", "stops"), [("misdirected-letter", True), ("found-tracker", False)]
)
def test_a_memo_lists_the_steps(bundled: Corpus, name: str, *, stops: bool) -> None:
    """The memo's remedies begin with what can still be done."""
    opinion = bundled.advise(told(bundled, name), as_of=DAY)
    cures = propose_remedies(opinion, bundled)
    assert cures is not None
    assert stops is cures.is_sought
    text = render(compose(opinion, bundled.law, cures=cures), MARKDOWN).decode()

    assert "What can still be done:" in text
    assert "Tell the client, where what happened bears on" in text


def test_a_memo_lists_them_where_nothing_is_breached(bundled: Corpus) -> None:
    """What came by mistake calls for steps before anybody has done wrong."""
    letter = told(bundled, "misdirected-letter", lawyer__notified_sender=None)
    for name in ("stopped_reading", "returned_or_destroyed", "uses_misdirected_information"):
        letter = letter.told(f"lawyer.{name}", None, None)
    opinion = bundled.advise(letter, as_of=DAY)
    cures = propose_remedies(opinion, bundled)

    assert "stop" != opinion.verdict.value
    assert cures is not None
    assert not cures.is_sought
    text = render(compose(opinion, bundled.law, cures=cures), MARKDOWN).decode()
    assert "What can still be done:" in text
    assert "leads to an answer without a breach" not in text
