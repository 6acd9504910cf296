"""
Slips of structure, each noted once with its fix, and put right in what was read.

What is read after it sees the file as the fix would leave it. So a slip has no echoes: a
misspelt key is not missing as well, and a norm with one is not unknown to its cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.source.diagnostics_sink import nearest, quoted
from advisor.source.field_forms import FieldForm, FieldKind, forms
from advisor.source.nodes import ListNode, MapNode, ScalarNode
from advisor.source.value_diagnostics import report_day
from advisor.source.value_repair import (
    BLANK,
    filler,
    is_blank,
    is_day,
    is_nothing,
    last_line,
    lines_text,
    repaired_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.field_forms import ModelClass
    from advisor.source.nodes import Node

_NESTED = (FieldKind.MODEL, FieldKind.TABLE, FieldKind.CONDITION)
_JOINTS = frozenset({"all", "any", "none", "some", "every"})
_WHY = "which keys belong together is told by their indentation alone"


def repair_shape(
    root: MapNode,
    model: ModelClass,
    problems: DiagnosticSink,
    describe: Callable[[ModelClass, str], str],
) -> None:
    """
    Put right what can be of a whole file, noting each slip.

    `describe` says what a key of a shape is for, to whom has still to fill it in.
    """
    _Repair(problems, describe).mapping(root, model, ())


class _Repair:
    """Walks a file along its shape, outermost first."""

    def __init__(
        self, problems: DiagnosticSink, describe: Callable[[ModelClass, str], str]
    ) -> None:
        self.problems = problems
        self.describe = describe

    def mapping(
        self, node: MapNode, model: ModelClass, around: Sequence[tuple[MapNode, str, ModelClass]]
    ) -> None:
        """Put right one mapping of known keys; `around` holds those that it stands in."""
        known = forms(model)
        self._gather(node, known)
        for key in [key for key in node.values if key not in known]:
            _ = (
                self._indented_too_little(node, key, known)
                or self._indented_too_much(node, key, around)
                or self._misspelt(node, key, known)
            )
        for key in [key for key in node.values if key in known]:
            here = (*around, (node, key, model))
            if is_blank(node.values[key]):
                self._blank(node, key, model)
                continue
            if known[key].kind is FieldKind.DAY and not known[key].is_needed:
                self._day(node, key, is_span=known[key].is_span)
            if key in node.values:
                node.values[key] = self._value(key, node.values[key], known[key], here)

    def _value(
        self,
        key: str,
        node: Node,
        form: FieldForm,
        around: Sequence[tuple[MapNode, str, ModelClass]],
    ) -> Node:
        if is_blank(node):
            self._report_blank(key, node, "")
            return filler(node, form) or node
        node = repaired_value(key, node, form, self.problems)
        if form.kind is FieldKind.LIST and form.inner is not None and isinstance(node, ListNode):
            node.items = [self._value(key, item, form.inner, around) for item in node.items]
        if not isinstance(node, MapNode):
            return node
        if form.kind is FieldKind.MODEL and form.model is not None:
            self.mapping(node, form.model, around)
        elif form.kind is FieldKind.TABLE and form.inner is not None:
            self._table(node, form.inner, around)
        elif form.kind is FieldKind.CONDITION:
            for inner in [inner for inner in node.values if inner not in _JOINTS]:
                if form.model is None or inner not in forms(form.model):
                    self._indented_too_much(node, inner, around)
            if form.model is not None and "cites" in node.values:
                cites = forms(form.model)["cites"]
                node.values["cites"] = self._value("cites", node.values["cites"], cites, ())
        return node

    def _blank(self, node: MapNode, key: str, model: ModelClass) -> None:
        """Note what is still to be filled in, and put in its place what draws no echo."""
        self._report_blank(key, node.values[key], self.describe(model, key))
        form = forms(model)[key]
        stand_in = filler(node.values[key], form)
        if stand_in is not None:
            node.values[key] = stand_in
        elif not form.is_needed:
            del node.keys[key], node.values[key]

    def _report_blank(self, key: str, node: Node, meaning: str) -> None:
        self.problems.add(
            "blank",
            node.span,
            f"{quoted(key)} is still to be filled in",
            why="a blank says nothing that could be relied on",
            fix=f"write it in place of `{BLANK}`" + (f": {meaning}" if meaning else ""),
        )

    def _day(self, node: MapNode, key: str, *, is_span: bool) -> None:
        """Leave out a day that may be omitted and that no calendar has."""
        value = node.values[key]
        if not is_nothing(value) and not is_day(value, is_span=is_span):
            report_day(value, self.problems)
            del node.keys[key], node.values[key]

    def _table(
        self, node: MapNode, inner: FieldForm, around: Sequence[tuple[MapNode, str, ModelClass]]
    ) -> None:
        if inner.kind is FieldKind.MODEL and inner.model is not None:
            entry = FieldForm(FieldKind.MODEL, model=inner.model)
            named = {key: entry for key in node.values if key not in forms(inner.model)}
            self._gather(node, named)
        for key, value in node.values.items():
            node.values[key] = self._value(key, value, inner, around)

    def _gather(self, node: MapNode, known: Mapping[str, FieldForm]) -> None:
        """Move keys that stand beside the empty key above them, and belong below it."""
        for key in list(known):
            value = node.values.get(key)
            if value is None or not is_nothing(value) or known[key].kind not in _NESTED:
                continue
            keys = list(node.values)
            below = keys[keys.index(key) + 1 :]
            end = next((n for n, item in enumerate(below) if item in known), len(below))
            below = below[:end]
            if not below or not all(_fits(known[key], item, node.values[item]) for item in below):
                continue
            place = node.keys[below[0]].place
            inner = MapNode(node.page, place)
            last = max(last_line(node.values[item]) for item in below)
            self._report(
                node,
                below[0],
                f"{quoted(below[0])} stands beside {quoted(key)}, which is empty, not below it",
                f"indent {lines_text(place[0], last)} by 2 more spaces",
            )
            for entry in below:
                _move(node, inner, entry)
            node.values[key] = inner

    def _indented_too_little(self, node: MapNode, key: str, known: Mapping[str, FieldForm]) -> bool:
        """Move a key into the mapping before it, whose it is."""
        keys = list(node.values)
        before = next((one for one in reversed(keys[: keys.index(key)]) if one in known), None)
        inner = None if before is None else node.values[before]
        form = None if before is None else known[before]
        if (
            before is None
            or form is None
            or not isinstance(inner, MapNode)
            or form.model is None
            or key not in forms(form.model)
            or key in inner.values
        ):
            return False
        place = node.keys[key].place
        more = inner.place[1] - place[1]
        fix = f"indent {lines_text(place[0], last_line(node.values[key]))} by {more} more spaces"
        if inner.is_flow:
            fix = f"write it within the braces of {quoted(before)}"
        self._report(
            node, key, f"{quoted(key)} stands beside {quoted(before)}, and belongs in it", fix
        )
        _move(node, inner, key)
        return True

    def _indented_too_much(
        self, node: MapNode, key: str, around: Sequence[tuple[MapNode, str, ModelClass]]
    ) -> bool:
        """Move a key out into a mapping around, whose it is."""
        for outer, holder, model in reversed(around):
            if key not in forms(model) or key in outer.values:
                continue
            line, column, *_ = node.keys[key].place
            last = last_line(node.values[key])
            end = last_line(outer.values[holder])
            fix = f"indent {lines_text(line, last)} by {column - outer.place[1]} fewer spaces"
            if node.is_flow:
                fix = f"write it on a line of its own, indented as {quoted(holder)} is"
            elif last < end:
                fix = (
                    f"move {lines_text(line, last)} below line {end + 1}, "
                    f"indented by {column - outer.place[1]} fewer spaces"
                )
            self._report(
                node, key, f"{quoted(key)} stands in {quoted(holder)}, and belongs beside it", fix
            )
            _move(node, outer, key)
            return True
        return False

    def _misspelt(self, node: MapNode, key: str, known: Mapping[str, FieldForm]) -> bool:
        meant = nearest(key.replace(" ", "_").replace("-", "_"), known)
        if meant is None or meant in node.values:
            return False
        self.problems.add(
            "unknown-key",
            node.key_span(key),
            f"no key is named {quoted(key)} here",
            why="a key that is not read would look as if it had an effect",
            fix=f"did you mean {quoted(meant)}?",
        )
        _rename(node, key, meant)
        return True

    def _report(self, node: MapNode, key: str, what: str, fix: str) -> None:
        self.problems.add("wrong-indentation", node.key_span(key), what, why=_WHY, fix=fix)


def _fits(form: FieldForm, key: str, value: Node) -> bool:
    """Return whether a key may stand below one of a form."""
    if form.kind is FieldKind.CONDITION:
        return "." in key or key in _JOINTS
    if form.kind is FieldKind.TABLE:
        return isinstance(value, MapNode)
    if form.model is None:
        return False
    return nearest(key, forms(form.model)) is not None


def _move(source: MapNode, target: MapNode, key: str) -> None:
    target.keys[key] = source.keys.pop(key)
    target.values[key] = source.values.pop(key)


def _rename(node: MapNode, old: str, new: str) -> None:
    """Rename a key in its place, so that what follows it still does."""
    marked = node.keys[old]
    node.keys[old] = ScalarNode(marked.page, marked.place, new, new, quoted=marked.quoted)
    node.keys = {(new if key == old else key): value for key, value in node.keys.items()}
    node.values = {(new if key == old else key): value for key, value in node.values.items()}
