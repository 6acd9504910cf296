"""Fact values that stand in a file: their text, and what is wrong with one at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.value_parser import (
    PLACE_CODE,
    FactValueError,
    FactValueParser,
    ValueProblem,
)
from advisor.model.vocabulary import FactType
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described
from advisor.source.scalars import UNKNOWN_WORD
from advisor.source.value_diagnostics import report_day, report_option
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.model.places import Places
    from advisor.model.vocabulary import Fact, Value
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_KINDS = {
    FactType.FLAG: "`true` or `false`",
    FactType.CHOICE: "one option",
    FactType.CHOICES: "a list",
    FactType.PLACE: "a place code",
    FactType.PLACES: "a list",
    FactType.DATE: "a date",
    FactType.NUMBER: "a number",
    FactType.TEXT: "text",
}
_FLAGS = {"on": "true", "y": "true", "off": "false", "n": "false"}
"""What YAML 1.1 takes for a truth value, and is refused here."""
_MOST_NAMED = 4


@dataclass(frozen=True)
class NodeValueReader:
    """Reads fact values from nodes, noting those that cannot be."""

    parser: FactValueParser
    problems: DiagnosticSink
    places: Places

    def read(self, fact: Fact, node: Node) -> Value | None:
        """Return the value of a fact; `None` where it is not known, or noted as a problem."""
        try:
            return self.parser.parse(fact, written_text(node))
        except FactValueError as error:
            self._report(fact, node, error)
            return None

    def _report(self, fact: Fact, node: Node, error: FactValueError) -> None:
        at = node
        if isinstance(node, ListNode) and error.item is not None:
            at = node.items[error.item]
        match error.problem:
            case ValueProblem.KIND:
                self._report_kind(fact, at, "text" if at is not node else _KINDS[fact.type])
            case ValueProblem.OPTION:
                report_option(fact, at.span, error.text, self.problems)
            case ValueProblem.PLACE:
                self._report_place(at, error.text)
            case ValueProblem.DATE:
                report_day(at, self.problems)
            case ValueProblem.RANGE:
                self.problems.add(
                    "impossible-value",
                    at.span,
                    f"{quoted(fact.name)} cannot be {quoted(error.text)}",
                    why="a fact that cannot be true would lead to an opinion on nothing",
                    fix="check the number, or leave the fact out if it is not known",
                )
            case ValueProblem.NONE_AMONG_OTHERS:
                self.problems.add(
                    "impossible-value",
                    at.span,
                    f"{quoted(fact.name)} is `none`, and something else beside it",
                    why="where there are none there is nothing beside them",
                    fix="write `[]` for none, or leave `none` out",
                )

    def _report_kind(self, fact: Fact, at: Node, expected: str) -> None:
        fix = f"write {expected}"
        if fact.type is FactType.FLAG and isinstance(at, ScalarNode):
            word = _FLAGS.get(at.raw.casefold())
            fix = f"write `{word}`" if word else fix
        self.problems.add(
            "wrong-type",
            at.span,
            f"{quoted(fact.name)} should be {expected}, and is {described(at)}",
            why="the vocabulary says what can be told of a fact, and nothing else is guessed",
            fix=fix,
        )

    def _report_place(self, at: Node, code: str) -> None:
        self.problems.add(
            "unknown-place",
            at.span,
            f"no place has the code {quoted(code)}",
            why="a place that is not known lies within nothing, so no law would follow from it",
            fix=self._place_meant(code),
        )

    def _place_meant(self, typed: str) -> str:
        """Return how to fix a place that is no code: what people mean by it, or what is near."""
        from advisor.facts.place_names import PlaceInDoubt, PlaceReader, PlaceUnread

        names, otherwise = self.places.names, f"use {PLACE_CODE}; or `none`"
        if self.problems.is_crowded:
            return otherwise
        try:
            return f"write {quoted(PlaceReader(self.places).place(typed))}"
        except PlaceInDoubt as doubt:
            return f"write {_or_list(doubt.codes, names)}"
        except PlaceUnread as unread:
            if unread.near:
                return f"did you mean {_or_list(unread.near, names)}?"
            return did_you_mean(typed, names, otherwise)


def _or_list(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return " or ".join(f"{quoted(code)} ({names[code]})" for code in codes[:_MOST_NAMED])


def written_text(node: Node) -> object:
    """Return the text of a value as it is written, whatever YAML takes it for."""
    match node:
        case ScalarNode():
            return _text(node)
        case ListNode():
            return [_text(item) for item in node.items]
        case MapNode():
            return node


def _text(node: Node) -> object:
    if not isinstance(node, ScalarNode):
        return node
    return None if node.value is None else node.raw


def is_unknown_node(node: Node) -> bool:
    """Return whether a value says that it is not known."""
    if not isinstance(node, ScalarNode):
        return False
    return node.value is None or node.raw.casefold() == UNKNOWN_WORD
