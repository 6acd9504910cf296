"""Places as they are typed: what is certain, what is in doubt, and what is offered instead."""

from __future__ import annotations

import pytest

from advisor.facts.place_names import PlaceInDoubt, PlaceReader, PlaceUnread, told_places
from advisor.model.places import Membership, Places
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import Fact, FactType

LANDS = Places(
    {
        "UNI": "Union",
        "AA": "Aland",
        "BB": "Beeland",
        "ZZ": "Zedland",
        "ZZ-AA": "Alpha",
        "ZZ-BB": "New Beta",
        "ZZ-CC": "Gamma",
        "GG": "Gamma",
    },
    (Membership("AA", "UNI"), Membership("BB", "UNI")),
    {"z.z.": "ZZ", "alf.": "ZZ-AA"},
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ZZ-AA", "ZZ-AA"),
        ("zz-aa", "ZZ-AA"),
        ("CC", "ZZ-CC"),
        ("c. c.", "ZZ-CC"),
        ("  new   béta ", "ZZ-BB"),
        ("Zed", "ZZ"),
        ("New Beta State", "ZZ-BB"),
        ("State of Alpha", "ZZ-AA"),
        ("State of Gamma", "ZZ-CC"),
        ("the Commonwealth of Alpha", "ZZ-AA"),
        ("the Aland", "AA"),
        ("Harbour, Alpha", "ZZ-AA"),
        ("Harbour, Alpha 12345-6789", "ZZ-AA"),
        ("Harbour, Gamma, Zedland", "ZZ-CC"),
        ("Alpha, Z.Z.", "ZZ-AA"),
        ("Alf.", "ZZ-AA"),
        ("alf", "ZZ-AA"),
    ],
)
def test_what_is_certain(typed: str, code: str) -> None:
    """Codes, names, titles, towns, postal codes and abbreviations lead to one place."""
    assert code == PlaceReader(LANDS).place(typed)


@pytest.mark.parametrize(
    ("typed", "told", "code"),
    [
        ("AA", ("ZZ-CC",), "ZZ-AA"),
        ("AA", ("ZZ", "ZZ-BB"), "ZZ-AA"),
        ("AA", ("BB",), "AA"),
        ("AA", ("UNI",), "AA"),
        ("Gamma", ("ZZ-AA",), "ZZ-CC"),
        ("Harbour, BB", ("ZZ",), "ZZ-BB"),
    ],
)
def test_what_was_told_decides(typed: str, told: tuple[str, ...], code: str) -> None:
    """Where all that was told lies together with one of two places, that one is meant."""
    assert code == PlaceReader(LANDS, told).place(typed)


@pytest.mark.parametrize("told", [(), ("ZZ", "BB"), ("GG",)])
@pytest.mark.parametrize("typed", ["AA", "aa", "A.A.", "Harbour, AA"])
def test_what_is_in_doubt(typed: str, told: tuple[str, ...]) -> None:
    """A code of a land and of a part of another is never one of them in silence."""
    with pytest.raises(PlaceInDoubt) as doubt:
        PlaceReader(LANDS, told).place(typed)

    assert ("ZZ-AA", "AA") == doubt.value.codes


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Alpa", ("ZZ-AA",)),
        ("Zedlnd", ("ZZ",)),
        ("Beta", ("ZZ-BB",)),
        ("Harbour Alpha", ("ZZ-AA",)),
        ("Atlantis", ()),
        ("Harbour, Atlantis", ()),
        ("12", ()),
        ("!", ()),
        ("", ()),
    ],
)
def test_what_is_no_place(typed: str, near: tuple[str, ...]) -> None:
    """What is misspelt is never guessed; what is near is offered."""
    with pytest.raises(PlaceUnread) as unread:
        PlaceReader(LANDS).place(typed)

    assert near == unread.value.near


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        (["Harbour", "Alpha"], {"ZZ-AA"}),
        (["Harbour", "Alpha", "Zedland"], {"ZZ-AA"}),
        (["Alpha", "Z.Z."], {"ZZ-AA"}),
        (["ZZ-AA", "ZZ"], {"ZZ-AA", "ZZ"}),
        (["AA", "BB", "ZZ-CC"], {"ZZ-AA", "ZZ-BB", "ZZ-CC"}),
        (["AA", "UNI"], {"AA", "UNI"}),
        (["Harbour", "Alpha", "Port", "Beeland"], {"ZZ-AA", "BB"}),
        ([], set()),
    ],
)
def test_several(members: list[str], codes: set[str]) -> None:
    """In a list a town gives way to its place, and what is certain decides what is not."""
    assert codes == PlaceReader(LANDS).set_of(members)


@pytest.mark.parametrize(
    ("members", "typed"), [(["Alpa", "Beeland"], "Alpa"), (["Alpha", "Atlantis"], "Atlantis")]
)
def test_a_slip_in_a_list(members: list[str], typed: str) -> None:
    """What is almost a place is no town, and nothing at the end of a list is one."""
    with pytest.raises(PlaceUnread) as unread:
        PlaceReader(LANDS).set_of(members)

    assert typed == unread.value.typed


@pytest.mark.parametrize("code", sorted(LANDS.names))
def test_every_place_can_be_typed(code: str) -> None:
    """What is offered for a place in doubt is read as that place and no other."""
    reader = PlaceReader(LANDS)

    assert code == reader.place(reader.unmistakable(code))


def test_places_told_so_far() -> None:
    """Places of the message and of everyone count, but those of the fact that is asked for."""
    facts = {
        name: Fact(name, kind, "Where?")
        for name, kind in (
            ("firm.established_in", FactType.PLACES),
            ("recipient.located_in", FactType.PLACE),
            ("matter.tribunal", FactType.PLACE),
            ("message.subject", FactType.TEXT),
        )
    }
    people = tuple(Recipient(code, {"recipient.located_in": code}) for code in ("AA", "BB"))
    scenario = Scenario(
        facts={
            "firm.established_in": frozenset({"ZZ", "GG"}),
            "matter.tribunal": "none",
            "message.subject": "UNI",
        },
        recipients=people,
    )

    assert {"ZZ", "GG", "AA", "BB"} == told_places(scenario, facts)
    assert {"ZZ", "GG", "AA"} == told_places(scenario, facts, without=("recipient.located_in", 1))
    assert {"AA", "BB"} == told_places(scenario, facts, without=("firm.established_in", None))
