"""What the verdict would be if the usual held: said where it differs, with what it rests on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from advisor.advice import Corpus, load
from advisor.i18n import ENGLISH
from advisor.model.opinions import Verdict
from advisor.reports.machine.opinion_json import as_json
from advisor.reports.memo import compose
from advisor.reports.opinions import opinion_page
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion
    from advisor.model.usual import UsualOutlook

DAY = date(2026, 3, 2)
VOCABULARY = """
vocabulary: words
facts:
  message.direction: {type: choice, options: {sent: sent, received: received}, ask: Which way?}
  tracking.pixel: {type: flag, ask: A pixel?}
  tracking.seen: {type: flag, ask: Was it seen?}
  lawyer.knows: {type: flag, ask: Does the lawyer know?}
  lawyer.efforts: {type: flag, ask: Were efforts made?}
  matter.urgent: {type: flag, ask: Urgent?}
  matter.client: {type: flag, ask: For a client?}
  recipient.name: {type: text, ask: Name?}
  recipient.consented: {type: flag, ask: Agreed?}
  recipient.same_firm: {type: flag, ask: Of the firm?}
acts: {track: to track, help: to help}
bearers: {sender: the sender}
places: {AA: Aland}
relations:
  - id: no-client-no-hurry
    if: {matter.client: false}
    then: {matter.urgent: false}
    because: Hurry is a client's.
usual:
  - {id: knows, if: {message.direction: sent}, usually: {lawyer.knows: true},
     because: Who sends knows.}
  - {id: client, if: {message.direction: sent}, usually: {matter.client: true},
     because: Lawyers write for clients.}
  - {id: not-urgent, if: {message.direction: sent}, usually: {matter.urgent: false},
     because: Few letters are urgent.}
  - {id: stranger, if: {matter.client: true}, stratum: 2, usually: {recipient.same_firm: false},
     because: Others read what is written for a client.}
"""
NORMS = """
policy: aa/act
title: An act
authority:
  kind: statute
  cite: An Act
  issuer: Aland
  jurisdiction: AA
  url: https://example.org/
  verified: {on: 2026-11-23, by: primary-excerpt}
  in_force: {from: 2000-01-01}
norms:
  - id: tracking
    must_not: "You must not track {recipient}."
    act: track
    bearer: sender
    when: {tracking.pixel: true, lawyer.knows: true, recipient.same_firm: false}
    unless:
      agreed:
        means: "{recipient} agreed."
        when: {recipient.consented: true}
        cites: [{pinpoint: s. 1}]
    breached_if: {tracking.pixel: true}
    cites: [{pinpoint: s. 1}]
  - id: seen
    must_not: "You must not be seen."
    act: track
    bearer: sender
    when: {lawyer.knows: true}
    breached_if: {tracking.seen: true}
    cites: [{pinpoint: s. 3}]
  - id: efforts
    must: "You must make efforts."
    act: help
    bearer: sender
    when: {any: [{matter.urgent: true}, {lawyer.knows: false}]}
    met_if: {lawyer.efforts: true}
    cites: [{pinpoint: s. 2}]
"""
JURISDICTION = """
jurisdiction: AA
name: Aland
governs_when: {message.direction: sent, cites: [{policy: aa/act, pinpoint: s. 9}]}
"""
SENT = {"message.direction": "sent", "tracking.seen": False}
STRANGER = {"name": "Ann", "consented": False}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Load a small law with a few usual values."""
    root = tmp_path_factory.mktemp("law")
    files = {
        "policies/vocabulary/words.yaml": VOCABULARY,
        "policies/aa/act.yaml": NORMS,
        "jurisdictions/aa.yaml": JURISDICTION,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load(root, bundled=False)


def _opinion(corpus: Corpus, *people: dict[str, object], **facts: object) -> Opinion:
    told = {"facts": {**SENT, **facts}, "recipients": list(people)}
    return corpus.with_usual(corpus.advise(told, as_of=DAY), changes=True)


def _outlook(opinion: Opinion) -> UsualOutlook:
    assert opinion.usual is not None
    return opinion.usual


def _memo(opinion: Opinion, corpus: Corpus) -> str:
    return " ".join(markdown(compose(opinion, corpus.law)).split())


def _text(opinion: Opinion, corpus: Corpus) -> str:
    return " ".join(plain_text(opinion_page(opinion, corpus.law, language=ENGLISH)).split())


def test_a_stop_names_what_it_rests_on_and_for_what_that_is_usual(corpus: Corpus) -> None:
    """What makes no difference is not assumed; that of which another follows is."""
    opinion = _opinion(corpus, STRANGER, **{"tracking.pixel": True})
    assert opinion.verdict is Verdict.ASK
    outlook = _outlook(opinion)
    assert outlook.verdict is Verdict.STOP
    assert outlook.weight is not None
    assert [fact.fact for fact in outlook.assumed] == [
        "lawyer.knows",
        "matter.client",
        "recipient.same_firm",
    ]
    assert outlook.deciding is None
    changed = {about: verdict.value for about, verdict in outlook.otherwise.items()}
    assert changed == {("lawyer.knows", None): "ask", ("recipient.same_firm", 0): "clear"}


def test_the_one_fact_that_makes_it_is_named_in_the_headline(corpus: Corpus) -> None:
    """Where one usual fact alone makes the verdict, it is the condition."""
    told = {"tracking.pixel": True, "matter.client": True}
    opinion = _opinion(corpus, {**STRANGER, "same_firm": False}, **told)
    deciding = _outlook(opinion).deciding
    assert deciding is not None
    assert deciding.fact == "lawyer.knows"
    said = _text(opinion, corpus)
    assert "STOP, binding authority, if `lawyer.knows` is yes, as is usual. Could be STOP" in said


def test_the_list_follows_with_each_reason_and_change(corpus: Corpus) -> None:
    """Each assumed fact stands with why it is usual, and with what it would change."""
    opinion = _opinion(corpus, STRANGER, **{"tracking.pixel": True})
    said = _text(opinion, corpus)
    assert said.startswith(
        "ASK. STOP, binding authority, if the usual holds (3 facts, listed below)."
    )
    assert "Usual: `lawyer.knows` is yes Who sends knows. If that is not so: ASK." in said
    assert "Usual: `matter.client` is yes Lawyers write for clients. Usual:" in said
    assert "Usual: Ann's `same_firm` is no Others read" in said


def test_towards_clear_it_stands_below(corpus: Corpus) -> None:
    """That all would be clear is no headline."""
    opinion = _opinion(corpus, STRANGER, **{"tracking.pixel": False})
    outlook = _outlook(opinion)
    assert outlook.verdict is Verdict.CLEAR
    assert {fact.fact for fact in outlook.assumed} == {"lawyer.knows", "matter.urgent"}
    page = opinion_page(opinion, corpus.law, language=ENGLISH)
    assert "CLEAR" not in page.banner.text
    assert "CLEAR, if the usual holds (2 facts, listed below)." in _text(opinion, corpus)


@pytest.mark.parametrize(
    "facts",
    [
        {"tracking.pixel": True, "lawyer.knows": True},
        {"tracking.pixel": False, "lawyer.knows": True, "matter.urgent": False},
        {"tracking.pixel": False, "lawyer.knows": True, "matter.urgent": True},
    ],
)
def test_nothing_is_said_where_the_usual_changes_nothing(
    corpus: Corpus, facts: dict[str, object]
) -> None:
    """A stop, a clear, and what stays open on the usual facts too, stand alone."""
    opinion = _opinion(corpus, {**STRANGER, "same_firm": False}, **facts)
    assert opinion.usual is None
    assert "usual" not in json.loads(as_json(opinion, corpus.law))
    assert "usual" not in _text(opinion, corpus)


def test_the_document_lists_what_was_assumed(corpus: Corpus) -> None:
    """Programs get the verdict, its weight, and each fact with its reason."""
    opinion = _opinion(corpus, STRANGER, **{"tracking.pixel": True})
    document: dict[str, Any] = json.loads(as_json(opinion, corpus.law))
    assert document["verdict"] == "ask"
    assert document["usual"] == {
        "verdict": "stop",
        "weight": "binding",
        "assumed": [
            {
                "fact": "lawyer.knows",
                "recipient": None,
                "value": True,
                "because": "Who sends knows.",
            },
            {
                "fact": "matter.client",
                "recipient": None,
                "value": True,
                "because": "Lawyers write for clients.",
            },
            {
                "fact": "recipient.same_firm",
                "recipient": "Ann",
                "value": False,
                "because": "Others read what is written for a client.",
            },
        ],
    }


def test_a_memo_says_and_lists_it(corpus: Corpus) -> None:
    """The short answer has the condition, the facts a table with questions and reasons."""
    said = _memo(_opinion(corpus, STRANGER, **{"tracking.pixel": True}), corpus)
    assert (
        "If the usual holds (3 facts, listed under “If the usual holds”), the answer is STOP, "
        "with binding weight." in said
    )
    assert "Does the lawyer know?" in said
    assert "Who sends knows. If that is not so, the answer is ASK." in said


def test_a_memo_says_below_alone_that_all_would_be_clear(corpus: Corpus) -> None:
    """The short answer is silent of it."""
    said = _memo(_opinion(corpus, STRANGER, **{"tracking.pixel": False}), corpus)
    assert "If the usual holds (" not in said
    assert "if all of them hold, the answer is CLEAR" in said


def test_what_follows_says_from_what(corpus: Corpus) -> None:
    """Explanations and documents name the told facts, and the reason, of what is concluded."""
    opinion = _opinion(corpus, STRANGER, **{"tracking.pixel": False, "matter.client": False})
    document: dict[str, Any] = json.loads(as_json(opinion, corpus.law))
    assert document["conclusions"] == [
        {
            "fact": "matter.urgent",
            "recipient": None,
            "value": False,
            "says": "no",
            "by": ["no-client-no-hurry"],
            "because": "Hurry is a client's.",
            "follows_from": [{"fact": "matter.client", "recipient": None, "value": False}],
        }
    ]
    page = opinion_page(opinion, corpus.law, explain=True, language=ENGLISH)
    said = " ".join(plain_text(page).split())
    assert (
        "It follows that `matter.urgent` is no, since `matter.client` is no: Hurry is a client's."
        in said
    )
