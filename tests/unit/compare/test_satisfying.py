"""Facts to tell so that a condition comes out as wanted."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus
from advisor.compare.batch_answers import scenario_of
from advisor.compare.solutions import Solutions, merge_told
from advisor.engine.reference import FactView, prove
from advisor.model.conditions import (
    All,
    Any,
    Between,
    Condition,
    Is,
    Leaf,
    Nor,
    OneOf,
    Only,
    Within,
)
from advisor.model.truth import Truth

SENT = Leaf("message.direction", OneOf(frozenset({"sent"})), "sent")
AGREED = Leaf("recipient.consented", Is(value=True), "true")
TRACKED = Leaf("message.is_tracked", Is(value=True), "true")
LINK_ONLY = Leaf("tracking.mechanisms", Only(frozenset({"link"})), "{only: [link]}")
CHILD = Leaf("recipient.age", Between(below=16.0), "{below: 16}")
IN_UNION = Leaf("lawyer.admitted_in", Within(frozenset({"UU"})), "UU")
CONDITIONS = [
    SENT,
    AGREED,
    TRACKED,
    LINK_ONLY,
    CHILD,
    IN_UNION,
    All((SENT, AGREED)),
    Any((AGREED, CHILD)),
    Nor((AGREED, CHILD)),
    All((SENT, Any((TRACKED, AGREED)), Nor((CHILD,)))),
]


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("holds", [True, False])
def test_first_way_works(lands: Corpus, condition: Condition, day: object, *, holds: bool) -> None:
    """The first way that is found makes the condition come out as wanted."""
    way = Solutions(lands.law, ("ZZ", "none")).of(condition, holds=holds)[0]
    view = FactView(lands.law, scenario_of(way), day)  # type: ignore[arg-type]

    assert Truth.of(holds) is prove(condition, view, 0).truth


def test_contradiction() -> None:
    """Two tellings of one fact that contradict each other are no telling."""
    assert merge_told({("message.colour", None): "red"}, {("message.colour", None): "blue"}) is None


def test_sets_are_joined() -> None:
    """Two tellings of a set are told together."""
    place = ("tracking.mechanisms", None)

    assert {place: frozenset({"pixel", "link"})} == merge_told(
        {place: frozenset({"pixel"})}, {place: frozenset({"link"})}
    )


def test_every_branch_is_followed(lands: Corpus) -> None:
    """A branch with many ways does not crowd out one with few."""
    role = Leaf("recipient.role", OneOf(frozenset({"client", "counsel", "reporter"})), "any")
    ways = Solutions(lands.law, ()).of(Any((role, AGREED)), holds=True)

    assert {("recipient.consented", 0): True} in ways[:2]
