"""Scenarios from files, text and Python values."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.corpus.utopia import GROUND

from advisor.corpus import read_law, read_scenario, scenario_from
from advisor.corpus.layers import Layer
from advisor.diagnostics import Diagnostic
from advisor.facts.scenario_writer import scenario_document, scenario_text
from advisor.model.law import Law
from advisor.model.scenarios import Origin, Recipient, Ruling, Scenario, Source

TODAY = date(2026, 3, 2)
NESTED = """\
scenario: An offer
as_of: 2026-03-01
facts:
  message: {direction: sent}
  tracking: {mechanisms: [pixel, link]}
  lawyer:
    admitted_in: [UT-AM, NO]
    reasonable_efforts:
      {value: true, decided_by: A. Partner, on: 2026-02-01, factors: [cost], because: Encrypted.}
  matter: {tribunal: none, opened: 2020-02-29}
recipients:
  - {name: Alice, age: 40, consented: false}
"""
DOTTED = """\
{"scenario": "An offer", "as_of": "2026-03-01",
 "facts": {"message.direction": "sent", "tracking.mechanisms": ["link", "pixel"],
           "lawyer.admitted_in": ["NO", "UT-AM"], "matter.tribunal": "none",
           "lawyer.reasonable_efforts": {"value": true, "decided_by": "A. Partner",
             "on": "2026-02-01", "factors": ["cost"], "because": "Encrypted."},
           "matter.opened": "2020-02-29"},
 "recipients": [{"recipient.name": "Alice", "recipient.age": 40, "recipient.consented": false}]}
"""
EXPECTED = Scenario(
    title="An offer",
    as_of=date(2026, 3, 1),
    facts={
        "message.direction": "sent",
        "tracking.mechanisms": frozenset({"pixel", "link"}),
        "lawyer.admitted_in": frozenset({"UT-AM", "NO"}),
        "lawyer.reasonable_efforts": True,
        "matter.tribunal": "none",
        "matter.opened": date(2020, 2, 29),
    },
    recipients=(Recipient("Alice", {"recipient.age": 40, "recipient.consented": False}),),
    rulings=(
        Ruling(
            "lawyer.reasonable_efforts",
            value=True,
            decided_by="A. Partner",
            on=date(2026, 2, 1),
            because="Encrypted.",
            factors=("cost",),
        ),
    ),
)


def problems_of(text: str, law: Law) -> list[Diagnostic]:
    """Return what is wrong with a scenario."""
    scenario, problems = read_scenario(text, law, today=TODAY)
    assert (scenario is None) is bool(problems)
    return list(problems)


@pytest.mark.parametrize("text", [NESTED, DOTTED])
def test_yaml_and_json_nested_and_dotted_say_the_same(text: str, law: Law) -> None:
    """There are two ways to write a scenario, and one scenario."""
    assert (EXPECTED, ()) == read_scenario(text, law, today=TODAY)


def test_python_values_are_read_as_a_file_is(law: Law) -> None:
    """Dates, tuples and sets stand for what a file would say."""
    mapping = {
        "scenario": "An offer",
        "as_of": datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
        "facts": {
            "message.direction": "sent",
            "tracking.mechanisms": {"pixel", "link"},
            "lawyer": {
                "admitted_in": ("UT-AM", "NO"),
                "reasonable_efforts": {
                    "value": True,
                    "decided_by": "A. Partner",
                    "on": date(2026, 2, 1),
                    "because": "Encrypted.",
                    "factors": ["cost"],
                },
            },
            "matter": {"tribunal": "none", "opened": date(2020, 2, 29)},
        },
        "recipients": [{"name": "Alice", "age": 40, "consented": False}],
    }

    assert (EXPECTED, ()) == scenario_from(mapping, law, TODAY)


def test_every_told_fact_knows_its_place(law: Law) -> None:
    """A finding can point at the line that decided it."""
    scenario, _ = read_scenario(NESTED, law, source="offer.yaml")

    assert scenario is not None
    at = scenario.spans["message.direction"]
    assert ("offer.yaml", 4, "direction") == (at.source, at.line, at.text)
    assert scenario.recipients is not None
    assert "consented" == scenario.recipients[0].spans["recipient.consented"].text


@pytest.mark.parametrize(
    "text",
    [
        "scenario: x",
        "facts: {message: {direction: unknown}, matter: {opened: null}, lawyer: }",
        "facts: unknown\nas_of: unknown",
        "{facts: null, recipients: null}",
        "facts: {lawyer.reasonable_efforts: {value: unknown}}",
        '{"facts": {"message.direction": "unknown"}, "recipients": "unknown", "as_of": "unknown"}',
    ],
)
def test_what_is_not_known_is_absent(text: str, law: Law) -> None:
    """Leaving out, `unknown` and nothing are one and the same."""
    scenario, problems = read_scenario(text, law)

    assert () == problems
    assert scenario is not None
    assert ({}, None, None) == (scenario.facts, scenario.recipients, scenario.as_of)


def test_no_recipients_is_not_unknown_recipients(law: Law) -> None:
    """An empty list says that there are none."""
    scenario, _ = read_scenario("recipients: []", law)

    assert scenario is not None
    assert () == scenario.recipients


def test_everybody_has_a_name_of_their_own(law: Law) -> None:
    """Who has no name gets a number, who shares one gets another."""
    scenario, _ = read_scenario("recipients: [{}, {name: A}, {name: A}, {name: ' A '}]", law)

    assert scenario is not None
    assert ["recipient 1", "A", "A (2)", "A (3)"] == [one.name for one in scenario.people]


def test_names_are_words_and_steer_no_terminal(law: Law) -> None:
    """Markup stays as it is for those who print it; control characters go."""
    text = r'recipients: [{name: "<script>alert(1)</script>"}, {name: "a\x1b[2J\nb"}]'

    scenario, _ = read_scenario(text, law)

    assert scenario is not None
    assert ["<script>alert(1)</script>", "a\\x1b[2J b"] == [one.name for one in scenario.people]


@pytest.mark.parametrize(
    ("text", "code", "underlined", "fix"),
    [
        ("facts: {message: {direktion: sent}}", "unknown-fact", "direktion", "message.direction"),
        ("facts: {massage: {direction: sent}}", "unknown-fact", "massage", ""),
        ("recipients: [{consentd: true}]", "unknown-fact", "consentd", "recipient.consented"),
        ("facts: {message.direction: send}", "unknown-option", "send", "did you mean `sent`?"),
        ("facts: {matter.tribunal: Norway}", "unknown-place", "Norway", "write `NO`"),
        ("facts: {matter.tribunal: [NO]}", "wrong-type", "[NO]", "a place code"),
        ("facts: {lawyer.admitted_in: {NO: UT}}", "wrong-type", "{NO: UT}", "a list"),
        ("facts: {lawyer.admitted_in: [NO, [UT]]}", "wrong-type", "[UT]", "text"),
        ("facts: {tracking.mechanisms: pixel; lnk}", "unknown-option", "pixel; lnk", "`link`?"),
        ("facts: {lawyer.admitted_in: [NO, none]}", "impossible-value", "[NO, none]", "`[]`"),
        ("facts: {matter.opened: 2020-02-30}", "bad-date", "2020-02-30", "`2026-03-02`"),
        ("facts: {matter.opened: 2020}", "bad-date", "2020", "`2026-03-02`"),
        ("facts: {message.is_tracked: true}", "derived-told", "message.is_tracked", "instead"),
        ("facts: {recipients: []}", "misplaced-fact", "recipients", "beside"),
        ("facts: {recipient.age: 3}", "misplaced-fact", "recipient.age", "recipients"),
        ("recipients: [{message.direction: sent}]", "misplaced-fact", "message.direction", "facts"),
        ("recipients: [{consented: on}]", "wrong-type", "on", "write `true`"),
        ("recipients: [{consented: 'N'}]", "wrong-type", "'N'", "write `false`"),
        ("recipients: [{consented: 1}]", "wrong-type", "1", "`true` or `false`"),
        ("recipients: [{age: forty}]", "wrong-type", "forty", "a number"),
        ("recipients: [{age: -1}]", "impossible-value", "-1", "check"),
        ("recipients: [{name: [A]}]", "wrong-type", "[A]", "text"),
        ("recipients: {name: A}", "wrong-type", "{name: A}", "a list"),
        ("recipients: [A]", "wrong-type", "A", "a mapping"),
        ("recipient: []", "unknown-key", "recipient", "`recipients`"),
        ("as_of: yesterday", "bad-date", "yesterday", "2026"),
        ("as_of: 2026-03-03", "future-as-of", "2026-03-03", "2026-03-02"),
        (
            "facts: {message.direction: sent, message: {direction: sent}}",
            "told-twice",
            "direction",
            "",
        ),
        ("recipients: [{age: 1, recipient.age: 2}]", "told-twice", "recipient.age", "remove"),
        ("- a", "wrong-type", "- a", "keys with values"),
    ],
)
def test_what_cannot_be_told(law: Law, text: str, code: str, underlined: str, fix: str) -> None:
    """A problem is told once, at its own words, with the way to fix it."""
    (problem,) = problems_of(text, law)

    assert code == problem.code
    assert underlined == problem.at.text
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("facts: {lawyer.admitted_in: NO}", "lawyer.admitted_in", frozenset({"NO"})),
        ("facts: {tracking.mechanisms: none}", "tracking.mechanisms", frozenset()),
        ("recipients: [{consented: yes}]", "recipient.consented", True),
        ("recipients: [{consented: 'false'}]", "recipient.consented", False),
        ("recipients: [{age: '40'}]", "recipient.age", 40),
        ("facts: {matter.opened: Unknown}", "matter.opened", None),
    ],
)
def test_the_type_of_a_fact_decides(law: Law, text: str, fact: str, value: object) -> None:
    """What was refused for its quotation marks, or for a word of YAML, is read by its fact."""
    scenario, problems = read_scenario(text, law)

    assert () == problems
    assert scenario is not None
    facts = scenario.recipients[0].facts if scenario.recipients else scenario.facts
    assert value == facts.get(fact)


def test_a_name_may_look_like_a_number(law: Law) -> None:
    """Somebody is called what stands there, whatever YAML takes it for."""
    scenario, _ = read_scenario("recipients: [{name: 007}, {name: yes}]", law)

    assert scenario is not None
    assert ["007", "yes"] == [person.name for person in scenario.people]


@pytest.mark.parametrize(
    ("told", "codes", "lacks"),
    [
        ("true", ["judgment-unrecorded"], "`decided_by`, `on`, `because`"),
        ("{value: true}", ["judgment-unrecorded"], "`decided_by`, `on`, `because`"),
        ("{value: true, decided_by: A, on: 2026-01-01}", ["judgment-unrecorded"], "`because`"),
        ("{value: 1, decided_by: A, on: 2026-01-01, because: B}", ["wrong-type"], ""),
        ("{value: true, decided_by: A, on: soon, because: B}", ["bad-date"], ""),
        ("{value: true, decided_by: A, on: 2026-04-01, because: B}", ["impossible-value"], ""),
    ],
)
def test_a_judgment_is_answered_for(law: Law, told: str, codes: list[str], lacks: str) -> None:
    """Who decided, when and why are part of the answer."""
    problems = problems_of(f"facts: {{lawyer.reasonable_efforts: {told}}}", law)

    assert codes == [problem.code for problem in problems]
    assert lacks in problems[0].what


def test_all_problems_are_told(law: Law) -> None:
    """The first problem hides no other."""
    text = "as_of: x\nfacts: {message: {direction: a, b: c}}\nrecipients: [{age: x}, A]\ntitle: y"

    codes = [problem.code for problem in problems_of(text, law)]

    assert sorted(codes) == [
        "bad-date",
        "unknown-fact",
        "unknown-key",
        "unknown-option",
        "wrong-type",
        "wrong-type",
    ]


def test_a_flood_of_problems_is_told_whole_and_soon(law: Law) -> None:
    """Each of very many misspelt facts is told; only the first ones get a suggestion."""
    told = {f"message.directio{number}": "sent" for number in range(2000)}
    _, problems = scenario_from({"facts": told}, law, today=TODAY)
    fixes = [one.fix for one in problems if one.code == "unknown-fact"]

    assert 2000 == len(fixes)
    assert fixes[0] == "did you mean `message.direction`?"
    assert fixes[-1] == "see the vocabulary for the facts there are"


def test_problems_of_python_values_show_where_they_are(law: Law) -> None:
    """Without a file the path of the value stands for the line."""
    _, (problem,) = scenario_from({"recipients": [{}, {"age": "old"}]}, law)

    assert "<scenario>" == problem.at.source
    assert "recipients[1].age: old" == problem.at.excerpt
    assert "old" == problem.at.text


def test_values_that_hold_themselves_end_early(law: Law) -> None:
    """A mapping inside itself is an error, not a crash."""
    facts: dict[str, Any] = {}
    facts["message"] = facts

    _, problems = scenario_from({"facts": facts}, law)

    assert "too-deep" in {problem.code for problem in problems}


def test_large_and_missing_files_are_told(tmp_path: Path, law: Law) -> None:
    """Neither a mistaken path nor a mistaken file is read to its end."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(50_000_000)

    assert ["too-large"] == [p.code for p in read_scenario(large, law)[1]]
    assert ["unreadable"] == [p.code for p in read_scenario(tmp_path / "none.yaml", law)[1]]
    assert ["too-large"] == [p.code for p in read_scenario("#" * 6_000_000, law)[1]]


LAW, _ = read_law([Layer("ground", GROUND)])
_NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name": _NAMES,
            "age": st.integers(0, 120) | st.floats(0, 120),
            "consented": st.booleans() | st.none(),
        },
    ),
    max_size=3,
)
_RULING = st.fixed_dictionaries(
    {"value": st.booleans(), "decided_by": st.just("A"), "on": st.dates(), "because": st.just("B")}
)
_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "message.direction": st.sampled_from(["sent", "received", "unknown"]),
        "tracking.mechanisms": st.sets(st.sampled_from(["pixel", "link"])),
        "lawyer.admitted_in": st.sets(st.sampled_from(["NO", "UT", "UT-AM"])),
        "lawyer.reasonable_efforts": _RULING,
        "matter.tribunal": st.sampled_from(["NO", "none"]),
        "matter.opened": st.dates(),
    },
)


@settings(deadline=None)
@given(_NAMES, st.none() | st.dates(), _FACTS, st.none() | _PEOPLE)
def test_a_saved_scenario_is_the_same_scenario(
    title: str, as_of: date | None, facts: dict[str, Any], people: list[Any] | None
) -> None:
    """Whatever can be told can be written down and read again, by YAML and by JSON alike."""
    assert LAW is not None
    told = {"scenario": title, "as_of": as_of, "facts": facts, "recipients": people}
    scenario, problems = scenario_from(told, LAW)
    assert () == problems
    assert scenario is not None

    document = scenario_document(scenario)

    assert (scenario, ()) == scenario_from(document, LAW)
    assert (scenario, ()) == read_scenario(json.dumps(document), LAW)
    assert (scenario, ()) == read_scenario(scenario_text(scenario), LAW)


ORIGINS = """\
scenario: An offer
facts:
  lawyer: {admitted_in: [UT]}
  matter: {tribunal: NO}
  message: {direction: sent}
origins:
  lawyer.admitted_in: {known: profile, by: firm.yaml}
  matter.tribunal: {known: told, because: the matter Smith says UT}
  message.direction: message
recipients:
  - name: Alice
    consented: false
    age: 40
    origins:
      consented: {known: matter, by: Smith v. Jones}
      recipient.age: confirmed
"""


def test_a_scenario_says_how_its_facts_are_known() -> None:
    """Where a fact comes from is read and written, of the message and of each recipient."""
    assert LAW is not None
    read, problems = read_scenario(ORIGINS, LAW)
    assert () == problems
    assert read is not None
    saved, _ = read_scenario(scenario_text(read), LAW)
    assert saved is not None

    for scenario in (read, saved):
        assert {
            "lawyer.admitted_in": Origin(Source.PROFILE, "firm.yaml"),
            "matter.tribunal": Origin(Source.TOLD, because="the matter Smith says UT"),
            "message.direction": Origin(Source.MESSAGE),
        } == scenario.origins
        assert {
            "recipient.consented": Origin(Source.MATTER, "Smith v. Jones"),
            "recipient.age": Origin(Source.CONFIRMED),
        } == scenario.people[0].origins
        assert Source.MATTER is scenario.origin("recipient.consented", 0).source
    assert scenario_document(read) == scenario_document(saved)


@pytest.mark.parametrize(
    ("origins", "code", "fix"),
    [
        ("{message.direction: profil}", "bad-value", "did you mean `profile`?"),
        ("{message.direction: {by: x}}", "bad-value", "write one of `told`, "),
        ("{message.direction: {known: profile, form: x}}", "unknown-key", "remove it; "),
        ("{message.direction: {known: profile, by: [x]}}", "wrong-type", "write a few words"),
        ("{message.directio: profile}", "idle-origin", "did you mean `message.direction`?"),
    ],
)
def test_an_origin_that_cannot_be_is_refused(origins: str, code: str, fix: str) -> None:
    """A word, key or fact that is not there is told, with what would do."""
    assert LAW is not None
    text = f"scenario: x\nfacts: {{message: {{direction: sent}}}}\norigins: {origins}\n"
    scenario, (problem,) = read_scenario(text, LAW)

    assert code == problem.code
    assert fix in problem.fix
    assert (code == "idle-origin") is (scenario is not None)
