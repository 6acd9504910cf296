"""How remedies may change facts, from vocabulary files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.vocabulary import Control, CureLimits, FactType
from advisor.source.diagnostics_sink import quoted
from advisor.source.nodes import ScalarNode, described
from advisor.source.value_diagnostics import report_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.corpus.schema.vocabulary import CureModel
    from advisor.diagnostics import Span
    from advisor.model.vocabulary import Fact, Value
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode, Node

_SETS = (FactType.CHOICES, FactType.PLACES)


class CureParser:
    """Reads the `cure` of one fact."""

    def __init__(self, fact: Fact, node: MapNode, problems: DiagnosticSink) -> None:
        self.fact = fact
        self.node = node
        self.problems = problems

    def read(self, wire: CureModel) -> CureLimits:
        """Return how a remedy may change the fact, noting what does not fit the fact."""
        self._check_fit(wire)
        to = None
        if wire.to is not None:
            to = frozenset(self._values(self.node.list("to").items))
        return CureLimits(
            to=to or None,
            narrow=wire.narrow,
            together={key: frozenset(members) for key, members in wire.together.items()},
            after_sending=wire.after_sending,
        )

    def _check_fit(self, wire: CureModel) -> None:
        fact, node = self.fact, self.node
        if fact.control is Control.FIXED or fact.judgment is not None:
            what = "a judgment" if fact.judgment is not None else "fixed"
            self._bad(
                node.span,
                f"{quoted(fact.name)} is {what}, and has a `cure`",
                "remove `cure`, or say with `control` who could change the fact",
            )
        for key in ("narrow", "together"):
            if key in node.values and fact.type not in _SETS:
                self._bad(
                    node.key_span(key),
                    f"{quoted(fact.name)} is a {fact.type.value}, and no set to take from",
                    f"remove `{key}`",
                )
        if fact.type is FactType.CHOICES:
            for key in wire.together:
                held = self.node.map("together")
                self._check_option(key, held.key_span(key))
                for item in held.list(key).items:
                    self._check_option(item.raw if isinstance(item, ScalarNode) else "", item.span)

    def _check_option(self, word: str, at: Span) -> None:
        if word not in self.fact.options:
            report_option(self.fact, at, word, self.problems)

    def _values(self, items: list[Node]) -> Iterator[Value]:
        for item in items:
            raw = item.raw if isinstance(item, ScalarNode) else ""
            value = item.value if isinstance(item, ScalarNode) else None
            match self.fact.type:
                case FactType.FLAG if isinstance(value, bool):
                    yield value
                case FactType.CHOICE if raw in self.fact.options:
                    yield raw
                case FactType.CHOICE:
                    report_option(self.fact, item.span, raw, self.problems)
                case FactType.FLAG:
                    self._bad(
                        item.span,
                        f"{quoted(self.fact.name)} cannot be changed to {described(item)}",
                        "write `true` or `false`",
                    )
                case _:
                    self._bad(
                        item.span,
                        f"{quoted(self.fact.name)} is neither a flag nor a choice, and has a `to`",
                        "remove `to`; of a set, write `narrow: true`",
                    )
                    return

    def _bad(self, at: Span, what: str, fix: str) -> None:
        self.problems.add(
            "bad-cure",
            at,
            what,
            why="`cure` says which way a remedy may change a fact that somebody could change",
            fix=fix,
        )
