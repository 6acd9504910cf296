"""Whether a permission that could come to apply cures a breach: as one opinion would say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, SPOKEN, Data, ask, law_of, norm, policy

from advisor.corpus import scenario_from
from advisor.model.opinions import Verdict
from advisor.remedies import find_remedies

WITHIN = {
    "CC": "jurisdiction: CC\nname: Ceeland\nwithin: AA\n"
    "governs_when: {matter.seats: AA, cites: [{policy: words}]}\n"
}
"""A place of a layer's own, where its law may bind."""
AGREED: Data = {"when": {"recipient.agreed": True}}
OVER = [{"norm": "no#n", "cites": [{"pinpoint": "p. 9"}]}]
OVER_YES = [{"norm": "yes#n", "cites": [{"pinpoint": "p. 9"}]}]
WHOM: Data = {"when": {"recipient.role": ["friend", "foe"]}}
DUTY = norm("n", "must", met_if={"message.loud": False}, **WHOM)
BAN = norm("n", "must_not", **WHOM)


@pytest.mark.parametrize(
    ("no", "yes", "above", "cures"),
    [
        ((BAN, "guidance"), ("may", "court-rule", {}), False, True),
        ((BAN, "guidance"), ("should", "court-rule", {}), False, False),
        ((BAN, "guidance"), ("must", "court-rule", {}), False, False),
        ((BAN, "guidance"), ("need_not", "court-rule", {}), False, False),
        ((BAN, "guidance"), ("may", "guidance", {}), False, False),
        ((BAN, "court-rule"), ("may", "guidance", {}), False, False),
        ((BAN, "court-rule"), ("may", "guidance", {"overrides": OVER}), False, True),
        ((BAN | {"overrides": OVER_YES}, "guidance"), ("may", "court-rule", {}), False, False),
        ((BAN, "guidance"), ("may", "court-rule", {"act": "sing"}), False, False),
        ((BAN, "guidance"), ("may", "court-rule", {"bearer": "listener"}), False, False),
        ((BAN, "guidance"), ("may", "statute", {}), True, False),
        ((DUTY, "guidance"), ("need_not", "court-rule", {}), False, True),
        ((DUTY, "guidance"), ("need_not", "guidance", {}), False, False),
        ((DUTY, "guidance"), ("may", "court-rule", {}), False, False),
        ((DUTY, "guidance"), ("need_not", "statute", {}), True, False),
    ],
)
def test_a_permission_cures_what_it_sets_aside(
    tmp_path: Path,
    no: tuple[Data, str],
    yes: tuple[str, str, Data],
    *,
    above: bool,
    cures: bool,
) -> None:
    """Consent is offered where it brings a norm in that sets the breached one aside."""
    (breached, weight), (says, kind, more) = no, yes
    place = "CC" if above else "AA"
    allowing = policy("yes", norm("n", says, **AGREED, **more), kind=kind, place=place)
    ground = [policy("no", breached, kind=weight), *([] if above else [allowing])]
    over: dict[str, list[Data]] = {"firm": [allowing]} if above else {}
    corpus = law_of(tmp_path, *ground, over=over, added=WITHIN)

    told = {"as_of": "2020-06-01", "facts": SPOKEN, "recipients": [OTTO]}
    scenario, problems = scenario_from(told, corpus.law)
    assert scenario is not None, problems
    found = find_remedies(corpus, scenario, as_of=date(2020, 6, 1))

    offered = {change.fact.name for one in found.remedies for change in one.changes}
    assert ask(corpus).verdict is Verdict.STOP
    assert cures is (ask(corpus, None, OTTO | {"agreed": True}).verdict is not Verdict.STOP)
    assert cures is ("recipient.agreed" in offered)


@pytest.mark.parametrize(("place", "cures"), [("AA", True), ("BB", False)])
def test_a_permission_of_another_place_cures_nothing(
    tmp_path: Path, place: str, *, cures: bool
) -> None:
    """Consent that only another jurisdiction's law makes something of is not offered."""
    laws = (
        policy("no", BAN, kind="guidance"),
        policy("yes", norm("n", "may", **AGREED), kind="statute", place=place),
    )
    corpus = law_of(tmp_path, *laws)
    facts = {**SPOKEN, "matter.seats": ["AA", "BB"]}
    scenario, problems = scenario_from(
        {"as_of": "2020-06-01", "facts": facts, "recipients": [OTTO]}, corpus.law
    )
    assert scenario is not None, problems
    found = find_remedies(corpus, scenario, as_of=date(2020, 6, 1))

    assert cures is (
        "recipient.agreed" in {each.fact.name for one in found.remedies for each in one.changes}
    )
