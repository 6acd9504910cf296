"""Values of a file that know their place in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.lines import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain: TypeAlias = "bool | float | str | list[Plain] | dict[str, Plain] | None"
ScalarValue: TypeAlias = bool | float | str | None
Place: TypeAlias = tuple[int, int, int, int]
"""First line and column, last line and the column after the end, all from 0."""

_SHOWN = 40


class Page:
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


class Marked:
    """A value with its place; lines and columns count from 0 as the parser does."""

    __slots__ = ("page", "place")

    def __init__(self, page: Page, place: Place) -> None:
        self.page = page
        self.place = place

    @property
    def span(self) -> Span:
        """Point at the value, for a diagnostic."""
        return self.page.span(*self.place)

    @property
    def line(self) -> int:
        """Give the line it starts in, from 1."""
        return self.place[0] + 1


class MarkedScalar(Marked):
    """A text, number, truth value or nothing; `raw` is how it was written."""

    __slots__ = ("quoted", "raw", "value")

    def __init__(
        self, page: Page, place: Place, value: ScalarValue, raw: str, *, quoted: bool = False
    ) -> None:
        super().__init__(page, place)
        self.value = value
        self.raw = raw
        self.quoted = quoted


class MarkedList(Marked):
    """A list of values."""

    __slots__ = ("items",)

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__(page, place)
        self.items: list[Node] = []


class MarkedMap(Marked):
    """A mapping; `keys` holds the place of each key, `values` what stands there."""

    __slots__ = ("keys", "values")

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__(page, place)
        self.keys: dict[str, MarkedScalar] = {}
        self.values: dict[str, Node] = {}

    def key_span(self, key: str) -> Span:
        """Point at a key."""
        return self.keys[key].span

    def map(self, key: str) -> MarkedMap:
        """Give the mapping under a key; an empty one where there is none."""
        found = self.values.get(key)
        return found if isinstance(found, MarkedMap) else MarkedMap(self.page, self.place)

    def list(self, key: str) -> MarkedList:
        """Give the list under a key; an empty one where there is none."""
        found = self.values.get(key)
        return found if isinstance(found, MarkedList) else MarkedList(self.page, self.place)

    def maps(self, key: str) -> Iterator[MarkedMap]:
        """Walk over the mappings in the list under a key."""
        return (item for item in self.list(key).items if isinstance(item, MarkedMap))

    def span_of(self, key: str) -> Span:
        """Point at the value under a key, or at the mapping where it has none."""
        found = self.values.get(key)
        return self.span if found is None else found.span


Node: TypeAlias = MarkedScalar | MarkedList | MarkedMap


def plain(node: Node) -> Plain:
    """Give the value without its marks."""
    match node:
        case MarkedScalar():
            return node.value
        case MarkedList():
            return [plain(item) for item in node.items]
        case MarkedMap():
            return {key: plain(value) for key, value in node.values.items()}


def written(node: Node) -> str:
    """Write a value on one line, as its author might."""
    match node:
        case MarkedScalar():
            return node.raw or "null"
        case MarkedList():
            return f"[{', '.join(map(written, node.items))}]"
        case MarkedMap():
            parts = (f"{key}: {written(value)}" for key, value in node.values.items())
            return f"{{{', '.join(parts)}}}"


def described(node: Node) -> str:
    """
    Name a value in the words of someone who writes YAML.

    Text and numbers are quoted as they were written.
    """
    match node:
        case MarkedList():
            return "a list"
        case MarkedMap():
            return "a mapping"
        case MarkedScalar(value=None):
            return "nothing"
        case MarkedScalar(value=bool()):
            return f"the truth value `{node.raw}`"
        case MarkedScalar(value=str()):
            shown = " ".join(node.raw.split())
            clipped = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
            return f"the text `{clipped}`"
        case _:
            return f"the number `{node.raw}`"
