"""What is left of a fact is described, and never passed off as a value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.i18n import ENGLISH, language
from advisor.reports.remaining import concluded_text

DAY = date(2026, 3, 2)
LAW = """
vocabulary: words
facts:
  message.kind: {type: choice, options: {letter: a letter, news: news, note: a note}, ask: What?}
  message.sent: {type: flag, ask: Sent?}
  tracking.means: {type: choices, options: {pixel: pixel, link: link, file: file}, ask: How?}
  matter.seat: {type: place, ask: Where?}
  recipient.name: {type: text, ask: Name?}
  recipient.age: {type: number, ask: Age?}
  recipient.since: {type: date, ask: Since when?}
acts: {track: to track}
bearers: {sender: the sender}
places: {AA: Aland, BB: Beland, CC: Celand}
relations:
"""
UNION = """
jurisdiction: EU
name: the Union
members: {AA: {}, BB: {}}
"""
HEADER = "  - {id: it, if: {message.sent: true}, because: So it is., "


def _said(folder: Path, part: str, tongue: str = "en") -> str:
    file = folder / "policies" / "vocabulary" / "words.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(f"{LAW}{HEADER}{part}}}\n", encoding="utf-8")
    (folder / "jurisdictions").mkdir()
    (folder / "jurisdictions" / "eu.yaml").write_text(UNION, encoding="utf-8")
    corpus: Corpus = load(folder, bundled=False)
    told = corpus.scenario({"facts": {"message.sent": True}, "recipients": [{"name": "Ann"}]})
    (conclusion,) = corpus.engine.close(told, DAY).conclusions
    spoken = ENGLISH if tongue == "en" else language(tongue)
    return spoken.render(concluded_text(conclusion, corpus.law, DAY))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("then: {message.kind: note}", "note"),
        ("never: {message.kind: note}", "not note"),
        ("then: {message.kind: [note, news]}", "not letter"),
        ("never: {tracking.means: {only: []}}", "at least one"),
        ("never: {tracking.means: pixel}", "not pixel"),
        ("then: {tracking.means: pixel}", "pixel, perhaps among others"),
        ("never: {matter.seat: EU}", "not in the Union"),
        ("then: {matter.seat: EU}", "in the Union"),
        ("never: {matter.seat: none}", "in some place"),
        ("then: {recipient.age: {at_least: 18}}", "at least 18"),
        ("never: {recipient.age: {below: 18}}", "not below 18"),
        ("then: {recipient.since: {from: 2020-01-01}}", "from 2020-01-01"),
    ],
)
def test_what_remains_is_said_in_words(tmp_path: Path, part: str, said: str) -> None:
    """Of several values that remain, what they share."""
    assert _said(tmp_path, part) == said


def test_what_remains_is_said_in_german(tmp_path: Path) -> None:
    """The frame is German, the law's own words are not translated."""
    assert _said(tmp_path, "never: {tracking.means: pixel}", "de") == "nicht pixel"
