"""The names that the files declare, gathered before any of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.layers import LayerFolder
from advisor.corpus.symbols import CitedPolicy
from advisor.source.diagnostics_sink import quoted
from advisor.source.nodes import MapNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.corpus.parsed_files import ParsedFiles
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node


_DECLARED = {
    "act": "acts",
    "bearer": "bearers",
    "place": "places",
    "spelling": "typed_as",
    "fact": "facts",
}
"""What a vocabulary declares, by the word for it, with the key that holds it."""


class Declarations:
    """Notes who declared a name first, and reports who declares it again."""

    def __init__(self, problems: DiagnosticSink) -> None:
        self.problems = problems
        self.first: dict[tuple[str, str], tuple[Span, str]] = {}

    def claim(self, kind: str, name: str, at: Span, layer: str) -> bool:
        """Take a name; false where it is taken already, which is noted."""
        taken = self.first.setdefault((kind, name), (at, layer))
        if taken[0] is at:
            return True
        span, owner = taken
        if owner != layer:
            self.problems.add(
                "other-layer",
                at,
                f"the {kind} {quoted(name)} belongs to the layer {quoted(owner)}",
                why="a layer may add to the law beneath it, and never redefine it",
                fix="put what you add into policies of your own"
                if kind == "jurisdiction"
                else "choose another name",
            )
        else:
            self.problems.add(
                "duplicate-id",
                at,
                f"the {kind} {quoted(name)} is declared already, at {span}",
                why="a name that stands for two things stands for neither",
                fix="choose another name, or remove one of the two",
            )
        return False

    def layer(self, kind: str, name: str) -> str | None:
        """Return which layer declared a name."""
        taken = self.first.get((kind, name))
        return None if taken is None else taken[1]


def declare(sheets: ParsedFiles, register: Declarations) -> None:
    """Claim every name of every file, and note those that are claimed twice."""
    for file, root in sheets.roots:
        for kind, name, at in _names(root, file.folder):
            register.claim(kind, name, at, file.layer)


def cited_policies(sheets: ParsedFiles) -> dict[str, CitedPolicy]:
    """Return how each policy is cited, those with errors elsewhere included."""
    result: dict[str, CitedPolicy] = {}
    for file, root in sheets.roots:
        if file.folder is LayerFolder.POLICIES and "vocabulary" not in root.values:
            policy = _raw(root.values.get("policy")) or file.id
            authority = root.map("authority").values
            pinpoints = {
                f"{policy}#{_raw(norm.values.get('id'))}": _pinpoint(norm)
                for norm in root.maps("norms")
            }
            cite, url = _raw(authority.get("cite")), _raw(authority.get("url"))
            result[policy] = CitedPolicy(cite, url, pinpoints)
    return result


def unnamed_norms(sheets: ParsedFiles) -> frozenset[str]:
    """Return the policies that hold a norm without an id."""
    return frozenset(
        _raw(root.values.get("policy"))
        for _, root in sheets.roots
        if any(not _raw(norm.values.get("id")) for norm in root.maps("norms"))
    )


def derived_names(sheets: ParsedFiles) -> frozenset[str]:
    """Return the names of all derived facts, those with errors included."""
    return frozenset(name for _, root in sheets.roots for name in root.map("derived").values)


def _names(root: MapNode, folder: LayerFolder) -> Iterator[tuple[str, str, Span]]:
    if folder is LayerFolder.JURISDICTIONS:
        yield from _own(root, "jurisdiction", ())
    elif "vocabulary" in root.values:
        for kind, key in _DECLARED.items():
            yield from _keys(kind, root.map(key))
        for step in root.maps("steps"):
            if name := _raw(step.values.get("id")):
                yield "step", name, step.span_of("id")
        yield from _keys("fact", root.map("derived"))
        for kind, key in (
            ("relation", "relations"),
            ("usual value", "usual"),
            ("topic", "topics"),
            ("step afterwards", "afterwards"),
        ):
            for item in root.maps(key):
                if name := _raw(item.values.get("id")):
                    yield kind, name, item.span_of("id")
    else:
        yield from _own(root, "policy", root.maps("norms"))
        yield from _keys("fact", root.map("derived"))


def _own(root: MapNode, key: str, norms: Iterable[MapNode]) -> Iterator[tuple[str, str, Span]]:
    name = _raw(root.values.get(key))
    if name:
        yield key, name, root.span_of(key)
    for norm in norms:
        if inner := _raw(norm.values.get("id")):
            yield "norm", f"{name}#{inner}", norm.span_of("id")


def _keys(kind: str, holder: MapNode) -> Iterator[tuple[str, str, Span]]:
    return ((kind, name, holder.key_span(name)) for name in holder.values)


def _pinpoint(norm: MapNode) -> str:
    cites = norm.list("cites").items
    first = cites[0] if cites else None
    return _raw(first.values.get("pinpoint")) if isinstance(first, MapNode) else ""


def _raw(node: Node | None) -> str:
    return node.raw if isinstance(node, ScalarNode) else ""
