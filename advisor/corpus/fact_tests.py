"""One test on one fact: what may be asked of which type, and how it is written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeGuard, assert_never

from advisor.model.conditions import (
    Between,
    DayOrder,
    During,
    IncludesAll,
    Is,
    OneOf,
    Only,
    Within,
    WithinAll,
)
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.source.diagnostics_sink import quoted
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described, inline_text
from advisor.source.scalars import parse_date
from advisor.source.value_diagnostics import report_day, report_option, report_period

if TYPE_CHECKING:
    from advisor.corpus.symbols import SymbolTable
    from advisor.model.conditions import Test
    from advisor.model.vocabulary import Fact
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

SELF = "self"
_PLACES = (FactType.PLACE, FactType.PLACES)
_SETS = (FactType.CHOICES, FactType.PLACES)
_BOUNDS = ("at_least", "above", "at_most", "below")
_EDGES = ("from", "before")
_FACT = re.compile(r"[a-z]+\.[a-z_]+")
_FIX = {
    FactType.FLAG: "write `true` or `false`",
    FactType.CHOICE: "write one option, or a list of them",
    FactType.CHOICES: "write an option, a list, `{includes_all: [...]}` or `{only: [...]}`",
    FactType.PLACE: "write a place code, or a list of them",
    FactType.PLACES: "write a place code, a list, or `{includes_all: [...]}`",
    FactType.DATE: "write `{from: 2018-05-25, before: 2021-01-01}` or one of the two",
    FactType.NUMBER: "write `{at_least: 13, below: 16}`, or one of the two",
    FactType.TEXT: "test a flag or a choice instead",
}


_TRUTHS = {
    **dict.fromkeys(("yes", "on", "true"), "write `true`"),
    **dict.fromkeys(("no", "off", "false"), "write `false`"),
}


class Tests:
    """
    Reads tests for one file; `here` is the code that `self` stands for.

    With `compares` a date may be compared with another fact, as relations do.
    """

    def __init__(
        self,
        known: SymbolTable,
        problems: DiagnosticSink,
        here: str | None,
        *,
        compares: bool = False,
    ) -> None:
        self.known = known
        self.problems = problems
        self.here = here
        self.compares = compares

    def read(self, name: str, fact: Fact | None, node: Node) -> Test | None:
        """Read a test of a fact; a fact of `None` is derived, and so a flag."""
        kind = FactType.FLAG if fact is None else fact.type
        match kind:
            case FactType.FLAG:
                if isinstance(node, ScalarNode) and isinstance(node.value, bool):
                    return Is(node.value)
            case FactType.CHOICE | FactType.CHOICES:
                return self._options(name, fact, node)
            case FactType.PLACE | FactType.PLACES:
                return self._places(name, kind, node)
            case FactType.NUMBER:
                return self._between(name, node)
            case FactType.DATE:
                return self._during(name, node)
            case FactType.TEXT:
                pass
            case _:
                assert_never(kind)
        return self._misfit(name, kind, node)

    def shown(self, fact: Fact | None, node: Node) -> str:
        """Write the test on one line, with the code in place of `self`."""
        if fact is not None and fact.type in _PLACES and self.here is not None:
            if isinstance(node, ScalarNode) and node.raw == SELF:
                return self.here
            if isinstance(node, ListNode):
                codes = (
                    self.here if inline_text(i) == SELF else inline_text(i) for i in node.items
                )
                return f"[{', '.join(codes)}]"
        return inline_text(node)

    def _options(self, name: str, fact: Fact | None, node: Node) -> Test | None:
        kind = FactType.CHOICE if fact is None else fact.type
        keyed = self._keyed(node) if kind in _SETS else None
        words = self._words(keyed[1] if keyed else node)
        if words is None or (keyed is None and not words):
            return self._misfit(name, kind, node)
        for item in words:
            self._check_option(fact, item)
        options = frozenset(item.raw for item in words)
        if keyed is None:
            return OneOf(options)
        if keyed[0] == "only":
            return Only(options)
        return IncludesAll(options) if options else self._misfit(name, kind, node)

    def _places(self, name: str, kind: FactType, node: Node) -> Test | None:
        keyed = self._keyed(node) if kind in _SETS else None
        words = self._words(keyed[1] if keyed else node)
        if not words or (keyed is not None and keyed[0] == "only"):
            return self._misfit(name, kind, node)
        codes = frozenset(code for item in words if (code := self._code(item)) is not None)
        return Within(codes) if keyed is None else WithinAll(codes)

    def _code(self, item: ScalarNode) -> str | None:
        if item.raw == NOWHERE:
            return NOWHERE
        if item.raw != SELF:
            self.known.check_place(item.raw, item.span, self.problems)
            return item.raw
        if self.here is None:
            self.problems.add(
                "unknown-place",
                item.span,
                "`self` means nothing here",
                why="`self` is the code of the jurisdiction in whose file it stands",
                fix="write the place code",
            )
        return self.here

    def _between(self, name: str, node: Node) -> Test | None:
        if not _has_only(node, _BOUNDS):
            return self._misfit(name, FactType.NUMBER, node)
        bounds: dict[str, float] = {}
        for key, item in node.values.items():
            value = item.value if isinstance(item, ScalarNode) else None
            if isinstance(value, bool) or not isinstance(value, int | float):
                return self._misfit(name, FactType.NUMBER, node)
            bounds[key] = value
        return Between(**bounds)

    def _during(self, name: str, node: Node) -> Test | None:
        if not _has_only(node, _EDGES):
            return self._misfit(name, FactType.DATE, node)
        if self.compares and len(node.values) == 1:
            ((edge, other),) = node.values.items()
            if isinstance(other, ScalarNode) and _FACT.fullmatch(other.raw):
                return self._day_order(name, edge, other)
        start, before = (self.day(node.values.get(edge)) for edge in _EDGES)
        if start is not None and before is not None and before <= start:
            report_period(node, self.problems)
        return During(start, before)

    def _day_order(self, name: str, edge: str, other: ScalarNode) -> Test | None:
        """Read the comparison of a date with that which another fact tells."""
        fact = self.known.facts.get(other.raw)
        if other.raw in self.known.broken:
            return None
        if fact is None or fact.type is not FactType.DATE or other.raw == name:
            self.problems.add(
                "wrong-test",
                other.span,
                f"{quoted(other.raw)} tells no day with which {quoted(name)} could be compared",
                why="a relation compares one date with another",
                fix="write the name of another fact of type date",
            )
            return None
        return DayOrder(start=other.raw) if edge == _EDGES[0] else DayOrder(before=other.raw)

    def day(self, node: Node | None) -> date | None:
        """Read a day, noting one that cannot be read."""
        if node is None:
            return None
        result = parse_date(node.value) if isinstance(node, ScalarNode) else None
        if result is None:
            report_day(node, self.problems)
        return result

    def _keyed(self, node: Node) -> tuple[str, Node] | None:
        """Return the word and the value of `{includes_all: ...}` or `{only: ...}`."""
        if _has_only(node, ("includes_all", "only")) and len(node.values) == 1:
            return next(iter(node.values.items()))
        return None

    def _words(self, node: Node) -> list[ScalarNode] | None:
        items = node.items if isinstance(node, ListNode) else [node]
        words = [i for i in items if isinstance(i, ScalarNode) and isinstance(i.value, str)]
        return words if len(words) == len(items) else None

    def _check_option(self, fact: Fact | None, item: ScalarNode) -> None:
        if fact is not None and item.raw not in fact.options:
            report_option(fact, item.span, item.raw, self.problems)

    def _misfit(self, name: str, kind: FactType, node: Node) -> Test | None:
        """Note a test that does not fit; there is none to give then."""
        fix = _FIX[kind]
        if kind is FactType.FLAG and isinstance(node, ScalarNode):
            fix = _TRUTHS.get(node.raw.lower(), fix)
            fix += ", without quotation marks" if node.quoted else ""
        self.problems.add(
            "wrong-test",
            node.span,
            f"{described(node)} is no test for {quoted(name)}, which is a {kind.value}",
            why="each type of fact has its own tests; any other could never be answered",
            fix=fix,
        )
        return None


def _has_only(node: Node, keys: tuple[str, ...]) -> TypeGuard[MapNode]:
    return isinstance(node, MapNode) and bool(node.values) and set(node.values) <= set(keys)
