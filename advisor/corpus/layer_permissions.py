"""What one layer may not do to the law of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.places import memberships
from advisor.facts.place_names import plain_name
from advisor.model.authorities import Kind
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.corpus.declarations import Declarations
    from advisor.corpus.parsed_files import ParsedFile, ParsedFiles
    from advisor.corpus.schema.policy import PolicyModel
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink


_FIRM = Kind.FIRM_POLICY


def check_reach(sheets: ParsedFiles, register: Declarations, problems: DiagnosticSink) -> None:
    """
    Note whatever of a layer reaches into another.

    That is an override, a succession, a place moved, renamed or typed for another, and
    law that would bind in a place of which another layer tells.
    """
    for sheet in sheets.policies:
        for kind, name, at in _reached(sheet):
            owner = register.layer(kind, name)
            if owner is not None and owner != sheet.file.layer:
                _report(f"the {kind} {quoted(name)}", owner, at, problems)
        _check_weights(sheet, register, problems)
    for place in sheets.jurisdictions:
        for inner, outer, at in memberships(place):
            owner = _place_owner(inner, register)
            if None not in (owner, _place_owner(outer, register)) and owner != place.file.layer:
                what = f"whether {quoted(inner)} lies within {quoted(outer)}"
                _report(what, str(owner), at, problems)
    _check_names(sheets, register, problems)


def _check_weights(
    sheet: ParsedFile[PolicyModel], register: Declarations, problems: DiagnosticSink
) -> None:
    """Note what a layer calls binding in a place of which another layer tells the law."""
    authority, code = sheet.wire.authority, sheet.wire.authority.jurisdiction
    owner = register.layer("jurisdiction", code) or register.layer("place", code)
    capped = authority.at_most is not None and authority.at_most.rank >= _FIRM.weight.rank
    if owner in (None, sheet.file.layer) or capped or authority.kind is Kind.MODEL_RULE:
        return
    claimed: list[tuple[Kind, Span]] = [
        (authority.kind, sheet.node.map("authority").span_of("kind"))
    ]
    for norm, node in zip(sheet.wire.norms, sheet.node.maps("norms"), strict=True):
        if norm.kind is not None:
            claimed.append((norm.kind, node.span_of("kind")))
    mended = {problem.at for problem in problems.found}
    for kind, at in claimed:
        if kind.weight.rank < _FIRM.weight.rank and at not in mended:
            problems.add(
                "other-layer",
                at,
                f"a {quoted(kind.value)} binds, and the law of {quoted(code)} belongs to "
                f"the layer {quoted(str(owner))}",
                why="a layer may advise those who read it, and what binds in a place is told "
                "by the layer that knows its law",
                fix=f"write `kind: {_FIRM.value}`, or add `at_most: {_FIRM.weight.value}` "
                "to the authority",
            )


def _check_names(sheets: ParsedFiles, register: Declarations, problems: DiagnosticSink) -> None:
    """Note what a layer calls a place of another, and what it would have typed for one."""
    told = [sheet.wire.places for sheet in sheets.vocabularies]
    names = {code: name for places in told for code, name in places.items()}
    for place in sheets.jurisdictions:
        code, owner = place.wire.jurisdiction, register.layer("place", place.wire.jurisdiction)
        if owner not in (None, place.file.layer) and names.get(code) not in (None, place.wire.name):
            what = f"the name {quoted(names[code])} of {quoted(code)}"
            _report(what, str(owner), place.node.span_of("name"), problems)
    names |= {place.wire.jurisdiction: place.wire.name for place in sheets.jurisdictions}
    for sheet in sheets.vocabularies:
        node = sheet.node.map("typed_as")
        for spelling, meant in sheet.wire.typed_as.items():
            for code in _called(spelling, names):
                owner = _place_owner(code, register)
                if code != meant and owner not in (None, sheet.file.layer):
                    what = f"{quoted(spelling)}, which is typed for {quoted(code)},"
                    _report(what, str(owner), node.key_span(spelling), problems)
                    break


def _called(spelling: str, names: Mapping[str, str]) -> Iterator[str]:
    """Return the places whose code, name or postal code is typed so."""
    word = plain_name(spelling)
    for code, name in names.items():
        if word in map(plain_name, (code, code.partition("-")[2], name)):
            yield code


def _place_owner(code: str, register: Declarations) -> str | None:
    """Return which layer knew of a place first, by whichever kind of file."""
    return register.layer("place", code) or register.layer("jurisdiction", code)


def _report(what: str, owner: str, at: Span, problems: DiagnosticSink) -> None:
    problems.add(
        "other-layer",
        at,
        f"{what} belongs to the layer {quoted(owner)}",
        why="a layer may add to the law beneath it and be stricter, and never lift it",
        fix="remove this; where both speak, both are shown, and the conflict too",
    )


def _reached(sheet: ParsedFile[PolicyModel]) -> Iterator[tuple[str, str, Span]]:
    for norm, node in zip(sheet.wire.norms, sheet.node.maps("norms"), strict=True):
        for override, part in zip(norm.overrides, node.maps("overrides"), strict=True):
            yield "norm", override.norm, part.span_of("norm")
    items = sheet.node.map("authority").list("supersedes").items
    for policy, item in zip(sheet.wire.authority.supersedes, items, strict=True):
        yield "policy", policy, item.span
