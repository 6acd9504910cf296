"""Shapes to law: names resolved, conditions read, everything checked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.declarations import (
    Declarations,
    cited_policies,
    declare,
    derived_names,
    unnamed_norms,
)
from advisor.corpus.heard import HeardWordsParser
from advisor.corpus.intake import read_steps
from advisor.corpus.jurisdictions import read_jurisdiction
from advisor.corpus.layer_permissions import check_reach
from advisor.corpus.parse_context import ParseContext
from advisor.corpus.places import read_places
from advisor.corpus.policies import policy_derived, read_policy
from advisor.corpus.relations import RelationParser
from advisor.corpus.scopes import EXPOSED, GOVERNS, ScopeParser
from advisor.corpus.symbols import SymbolTable
from advisor.corpus.vocabulary import (
    check_inside,
    check_known_by,
    in_order,
    read_derived,
    read_fact,
)
from advisor.model.law import Law
from advisor.model.vocabulary import AftermathStep, LegalTopic, MessageSide, Vocabulary
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.corpus.parsed_files import ParsedFiles
    from advisor.diagnostics import Span
    from advisor.model.jurisdictions import Jurisdiction
    from advisor.model.policies import Policy
    from advisor.model.relations import Relation, UsualValue
    from advisor.model.vocabulary import DerivedFact, Fact
    from advisor.source.diagnostics_sink import DiagnosticSink


def assemble(sheets: ParsedFiles, problems: DiagnosticSink) -> tuple[Law, SymbolTable]:
    """
    Make the law of all files; what has problems is omitted, each problem noted.

    The names are those that the files declare, what was omitted included.
    """
    assembly = _Assembly(sheets, problems)
    return assembly.law(), assembly.known


class _Assembly:
    """The steps from shapes to law, in the order in which names become known."""

    def __init__(self, sheets: ParsedFiles, problems: DiagnosticSink) -> None:
        self.sheets = sheets
        self.problems = problems
        self.register = Declarations(problems)
        declare(sheets, self.register)
        self.inside: list[tuple[str, Span]] = []
        self.known = self._references()

    def law(self) -> Law:
        """Go through all steps."""
        facts = self._facts()
        claimed = {name for kind, name in self.register.first if kind == "fact"}
        broken = claimed - facts.keys() - self.known.derived
        self.known = replace(self.known, facts=facts, broken=frozenset(broken))
        derived = self._derived()
        vocabulary, per_recipient = self._vocabulary(facts, derived)
        policies = self._policies(vocabulary)
        places = read_places(self.sheets, self.known, self.problems)
        law = Law(
            vocabulary=vocabulary,
            policies=policies,
            places=places,
            per_recipient=per_recipient,
        )
        law = replace(law, jurisdictions=self._jurisdictions(law))
        check_inside(self.inside, per_recipient, self.problems)
        check_reach(self.sheets, self.register, self.problems)
        return law

    def _references(self) -> SymbolTable:
        cited = cited_policies(self.sheets)
        claimed = self.register.first
        by_kind: dict[str, set[str]] = {}
        for kind, name in claimed:
            by_kind.setdefault(kind, set()).add(name)
        return SymbolTable(
            derived=derived_names(self.sheets),
            acts=frozenset(by_kind.get("act", ())),
            bearers=frozenset(by_kind.get("bearer", ())),
            places=frozenset(by_kind.get("place", set()) | by_kind.get("jurisdiction", set())),
            policies=cited,
            norms=frozenset(by_kind.get("norm", ())),
            unnamed=unnamed_norms(self.sheets),
            complete=self.sheets.complete,
        )

    def _facts(self) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for sheet in self.sheets.vocabularies:
            citations = ParseContext(self.known, self.problems).citations
            holder = sheet.node.map("facts")
            for name, wire in sheet.wire.facts.items():
                fact = read_fact(name, wire, holder, len(facts), citations)
                facts.setdefault(name, fact)
        check_known_by(self.sheets.vocabularies, facts, self.known, self.problems)
        return facts

    def _derived(self) -> dict[str, DerivedFact]:
        derived_facts: dict[str, DerivedFact] = {}
        for sheet in self.sheets.vocabularies:
            desk = ParseContext(self.known, self.problems)
            holder = sheet.node.map("derived")
            for name, wire in sheet.wire.derived.items():
                derived_facts.setdefault(name, read_derived(name, wire, holder, desk))
            self.inside += desk.conditions.inside
        for policy in self.sheets.policies:
            desk = ParseContext(
                self.known, self.problems, own=self.known.policies.get(policy.wire.policy)
            )
            for derived in policy_derived(policy.wire, policy.node, desk):
                derived_facts.setdefault(derived.name, derived)
            self.inside += desk.conditions.inside
        return derived_facts

    def _vocabulary(
        self, facts: dict[str, Fact], derived: dict[str, DerivedFact]
    ) -> tuple[Vocabulary, frozenset[str]]:
        ordered, per_recipient = in_order(derived, self.problems)
        wires = [sheet.wire for sheet in self.sheets.vocabularies]
        acts = {name: one for wire in wires for name, one in wire.acts.items()}
        bearers = {name: words for wire in wires for name, words in wire.bearers.items()}
        relations: list[Relation] = []
        usual: list[UsualValue] = []
        for sheet in self.sheets.vocabularies:
            parser = RelationParser(
                sheet, self.known, self.register, self._place_names(), self.problems
            )
            relations += parser.relations()
            usual += parser.usual_values()
        vocabulary = Vocabulary(
            facts,
            ordered,
            {name: one if isinstance(one, str) else one.says for name, one in acts.items()},
            bearers,
            read_steps(self.sheets.vocabularies, self.known, self.problems),
            relations=tuple(relations),
            usual=tuple(usual),
            topics=self._topics(),
            afterwards=self._afterwards(),
            act_times={name: one.done for name, one in acts.items() if not isinstance(one, str)},
            bearer_sides=self._sides(),
            heard=HeardWordsParser(self.known, self.problems).read(self.sheets.vocabularies),
        )
        return vocabulary, per_recipient

    def _topics(self) -> tuple[LegalTopic, ...]:
        topics = []
        for sheet in self.sheets.vocabularies:
            desk = ParseContext(self.known, self.problems)
            for wire, node in zip(sheet.wire.topics, sheet.node.maps("topics"), strict=True):
                raised_by = desk.conditions.read(node.values.get("raised_by"))
                topics.append(LegalTopic(wire.id, wire.name, raised_by, node.span_of("id")))
            self.inside += desk.conditions.inside
        return tuple(topics)

    def _afterwards(self) -> tuple[AftermathStep, ...]:
        steps = []
        for sheet in self.sheets.vocabularies:
            desk = ParseContext(self.known, self.problems)
            nodes = sheet.node.maps("afterwards")
            for wire, node in zip(sheet.wire.afterwards, nodes, strict=True):
                when = desk.conditions.read(node.values.get("if"))
                for act, item in zip(wire.acts, node.list("acts").items, strict=True):
                    self.known.check_act(act, item.span, self.problems)
                steps.append(
                    AftermathStep(
                        wire.id,
                        wire.do,
                        when,
                        tuple(wire.acts),
                        wire.to_client or "",
                        node.span_of("id"),
                    )
                )
            self.inside += desk.conditions.inside
        return tuple(steps)

    def _sides(self) -> dict[str, MessageSide]:
        sides: dict[str, MessageSide] = {}
        for sheet in self.sheets.vocabularies:
            holder = sheet.node.map("sides")
            for side, bearers in sheet.wire.sides.items():
                for bearer, item in zip(bearers, holder.list(side.value).items, strict=True):
                    self.known.check_bearer(bearer, item.span, self.problems)
                    sides.setdefault(bearer, side)
        return sides

    def _place_names(self) -> dict[str, str]:
        """Return the codes of all places that files name, jurisdictions included."""
        wires = [sheet.wire for sheet in self.sheets.vocabularies]
        names = {code: name for wire in wires for code, name in wire.places.items()}
        return names | {code: names.get(code, code) for code in self.known.places}

    def _policies(self, vocabulary: Vocabulary) -> dict[str, Policy]:
        policies: dict[str, Policy] = {}
        for sheet in self.sheets.policies:
            own = self.known.policies.get(sheet.wire.policy)
            desk = ParseContext(self.known, self.problems, own=own)
            policy = read_policy(
                sheet.wire,
                sheet.node,
                desk,
                layer=sheet.file.layer,
                derived=vocabulary.derived,
            )
            policies.setdefault(policy.id, policy)
            self.inside += desk.conditions.inside
        return policies

    def _jurisdictions(self, law: Law) -> dict[str, Jurisdiction]:
        sheets = {sheet.wire.jurisdiction: sheet for sheet in self.sheets.jurisdictions}
        modalities = {
            norm.id: norm.modality for policy in law.policies.values() for norm in policy.norms
        }
        found: dict[str, Jurisdiction] = {}
        governing, exposing = (
            ScopeParser(key, sheets, law.places, self.known, self.problems)
            for key in (GOVERNS, EXPOSED)
        )
        for sheet in self.sheets.jurisdictions:
            desk = ParseContext(self.known, self.problems, here=sheet.wire.jurisdiction)
            jurisdiction = replace(
                read_jurisdiction(sheet.wire, sheet.node, desk, modalities, sheet.file.layer),
                scope=governing.scope(sheet, desk),
                exposure=exposing.scope(sheet, desk),
            )
            found.setdefault(jurisdiction.code, jurisdiction)
            self.inside += desk.conditions.inside
        governing.report_ambiguous()
        exposing.report_ambiguous()
        return found
