"""The sentence of a norm, filled in for one scenario."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, Data, ask, law_of, norm, policy

FAY: Data = {"name": "Fay"}


def sentences(folder: Path, *norms: Data, people: tuple[Data, ...] = (OTTO,)) -> list[str]:
    """Return the statement of each finding."""
    opinion = ask(law_of(folder, policy("a", *norms)), None, *people)
    return [str(one.statement) for one in opinion.findings]


@pytest.mark.parametrize(
    ("modality", "verb"),
    [
        ("must", "must"),
        ("must_not", "must not"),
        ("should", "should"),
        ("should_not", "should not"),
        ("may", "may"),
        ("need_not", "need not"),
    ],
)
def test_a_norm_is_its_bearer_its_verb_and_its_text(
    tmp_path: Path, modality: str, verb: str
) -> None:
    """Nothing is added to the author's words but who is bound and how."""
    assert [f"The speaker {verb} shout."] == sentences(tmp_path, norm("n", modality))


def test_an_open_question_has_no_bearer(tmp_path: Path) -> None:
    """What is unsettled is said of the question, not of a person."""
    assert ["It is unsettled whether one may shout."] == sentences(
        tmp_path, norm("n", "unsettled", "whether one may shout")
    )


@pytest.mark.parametrize("end", [".", "?", "!"])
def test_a_text_that_ends_itself_is_not_ended_again(tmp_path: Path, end: str) -> None:
    """One full stop, or the author's own sign."""
    assert [f"The speaker may shout{end}"] == sentences(tmp_path, norm("n", "may", f"shout{end}"))


def test_holes_are_filled(tmp_path: Path) -> None:
    """A hole takes the recipient's name, the sender, or the place."""
    text = "shout at {recipient} as {sender} in {jurisdiction}"
    told = norm("n", "may", text, when={"recipient.role": ["friend", "foe"]})

    assert ["The speaker may shout at Otto as the sender in Ayland."] == sentences(tmp_path, told)


def test_a_text_to_the_recipient_is_said_to_each(tmp_path: Path) -> None:
    """A norm whose sentence names the recipient has a finding for each of them."""
    told = norm("n", "may", "shout at {recipient}")

    assert ["The speaker may shout at Otto.", "The speaker may shout at Fay."] == sentences(
        tmp_path, told, people=(OTTO, FAY)
    )


def test_each_recipient_concerned_has_a_sentence(tmp_path: Path) -> None:
    """A norm that looks at recipients says its sentence of those whom it concerns."""
    told = norm("n", "may", "shout at {recipient}", when={"recipient.agreed": False})

    assert ["The speaker may shout at Otto.", "The speaker may shout at Al."] == sentences(
        tmp_path, told, people=(OTTO, FAY | {"agreed": True}, {"name": "Al", "agreed": False})
    )


def test_a_bearer_is_named_as_the_vocabulary_names_it(tmp_path: Path) -> None:
    """The word of the vocabulary stands for who is bound."""
    assert ["The listener may shout."] == sentences(tmp_path, norm("n", "may", bearer="listener"))
