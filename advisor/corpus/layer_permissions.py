"""What one layer may not do to the law of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.places import memberships
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.corpus.declarations import Declarations
    from advisor.corpus.parsed_files import ParsedFile, ParsedFiles
    from advisor.corpus.schema.policy import PolicyModel
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink


def check_reach(sheets: ParsedFiles, register: Declarations, problems: DiagnosticSink) -> None:
    """Note every override, succession and membership that reaches into another layer."""
    for sheet in sheets.policies:
        for kind, name, at in _reached(sheet):
            owner = register.layer(kind, name)
            if owner is not None and owner != sheet.file.layer:
                _report(f"the {kind} {quoted(name)}", owner, at, problems)
    for place in sheets.jurisdictions:
        for inner, outer, at in memberships(place):
            owners = _owner(inner, register), _owner(outer, register)
            if None not in owners and place.file.layer not in owners:
                what = f"whether {quoted(inner)} lies within {quoted(outer)}"
                _report(what, str(owners[1]), at, problems)


def _owner(code: str, register: Declarations) -> str | None:
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
