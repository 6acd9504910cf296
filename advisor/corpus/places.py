"""Which places there are, and which lay within which, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.problems import quoted
from advisor.model.places import Membership, Places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.corpus.known import Known
    from advisor.corpus.problems import Problems
    from advisor.corpus.sheets import Sheet
    from advisor.corpus.wire.jurisdiction import JurisdictionWire
    from advisor.diagnostics import Span


def read_places(
    names: Mapping[str, str],
    sheets: Sequence[Sheet[JurisdictionWire]],
    known: Known,
    problems: Problems,
) -> Places:
    """Join the places of the vocabulary with the jurisdictions and their members."""
    every = {**names, **{sheet.wire.jurisdiction: sheet.wire.name for sheet in sheets}}
    told: dict[tuple[str, str], tuple[Membership, Span]] = {}
    for sheet in sheets:
        code, node = sheet.wire.jurisdiction, sheet.node
        within = node.values.get("within")
        for number, union in enumerate(sheet.wire.within):
            items = getattr(within, "items", None)
            at = items[number].span if isinstance(items, list) else node.span_of("within")
            known.check_place(union, at, problems)
            _tell(told, Membership(code, union), at, problems)
        members = node.map("members")
        for place, period in sheet.wire.members.items():
            at = members.key_span(place)
            known.check_place(place, at, problems)
            _tell(told, Membership(place, code, period.from_, period.until), at, problems)
    return Places(dict(sorted(every.items())), tuple(member for member, _ in told.values()))


def _tell(
    told: dict[tuple[str, str], tuple[Membership, Span]],
    member: Membership,
    at: Span,
    problems: Problems,
) -> None:
    first, where = told.setdefault((member.place, member.union), (member, at))
    if first is not member:
        problems.add(
            "overlapping-dates",
            at,
            f"{quoted(member.place)} lies within {quoted(member.union)} already, by {where}",
            why="two tellings with different dates would contradict one another",
            fix="keep `within` where it was always so, or `members` where there are dates",
        )


def unions(code: str, places: Places) -> list[list[str]]:
    """
    Give what a place lay within at any time: first the nearest, then those around them.

    >>> found = unions("DE", Places({}, (Membership("DE", "EU"), Membership("EU", "EEA"))))
    >>> found
    [['EU'], ['EEA']]
    """
    rings: list[list[str]] = []
    seen = {code}
    ring = [code]
    while ring:
        ring = [
            member.union
            for member in places.memberships
            if member.place in ring and member.union not in seen
        ]
        ring = list(dict.fromkeys(ring))
        seen.update(ring)
        if ring:
            rings.append(ring)
    return rings
