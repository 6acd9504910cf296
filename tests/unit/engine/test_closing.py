"""What is told of places and values that a closure has to make something of."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.diagnostics import EngineFailure
from advisor.engine.closure.closing import ScenarioCloser
from advisor.model.conclusions import Remaining
from advisor.model.conditions import Is, Leaf, OneOf, Within
from advisor.model.law import Law
from advisor.model.places import Membership, Places
from advisor.model.relations import Relation
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Fact, FactType, Vocabulary

DAY = date(2026, 3, 2)
FACTS = {
    "message.sent": Fact("message.sent", FactType.FLAG, "Sent?"),
    "message.kind": Fact(
        "message.kind", FactType.CHOICE, "Which?", options={"letter": "letter", "note": "note"}
    ),
    "matter.tribunal": Fact("matter.tribunal", FactType.PLACE, "Where?"),
}
SENT_FROM_UNION = Relation(
    "sent-from-the-union",
    Leaf("message.sent", Is(value=True), "true"),
    Leaf("matter.tribunal", Within(frozenset({"UU"})), "UU"),
    "What is sent is sent from the union.",
)
LETTERS_ARE_SENT = Relation(
    "letters-are-sent",
    Leaf("message.kind", OneOf(frozenset({"letter"})), "letter"),
    Leaf("message.sent", Is(value=True), "true"),
    "A letter is sent.",
)


def places(*memberships: Membership) -> Places:
    """Relate three places and a union."""
    return Places({code: code for code in ("AA", "BB", "CC", "UU")}, memberships)


def closer(known: Places) -> ScenarioCloser:
    """Close scenarios under the two relations."""
    vocabulary = Vocabulary(FACTS, relations=(SENT_FROM_UNION, LETTERS_ARE_SENT))
    return ScenarioCloser(Law(vocabulary, places=known))


def test_exact_places_are_those_with_nothing_within_them() -> None:
    """On each day: a place that left a union is as exact as one that never belonged to any."""
    left = date(2020, 1, 1)
    known = places(Membership("AA", "UU"), Membership("BB", "AA", None, left))

    assert known.exact_on(date(2019, 1, 1)) == ("BB", "CC")
    assert known.exact_on(left) == ("AA", "BB", "CC")


def test_places_that_lie_within_one_another_are_exact() -> None:
    """A slip in the memberships takes no place out of the world, and no opinion away."""
    known = places(Membership("AA", "BB"), Membership("BB", "AA"), Membership("AA", "UU"))

    assert known.exact_on(DAY) == ("AA", "BB", "CC")
    told = Scenario(facts={"message.sent": True, "matter.tribunal": "AA"})
    assert closer(known).close(told, DAY).contradiction is None


def test_a_place_is_narrowed_to_what_is_left_of_a_union() -> None:
    """Of an untold place the members remain, of a told one nothing changes."""
    relate = closer(places(Membership("AA", "UU"), Membership("BB", "UU")))
    untold = relate.close(Scenario(facts={"message.kind": "letter"}), DAY)
    known = {item.fact: item.known for item in untold.conclusions}

    assert known == {
        "message.sent": True,
        "matter.tribunal": Remaining(frozenset({"AA", "BB"})),
    }
    outside = Scenario(facts={"message.kind": "letter", "matter.tribunal": "CC"})
    found = relate.close(outside, DAY).contradiction
    assert found is not None
    assert found.of == (("matter.tribunal", None), ("message.kind", None))


def test_a_value_that_no_file_could_tell_is_no_opinion() -> None:
    """A program that hands over what a fact cannot be gets no guess."""
    told = Scenario(facts={"message.sent": "perhaps"})

    with pytest.raises(EngineFailure, match=r"`message\.sent` was told what it cannot be"):
        closer(places()).close(told, DAY)
