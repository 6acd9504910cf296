"""On which side bearers stand, and which acts a derived fact serves, as files say it."""

from __future__ import annotations

from pathlib import Path

from advisor.checks import check
from advisor.corpus import read_law
from advisor.corpus.layers import layer_at
from advisor.model.law import Law
from advisor.model.vocabulary import MessageSide

_VOCABULARY = """
vocabulary: facts
acts: {look: look for trackers, ask: ask for consent}
bearers: {reader: the reader, sender: the sender}
sides: {received: [reader], sent: [sender]}
facts:
  message.direction: {type: choice, ask: Sent?, options: {sent: sent, received: received}}
  message.is_odd: {type: flag, ask: Is it odd?}
derived:
  message.is_strange: {means: It is strange., when: {message.is_odd: true}, serves: [look]}
  message.is_suspect: {means: It is suspect., when: {message.is_strange: true}}
"""
_MODEL = """
policy: model
title: Model
authority:
  kind: model-rule
  cite: Model Rule
  issuer: A
  jurisdiction: UT
  in_force: {}
  verified: {on: 2026-01-01, by: primary}
norms:
  - id: look
    act: look
    bearer: reader
    must: look
    when: {message.direction: received}
    met_if: {message.is_suspect: true}
    cites: [{pinpoint: '1'}]
"""
_UT = "jurisdiction: UT\nname: Utopia\n"
_AM = """
jurisdiction: UT-AM
name: Amland
within: UT
adopts:
  model#look: {as: Am. R. 1, verified: secondary, when: {message.is_odd: true}}
"""
_FOUND = ("wrong-side", "two-way-act", "same-wrong", "foreign-act")


def _read(
    tmp_path: Path, vocabulary: str = _VOCABULARY, model: str = _MODEL, am: str = ""
) -> tuple[Law | None, list[str]]:
    contents = {
        "policies/vocabulary/facts.yaml": vocabulary,
        "policies/model.yaml": model,
        "jurisdictions/ut.yaml": _UT,
    }
    if am:
        contents["jurisdictions/ut/am.yaml"] = am
    for name, text in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    law, problems = read_law([layer_at(tmp_path)])
    return law, [problem.code for problem in problems]


def _checked(law: Law | None) -> list[tuple[str, str]]:
    assert law is not None
    return [(one.code, one.what) for one in check(law) if one.code in _FOUND]


def test_bearers_stand_on_a_side_and_facts_serve_acts(tmp_path: Path) -> None:
    """Both are kept as told; what keeps to them draws no remark."""
    law, problems = _read(tmp_path)
    assert law is not None, problems
    assert law.vocabulary.bearer_sides == {
        "reader": MessageSide.RECEIVED,
        "sender": MessageSide.SENT,
    }
    assert law.vocabulary.derived["message.is_strange"].serves == {"look"}
    assert law.vocabulary.derived["message.is_suspect"].serves == frozenset()
    assert _checked(law) == []


def test_nobody_unknown_stands_anywhere(tmp_path: Path) -> None:
    """A misspelt bearer, and a misspelt act, would leave the check silent for ever."""
    _, bearers = _read(tmp_path, _VOCABULARY.replace("received: [reader]", "received: [raeder]"))
    assert bearers == ["unknown-bearer"]
    _, acts = _read(tmp_path, _VOCABULARY.replace("serves: [look]", "serves: [loook]"))
    assert acts == ["unknown-act"]


def test_a_local_condition_may_not_lead_to_the_other_side(tmp_path: Path) -> None:
    """A place that replaces the condition of a model answers for its own."""
    law, problems = _read(tmp_path, am=_AM)
    assert problems == []
    assert ("wrong-side", "`model#look@UT-AM` binds `reader` on mail that is sent") in _checked(law)


def test_a_derived_fact_serves_no_other_act_through_another(tmp_path: Path) -> None:
    """What builds on a fact that is kept to one act is kept to it as well."""
    law, _ = _read(tmp_path, model=_MODEL.replace("act: look", "act: ask"))
    (found,) = _checked(law)
    assert found == (
        "foreign-act",
        "`model#look` builds on `message.is_strange`, which does not serve `ask`",
    )


def test_advice_that_repeats_the_law_of_its_place_is_one_wrong(tmp_path: Path) -> None:
    """What is only law elsewhere, or said of other conduct, is no repetition."""
    opinion = _MODEL.replace("policy: model", "policy: opinion").replace(
        "kind: model-rule", "kind: ethics-opinion"
    )
    adopted = _AM.replace(", when: {message.is_odd: true}", "")
    (tmp_path / "policies").mkdir()
    path = tmp_path / "policies/opinion.yaml"
    path.write_text(opinion.replace("jurisdiction: UT", "jurisdiction: UT-AM"), "utf-8")
    law, problems = _read(tmp_path, am=adopted)
    assert problems == []
    assert _checked(law) == [
        ("same-wrong", "whatever breaks `opinion#look` breaks `model#look@UT-AM`")
    ]
    path.write_text(opinion, "utf-8")
    law, problems = _read(tmp_path, am=adopted)
    assert problems == []
    assert _checked(law) == []
