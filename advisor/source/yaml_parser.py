"""YAML text to marked values, strictly: what could be read two ways is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from advisor.source.diagnostics_sink import DiagnosticSink, quoted
from advisor.source.line_separators import report_separator, separators_in
from advisor.source.nodes import ListNode, MapNode, ScalarNode, SourceText
from advisor.source.scalars import scalar

if TYPE_CHECKING:
    from advisor.source.line_separators import LineSeparators
    from advisor.source.nodes import Node, SourceRange

Event: TypeAlias = Any
"""An event of either parser, the one in C or the one in Python; only the shape is shared."""

MOST_DEEP = 40
MOST_ALIASES = 100
MOST_ALIASED = 20_000
_PLAIN = (None, "")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """Nothing after this can be read."""


def parse(page: SourceText, problems: DiagnosticSink) -> Node | None:
    """
    Read one document into marked values.

    Every problem is noted; `None` where the text cannot be read to its end.
    """
    separators = separators_in(page.text)
    if separators is None:
        return _parsed(page, page.text, None, problems)
    if not separators.is_readable:
        report_separator(page, separators.found[0], problems)
        return None
    return _parsed(page, separators.text, separators, problems)


def _parsed(
    page: SourceText, text: str, separators: LineSeparators | None, problems: DiagnosticSink
) -> Node | None:
    loader = _Loader(text)
    try:
        root = _Tree(page, problems, separators).read(loader)
    except yaml.YAMLError as error:
        if not _report_unquoted(page, separators, _index(error), problems):
            from advisor.source.yaml_errors import report_syntax  # needed for mistakes only

            report_syntax(page, error, problems, _is_sound)
        return None
    except _Stop:
        return None
    finally:
        loader.dispose()
    return None if _report_unquoted(page, separators, len(text), problems) else root


def _report_unquoted(
    page: SourceText, separators: LineSeparators | None, end: int, problems: DiagnosticSink
) -> bool:
    """Note the first line separator up to `end` that is not quoted; tell whether there is one."""
    index = None if separators is None else separators.first_unquoted(end)
    if index is not None:
        report_separator(page, index, problems)
    return index is not None


def _is_sound(text: str) -> bool:
    """Return whether a text is read without a problem; its separators are left aside."""
    page, problems = SourceText("", text), DiagnosticSink()
    loader = _Loader(text)
    try:
        return _Tree(page, problems).read(loader) is not None and not problems.found
    except (yaml.YAMLError, _Stop):
        return False
    finally:
        loader.dispose()


def _index(error: yaml.YAMLError) -> int:
    """Return how far the text was understood when the parser gave up."""
    is_in_quotes = "quoted scalar" in (getattr(error, "context", None) or "")
    mark = getattr(error, "context_mark" if is_in_quotes else "problem_mark", None)
    return 0 if mark is None else int(mark.index)


class _Tree:
    """Builds marked values from parser events, without recursion."""

    def __init__(
        self, page: SourceText, problems: DiagnosticSink, separators: LineSeparators | None = None
    ) -> None:
        self.page = page
        self.problems = problems
        self.separators = separators
        self.open: list[ListNode | MapNode] = []
        self.keys: list[ScalarNode | None] = []
        self.root: Node | None = None
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.opened: list[tuple[str | None, int]] = []
        self.count = 0
        self.aliases = 0
        self.aliased = 0
        self.skipped = False

    def read(self, loader: Event) -> Node | None:
        """Consume all events."""
        documents = 0
        while (event := loader.get_event()) is not None:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start(event, MapNode)
                case yaml.SequenceStartEvent():
                    self._start(event, ListNode)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._end(event)
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._several(event)
                case _:
                    pass
        return self.root

    def _scalar(self, event: Event) -> None:
        raw = event.value if self.separators is None else self.separators.restore(event)
        is_plain = event.style in _PLAIN
        value = scalar(raw) if is_plain else raw
        node = ScalarNode(self.page, _place(event), value, raw, quoted=not is_plain)
        self._check_tag(event, node)
        self.count += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1)
        self._put(node)

    def _start(self, event: Event, kind: type[ListNode | MapNode]) -> None:
        node = kind(self.page, _place(event))
        self._check_tag(event, node)
        if len(self.open) >= MOST_DEEP:
            self.problems.add(
                "too-deep",
                node.span,
                f"values are nested more than {MOST_DEEP} deep",
                why="no file here needs that, and deep nesting is used to exhaust programs",
                fix="flatten the file",
            )
            raise _Stop
        self.count += 1
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self._put(node)
        self.open.append(node)
        self.keys.append(None)
        self.opened.append((event.anchor, self.count - 1))

    def _end(self, event: Event) -> None:
        node = self.open.pop()
        self.keys.pop()
        end = event.end_mark
        node.place = (*node.place[:2], end.line, end.column)
        anchor, before = self.opened.pop()
        if anchor is not None:
            self.anchors[anchor] = (node, self.count - before)

    def _alias(self, event: Event) -> None:
        at = self.page.span(*_place(event))
        name = event.anchor or ""
        if name not in self.anchors:
            self.problems.add(
                "unknown-anchor",
                at,
                f"no finished value above is anchored as {quoted('&' + name)}",
                why="an alias repeats a value that was given before it, and cannot hold itself",
                fix="write the value out, or quote the text if it merely starts with `*`",
            )
            raise _Stop
        node, size = self.anchors[name]
        self.aliases += 1
        self.aliased += size
        self.count += size
        if self.aliases > MOST_ALIASES or self.aliased > MOST_ALIASED:
            self.problems.add(
                "too-many-aliases",
                at,
                f"aliases repeat more than {MOST_ALIASES} times or {MOST_ALIASED} values",
                why="a few lines of aliases can unfold to more values than a computer holds",
                fix="write the values out",
            )
            raise _Stop
        self._put(node)

    def _put(self, node: Node) -> None:
        if not self.open:
            if self.root is None:
                self.root = node
            return
        holder = self.open[-1]
        if isinstance(holder, ListNode):
            holder.items.append(node)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = self._key(node)
        else:
            self.keys[-1] = None
            if key.value is None:
                holder.is_partial = True
                return  # a key with a problem, noted already; its value says nothing more
            if key.raw in holder.values:
                self._twice(holder, key)
            else:
                holder.keys[key.raw] = key
                holder.values[key.raw] = node

    def _key(self, node: Node) -> ScalarNode:
        if isinstance(node, ScalarNode) and isinstance(node.value, str):
            if node.raw == "<<" and not node.quoted:
                self.problems.add(
                    "merge-key",
                    node.span,
                    "the merge key `<<` is not read here",
                    why="merged keys stand nowhere in the mapping, so nobody could point at them",
                    fix="write the keys out",
                )
                return ScalarNode(self.page, node.place, None, node.raw)
            return node
        raw = node.raw if isinstance(node, ScalarNode) else "?"
        self.problems.add(
            "key-not-text",
            node.span,
            f"the key {quoted(raw)} is not text" if raw != "?" else "a key is not text",
            why="keys are names; without quotes this one is read as something else",
            fix=f"quote it: `'{raw}'`" if raw != "?" else "use a plain name as the key",
        )
        return ScalarNode(self.page, node.place, None, raw)

    def _twice(self, holder: MapNode, key: ScalarNode) -> None:
        first = holder.keys[key.raw].line
        self.problems.add(
            "duplicate-key",
            key.span,
            f"the key {quoted(key.raw)} stands here a second time, after line {first}",
            why="only one of the two could be read, and nobody could tell which was meant",
            fix="remove one, or put both into one value",
        )

    def _check_tag(self, event: Event, node: Node) -> None:
        if event.tag is not None:
            self.problems.add(
                "explicit-tag",
                node.span,
                f"the tag {quoted(event.tag)} is not read here",
                why="what a value is follows from its key alone",
                fix="remove the tag; quote the value if it is meant as text",
            )

    def _several(self, event: Event) -> None:
        self.problems.add(
            "several-documents",
            self.page.span(*_place(event)),
            "a second YAML document starts here",
            why="one file holds one document, so that its path can be its name",
            fix="move it into a file of its own, or remove the line `---`",
        )
        raise _Stop


def _place(event: Event) -> SourceRange:
    start, end = event.start_mark, event.end_mark
    return start.line, start.column, end.line, end.column
