"""The values of a scenario, each read as the vocabulary declares its fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, assert_never

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import ListNode, ScalarNode, described
from advisor.source.scalars import UNKNOWN_WORD, parse_date
from advisor.source.value_diagnostics import report_day, report_option, report_type
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_TYPES = {
    FactType.FLAG: "`true` or `false`",
    FactType.CHOICE: "one option",
    FactType.CHOICES: "a list",
    FactType.PLACE: "a place code",
    FactType.PLACES: "a list",
    FactType.NUMBER: "a number",
    FactType.TEXT: "text",
}
_LARGEST = 1e15
"""Beyond it whole numbers are no longer told apart by every program that reads them."""
_FLAGS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


@dataclass(frozen=True)
class FactValueParser:
    """Reads values, noting those that cannot be."""

    law: Law
    problems: DiagnosticSink

    def read(self, fact: Fact, node: Node) -> Value | None:
        """Read what was told of a fact; `None` where that is nothing, or nonsense."""
        if is_unknown(node):
            return None
        match fact.type:
            case FactType.FLAG:
                return self._flag(fact, node)
            case FactType.CHOICE:
                return self._option(fact, node) if _text(node) else self._misfit(fact, node)
            case FactType.PLACE:
                return self._place(node) if _text(node) else self._misfit(fact, node)
            case FactType.CHOICES | FactType.PLACES:
                return self._set(fact, node)
            case FactType.DATE:
                return self._day(node)
            case FactType.NUMBER:
                return self._number(fact, node)
            case FactType.TEXT:
                return printable_line(node.raw) if _text(node) else self._misfit(fact, node)
        assert_never(fact.type)

    def _flag(self, fact: Fact, node: Node) -> bool | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node.value
        word = node.raw.casefold() if isinstance(node, ScalarNode) else ""
        if word in {*_FLAGS, "true", "false"}:
            self.problems.add(
                "wrong-type",
                node.span,
                f"{quoted(fact.name)} should be `true` or `false`, and is {described(node)}",
                why="`no` is Norway to some readers and false to others, so neither is guessed",
                fix=f"write `{_FLAGS.get(word, word)}`",
            )
            return None
        self._misfit(fact, node)
        return None

    def _option(self, fact: Fact, node: ScalarNode) -> str | None:
        if node.raw in fact.options:
            return node.raw
        report_option(fact.name, fact, node, self.problems)
        return None

    def _place(self, node: ScalarNode) -> str | None:
        if node.raw == NOWHERE or node.raw in self.law.places.names:
            return node.raw
        report_place(node.raw, node, self.law.places.names, self.problems)
        return None

    def _set(self, fact: Fact, node: Node) -> frozenset[str] | None:
        if not isinstance(node, ListNode):
            if isinstance(node, ScalarNode) and node.raw == NOWHERE:
                self._no_set(fact, node)
            else:
                self._misfit(fact, node)
            return None
        found: set[str] = set()
        for item in node.items:
            if not _text(item):
                report_type(item, fact.name, "text", self.problems)
                return None
            is_place = fact.type is FactType.PLACES
            member = self._place(item) if is_place else self._option(fact, item)
            if member is None:
                return None
            found.add(member)
        if NOWHERE in found and len(found) > 1:
            self._no_set(fact, node)
        return frozenset(found)

    def _day(self, node: Node) -> date | None:
        found = parse_date(node.value) if isinstance(node, ScalarNode) else None
        if found is None:
            report_day(node, self.problems)
        return found

    def _number(self, fact: Fact, node: Node) -> float | None:
        value = node.value if isinstance(node, ScalarNode) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._misfit(fact, node)
            return None
        if not 0 <= value <= _LARGEST:
            self.problems.add(
                "impossible-value",
                node.span,
                f"{quoted(fact.name)} cannot be {quoted(value)}",
                why="a fact that cannot be true would lead to an opinion on nothing",
                fix="check the number, or leave the fact out if it is not known",
            )
            return None
        return value

    def _no_set(self, fact: Fact, node: Node) -> None:
        self.problems.add(
            "impossible-value",
            node.span,
            f"{quoted(fact.name)} is a list, and `none` is told in another way",
            why="a list says that there are none by being empty",
            fix="write `[]` for none, or leave the fact out if it is not known",
        )

    def _misfit(self, fact: Fact, node: Node) -> str | None:
        """Note a value that does not fit; there is none to give then."""
        report_type(node, fact.name, _TYPES.get(fact.type, "a value"), self.problems)
        return None


def report_place(code: str, node: Node, names: Mapping[str, str], problems: DiagnosticSink) -> None:
    """Note a place code that the law does not know."""
    by_name = {name.casefold(): known for known, name in names.items()}
    meant = by_name.get(code.casefold())
    fix = did_you_mean(code, names, "use an ISO 3166 code: `US-IL`, `DE`, `GB`; or `none`")
    problems.add(
        "unknown-place",
        node.span,
        f"no place has the code {quoted(code)}",
        why="a place that is not known lies within nothing, so no law would follow from it",
        fix=f"write `{meant}`" if meant else fix,
    )


def is_unknown(node: Node) -> bool:
    """Tell whether a value says that it is not known."""
    return isinstance(node, ScalarNode) and (node.value is None or node.value == UNKNOWN_WORD)


def _text(node: Node) -> TypeGuard[ScalarNode]:
    return isinstance(node, ScalarNode) and isinstance(node.value, str)
