"""Remedies are possible, change nothing of the past, and make nothing worse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.application.remedies_document import remedies_document, remedies_page
from advisor.corpus import scenario_from
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Value
from advisor.remedies import Remedies, find, find_remedies, merge_changes
from advisor.reports.document import FindingEntry, Line

DAY = date(2026, 3, 2)
JURISDICTION = """\
jurisdiction: AA
name: Ayland
governs_when: {lawyer.admitted_in: [self], cites: [{policy: aa, pinpoint: '1'}]}
"""
VOCABULARY = """\
vocabulary: words
facts:
  message.direction: {type: choice, options: {sent: sent, received: received}, ask: Which way?}
  message.date: {type: date, ask: When?}
  tracking.mechanisms:
    type: choices
    options: {pixel: a pixel, link: a link}
    ask: What tracks?
    control: ours
    cure: {narrow: true}
  tracking.purposes:
    type: choices
    options: {proof: proof, profile: a profile}
    ask: What for?
    control: ours
    cure: {narrow: true}
  tracking.captures:
    type: choices
    options: {ip: the address, location: the place, opened: the opening}
    ask: What is reported?
    control: ours
    cure: {narrow: true, together: {ip: [location]}}
  tracking.told: {type: flag, ask: Is it told?, control: ours, cure: {to: [true]}}
  tracking.erased:
    type: flag
    ask: Are the data erased?
    control: ours
    cure: {to: [true], after_sending: true}
  lawyer.admitted_in: {type: places, ask: Where are you admitted?}
  lawyer.knows: {type: flag, ask: Do you know of the tracking?}
  recipient.name: {type: text, ask: Who?}
  recipient.consented: {type: flag, ask: Agreed?, control: theirs, cure: {to: [true]}}
  recipient.informed: {type: flag, ask: Explained?, control: ours, cure: {to: [true]}}
  recipient.recorded: {type: flag, ask: Can it be shown?, control: ours, cure: {to: [true]}}
acts: {track: track, record: record}
bearers: {lawyer: the lawyer}
relations:
  - id: nothing-tracks
    if: {tracking.mechanisms: {only: []}}
    mute: [tracking.purposes, tracking.captures]
    because: Without a tracker there is nothing to say of one.
  - id: nothing-known
    if: {tracking.mechanisms: {only: []}}
    then: {lawyer.knows: false}
    because: Nobody knows of what is not there.
  - id: some-purpose
    if: {tracking.mechanisms: [pixel, link]}
    never: {tracking.purposes: {only: []}}
    because: A tracker is used for something.
  - id: told-nothing
    if: {tracking.told: false}
    then: {recipient.informed: false}
    because: Nothing was explained to whom nothing was told.
"""
POLICY = """\
policy: aa
title: Rules
authority:
  kind: statute
  cite: Rules
  issuer: Ayland
  jurisdiction: AA
  in_force: {from: 2010-01-01}
  verified: {on: 2026-01-05, by: primary}
norms:
"""
NORM = """\
  - id: %s
    act: track
    bearer: lawyer
    must_not: track
    when: %s
    breached_if: %s
    cites: [{pinpoint: p. 1}]
    because: It is so.
"""
SENT: dict[str, Any] = {
    "message.direction": "sent",
    "lawyer.admitted_in": ["AA"],
    "tracking.mechanisms": ["pixel"],
    "tracking.purposes": ["profile"],
}
OTTO: dict[str, Any] = {"name": "Otto", "consented": False}
Steps = list[tuple[str, Value]]


def law(folder: Path, *norms: tuple[str, str]) -> Corpus:
    """Load a law of some prohibitions, each with its condition and its breach."""
    (folder / "policies" / "vocabulary").mkdir(parents=True)
    (folder / "jurisdictions").mkdir()
    (folder / "jurisdictions" / "aa.yaml").write_text(JURISDICTION, encoding="utf-8")
    (folder / "policies" / "vocabulary" / "words.yaml").write_text(VOCABULARY, encoding="utf-8")
    said = [NORM % (f"n{at}", *norm) for at, norm in enumerate(norms)]
    (folder / "policies" / "aa.yaml").write_text(POLICY + "".join(said), encoding="utf-8")
    return load(folder, bundled=False, engine="planes")


def told(corpus: Corpus, facts: Mapping[str, Any], person: Mapping[str, Any]) -> Scenario:
    """Read a scenario of some facts, and one recipient."""
    scenario, problems = scenario_from(
        {"as_of": DAY.isoformat(), "facts": facts, "recipients": [person]}, corpus.law
    )
    assert scenario is not None, problems
    return scenario


def cured(
    corpus: Corpus, facts: Mapping[str, Any] = SENT, person: Mapping[str, Any] = OTTO
) -> Remedies:
    """Look for remedies."""
    return find_remedies(corpus, told(corpus, facts, person), as_of=DAY)


def steps(found: Remedies) -> list[Steps]:
    """Return the changes of each remedy."""
    return [[(one.fact.name, one.after) for one in remedy.changes] for remedy in found.remedies]


PROFILING = ("{message.direction: sent}", "{tracking.purposes: [profile]}")
WATCHING = ("{message.direction: sent, lawyer.knows: true}", "{tracking.mechanisms: [pixel]}")


def test_a_tracker_that_stays_keeps_a_purpose(tmp_path: Path) -> None:
    """What a relation excludes is no remedy: the purposes are not emptied beside the pixel."""
    found = cured(law(tmp_path, PROFILING))

    assert [[("tracking.mechanisms", frozenset())]] == steps(found)


def test_what_a_change_ends_goes_with_it(tmp_path: Path) -> None:
    """Without a tracker its purposes are told no more, and nobody knows of it."""
    found = cured(law(tmp_path, WATCHING), {**SENT, "lawyer.knows": True})
    (remedy,) = found.remedies
    (change,) = remedy.changes

    along = [(one.fact.name, one.before, one.after) for one in change.takes]
    assert [
        ("tracking.purposes", frozenset({"profile"}), None),
        ("lawyer.knows", True, False),
    ] == along
    assert {"tracking.purposes", "lawyer.knows"}.isdisjoint(remedy.opinion.scenario.facts)


def test_what_goes_along_is_said(tmp_path: Path) -> None:
    """The page and the document name what goes with a change."""
    corpus = law(tmp_path, WATCHING)
    facts = {**SENT, "lawyer.knows": True}
    found = cured(corpus, facts)
    lines = _lines(found)
    document = remedies_document(found, told(corpus, facts, OTTO))

    assert "With it goes what was told of `tracking.purposes`: it does not arise then." in lines
    assert "It follows: `lawyer.knows`: yes → no." in lines
    along = document["remedies"][0]["changes"][0]["takes_along"]
    assert [("tracking.purposes", None), ("lawyer.knows", False)] == [
        (one["fact"], one["to"]) for one in along
    ]


def test_what_only_follows_is_cured_at_its_source(tmp_path: Path) -> None:
    """A breach that rests on a conclusion ends by changing the told fact it follows from."""
    bad = ("{tracking.mechanisms: [pixel]}", "{recipient.informed: false}")
    found = cured(law(tmp_path, bad), {**SENT, "tracking.told": False})

    assert [
        [("tracking.mechanisms", frozenset())],
        [("tracking.told", True)],
    ] == steps(found)


def test_a_clash_is_resolved_by_another_change(tmp_path: Path) -> None:
    """Explained without being told cannot be, so the remedy tells too."""
    bad = ("{message.direction: sent}", "{recipient.informed: false}")
    person = {**OTTO, "informed": False}
    found = cured(law(tmp_path, bad), {**SENT, "tracking.told": False}, person)

    assert [[("tracking.told", True), ("recipient.informed", True)]] == steps(found)


def test_consent_is_never_taken_back(tmp_path: Path) -> None:
    """Whoever agreed is not asked to have refused, though no consent needed no record."""
    unrecorded = ("{recipient.consented: true}", "{recipient.recorded: false}")
    found = cured(law(tmp_path, unrecorded), SENT, {**OTTO, "consented": True, "recorded": False})

    assert [[("recipient.recorded", True)]] == steps(found)


def test_an_address_takes_the_place_along(tmp_path: Path) -> None:
    """Where the address is not reported, the place that is found from it is not either."""
    address = ("{message.direction: sent}", "{tracking.captures: [ip]}")
    facts = {**SENT, "tracking.captures": ["ip", "location", "opened"]}
    found = cured(law(tmp_path, address), facts)

    assert [
        [("tracking.captures", frozenset({"opened"}))],
        [("tracking.mechanisms", frozenset())],
    ] == steps(found)


@pytest.mark.parametrize(
    "past", [{"message.date": "2026-02-01"}, {"message.direction": "received"}]
)
def test_what_was_sent_is_past_but_for_what_lasts(tmp_path: Path, past: dict[str, str]) -> None:
    """Of a message sent nobody can agree any more, and of a sender's data nothing is ours."""
    corpus = law(tmp_path, ("{recipient.consented: false}", "{tracking.erased: false}"))
    found = cured(corpus, {**SENT, "tracking.erased": False, **past})
    foreign = "message.direction" in past

    assert ([] if foreign else [[("tracking.erased", True)]]) == steps(found)
    assert foreign is found.is_received
    assert foreign is ("The message was received" in " ".join(_lines(found)))


def test_a_message_still_to_be_sent_may_be_asked_for(tmp_path: Path) -> None:
    """Before it is sent there is time for consent."""
    corpus = law(tmp_path, ("{recipient.consented: false}", "{tracking.erased: false}"))
    found = cured(corpus, {**SENT, "tracking.erased": False})

    assert [[("tracking.erased", True)], [("recipient.consented", True)]] == steps(found)


def test_a_cure_that_is_not_confirmed_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the full opinion disagrees, the cure is left out, and the page says so."""
    corpus = law(tmp_path, PROFILING)
    scenario = told(corpus, SENT, OTTO)
    worse = corpus.advise(scenario, as_of=DAY)
    monkeypatch.setattr(find, "_answer", lambda *_: worse)
    found = find_remedies(corpus, scenario, as_of=DAY)

    assert ((), 1, 0) == (found.remedies, found.unconfirmed, found.cures)
    said = "1 set of changes looked like a cure, but the full opinion did not confirm it; left out."
    assert said in _lines(found)
    assert {"unconfirmed": 1, "worsening": 0} == remedies_document(found, scenario)["left_out"]


def _lines(found: Remedies) -> list[str]:
    blocks = [block for section in remedies_page(found).sections for block in section.blocks]
    entries = [line for one in blocks if isinstance(one, FindingEntry) for line in one.lines]
    return [str(line.text) for line in (*entries, *blocks) if isinstance(line, Line)]


def test_equal_changes_take_along_together(tmp_path: Path) -> None:
    """What each of several recipients' changes takes along is kept when they are merged."""
    corpus = law(tmp_path, WATCHING)
    (remedy,) = cured(corpus, {**SENT, "lawyer.knows": True}).remedies

    assert merge_changes(remedy.changes)[0].takes == remedy.changes[0].takes
