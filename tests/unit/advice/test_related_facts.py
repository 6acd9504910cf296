"""Facts that know one another: what follows is seen by every norm, what cannot be is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import advisor
from advisor.advice import Corpus, load
from advisor.diagnostics import InvalidScenario
from advisor.model.conclusions import Remaining

DAY = date(2026, 3, 2)
VOCABULARY = """
vocabulary: words
facts:
  message.direction: {type: choice, options: {sent: sent, received: received}, ask: Which way?}
  tracking.mechanisms: {type: choices, options: {pixel: pixel, link: link}, ask: By what means?}
  tracking.purposes: {type: choices, options: {count: to count, proof: to prove}, ask: For what?}
  matter.before_tribunal: {type: flag, ask: Before a tribunal?}
  matter.tribunal: {type: place, ask: Where does it sit?}
  recipient.name: {type: text, ask: Name?}
  recipient.consented: {type: flag, ask: Agreed?}
  recipient.consent_informed: {type: flag, ask: Informed?}
  recipient.age: {type: number, ask: Age?}
  recipient.is_judge: {type: flag, ask: A judge?}
acts: {track: to track}
bearers: {sender: the sender}
places: {AA: Aland, BB: Beland}
relations:
  - id: no-tribunal-sits-nowhere
    if: {matter.before_tribunal: false}
    then: {matter.tribunal: none}
    because: A matter before no tribunal has no place where one sits.
  - id: no-consent-no-qualities
    if: {recipient.consented: false}
    mute: [recipient.consent_informed]
    because: What was never given has no quality.
  - id: trackers-have-a-purpose
    if: {tracking.mechanisms: [pixel, link]}
    never: {tracking.purposes: {only: []}}
    because: Whatever reports back does so for some purpose.
  - id: judges-are-grown-up
    if: {recipient.is_judge: true}
    then: {recipient.age: {at_least: 18}}
    because: Nobody is a judge before coming of age.
"""
POLICY = """
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
  - id: nowhere
    must_not: "You must not track where no tribunal sits."
    act: track
    bearer: sender
    when: {matter.tribunal: none}
    breached_if: {tracking.mechanisms: [pixel]}
    cites: [{pinpoint: s. 1}]
  - id: purpose
    must: "You must have a purpose."
    act: track
    bearer: sender
    when: {tracking.mechanisms: [pixel]}
    met_if: {none: [{tracking.purposes: {only: []}}]}
    cites: [{pinpoint: s. 2}]
  - id: children
    must_not: "You must not track {recipient}, a child."
    act: track
    bearer: sender
    when: {recipient.age: {below: 13}}
    breached_if: {tracking.mechanisms: [pixel]}
    cites: [{pinpoint: s. 3}]
  - id: informed
    must: "You must have informed {recipient}."
    act: track
    bearer: sender
    when: {recipient.consented: true}
    met_if: {recipient.consent_informed: true}
    cites: [{pinpoint: s. 4}]
"""
JURISDICTION = """
jurisdiction: AA
name: Aland
governs_when: {message.direction: sent, cites: [{policy: aa/act, pinpoint: s. 9}]}
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Load a small law whose facts know one another."""
    root = tmp_path_factory.mktemp("law")
    files = {
        "policies/vocabulary/words.yaml": VOCABULARY,
        "policies/aa/act.yaml": POLICY,
        "jurisdictions/aa.yaml": JURISDICTION,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load(root, bundled=False)


TOLD = {
    "facts": {
        "message.direction": "sent",
        "matter.before_tribunal": False,
        "tracking.mechanisms": ["pixel"],
    },
    "recipients": [{"name": "Judge", "is_judge": True}, {"name": "Reader", "consented": False}],
}


def test_norms_see_what_follows(corpus: Corpus) -> None:
    """A place, a set and an age that nobody told settle the norms that test them."""
    opinion = corpus.advise(TOLD, as_of=DAY)
    outcomes = {
        (finding.norm.id, finding.recipient): finding.outcome.value for finding in opinion.findings
    }
    assert outcomes["aa/act#nowhere", None] == "breached"
    assert outcomes["aa/act#purpose", None] == "met"
    assert ("aa/act#children", "Judge") not in outcomes  # it does not apply, and so is not shown
    assert outcomes["aa/act#children", "Reader"] == "undetermined"
    concluded = {item.fact: item for item in opinion.conclusions}
    assert concluded["matter.tribunal"].known == "none"
    assert [relation.id for relation in concluded["matter.tribunal"].by] == [
        "no-tribunal-sits-nowhere"
    ]
    assert concluded["matter.tribunal"].of == (("matter.before_tribunal", None),)
    assert isinstance(concluded["tracking.purposes"].known, Remaining)


def test_what_does_not_arise_is_not_asked(corpus: Corpus) -> None:
    """After "did not agree" nothing is asked about that agreement."""
    opinion = corpus.advise(TOLD, as_of=DAY)
    asked = {(ask.fact.name, ask.recipient) for ask in opinion.asks}
    assert ("recipient.consent_informed", "Reader") not in asked
    assert opinion.muted == {("recipient.consent_informed", 1)}


def test_a_contradiction_names_both_facts_and_their_places(corpus: Corpus, tmp_path: Path) -> None:
    """Facts that cannot both be so are refused, with where each stands and why."""
    file = tmp_path / "scenario.yaml"
    file.write_text(
        "scenario: Two tribunals\n"
        "facts:\n"
        "  matter: {before_tribunal: false}\n"
        "  matter.tribunal: AA\n"
        "recipients: []\n"
    )
    with pytest.raises(InvalidScenario) as refused:
        corpus.advise(file, as_of=DAY)
    (problem,) = refused.value.diagnostics
    assert problem.code == "contradictory-facts"
    assert problem.what == (
        "`matter.before_tribunal: false` (3:12) and `matter.tribunal: AA` (4:3) cannot both be so"
    )
    assert problem.why == "a matter before no tribunal has no place where one sits"
    assert (problem.at.line, problem.at.column) == (3, 12)


@pytest.mark.parametrize(
    "people",
    [
        [{"is_judge": True, "age": 12}],
        [{"consented": False, "consent_informed": True}],
    ],
)
def test_people_that_cannot_be_are_refused(corpus: Corpus, people: list[dict[str, object]]) -> None:
    """No judge is twelve, and nobody was informed before agreeing to nothing."""
    with pytest.raises(InvalidScenario) as refused:
        corpus.advise({"facts": {}, "recipients": people}, as_of=DAY)
    assert [problem.code for problem in refused.value.diagnostics] == ["contradictory-facts"]


def test_every_contradiction_is_named_at_once(corpus: Corpus) -> None:
    """Whoever mends one is not met by the next."""
    told = {
        "facts": {"matter.before_tribunal": False, "matter.tribunal": "AA"},
        "recipients": [{"is_judge": True, "age": 12}],
    }
    with pytest.raises(InvalidScenario) as refused:
        corpus.advise(told, as_of=DAY)
    assert [problem.why for problem in refused.value.diagnostics] == [
        "a matter before no tribunal has no place where one sits",
        "nobody is a judge before coming of age",
    ]


def test_a_quality_told_false_of_what_was_never_given_is_accepted(corpus: Corpus) -> None:
    """It says nothing that is not so."""
    told = {"facts": {}, "recipients": [{"consented": False, "consent_informed": False}]}
    assert corpus.advise(told, as_of=DAY).muted == frozenset()


def test_tables_close_their_rows_as_single_scenarios_are(corpus: Corpus, tmp_path: Path) -> None:
    """Each row has the findings of the scenario alone, and what cannot be is a row of errors."""
    rows = [
        TOLD,
        {"facts": {"matter.before_tribunal": False, "matter.tribunal": "AA"}},
        {**TOLD, "recipients": [{"is_judge": True, "age": 12}]},
        {"facts": TOLD["facts"]},
        {"facts": {"message.direction": "sent", "tracking.purposes": []}, "recipients": []},
    ] * 12
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows))
    answers = advisor.advise_many(table, as_of=DAY, corpus=corpus)
    verdicts = {row["row"]: row["verdict"] for row in answers.verdicts.to_pylist()}
    errors = {row["row"]: row["reason"] for row in answers.errors.to_pylist()}
    found: dict[int, set[tuple[str, str]]] = {}
    for row in answers.findings.to_pylist():
        found.setdefault(row["row"], set()).add((row["norm"], row["outcome"]))
    for at, row in enumerate(rows):
        try:
            opinion = corpus.advise(row, as_of=DAY)
        except InvalidScenario:
            assert at in errors
            assert at not in verdicts
            assert at not in found
        else:
            assert verdicts[at] == opinion.verdict.value
            alone = {(one.norm.id, one.outcome.value) for one in opinion.findings}
            assert found.get(at, set()) == alone
    assert "no place where one sits" in errors[1]
