"""What is at hand while one file is read: names, problems, readers of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.citations import CITES, Citations
from advisor.corpus.conditions import ConditionParser
from advisor.model.policies import Notice, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.corpus.schema.parts import CitationModel, SaidModel
    from advisor.corpus.symbols import CitedPolicy, SymbolTable
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode


class ParseContext:
    """
    Reads the parts of one file.

    `own` is how its own authority is cited; `here` is what `self` stands for.
    """

    def __init__(
        self,
        known: SymbolTable,
        problems: DiagnosticSink,
        *,
        own: CitedPolicy | None = None,
        here: str | None = None,
    ) -> None:
        self.known = known
        self.problems = problems
        self.citations = Citations(known, problems, own)
        self.conditions = ConditionParser(known, problems, here=here)

    def scope(self, node: MapNode, at: Span, cites: Sequence[CitationModel]) -> Scope:
        """Read a condition of governing, with its citations."""
        when = self.conditions.read(node, leave=(CITES,))
        what = "a condition of governing"
        return Scope(when, self.citations.needed(cites, node, at, what))

    def notices(self, said: Sequence[SaidModel], holder: MapNode, key: str) -> tuple[Notice, ...]:
        """Read sentences that are told beside an opinion."""
        return tuple(
            Notice(wire.says, self.citations.read(wire.cites, node))
            for wire, node in zip(said, holder.maps(key), strict=True)
        )
