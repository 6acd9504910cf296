"""Values of a file that know their place in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.lines import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

PlainValue: TypeAlias = "bool | float | str | list[PlainValue] | dict[str, PlainValue] | None"
ScalarValue: TypeAlias = bool | float | str | None
SourceRange: TypeAlias = tuple[int, int, int, int]
"""First line and column, last line and the column after the end, all from 0."""

_SHOWN = 40


class SourceText:
    """The text of one file, by lines, under the name the user gave it."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        """Split the text where YAML 1.2 does."""
        return BREAK.split(self.text)

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """Make a span from marks that count from 0; it ends with its first line."""
        if line >= len(self.lines):
            line, column, end_line, end_column = len(self.lines) - 1, 0, -1, 0
        excerpt = self.lines[line]
        if end_line != line:
            end_column = len(excerpt.rstrip())
        end = max(end_column, column + 1)
        return Span(self.source, line + 1, column + 1, end + 1, excerpt)

    @property
    def top(self) -> Span:
        """Point at the first line, for what concerns the whole file."""
        return self.span(0, 0, -1, 0)


class SourceNode:
    """A value with its place; lines and columns count from 0 as the parser does."""

    __slots__ = ("page", "place")

    def __init__(self, page: SourceText, place: SourceRange) -> None:
        self.page = page
        self.place = place

    @property
    def span(self) -> Span:
        """Point at the value, for a diagnostic."""
        return self.page.span(*self.place)

    @property
    def is_flow(self) -> bool:
        """Return whether it is written in brackets or braces."""
        line, column, *_ = self.place
        return self.page.lines[line][column : column + 1] in {"[", "{"}

    @property
    def line(self) -> int:
        """Return the line it starts in, from 1."""
        return self.place[0] + 1


class ScalarNode(SourceNode):
    """A text, number, truth value or nothing; `raw` is how it was written."""

    __slots__ = ("quoted", "raw", "value")

    def __init__(
        self,
        page: SourceText,
        place: SourceRange,
        value: ScalarValue,
        raw: str,
        *,
        quoted: bool = False,
    ) -> None:
        super().__init__(page, place)
        self.value = value
        self.raw = raw
        self.quoted = quoted


class ListNode(SourceNode):
    """A list of values."""

    __slots__ = ("items",)

    def __init__(self, page: SourceText, place: SourceRange) -> None:
        super().__init__(page, place)
        self.items: list[Node] = []


class MapNode(SourceNode):
    """
    A mapping; `keys` holds the place of each key, `values` what stands there.

    `is_partial` where a key could not be read, so that others may only seem to be missing.
    """

    __slots__ = ("is_partial", "keys", "values")

    def __init__(self, page: SourceText, place: SourceRange) -> None:
        super().__init__(page, place)
        self.is_partial = False
        self.keys: dict[str, ScalarNode] = {}
        self.values: dict[str, Node] = {}

    def key_span(self, key: str) -> Span:
        """Point at a key."""
        return self.keys[key].span

    def map(self, key: str) -> MapNode:
        """Return the mapping under a key; an empty one where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, MapNode) else MapNode(self.page, self.place)

    def list(self, key: str) -> ListNode:
        """Return the list under a key; an empty one where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, ListNode) else ListNode(self.page, self.place)

    def maps(self, key: str) -> Iterator[MapNode]:
        """Walk over the mappings in the list under a key."""
        return (item for item in self.list(key).items if isinstance(item, MapNode))

    def name(self, key: str, value: str) -> None:
        """Return a key a text as its value, where it stands or at the beginning."""
        old = self.values.get(key)
        place = self.place if old is None else old.place
        self.keys.setdefault(key, ScalarNode(self.page, place, key, key))
        self.values[key] = ScalarNode(self.page, place, value, value)

    def span_of(self, key: str) -> Span:
        """Point at the value under a key, or at the mapping where it has none."""
        value = self.values.get(key)
        return self.span if value is None else value.span


Node: TypeAlias = ScalarNode | ListNode | MapNode


def words_span(node: Node, words: str) -> Span:
    """Point at words within a value, or at all of it where they stand on another line."""
    line, column, end_line, end_column = node.place
    text = node.page.lines[line] if line < len(node.page.lines) else ""
    start = text.find(words, column, end_column if line == end_line else len(text))
    if start < 0:
        return node.span
    return node.page.span(line, start, line, start + len(words))


def plain_value(node: Node) -> PlainValue:
    """Return the value without its marks."""
    match node:
        case ScalarNode():
            return node.value
        case ListNode():
            return [plain_value(item) for item in node.items]
        case MapNode():
            return {key: plain_value(value) for key, value in node.values.items()}


def inline_text(node: Node) -> str:
    """Write a value on one line, as its author might."""
    match node:
        case ScalarNode():
            return node.raw or "null"
        case ListNode():
            return f"[{', '.join(map(inline_text, node.items))}]"
        case MapNode():
            parts = (f"{key}: {inline_text(value)}" for key, value in node.values.items())
            return f"{{{', '.join(parts)}}}"


def described(node: Node) -> str:
    """
    Return the name of a value in the words of someone who writes YAML.

    Text and numbers are quoted as they were written.
    """
    match node:
        case ListNode():
            return "a list"
        case MapNode():
            return "a mapping"
        case ScalarNode(value=None):
            return "nothing"
        case ScalarNode(value=bool()):
            return f"the truth value `{node.raw}`"
        case ScalarNode(value=str()):
            shown = " ".join(node.raw.split())
            clipped = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
            return f"the text `{clipped}`"
        case _:
            return f"the number `{node.raw}`"
