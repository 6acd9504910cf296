"""What files say of gaps: stand-ins, what stands instead, wrongs and topics."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.corpus import read_law
from advisor.corpus.layers import layer_at
from advisor.model.authorities import Period, Verification
from advisor.model.law import Law
from advisor.model.vocabulary import FactType

_VOCABULARY = """
vocabulary: facts
acts: {write: write a letter}
bearers: {lawyer: the lawyer}
facts:
  message.direction: {type: choice, ask: Sent?, options: {sent: sent, received: received}}
  message.threatens: {type: flag, ask: Does it threaten?, wrong: true}
topics:
  - {id: threats, name: threats, raised_by: {message.threatens: true}}
"""
_POLICY = """
policy: us/model
title: Model
authority:
  kind: model-rule
  cite: Model Rule
  issuer: A
  jurisdiction: US
  in_force: {}
  verified: {on: 2026-01-01, by: primary}
norms:
  - id: no-threat
    act: write
    bearer: lawyer
    must_not: threaten
    breached_if: {message.threatens: true}
    cites: [{pinpoint: '8'}]
"""
_US = "jurisdiction: US\nname: United States\n"
_LOCAL = """
jurisdiction: US-ZZ
name: Zed
within: US
stands_for:
  us/model#no-threat: {as: Zed R. 8, verified: secondary, note: The title was seen.}
"""


def _read(tmp_path: Path, **files: str) -> tuple[Law | None, list[str]]:
    contents = {
        "policies/vocabulary/facts.yaml": _VOCABULARY,
        "policies/us/model.yaml": _POLICY,
        "jurisdictions/us.yaml": _US,
        "jurisdictions/us/zz.yaml": _LOCAL,
    } | {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    for name, text in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    law, problems = read_law([layer_at(tmp_path)])
    return law, [problem.code for problem in problems]


def test_a_place_says_for_which_unread_text_a_model_norm_stands(tmp_path: Path) -> None:
    """The local citation, the level and what was seen come with it."""
    law, problems = _read(tmp_path)
    assert law is not None, problems
    stand_in = law.jurisdictions["US-ZZ"].stand_ins["us/model#no-threat"]
    assert (stand_in.cite, stand_in.verified) == ("Zed R. 8", Verification.SECONDARY)
    assert stand_in.note == "The title was seen."


def test_a_vocabulary_marks_wrongs_and_topics(tmp_path: Path) -> None:
    """Only the fact that describes a wrong is marked."""
    law, problems = _read(tmp_path)
    assert law is not None, problems
    facts = law.vocabulary.facts
    assert [name for name, fact in facts.items() if fact.is_wrong] == ["message.threatens"]
    (topic,) = law.vocabulary.topics
    assert (topic.id, topic.name) == ("threats", "threats")


def test_what_is_declined_cannot_stand_for_a_text(tmp_path: Path) -> None:
    """The two say the opposite of each other."""
    declined = "declines:\n  us/model#no-threat: {verified: secondary, instead: nothing}\n"
    _, problems = _read(tmp_path, jurisdictions__us__zz=_LOCAL + declined)
    assert problems == ["duplicate-id"]


@pytest.mark.parametrize("kind", [FactType.DATE, FactType.PLACE])
def test_a_wrong_is_answered_with_yes_or_no(tmp_path: Path, kind: FactType) -> None:
    """A date or a place describes no wrong."""
    wrong = "  message.threatens: {type: flag, ask: Does it threaten?, wrong: true}"
    other = wrong.replace("flag", kind.value)
    vocabulary = _VOCABULARY.replace(wrong, f"{wrong}\n{other.replace('threatens', 'when')}")
    _, problems = _read(tmp_path, policies__vocabulary__facts=vocabulary)
    assert problems == ["wrong-type"]


_ADOPTED = _LOCAL.replace("stands_for:", "adopts:").replace(", note: The title was seen.", "")


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ("by: 2021-08", Period(start_by=date(2021, 8, 31))),
        ("from: 2019-04-07, by: 2019", Period(date(2019, 4, 7), start_by=date(2019, 12, 31))),
        ("from: 2019-04-07, by: 2019-04-07", Period(date(2019, 4, 7))),
    ],
)
def test_of_a_first_day_that_was_not_read_the_last_one_possible_is_told(
    tmp_path: Path, told: str, period: Period
) -> None:
    """Before that day it is not known whether the local text speaks."""
    law, problems = _read(tmp_path, jurisdictions__us__zz=_ADOPTED.replace("as:", f"{told}, as:"))
    assert law is not None, problems
    assert law.jurisdictions["US-ZZ"].adoptions["us/model#no-threat"].period == period


def test_a_first_day_is_no_later_than_the_last_one_possible(tmp_path: Path) -> None:
    """Nothing begins after the last day on which it can have begun."""
    backwards = _ADOPTED.replace("as:", "from: 2019-04-07, by: 2018, as:")
    _, problems = _read(tmp_path, jurisdictions__us__zz=backwards)
    assert problems == ["empty-period"]


@pytest.mark.parametrize("local", [_LOCAL, _ADOPTED])
def test_nothing_is_cited_by_a_number_that_is_something_else_there(
    tmp_path: Path, local: str
) -> None:
    """A place that has another rule under the number neither adopts by it nor has it stand in."""
    taken = "paragraphs: {'8': what a judge may say}\n"
    assert _read(tmp_path, jurisdictions__us__zz=local + taken)[1] == ["duplicate-id"]
    elsewhere = local.replace("Zed R. 8", "Zed R. 9") + taken
    assert _read(tmp_path, jurisdictions__us__zz=elsewhere)[1] == []
