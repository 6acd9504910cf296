"""What an interview offers to keep as a profile, and when it keeps nothing."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

import advisor
from advisor.advice import Corpus
from advisor.cli import ask
from advisor.cli.conversation.dialogue import Dialogue
from advisor.cli.conversation.profile_offer import offer_profile, profile_text
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.cli.loading.profile_input import ProfileFinder
from advisor.facts.profile import read_profile
from advisor.interview import Interview
from advisor.model.scenarios import Origin, Scenario, Source
from advisor.model.vocabulary import Value

DAY = date(2026, 3, 2)
TOLD: dict[str, Value] = {
    "lawyer.admitted_in": frozenset({"US-IL"}),
    "lawyer.knows_of_tracking": True,
    "firm.established_in": frozenset({"US-IL", "DE"}),
    "message.direction": "sent",
}


class Person:
    """Somebody who types these lines and no more, and whose prompts are counted."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.asked = 0

    def answer(self, prompt: str, fact: str, recipient: str | None) -> str | None:  # noqa: ARG002
        """Return the next line."""
        self.asked += 1
        return self.lines.pop(0) if self.lines else None


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return advisor.load(engine="reference")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a person sit there."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def _dialogue(corpus: Corpus, person: Person, scenario: Scenario | None = None) -> Dialogue:
    interview = Interview(corpus, DAY, scenario or Scenario(facts=TOLD))
    return Dialogue(interview, PromptStyle(80, colour=False, plain=True), person, DAY)


def test_what_lasts_is_kept_for_its_owner_alone(corpus: Corpus, tmp_path: Path) -> None:
    """A yes writes what lasts and nothing else, and it is read back as it was told."""
    path = tmp_path / "config" / "advisor" / "firm.yaml"
    offer_profile(_dialogue(corpus, Person("y")), path)
    profile, problems = read_profile(path, corpus.law)

    assert () == problems
    assert profile is not None
    lasting = ("lawyer.admitted_in", "firm.established_in")
    assert {name: TOLD[name] for name in lasting} == profile.facts
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)


@pytest.mark.parametrize("lines", [(), ("",), ("n",), ("perhaps",), ("unknown",)])
def test_without_a_yes_nothing_is_kept(
    lines: tuple[str, ...], corpus: Corpus, tmp_path: Path
) -> None:
    """Silence, a no and what cannot be understood keep nothing."""
    offer_profile(_dialogue(corpus, Person(*lines)), tmp_path / "advisor" / "firm.yaml")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("lines", "is_kept"), [(("y", "n"), False), (("y",), False), (("y", "yes"), True)]
)
def test_a_file_that_is_there_is_asked_about(
    lines: tuple[str, ...], *, is_kept: bool, corpus: Corpus, tmp_path: Path
) -> None:
    """Nothing is replaced without a second yes."""
    path = tmp_path / "firm.yaml"
    path.write_text("scenario: mine\n")
    person = Person(*lines)
    offer_profile(_dialogue(corpus, person), path)

    assert 2 == person.asked
    assert is_kept is path.read_text().startswith("profile: ")


def test_nobody_is_asked_for_nothing(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing lasts, answers were prepared or nobody sits there, there is no question."""
    path, person = tmp_path / "firm.yaml", Person("y", "y", "y")
    offer_profile(_dialogue(corpus, person, Scenario(facts={"message.direction": "sent"})), path)
    prepared = _dialogue(corpus, person)
    prepared.prepared = True
    offer_profile(prepared, path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    offer_profile(_dialogue(corpus, person), path)

    assert (0, False) == (person.asked, path.exists())


def test_what_came_from_elsewhere_is_not_told(corpus: Corpus) -> None:
    """A profile holds what its owner said, and not what a matter or nobody did."""
    scenario = Scenario(facts=TOLD)
    for source in (Source.PROFILE, Source.MATTER, Source.ASSUMED):
        known = {name: Origin(source) for name in TOLD}
        assert "" == profile_text(Scenario(facts=TOLD, origins=known), corpus.law)
    assert profile_text(scenario, corpus.law).startswith("profile: My practice\nfacts:\n")


def test_a_folder_that_cannot_be_written_is_told(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would have been kept is shown, so that nothing is lost."""
    (tmp_path / "advisor").write_text("a file")
    offer_profile(_dialogue(corpus, Person("y")), tmp_path / "advisor" / "firm.yaml")
    told = capsys.readouterr().err

    assert "error[cannot-write]" in told
    assert "admitted_in" in told


def test_the_interview_begins_with_the_profile(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the profile beside it tells is not asked again, and not offered again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "firm.yaml").write_text("profile: x\nfacts: {lawyer: {admitted_in: [US-IL]}}\n")
    profiles = ProfileFinder(corpus.law)
    interview = ask._begun(corpus, "", DAY, profiles)  # noqa: SLF001 - before anything is asked
    assert Origin(Source.PROFILE, "firm.yaml") == interview.scenario.origin("lawyer.admitted_in")

    person = Person("y")
    dialogue = _dialogue(corpus, person)
    ask._offer_profile(dialogue, profiles, "")  # noqa: SLF001 - as at the end
    assert 0 == person.asked
    ask._offer_profile(dialogue, ProfileFinder(corpus.law, "none"), "")  # noqa: SLF001
    assert 0 == person.asked
    (tmp_path / "firm.yaml").unlink()
    ask._offer_profile(dialogue, ProfileFinder(corpus.law), "")  # noqa: SLF001
    assert 1 == person.asked
    assert (tmp_path / "config" / "advisor" / "firm.yaml").exists()
