"""What one layer may not do to the law of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.problems import quoted

if TYPE_CHECKING:
    from advisor.corpus.declared import Register
    from advisor.corpus.problems import Problems
    from advisor.corpus.sheets import Sheets
    from advisor.diagnostics import Span


def check_reach(sheets: Sheets, register: Register, problems: Problems) -> None:
    """Note every override and every succession that reaches into another layer."""
    for sheet in sheets.policies:
        layer = sheet.file.layer
        for norm, node in zip(sheet.wire.norms, sheet.node.maps("norms"), strict=True):
            for one, part in zip(norm.overrides, node.maps("overrides"), strict=True):
                owner = register.layer("norm", one.norm)
                _check("norm", one.norm, owner, layer, part.span_of("norm"), problems)
        authority = sheet.node.map("authority")
        items = authority.list("supersedes").items
        for policy, item in zip(sheet.wire.authority.supersedes, items, strict=True):
            owner = register.layer("policy", policy)
            _check("policy", policy, owner, layer, item.span, problems)


def _check(
    kind: str, name: str, owner: str | None, layer: str, at: Span, problems: Problems
) -> None:
    if owner is not None and owner != layer:
        problems.add(
            "other-layer",
            at,
            f"the {kind} {quoted(name)} belongs to the layer {quoted(owner)}",
            why="a layer may add to the law beneath it and be stricter, and never lift it",
            fix="remove this; where both speak, both are shown, and the conflict with them",
        )
