"""Case files beside a vocabulary to the cases of its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.conditions import ConditionParser
from advisor.facts.scenario_parser import ScenarioParser
from advisor.model.cases import RelationCase
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.corpus.schema.cases import RelationCaseModel, RelationCasesModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.model.law import Law
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode

_SHOWN = ("concludes", "mutes", "contradicts")


class RelationCaseReader:
    """Reads the cases of relations against one law."""

    def __init__(self, law: Law, known: SymbolTable, problems: DiagnosticSink) -> None:
        self.law = law
        self.known = known
        self.problems = problems
        self.conditions = ConditionParser(known, problems)

    def cases(self, wire: RelationCasesModel, root: MapNode, layer: str) -> Iterator[RelationCase]:
        """Read the cases of one file; what has a problem is omitted, the problem being noted."""
        for one, node in zip(wire.cases, root.maps("cases"), strict=True):
            scenario = ScenarioParser(self.law, self.problems).scenario(node, one.name, one.as_of)
            shown = [key for key in _SHOWN if key in node.values]
            if not shown or (len(shown) > 1 and "contradicts" in shown):
                self._report_shown(one.name, node)
                continue
            if one.contradicts is not None:
                self._check_relation(one.contradicts, node)
            concludes = None
            if one.concludes is not None:
                concludes = self.conditions.read(node.values.get("concludes"))
            yield RelationCase(
                scenario.title,
                wire.vocabulary,
                scenario,
                concludes,
                self._muted(one, node),
                one.contradicts or "",
                layer=layer,
                at=node.span_of("name"),
            )

    def _muted(self, wire: RelationCaseModel, node: MapNode) -> tuple[str, ...]:
        facts = self.law.vocabulary.facts
        for item in node.list("mutes").items:
            name = item.raw if isinstance(item, ScalarNode) else ""
            if name not in facts and name not in self.known.broken and self.known.complete:
                self.problems.add(
                    "unknown-fact",
                    item.span,
                    f"no fact is named {quoted(name)}",
                    why="only facts of the vocabulary can fail to arise",
                    fix=did_you_mean(name, facts, "see the vocabulary"),
                )
        return tuple(wire.mutes or ())

    def _check_relation(self, name: str, node: MapNode) -> None:
        names = [relation.id for relation in self.law.vocabulary.relations]
        if name not in names and self.known.complete:
            self.problems.add(
                "dangling-reference",
                node.span_of("contradicts"),
                f"no relation is named {quoted(name)}",
                why="an expectation of a relation that is not there would never be met",
                fix=did_you_mean(name, names, "name a relation of a vocabulary"),
            )

    def _report_shown(self, name: str, node: MapNode) -> None:
        self.problems.add(
            "missing-key",
            node.span_of("name"),
            f"the case {quoted(name)} says not what the relations make of it, or says too much",
            why="facts that contradict one another conclude nothing, and others conclude something",
            fix="write `concludes`, `mutes` or both, or else `contradicts` alone",
        )
