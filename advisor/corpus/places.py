"""Which places there are, and which lay within which, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.places import Membership, Places
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.corpus.parsed_files import ParsedFile, ParsedFiles
    from advisor.corpus.schema.jurisdiction import JurisdictionModel
    from advisor.corpus.schema.vocabulary import VocabularyModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink


def read_places(sheets: ParsedFiles, known: SymbolTable, problems: DiagnosticSink) -> Places:
    """Join the places of the vocabularies with the jurisdictions and their members."""
    names = {
        code: name for sheet in sheets.vocabularies for code, name in sheet.wire.places.items()
    }
    names |= {sheet.wire.jurisdiction: sheet.wire.name for sheet in sheets.jurisdictions}
    told: dict[tuple[str, str], tuple[Membership, Span]] = {}
    for sheet in sheets.jurisdictions:
        code, members = sheet.wire.jurisdiction, sheet.wire.members
        for inner, outer, at in memberships(sheet):
            known.check_place(outer if inner == code else inner, at, problems)
            period = members.get(inner) if outer == code else None
            start, until = (period.from_, period.until) if period is not None else (None, None)
            _tell(told, Membership(inner, outer, start, until), at, problems)
    _drop_circles(told, problems)
    spellings = _spellings(sheets.vocabularies, known, problems)
    return Places(
        dict(sorted(names.items())), tuple(member for member, _ in told.values()), spellings
    )


def _spellings(
    vocabularies: Iterable[ParsedFile[VocabularyModel]],
    known: SymbolTable,
    problems: DiagnosticSink,
) -> dict[str, str]:
    """Return the code of whatever else is typed for a place, in lower case."""
    spellings: dict[str, str] = {}
    for sheet in vocabularies:
        node = sheet.node.map("typed_as")
        for spelling, code in sheet.wire.typed_as.items():
            known.check_place(code, node.span_of(spelling), problems)
            spellings[" ".join(spelling.split()).casefold()] = code
    return spellings


def memberships(sheet: ParsedFile[JurisdictionModel]) -> Iterator[tuple[str, str, Span]]:
    """Walk over what a file says lies within what, by `within` and by `members`."""
    code, node = sheet.wire.jurisdiction, sheet.node
    items = node.list("within").items
    for number, union in enumerate(sheet.wire.within):
        yield code, union, items[number].span if items else node.span_of("within")
    members = node.map("members")
    for place in sheet.wire.members:
        yield place, code, members.key_span(place)


def _tell(
    told: dict[tuple[str, str], tuple[Membership, Span]],
    member: Membership,
    at: Span,
    problems: DiagnosticSink,
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


def _drop_circles(
    told: dict[tuple[str, str], tuple[Membership, Span]], problems: DiagnosticSink
) -> None:
    """Note and omit what would put a place within itself, whatever the dates."""
    around: dict[str, set[str]] = {}
    for (inner, outer), (_, at) in tuple(told.items()):
        gained = {outer, *around.get(outer, ())}
        if inner in gained:
            del told[inner, outer]
            _report_circle(inner, outer, at, problems)
            continue
        for code, places in around.items():
            if code == inner or inner in places:
                places.update(gained)
        around.setdefault(inner, set()).update(gained)


def _report_circle(inner: str, outer: str, at: Span, problems: DiagnosticSink) -> None:
    what, fix = f"{quoted(inner)} lies within itself", f"remove {quoted(outer)} here"
    if inner != outer:
        what = f"{quoted(inner)} lies within {quoted(outer)}, and that within it"
        fix += f", or what puts {quoted(outer)} within {quoted(inner)}"
    problems.add(
        "place-cycle",
        at,
        what,
        why="of places that lie within one another none is the smaller, whose law speaks",
        fix=fix,
    )


def unions(code: str, places: Places) -> list[list[str]]:
    """
    Return what a place lay within at any time: first the nearest, then those around them.

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
