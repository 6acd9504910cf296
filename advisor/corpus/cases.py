"""Case files to cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.parsed_files import is_vocabulary, settle
from advisor.corpus.relation_cases import RelationCaseReader
from advisor.corpus.schema.cases import CasesModel, RelationCasesModel
from advisor.corpus.symbols import SymbolTable, symbols_of
from advisor.facts.scenario_parser import ScenarioParser
from advisor.model.cases import (
    Case,
    Expectation,
    ExpectedFinding,
    RelationCase,
    Teaching,
)
from advisor.source.diagnostics_sink import DiagnosticSink, did_you_mean, quoted
from advisor.source.files import parse_bytes
from advisor.source.nodes import MapNode
from advisor.source.shape_validation import validate_shape
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.corpus.layers import LawFile
    from advisor.corpus.schema.cases import CaseModel, ExpectationModel, TeachingModel
    from advisor.diagnostics import Span
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.source.nodes import Node

_NAMES_OF_VOCABULARIES = frozenset({"unknown-fact", "unknown-option", "unknown-place"})
"""What may only seem unknown where a vocabulary could not be read to its end."""


@dataclass
class ReadCases:
    """The cases of policies, and those of the relations of vocabularies."""

    of_policies: list[Case] = field(default_factory=list)
    of_relations: list[RelationCase] = field(default_factory=list)


def read_cases(
    files: Iterable[LawFile],
    contents: Mapping[str, bytes],
    law: Law,
    problems: DiagnosticSink,
    known: SymbolTable | None = None,
) -> ReadCases:
    """
    Read all case files of a law, in the order of their paths.

    `known` are the names that the files of law declare, those with problems included.
    """
    known = known or symbols_of(law)
    reader = _Reader(law, known, problems)
    relation_reader = RelationCaseReader(law, known, problems)
    found = ReadCases()
    for file in files:
        data = contents.get(file.source)
        root = None if data is None else parse_bytes(data, file.source, problems)
        if root is None:
            continue
        if isinstance(root, MapNode) and is_vocabulary(root):
            vocabulary_id = file.id.rpartition("/")[2]
            settle(root, RelationCasesModel, "vocabulary", (vocabulary_id,), problems)
            relation_wire, node = validate_shape(root, RelationCasesModel, problems)
            if relation_wire is not None and node is not None:
                found.of_relations += relation_reader.cases(relation_wire, node, file.layer)
            continue
        if isinstance(root, MapNode):
            settle(root, CasesModel, "policy", (file.id,), problems)
        wire, node = validate_shape(root, CasesModel, problems)
        if wire is not None and node is not None:
            reader.known.check_policy(wire.policy, node.span_of("policy"), problems)
            for one, part in zip(wire.cases, node.maps("cases"), strict=True):
                found.of_policies.append(reader.case(wire.policy, one, part))
    return found


class _Reader:
    """Reads cases against one law."""

    def __init__(self, law: Law, known: SymbolTable, problems: DiagnosticSink) -> None:
        self.law = law
        self.known = known
        self.problems = problems

    def case(self, policy: str, wire: CaseModel, node: MapNode) -> Case:
        """Read one case."""
        diagnostic_sink = DiagnosticSink()
        scenario = ScenarioParser(self.law, diagnostic_sink).scenario(node, wire.name, wire.as_of)
        is_doubtful = bool(self.known.broken) or not self.known.complete
        self.problems.found += [
            problem
            for problem in diagnostic_sink.found
            if not is_doubtful or problem.code not in _NAMES_OF_VOCABULARIES
        ]
        return Case(
            scenario.title,
            policy,
            scenario,
            self._expectation(wire.expect, node.map("expect"), scenario),
            golden=wire.golden or "",
            teach=None if wire.teach is None else self._teaching(wire.teach, node.map("teach")),
            at=node.span_of("name"),
        )

    def _teaching(self, wire: TeachingModel, node: MapNode) -> Teaching:
        if wire.norm is not None:
            self._check_norm(wire.norm, node.span_of("norm"))
        return Teaching(
            wire.question,
            wire.point,
            wire.situation or "",
            "" if wire.topic is None else wire.topic.value,
            wire.norm or "",
        )

    def _expectation(
        self, wire: ExpectationModel, node: MapNode, scenario: Scenario
    ) -> Expectation:
        governing, asks = node.map("governing"), node.list("asks").items
        for code in wire.governing:
            self.known.check_place(code, governing.key_span(code), self.problems)
        for fact, item in zip(wire.asks, asks, strict=True):
            self._check_fact(fact, item)
        for pair in node.list("conflicts").items:
            for item in getattr(pair, "items", ()):
                self._check_norm(item.raw, item.span)
        return Expectation(
            verdict=None if wire.verdict is None else wire.verdict.value,
            weight=wire.weight,
            governing=dict(wire.governing),
            findings=self._findings(wire.findings, node.map("findings"), scenario),
            persuasive=self._findings(wire.persuasive, node.map("persuasive"), scenario),
            conflicts=tuple((entry, other) for entry, other in wire.conflicts),
            asks=tuple(wire.asks),
            notices=tuple(wire.notices),
        )

    def _findings(
        self, wire: Mapping[str, str | dict[str, str]], node: MapNode, scenario: Scenario
    ) -> tuple[ExpectedFinding, ...]:
        expected_findings: list[ExpectedFinding] = []
        for key, said in wire.items():
            at = node.key_span(key)
            norm, _, code = key.partition("@")
            self._check_norm(key, at)
            outcomes: dict[str | None, str] = {}
            if isinstance(said, str):
                outcomes[None] = said
            else:
                outcomes.update(said)
                self._check_people(node.map(key), scenario)
            expected_findings.append(ExpectedFinding(norm, outcomes, code or None, at))
        return tuple(expected_findings)

    def _check_norm(self, key: str, at: Span) -> None:
        norm, _, code = key.partition("@")
        self.known.check_norm(norm, at, self.problems)
        if code:
            self.known.check_place(code, at, self.problems)

    def _check_people(self, node: MapNode, scenario: Scenario) -> None:
        names = [person.name for person in scenario.people]
        for name in node.values:
            if name not in names:
                self.problems.add(
                    "unknown-recipient",
                    node.key_span(name),
                    f"the case has no recipient named {quoted(name)}",
                    why="an expectation about nobody would never be checked",
                    fix=did_you_mean(name, names, "name a recipient of this case"),
                )

    def _check_fact(self, fact: str, item: Node) -> None:
        if fact in self.known.broken or not self.known.complete:
            return
        if fact not in self.law.vocabulary.facts:
            self.problems.add(
                "unknown-fact",
                item.span,
                f"no fact is named {quoted(fact)}",
                why="only facts of the vocabulary are ever asked",
                fix=did_you_mean(fact, self.law.vocabulary.facts, "see the vocabulary"),
            )
