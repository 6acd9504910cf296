"""What an opinion comes to, for programs and assistants."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from advisor import Corpus, Verdict, load
from advisor.application.opinions import check_scenario
from advisor.application.proposed_remedies import propose_remedies
from advisor.reports.brief import MOST
from advisor.reports.machine.brief_json import brief_opinion_document
from advisor.reports.machine.brief_schema import brief_opinion_schema
from advisor.reports.machine.sarif import of_opinions

OFFER = Path("docs/examples/settlement-offer.yaml")
MOST_CHARACTERS = 6_000


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(cases=True)


def test_it_is_of_its_shape_and_short(corpus: Corpus) -> None:
    """For cases from all over the law, whatever their verdict."""
    for case in corpus.law.cases[3::60]:
        opinion = corpus.with_usual(corpus.advise(case.scenario))
        made = brief_opinion_document(opinion, corpus.law, propose_remedies(opinion, corpus))
        written = made.model_dump_json(by_alias=True)

        jsonschema.validate(json.loads(written), brief_opinion_schema())
        assert len(written) < MOST_CHARACTERS, case.name
        assert made.verdict == opinion.verdict.value
        assert len(made.findings) <= MOST


def test_a_stop_names_a_breach_its_authority_and_a_way_out(corpus: Corpus) -> None:
    """What is left out is counted, and what is open is said."""
    opinion = corpus.advise(OFFER)
    made = brief_opinion_document(opinion, corpus.law, propose_remedies(opinion, corpus))

    assert made.verdict == Verdict.STOP.value
    first = made.findings[0]
    assert first.outcome == "breached"
    assert "Op. 18-01" in first.authority
    assert first.norms[0] in {one.norm.id for one in opinion.findings}
    assert made.more_acts == 1
    assert any("report back" in one for one in made.now)
    assert any(note.startswith("Still open: ") for note in made.notes)


def test_an_open_verdict_names_its_questions(corpus: Corpus) -> None:
    """The one that decides first, with the names of the facts that answer them."""
    opinion = corpus.advise({"as_of": "2026-03-02", "facts": {}})
    made = brief_opinion_document(opinion, corpus.law)

    assert made.verdict == Verdict.ASK.value
    assert made.questions
    assert all(one.fact in corpus.law.vocabulary.facts for one in made.questions)


def test_a_program_may_ask_for_either(corpus: Corpus) -> None:
    """The same scenario, told at length or in brief, has the same verdict."""
    told = {"as_of": "2026-03-02", "facts": {"message": {"direction": "sent"}}}
    day = date(2026, 12, 1)
    whole = check_scenario(corpus, told, today=day)
    brief = check_scenario(corpus, told, today=day, brief=True)

    assert isinstance(whole, dict)
    assert isinstance(brief, dict)
    assert brief["verdict"] == whole["verdict"]
    assert len(json.dumps(brief)) < len(json.dumps(whole)) / 4


def test_a_sarif_log_may_hold_what_carries_the_verdict_alone(corpus: Corpus) -> None:
    """One result for each act, and the rules of these results only."""
    opinion = corpus.advise(OFFER)
    run = of_opinions([(str(OFFER), opinion)], corpus.law, carrying_only=True)["runs"][0]
    whole = of_opinions([(str(OFFER), opinion)], corpus.law)["runs"][0]

    assert 0 < len(run["results"]) < len(whole["results"])
    assert {one["level"] for one in run["results"]} == {"error"}
