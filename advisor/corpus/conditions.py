"""Marked values to conditions, checked against the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.fact_tests import Tests
from advisor.model.conditions import ALWAYS_TRUE, All, Any, Every, Leaf, Nor, OneOf, Some
from advisor.model.relations import COUNT_WORDS, RECIPIENT_COUNT
from advisor.model.vocabulary import ENTITIES, RECIPIENT, FactType
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described, inline_text
from advisor.source.value_diagnostics import report_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_JOINTS: Mapping[str, type[All | Any | Nor]] = {"all": All, "any": Any, "none": Nor}
_QUANTIFIERS: Mapping[str, type[Some | Every]] = {"some": Some, "every": Every}


class ConditionParser:
    """
    Reads conditions for one file.

    `here` is the code that `self` stands for, where it stands for one. `inside` gathers
    the derived facts met inside `some` or `every`, which must be about recipients. With
    `counts` the number of recipients may be tested, and dates compared, as relations do.
    """

    def __init__(
        self,
        known: SymbolTable,
        problems: DiagnosticSink,
        *,
        here: str | None = None,
        counts: bool = False,
    ) -> None:
        self.known = known
        self.problems = problems
        self.counts = counts
        self.tests = Tests(known, problems, here, compares=counts)
        self.inside: list[tuple[str, Span]] = []

    def read(self, node: Node | None, *, leave: Iterable[str] = ()) -> Condition:
        """Read a mapping; what has a problem is omitted, the problem being noted."""
        if not isinstance(node, MapNode):
            return ALWAYS_TRUE
        return self._mapping(node, frozenset(leave), quantified=False)

    def _mapping(self, node: MapNode, leave: frozenset[str], *, quantified: bool) -> Condition:
        parts = [
            part
            for key, value in node.values.items()
            if key not in leave
            and (part := self._entry(node, key, value, quantified=quantified)) is not None
        ]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, node: MapNode, key: str, value: Node, *, quantified: bool) -> Condition | None:
        if key in _JOINTS:
            return self._joint(node, key, value, quantified=quantified)
        if key in _QUANTIFIERS:
            return self._quantifier(node, key, value, quantified=quantified)
        if key == RECIPIENT_COUNT and self.counts:
            return self._count(value)
        return self._leaf(node, key, value, quantified=quantified)

    def _joint(self, node: MapNode, key: str, value: Node, *, quantified: bool) -> Condition | None:
        if isinstance(value, MapNode) and value.values:
            how = (
                "brackets around each condition" if value.is_flow else "`- ` before each condition"
            )
            report_type(value, key, "a list", self.problems, f"write {how} in {quoted(key)}")
            return _JOINTS[key]((self._mapping(value, frozenset(), quantified=quantified),))
        if not isinstance(value, ListNode):
            report_type(value, key, "a list", self.problems)
            return None
        if not value.items:
            self._empty(node.key_span(key), key)
            return None
        parts: list[Condition] = []
        for item in value.items:
            if not isinstance(item, MapNode):
                report_type(item, key, "a mapping", self.problems)
            elif not item.values:
                self._empty(item.span, key)
            else:
                parts.append(self._mapping(item, frozenset(), quantified=quantified))
        return _JOINTS[key](tuple(parts))

    def _quantifier(
        self, node: MapNode, key: str, value: Node, *, quantified: bool
    ) -> Condition | None:
        inner = value.values.get(RECIPIENT) if isinstance(value, MapNode) else None
        if not isinstance(inner, MapNode) or len(getattr(value, "values", ())) != 1:
            self.problems.add(
                "wrong-type",
                value.span,
                f"{quoted(key)} needs `recipient:` and a condition, and is {described(value)}",
                why="recipients are all that a message has several of",
                fix=f"write `{key}: {{recipient: {{...}}}}`",
            )
            return None
        if not inner.values:
            self._empty(node.key_span(key), key)
            return None
        if quantified:
            self._misplaced(node.key_span(key), f"{quoted(key)} stands inside another")
        return _QUANTIFIERS[key](self._mapping(inner, frozenset(), quantified=True))

    def _count(self, value: Node) -> Condition | None:
        word = value.raw if isinstance(value, ScalarNode) else ""
        if word not in COUNT_WORDS:
            report_type(value, RECIPIENT_COUNT, "`one` or `several`", self.problems)
            return None
        return Leaf(RECIPIENT_COUNT, OneOf(frozenset({word})), word)

    def _leaf(self, node: MapNode, name: str, value: Node, *, quantified: bool) -> Condition | None:
        span = node.key_span(name)
        fact = self.known.facts.get(name)
        if name in self.known.broken:
            return None
        if fact is None and name not in self.known.derived:
            self._unknown_fact(name, span, value)
            return None
        if quantified and fact is not None and fact.entity != RECIPIENT:
            self._misplaced(span, f"{quoted(name)} is no fact of a recipient")
        if quantified and fact is None:
            self.inside.append((name, span))
        if fact is not None and fact.type is FactType.TEXT:
            self.problems.add(
                "wrong-test",
                span,
                f"{quoted(name)} is text, and text is never tested",
                why="law that depends on wording cannot be read off a name or a title",
                fix="test a flag or a choice instead",
            )
            return None
        test = self.tests.read(name, fact, value)
        if test is None:
            return None
        leaf = Leaf(name, test, self.tests.shown(fact, value))
        return self.known.tests.setdefault(leaf, leaf)

    def _unknown_fact(self, name: str, span: Span, value: Node) -> None:
        if not self.known.complete:
            return
        names = [*self.known.facts, *self.known.derived]
        fix = did_you_mean(name, names, "declare it in a vocabulary, with its question")
        if name in ENTITIES and isinstance(value, MapNode) and value.values:
            inner = ", ".join(
                f"{name}.{key}: {inline_text(part)}" for key, part in value.values.items()
            )
            fix = f"write `{inner}`: in a condition entity and fact are one key"
        self.problems.add(
            "unknown-fact",
            span,
            f"no fact is named {quoted(name)}",
            why="a condition may only test facts declared in a vocabulary, "
            "so this one could never be answered",
            fix=fix,
        )

    def _misplaced(self, span: Span, what: str) -> None:
        self.problems.add(
            "misplaced-quantifier",
            span,
            what,
            why="inside `some` and `every` only recipients are spoken of, one at a time",
            fix="move it out of the `some` or `every`, beside it",
        )

    def _empty(self, span: Span, key: str) -> None:
        self.problems.add(
            "empty-condition",
            span,
            f"{quoted(key)} holds nothing",
            why="of nothing, `all` would always hold and `any` never, which nobody means",
            fix="write a condition, or remove the key",
        )
