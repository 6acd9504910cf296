"""The interview as a conversation on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus
from advisor.cli import main
from advisor.cli.conversation.answer_source import ScriptedAnswers
from advisor.cli.conversation.dialogue import Dialogue, End, Unheard
from advisor.cli.conversation.prompt_commands import PromptCommand, prompt_command
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.cli.loading import corpus_loader
from advisor.corpus import read_scenario
from advisor.interview import Interview
from advisor.interview.answer_parser import Unread, parse_answer
from advisor.interview.scenario_export import kept_scenario

DAY = date(2026, 3, 2)
ANSWERS = """
# everything that matters
lawyer.admitted_in = Zedland
message.direction = 1
tracking.mechanisms = pixel
matter.sealed = n
recipients = Opposing counsel; Our client
recipient.role[Our client] = 1
recipient.role = counsel
recipient.consented = no
"""


def talk(lands: Corpus, *lines: str, plain: bool = False) -> tuple[Dialogue, End]:
    """Hold a conversation, one line for each thing typed."""
    voice = PromptStyle(80, colour=False, plain=plain)
    dialogue = Dialogue(Interview(lands, DAY), voice, ScriptedAnswers.of(lines), DAY)
    return dialogue, dialogue.run()


def test_every_question_takes_the_five_wishes(
    lands: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why, so far, back, I don't know and stop are heard at any question."""
    dialogue, end = talk(lands, "ZZ", "?", "b", "zedland", "so far", "I don't know", "stop here")
    out = capsys.readouterr().out

    assert End.STOPPED is end
    assert "for the answer:" in out
    assert "Zed. R. Conduct" in out
    assert "Where are you admitted? Zedland (ZZ)" in out
    assert 1 == len(dialogue.interview.scenario.facts)
    assert 1 == len(dialogue.interview.closed)


@pytest.mark.parametrize("typed", ["d", "UNKNOWN", "null", "~"])
def test_what_a_file_says_is_not_known_is_skipped(lands: Corpus, typed: str) -> None:
    """The words in which a file leaves a fact open leave the question open too."""
    dialogue, _ = talk(lands, typed, "stop")

    assert {("lawyer.admitted_in", None)} == set(dialogue.interview.closed)


def test_back_at_the_first_question(lands: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing before the first question, and it is put again."""
    talk(lands, "back", "stop")

    assert 2 == capsys.readouterr().out.count("Where are you admitted?")


def test_a_judgment(lands: Corpus) -> None:
    """Who decides and why are asked, and kept with the day."""
    answers = {
        "lawyer.admitted_in": "ZZ",
        "message.direction": "sent",
        "matter.sealed": "y",
        "tracking.mechanisms": "none",
        "recipients": "Someone; Other",
        "recipient.role": "client",
        "lawyer.reasonable_efforts": "y",
    }
    keyed = {(name, None): text for name, text in answers.items()}
    hearing = ScriptedAnswers(iter(["A. Partner", "It was weighed."]), keyed, in_order=False)
    dialogue = Dialogue(
        Interview(lands, DAY), PromptStyle(80, colour=False, plain=True), hearing, DAY
    )

    assert End.DONE is dialogue.run()
    (ruling,) = dialogue.interview.scenario.rulings
    assert ("A. Partner", DAY) == (ruling.decided_by, ruling.on)


def test_prepared_answers_are_not_guessed_at(lands: Corpus) -> None:
    """An answer in a file that cannot be understood ends it, and names the fact."""
    hearing = ScriptedAnswers.of(["lawyer.admitted_in = Atlantis"])
    voice = PromptStyle(80, colour=False, plain=True)
    dialogue = Dialogue(Interview(lands, DAY), voice, hearing, DAY, prepared=True)

    with pytest.raises(Unheard, match="lawyer"):
        dialogue.run()


def test_what_is_kept_is_the_same_scenario(lands: Corpus) -> None:
    """The file that is saved reads back as what was told, unknowns marked as such."""
    dialogue, _ = talk(lands, "ZZ", "sent", "d", "stop")
    text = kept_scenario(dialogue.interview)
    read, problems = read_scenario(text, lands.law)

    assert () == problems
    assert dialogue.interview.scenario == read
    assert "unknown" in text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("?", PromptCommand.WHY),
        ("Why do you ask?", PromptCommand.WHY),
        ("I don\u2019t know.", PromptCommand.UNKNOWN),
        ("what do we have so far?", PromptCommand.SO_FAR),
        ("Stop here", PromptCommand.STOP),
        ("none", None),
    ],
)
def test_wishes(typed: str, wanted: PromptCommand | None) -> None:
    """A wish may be a letter or a sentence; anything else is an answer."""
    assert wanted is prompt_command(typed)


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("matter.sealed", "Y", True),
        ("message.direction", "2", "received"),
        ("message.direction", "we send it", "sent"),
        ("tracking.mechanisms", "1, link", frozenset({"pixel", "link"})),
        ("tracking.mechanisms", "1 2", frozenset({"pixel", "link"})),
        ("tracking.mechanisms", "none", frozenset()),
        ("lawyer.admitted_in", "yland; ZZ", frozenset({"YY", "ZZ"})),
        ("message.date", "today", DAY),
    ],
)
def test_answers(lands: Corpus, fact: str, typed: str, value: object) -> None:
    """Options go by number, name or label, places by name or code."""
    read = parse_answer(typed, lands.law.vocabulary.facts[fact], lands.law.places, DAY)

    assert value == read


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("matter.sealed", "perhaps"),
        ("message.direction", "3"),
        ("lawyer.admitted_in", "Atlantis"),
        ("message.date", "last week"),
    ],
)
def test_no_answer(lands: Corpus, fact: str, typed: str) -> None:
    """What is no answer is said to be none, with what would be one."""
    with pytest.raises(Unread, match=r"please|known"):
        parse_answer(typed, lands.law.vocabulary.facts[fact], lands.law.places, DAY)


@pytest.fixture
def ask(lands: Corpus, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run `advisor ask` under the law of the two lands, and give its exit status."""
    monkeypatch.setattr(corpus_loader, "load_corpus", lambda *_, **__: lands)

    def run(*arguments: object) -> int:
        with pytest.raises(SystemExit) as left:
            main(["ask", *map(str, arguments)])
        return int(left.value.code or 0)

    return run


def test_answers_from_a_file(
    ask: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prepared answers end where the verdict is final, with the opinion and a file."""
    answers, saved = tmp_path / "answers", tmp_path / "saved.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    status = ask("--answers", answers, "--save", saved, "--as-of", DAY, "--plain")
    out, err = capsys.readouterr()

    assert 3 == status
    assert "The verdict is STOP, and no answer can change that any more." in out
    assert "Step 8." in out
    assert "Step 9." not in out
    assert str(saved) in err
    assert "Opposing counsel" in saved.read_text(encoding="utf-8")


def test_an_answer_to_no_question_is_refused(
    ask: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt fact in a file of answers is told before anything is asked or saved."""
    answers, saved = tmp_path / "answers", tmp_path / "saved.yaml"
    answers.write_text("mesage.direction = sent\n", encoding="utf-8")
    status = ask("--answers", answers, "--save", saved, "--as-of", DAY)
    out, err = capsys.readouterr()

    assert 1 == status
    assert not out
    assert "error[unknown-fact]: no question asks for `mesage.direction`" in err
    assert "did you mean `message.direction`?" in err
    assert not saved.exists()


def test_an_interrupted_interview_is_kept(
    ask: Callable[..., int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ctrl-C loses nothing, and says where the answers are."""
    typed = iter(["ZZ"])

    def interrupted(_: str) -> str:
        for one in typed:
            return one
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    saved = tmp_path / "saved.yaml"
    status = ask("--save", saved, "--as-of", DAY)

    assert 130 == status
    assert f"saved as {saved}" in capsys.readouterr().err
    assert "- ZZ" in saved.read_text(encoding="utf-8")
