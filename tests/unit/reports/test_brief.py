"""The answer on one screen: what decides it, what to do, and nothing that must not be missed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.advice import Corpus, load
from advisor.application.proposed_remedies import propose_remedies
from advisor.model.cases import Case
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion, Verdict
from advisor.model.truth import Truth
from advisor.reports import labels
from advisor.reports.brief import brief_page, deciding_first
from advisor.reports.proposed_remedies import ProposedRemedies, ProposedStep
from advisor.reports.render.plain_text import plain_text
from advisor.values import replace

EXAMPLE = Path("docs/examples/settlement-offer.yaml")
LINES, COLUMNS = 40, 80
OPPONENT: dict[str, Any] = {
    "as_of": "2026-03-02",
    "facts": {
        "message": {"direction": "sent", "channel": "email", "kind": "one-to-one"},
        "lawyer": {"admitted_in": ["US-IL"]},
        "firm": {"established_in": ["US-IL"], "offers_services_in": ["US-IL"]},
    },
    "recipients": [{"name": "Counsel", "role": "opposing-counsel"}],
}


@pytest.fixture(scope="module")
def bundled() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(engine="reference", cases=True)


def brief(corpus: Corpus, scenario: Path | dict[str, Any]) -> str:
    """Return what `advisor check` prints of a scenario, for the ear."""
    opinion = corpus.with_usual(corpus.advise(scenario))
    remedies = propose_remedies(opinion, corpus)
    return plain_text(brief_page(opinion, corpus.law, remedies), width=COLUMNS)


def test_the_example_fits_one_screen(bundled: Corpus) -> None:
    """The README's example: the verdict, what carries it, two ways out, and no fact path."""
    said = brief(bundled, EXAMPLE)

    assert said.startswith("STOP, advisory authority.\n")
    assert len(said.splitlines()) <= LINES + said.count("\n\n")  # a terminal sets no blank lines
    assert "must not track a message to Opposing counsel" in " ".join(said.split())
    assert said.index("What to do now") < said.index("Also.")
    assert "report back? Answer: none at all." in " ".join(said.split())
    assert "Ask Opposing counsel for this: Has this recipient agreed" in " ".join(said.split())
    assert "tracking.mechanisms" not in said


def test_findings_on_one_act_are_one(bundled: Corpus) -> None:
    """Two norms of one opinion that ask for consent are told once."""
    opinion = bundled.advise(EXAMPLE)
    asked = [item for item in opinion.findings if item.act == "obtain-consent"]
    said = brief(bundled, EXAMPLE)

    assert 2 == sum(item.outcome.is_against for item in asked)
    assert 1 == sum(item.statement in " ".join(said.split()) for item in asked)


def test_where_a_fact_decides_it_is_asked_first(bundled: Corpus) -> None:
    """An answer that waits shows its questions instead of findings."""
    said = brief(bundled, OPPONENT)

    assert said.startswith("ASK")
    assert "Answer first." in said
    assert "`advisor ask` asks what matters" in " ".join(said.split())


def test_nothing_that_must_be_seen_is_left_out(bundled: Corpus) -> None:
    """Over the cases: conflicts that nothing settles, places and wrongs that nothing looks at."""
    names = bundled.law.places.names
    for case in bundled.law.cases[::25]:
        opinion, said = answered(bundled, case)
        for told in opinion.coverage.places:
            assert all(names[code] in said for code in told.codes)
        assert len(opinion.coverage.wrongs) == said.count("Nothing read here looks at this:")
        unsettled = {
            conflict.act
            for conflict in opinion.conflicts
            if conflict.resolved_by is None
            and {Truth.FALSE}.isdisjoint((conflict.forbids.governs, conflict.allows.governs))
        }
        assert len(unsettled) == said.count("Conflict, not settled")
        if opinion.verdict is Verdict.STOP:
            assert labels.verdict_word(Verdict.STOP) in said
            assert any(
                finding.statement in said
                for finding in opinion.findings
                if finding.outcome is Outcome.BREACHED
            )


def answered(corpus: Corpus, case: Case) -> tuple[Opinion, str]:
    """Return the opinion on a case with its brief page on one line."""
    opinion = corpus.advise(case.scenario)
    said = plain_text(brief_page(opinion, corpus.law, propose_remedies(opinion, corpus)))
    return opinion, " ".join(said.split())


def test_an_untold_day_is_never_left_out(bundled: Corpus) -> None:
    """Of mail that was sent on nobody knows what day it is said by which law it is judged."""
    sent = {**OPPONENT["facts"], "message": {"direction": "sent", "already_sent": True}}
    said = " ".join(brief(bundled, OPPONENT | {"facts": sent}).split())

    assert "Nobody said on what day the message was sent" in said
    assert "Nobody said on what day" not in brief(bundled, OPPONENT)


def test_a_question_names_its_answers(bundled: Corpus) -> None:
    """A question that makes sense only with what can be chosen is asked with it."""
    told = {
        "as_of": "2026-11-30",
        "facts": {
            "message": {"direction": "sent", "channel": "email", "kind": "newsletter"},
            "lawyer": {"admitted_in": ["CA-ON"]},
            "firm": {"established_in": ["CA-ON"], "offers_services_in": ["CA-ON"]},
            "tracking": {"mechanisms": ["pixel"]},
        },
        "recipients": [{"name": "R", "role": "prospective-client", "located_in": "CA-ON"}],
    }
    said = " ".join(brief(bundled, told).split())

    (asked,) = (
        fact for fact in bundled.law.vocabulary.facts.values() if "any of these" in fact.ask
    )
    assert f"{asked.ask} {next(iter(asked.options.values()))};" in said


def test_a_search_that_ended_early_claims_no_more_than_it_found(bundled: Corpus) -> None:
    """Where larger sets of changes were not tried, nobody says that there is no cure."""
    opinion = bundled.advise(EXAMPLE)
    for exhausted, said in ((True, "No change that you"), (False, "in up to 3 changes")):
        none = ProposedRemedies(searched=3, exhausted=exhausted)
        page = " ".join(plain_text(brief_page(opinion, bundled.law, none)).split())
        assert said in page
        assert exhausted is ("more were not tried" not in page)


def test_no_step_that_is_left_is_passed_over(bundled: Corpus) -> None:
    """Steps that are done leave room for none, and none of the others is cut off."""
    opinion = bundled.advise(EXAMPLE)
    steps = [ProposedStep(f"Step {number}.", is_done=number < 3) for number in range(8)]
    left = ProposedRemedies(afterwards=tuple(steps), is_sought=False)
    page = plain_text(brief_page(opinion, bundled.law, left))

    assert [f"Step {number}." in page for number in range(8)] == [False] * 3 + [True] * 5


def test_a_verdict_that_asks_is_never_called_settled(bundled: Corpus) -> None:
    """Where nothing can be asked and the verdict waits all the same, no certificate is given."""
    opinion = bundled.advise(OPPONENT)
    waiting = replace(opinion, asks=(), findings=())
    page = " ".join(plain_text(brief_page(waiting, bundled.law)).split())

    assert page.startswith("ASK")
    assert "can change" not in page


def test_two_days_of_law_are_both_named(bundled: Corpus) -> None:
    """What was done by sending is judged by its own day, and the last line says so."""
    told = {**OPPONENT["facts"]["message"], "date": "2019-05-02"}
    facts = {**OPPONENT["facts"], "message": told}
    said = " ".join(brief(bundled, {**OPPONENT, "facts": facts}).split())

    assert "of 2 May 2019 on what was done by sending, of 2 March 2026 on the rest" in said


def test_the_question_of_the_headline_is_asked_first(bundled: Corpus) -> None:
    """What the first sentence says to decide it stands first among the questions."""
    checked = 0
    for case in bundled.law.cases[::9]:
        opinion, said = answered(bundled, case)
        named = re.search(r"(?:decides it|the first): (.*?\?)", str(opinion.summary))
        if opinion.verdict is Verdict.ASK and named:
            first = said.partition("Answer first. Question: ")[2]
            assert first.startswith(named[1]), case.name
            checked += 1
    assert checked


def test_the_headline_asks_first_whatever_days_are_told(bundled: Corpus) -> None:
    """Only where the answer turns on the day of the message is that day asked before it."""
    told: dict[str, Any] = {
        "as_of": "2026-11-30",
        "facts": {
            "message.direction": "sent",
            "message.channel": "email",
            "message.kind": "one-to-one",
            "message.already_sent": True,
            "message.date": "winter 2025",
            "lawyer.admitted_in": ["US-AK"],
            "lawyer.knows_of_tracking": True,
            "matter.representing_client": True,
            "matter.before_tribunal": False,
            "matter.predominant_effect": "US-AK",
            "tracking.mechanisms": ["link"],
            "tracking.disclosure": "footer",
        },
        "recipients": [{"name": "The mediator", "located_in": "US-AK", "consented": False}],
    }
    opinion = bundled.advise(told)
    assert opinion.summary.endswith(deciding_first(opinion, bundled.law)[0][0].fact.ask)

    offer = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    offer["as_of"], offer["facts"]["message"]["date"] = "2026-03-02", "2017-07 to 2019"
    turning = bundled.advise(offer)
    assert turning.verdict is Verdict.ASK
    assert deciding_first(turning, bundled.law)[0][0].fact.name == "message.date"
