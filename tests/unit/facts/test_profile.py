"""The profile: what is told once of a lawyer and a firm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import advisor
from advisor.advice import Corpus
from advisor.application.interview import ask_next
from advisor.application.opinions import check_scenario
from advisor.corpus import scenario_from
from advisor.facts.profile import Profile, apply_profile, is_profile_file, read_profile
from advisor.facts.scenario_writer import scenario_document
from advisor.model.law import Law
from advisor.model.scenarios import TOLD, Origin, Scenario, Source

FIRM = """\
profile: Smith & Lane LLP
facts:
  lawyer: {admitted_in: [US-IL], setting: private}
  firm.established_in: [US-IL, FR]
"""
RULING = "{value: true, decided_by: A, on: 2026-01-01, because: b}"


@pytest.fixture(scope="module")
def law() -> Law:
    """Return the bundled law."""
    return advisor.load(engine="reference").law


def _profile(text: str, law: Law, folder: Path) -> Profile:
    (folder / "firm.yaml").write_text(text)
    profile, problems = read_profile(folder / "firm.yaml", law)
    assert () == problems
    assert profile is not None
    return profile


def _scenario(law: Law, **told: object) -> Scenario:
    scenario, problems = scenario_from(told, law)
    assert () == problems
    assert scenario is not None
    return scenario


def test_it_tells_what_a_scenario_does_not(law: Law, tmp_path: Path) -> None:
    """What is missing comes from the profile, and says so; what is told stays."""
    profile = _profile(FIRM, law, tmp_path)
    told = {"lawyer": {"setting": "in-house"}, "firm": {"established_in": ["FR", "US-IL"]}}
    scenario = apply_profile(_scenario(law, facts=told), profile)

    assert ("Smith & Lane LLP", "firm.yaml") == (profile.title, profile.source)
    assert frozenset({"US-IL"}) == scenario.facts["lawyer.admitted_in"]
    assert Origin(Source.PROFILE, "firm.yaml") == scenario.origin("lawyer.admitted_in")
    assert "in-house" == scenario.facts["lawyer.setting"]
    disagreeing = Origin(Source.TOLD, because="the profile firm.yaml says private")
    assert disagreeing == scenario.origin("lawyer.setting")
    assert scenario.origin("firm.established_in") is TOLD, "both say the same"
    known = scenario_document(scenario)["origins"]["lawyer.setting"]
    assert {"known": "told", "because": "the profile firm.yaml says private"} == known


def test_what_is_said_to_be_unknown_stays_so(law: Law, tmp_path: Path) -> None:
    """A scenario that says that nobody knows is not talked over."""
    told = {"lawyer": {"admitted_in": "unknown"}}
    scenario = apply_profile(_scenario(law, facts=told), _profile(FIRM, law, tmp_path))

    assert "lawyer.admitted_in" not in scenario.facts
    assert "private" == scenario.facts["lawyer.setting"]


def test_without_a_profile_nothing_changes(law: Law) -> None:
    """No profile is no fact."""
    scenario = _scenario(law, facts={"lawyer": {"setting": "private"}})
    assert apply_profile(scenario, None) is scenario


@pytest.mark.parametrize(
    ("text", "code", "line", "fix"),
    [
        ("profile: x\nfacts:\n  lawyer: {knows_of_tracking: false}\n", "not-lasting", 3,
         "tell it in the scenario"),
        ("profile: x\nfacts:\n  matter: {tribunal: US-IL}\n", "not-lasting", 3,
         "tell it in the file of matters"),
        ("profile: x\nfacts:\n  message: {direction: sent}\n", "not-lasting", 3,
         "tell it in the scenario"),
        (f"profile: x\nfacts:\n  lawyer: {{reasonable_efforts: {RULING}}}\n", "not-lasting", 3,
         "with who decided it"),
        ("profile: x\nfacts:\n  lawyer: {admited_in: [US-IL]}\n", "unknown-fact", 3,
         "did you mean `lawyer.admitted_in`?"),
        ("profile: x\nfact: {}\n", "unknown-key", 2, "did you mean `facts`?"),
        ("facts: {}\n", "missing-key", 1, "profile"),
        ("profile: ''\n", "wrong-type", 1, ""),
        ("profile: x\nfacts: {lawyer: {setting: publik}}\n", "unknown-option", 2, "use one of"),
        ("profile: x\nrecipients: []\n", "unknown-key", 2, ""),
        ("profile: [x\n", "yaml-syntax", 1, ""),
    ],
)  # fmt: skip
def test_what_it_cannot_tell_is_refused(  # noqa: PLR0913, PLR0917 - a row is a mistake with its report
    text: str, code: str, line: int, fix: str, law: Law, tmp_path: Path
) -> None:
    """Each mistake has its place and a cure, and there is no half of a profile."""
    (tmp_path / "firm.yaml").write_text(text)
    profile, problems = read_profile(tmp_path / "firm.yaml", law)

    assert profile is None
    assert (code, line) == (problems[0].code, problems[0].at.line)
    assert fix in problems[0].fix


@pytest.mark.parametrize(
    ("text", "is_profile"),
    [
        (FIRM, True),
        ("scenario: The firm\nfacts: {lawyer: {setting: private}}\n", False),
        ("facts: {}\n", False),
        ("profile: [broken\n", True),
        ("scenario: [broken\n", False),
        ("- profile\n", False),
        ("", False),
    ],
)
def test_a_scenario_of_that_name_is_none(text: str, *, is_profile: bool, tmp_path: Path) -> None:
    """Only its key makes a file a profile; a broken one is not passed over."""
    (tmp_path / "firm.yaml").write_text(text)
    assert is_profile is is_profile_file(tmp_path / "firm.yaml")


def test_no_file_is_no_profile(tmp_path: Path) -> None:
    """A folder, or nothing at all, is none."""
    (tmp_path / "firm.yaml").mkdir()
    assert not is_profile_file(tmp_path / "firm.yaml")
    assert not is_profile_file(tmp_path / "other.yaml")


OFFER: dict[str, object] = {
    "as_of": "2026-03-02",
    "facts": {
        "message": {"direction": "sent"},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
        "tracking": {"mechanisms": ["pixel"], "disclosure": "none"},
    },
    "recipients": [{"name": "Otto", "role": "opposing-counsel", "consented": False}],
}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the bundled law for one firm."""
    path = tmp_path_factory.mktemp("firm") / "firm.yaml"
    path.write_text(FIRM)
    return advisor.load(engine="reference").with_profile(path)


def test_a_program_tells_it_once(practice: Corpus) -> None:
    """What is given as a mapping is told by the profile; what is a scenario already stays."""
    known = Origin(Source.PROFILE, "firm.yaml")
    assert known == practice.advise(OFFER).scenario.origin("lawyer.admitted_in")
    scenario = practice.scenario(OFFER)
    assert "lawyer.admitted_in" not in practice.advise(scenario).scenario.facts
    assert "lawyer.admitted_in" not in practice.with_profile(None).advise(OFFER).scenario.facts
    with pytest.raises(advisor.InvalidScenario):
        practice.with_profile("no such file")


def test_every_verb_knows_it(practice: Corpus) -> None:
    """A program, an assistant and a page ask the law for the same firm."""
    today = date(2026, 3, 2)
    checked = check_scenario(practice, OFFER, today=today)
    assert isinstance(checked, dict)
    known = {fact["fact"]: fact["known"] for fact in checked["facts"]}
    assert ("profile", "told") == (known["lawyer.admitted_in"], known["message.direction"])

    asked = ask_next(practice, {"facts": {"lawyer": {"setting": "unknown"}}}, today=today)
    assert isinstance(asked, dict)
    lawyer = asked["scenario"]["facts"]["lawyer"]
    assert {"admitted_in": ["US-IL"], "setting": "unknown"} == lawyer
    again = ask_next(practice, asked["scenario"], today=today)
    assert isinstance(again, dict)
    assert asked["scenario"] == again["scenario"]
