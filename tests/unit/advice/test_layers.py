"""What a layer over the law adds, and what it leaves as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import Data, ask, law_of, norm, outcomes, policy

from advisor.model.truth import Truth

ANYWHERE: Data = {"message.sent": True, "cites": [{"policy": "words"}]}
UNKNOWABLE: Data = {"message.kind": True, "cites": [{"policy": "words"}]}
AWAY: Data = {"matter.seats": ["ZZ"]}


def firm(*norms: Data, governs: Data | None = None, place: str = "AA", kind: str = "") -> Data:
    """Write a policy of a firm, with a scope of its own where one is given."""
    made = policy("firm", *norms, kind=kind or "firm-policy", place=place)
    return made if governs is None else {**made, "governs_when": governs}


def test_a_scope_of_a_layer_brings_in_its_own_norms_alone(tmp_path: Path) -> None:
    """A handbook that applies everywhere does not make Ayland's law govern in Zeeland."""
    over = {"firm": [firm(norm("no", "must_not"), governs=ANYWHERE)]}
    opinion = ask(law_of(tmp_path, policy("a", norm("hush", "must_not")), over=over), AWAY)

    assert {"firm#no": "breached"} == outcomes(opinion)
    assert ["ZZ"] == [item.jurisdiction for item in opinion.governing]
    assert "stop" == opinion.verdict.value


def test_a_scope_of_a_layer_never_takes_a_place_out_of_its_law(tmp_path: Path) -> None:
    """A handbook that applies nowhere leaves Ayland's law where it governs."""
    nowhere: Data = {"message.sent": False, "cites": [{"policy": "words"}]}
    over = {"firm": [firm(norm("yes", "may"), governs=nowhere)]}
    opinion = ask(law_of(tmp_path, policy("a", norm("hush", "must_not")), over=over))

    assert {"a#hush": "breached"} == outcomes(opinion)
    assert "stop" == opinion.verdict.value


def test_a_handbook_is_no_law_that_governs(tmp_path: Path) -> None:
    """Where no law governs, a firm's own word does not make it clear."""
    over = {"firm": [firm(norm("yes", "may"), governs=ANYWHERE)]}
    corpus = law_of(tmp_path, policy("a", norm("hush", "must_not")), over=over)
    opinion = ask(corpus, {"matter.seats": []})

    assert () == opinion.governing
    assert "unsettled" == opinion.verdict.value


@pytest.mark.parametrize(("seat", "heard"), [("AA", True), ("ZZ", False)])
def test_an_open_scope_of_a_layer_is_heard_where_its_place_is_named(
    tmp_path: Path, seat: str, *, heard: bool
) -> None:
    """What may or may not govern is shown where the scenario speaks of the place."""
    over = {"firm": [firm(norm("no", "must_not"), governs=UNKNOWABLE)]}
    corpus = law_of(tmp_path, policy("a", norm("sing", "may", act="sing")), over=over)
    opinion = ask(corpus, {"matter.seats": [seat]})

    assert heard is ("firm#no" in outcomes(opinion))
    assert {item.truth for item in opinion.governing} == {Truth.TRUE}


def test_in_a_place_of_its_own_a_layer_says_whose_law_governs(tmp_path: Path) -> None:
    """A layer that adds a place brings in its law, by the scope of an instrument too."""
    added = {"CC": "jurisdiction: CC\nname: Ceeland\nwithin: UN\n"}
    over = {"firm": [firm(norm("no", "must_not"), governs=ANYWHERE, place="CC", kind="statute")]}
    quiet = policy("a", norm("sing", "may", act="sing"))
    opinion = ask(law_of(tmp_path, quiet, over=over, added=added), {"matter.seats": []})

    assert ["CC"] == [item.jurisdiction for item in opinion.governing]
    assert "stop" == opinion.verdict.value


MODEL = policy(
    "model",
    norm("hush", "must_not"),
    norm("loud", "may", overrides=[{"norm": "model#hush", "cites": [{"pinpoint": "p. 9"}]}]),
    kind="model-rule",
    place="UN",
)
AYLAND = (
    "jurisdiction: AA\nname: Ayland\nwithin: UN\nadopts:\n"
    "  model#hush: {as: Rule 1, verified: primary}\n"
)
CEELAND = (
    "jurisdiction: CC\nname: Ceeland\nwithin: UN\n"
    "governs_when: {message.sent: true, cites: [{policy: words}]}\nadopts:\n"
    "  model#loud: {as: Rule 2, verified: primary}\n"
)


def test_what_a_layer_adopts_is_of_the_layer(tmp_path: Path) -> None:
    """A model permission made law in a place of its own overrides nothing elsewhere."""
    from unit.advice.small_law import PLACES

    corpus = law_of(
        tmp_path,
        MODEL,
        places={**PLACES, "AA": AYLAND},
        over={"firm": [firm(norm("x", "may", act="sing"))]},
        added={"CC": CEELAND},
    )
    opinion = ask(corpus)
    layers = {one.id: one.layer for one in opinion.findings}

    assert ("ground", "firm") == (layers["model#hush@AA"], layers["model#loud@CC"])
    assert [None] == [one.overridden_by for one in opinion.findings if one.norm.id == "model#hush"]
    assert "stop" == opinion.verdict.value


def test_a_layer_answers_nothing_that_is_said_elsewhere(tmp_path: Path) -> None:
    """Where no law here speaks, what Beeland's opinion says stays a warning."""
    theirs = policy("b", norm("n", "must_not"), kind="ethics-opinion", place="BB")
    over = {"firm": [firm(norm("yes", "may"))]}
    opinion = ask(law_of(tmp_path, theirs, over=over))

    assert {"firm#yes": "available"} == outcomes(opinion)
    assert "unsettled" == opinion.verdict.value


def test_a_duty_of_a_layer_makes_nothing_allowed(tmp_path: Path) -> None:
    """What a listener may do is no permission, though the handbook lays a duty on listeners."""
    may = norm("y", "may", act="sing", bearer="listener")
    over = {"firm": [firm(norm("d", "must_not", act="write", bearer="listener"))]}
    opinion = ask(law_of(tmp_path, policy("a", may), over=over), {"message.loud": False})

    assert "available" == outcomes(opinion)["a#y"]
    assert ("clear", None) == (opinion.verdict.value, opinion.weight)
