"""What one layer may not do to the law of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.corpus.declared import Register
    from advisor.corpus.problems import Problems
    from advisor.corpus.sheets import Sheet, Sheets
    from advisor.corpus.wire.policy import PolicyWire
    from advisor.diagnostics import Span


def check_reach(sheets: Sheets, register: Register, problems: Problems) -> None:
    """Note every override and every succession that reaches into another layer."""
    for sheet in sheets.policies:
        for kind, name, at in _reached(sheet):
            owner = register.layer(kind, name)
            if owner is not None and owner != sheet.file.layer:
                problems.add(
                    "other-layer",
                    at,
                    f"the {kind} {quoted(name)} belongs to the layer {quoted(owner)}",
                    why="a layer may add to the law beneath it and be stricter, and never lift it",
                    fix="remove this; where both speak, both are shown, and the conflict too",
                )


def _reached(sheet: Sheet[PolicyWire]) -> Iterator[tuple[str, str, Span]]:
    for norm, node in zip(sheet.wire.norms, sheet.node.maps("norms"), strict=True):
        for one, part in zip(norm.overrides, node.maps("overrides"), strict=True):
            yield "norm", one.norm, part.span_of("norm")
    items = sheet.node.map("authority").list("supersedes").items
    for policy, item in zip(sheet.wire.authority.supersedes, items, strict=True):
        yield "policy", policy, item.span
