"""What files say of words: phrases that fit no fact are found with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.corpus import read_law
from advisor.corpus.layers import layer_at
from advisor.diagnostics import Diagnostic
from advisor.model.heard import CueKind
from advisor.model.law import Law

_FACTS = """
vocabulary: facts
acts: {write: write a letter}
bearers: {lawyer: the lawyer}
facts:
  message.direction: {type: choice, ask: Sent?, options: {sent: sent, received: received}}
  message.urgent: {type: flag, ask: Urgent?}
  message.date: {type: date, ask: When?}
  lawyer.careful: {type: flag, ask: Careful?, judgment: {factors: [care]}}
"""


def _read(folder: Path, words: str) -> tuple[Law | None, list[Diagnostic]]:
    at = folder / "policies" / "vocabulary"
    at.mkdir(parents=True)
    (at / "facts.yaml").write_text(_FACTS, "utf-8")
    (at / "words.yaml").write_text(f"vocabulary: words\n{words}", "utf-8")
    law, problems = read_law([layer_at(folder)])
    return law, [one for one in problems if one.at.source.endswith("words.yaml")]


def test_words_are_read(tmp_path: Path) -> None:
    """Phrases by value, cues by kind."""
    law, problems = _read(
        tmp_path,
        "heard_as:\n  message.urgent: [{value: true, says: [it is urgent], implies: [quick]}]\n"
        "cues: {hedge: [maybe]}\n",
    )
    assert law is not None, problems
    (value,) = law.vocabulary.heard.values
    assert (True, ("it is urgent",), ("quick",)) == (value.value, value.says, value.implies)
    assert {CueKind.HEDGE: ("maybe",)} == law.vocabulary.heard.cues


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        ("message.urgnt: [{value: true, says: [a]}]", "unknown-fact", "`message.urgnt`"),
        ("message.urgent: [{value: soon, says: [a]}]", "bad-value", "no such value"),
        ("message.direction: [{value: lost, says: [a]}]", "bad-value", "no such value"),
        ("message.direction: [{says: [a]}]", "bad-value", "no such value"),
        ("message.date: [{says: [sent then]}]", "bad-value", "where the value stands"),
        ("message.date: [{says: ['on {day}']}]", "bad-value", "where the value stands"),
        ("message.urgent: [{value: true, says: ['{rank}']}]", "bad-value", "is no slot"),
        ("message.urgent: [{value: true, says: [... soon]}]", "bad-value", "may be missing"),
        ("lawyer.careful: [{value: true, says: [a]}]", "wrong-type", "cannot be heard"),
        (
            "message.urgent: [{value: true, says: [a b]}, {value: false, says: [A b]}]",
            "duplicate-id",
            "stands for a value",
        ),
        (
            "message.urgent: [{value: true, follows: {message.late: [true]}}]",
            "unknown-fact",
            "`message.late`",
        ),
    ],
)
def test_what_does_not_fit_is_found(tmp_path: Path, words: str, code: str, what: str) -> None:
    """With the place in its file, and a fix."""
    _, problems = _read(tmp_path, f"heard_as:\n  {words}\n")
    assert code == problems[0].code
    assert what in problems[0].what
    assert problems[0].fix
