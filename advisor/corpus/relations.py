"""Relations among facts, and usual values, from vocabulary files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.conditions import ConditionParser
from advisor.facts.node_values import NodeValueReader
from advisor.facts.value_parser import FactValueParser
from advisor.model.conditions import ALWAYS_TRUE, DayOrder, Nor, is_per_recipient, leaves
from advisor.model.places import Places
from advisor.model.relations import RECIPIENT_COUNT, Relation, SameAs, UsualValue
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import MapNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.corpus.declarations import Declarations
    from advisor.corpus.parsed_files import ParsedFile
    from advisor.corpus.schema.vocabulary import VocabularyModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.model.vocabulary import Fact, Value
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

MOST_OPTIONS = 12
"""So many options a set may have of which a relation leaves some subsets: 4,096 of them."""

_SAME_AS = "same_as"
_WHY_MEANING = "a relation says what the words of the questions mean, so it is about told facts"


class RelationParser:
    """Reads `relations` and `usual` of one vocabulary file."""

    def __init__(
        self,
        sheet: ParsedFile[VocabularyModel],
        known: SymbolTable,
        register: Declarations,
        places: Mapping[str, str],
        problems: DiagnosticSink,
    ) -> None:
        self.sheet = sheet
        self.known = known
        self.register = register
        self.problems = problems
        self.conditions = ConditionParser(known, problems, counts=True)
        self.values = NodeValueReader(FactValueParser(places), problems, Places(places))

    def relations(self) -> tuple[Relation, ...]:
        """Read the relations; what has a problem is omitted, the problem being noted."""
        pairs = zip(self.sheet.wire.relations, self.sheet.node.maps("relations"), strict=True)
        read = [self._relation(wire.id, wire.because, node) for wire, node in pairs]
        return tuple(relation for relation in read if relation is not None)

    def usual_values(self) -> tuple[UsualValue, ...]:
        """Read what is usual; what has a problem is omitted, the problem being noted."""
        found = []
        for wire, node in zip(self.sheet.wire.usual, self.sheet.node.maps("usual"), strict=True):
            values = {
                name: value
                for name, told in node.map("usually").values.items()
                if (value := self._usual(name, node.map("usually").key_span(name), told))
                is not None
            }
            when = self._condition(node, "if")
            if any(isinstance(leaf.test, DayOrder) for leaf in leaves(when)):
                self._bad(
                    node.span_of("if"),
                    "what is usual compares one date with another",
                    "let a relation compare them, and test what it settles",
                )
                continue
            if not self._stays_with_one(when, list(values), node.span):
                continue
            found.append(
                UsualValue(
                    wire.id,
                    when,
                    values,
                    wire.because,
                    stratum=wire.stratum,
                    layer=self.sheet.file.layer,
                    at=node.span_of("id"),
                )
            )
        return tuple(found)

    def _relation(self, name: str, because: str, node: MapNode) -> Relation | None:
        given = [key for key in ("then", "never", "mute") if key in node.values]
        if len(given) != 1:
            self._bad(
                node.span,
                f"the relation {quoted(name)} has "
                + ("no `then`, `never` or `mute`" if not given else "more than one of its parts"),
                "write exactly one of `then`, `never` and `mute` beside `if`",
            )
            return None
        when = self._condition(node, "if")
        then: Condition = ALWAYS_TRUE
        if given[0] != "mute":
            then = self._condition(node, given[0])
            then = Nor((then,)) if given[0] == "never" else then
        mutes = self._muted(node) if given[0] == "mute" else ()
        at = node.span_of("id")
        if not self._stays_with_one(when, mutes, at):
            return None
        self._check_reach(name, [*_facts_of(when), *mutes], at)
        self._check_reach(name, _facts_of(then), at)
        layer = self.sheet.file.layer
        return Relation(name, when, then, because, mutes=mutes, layer=layer, at=at)

    def _condition(self, node: MapNode, key: str) -> Condition:
        condition = self.conditions.read(node.values.get(key))
        for leaf in leaves(condition):
            if leaf.fact in self.known.derived:
                self._bad(
                    node.span_of(key),
                    f"{quoted(leaf.fact)} is a derived fact",
                    "test the facts that it is found from",
                )
            fact = self.known.facts.get(leaf.fact)
            if (
                fact is not None
                and fact.type is FactType.CHOICES
                and len(fact.options) > MOST_OPTIONS
            ):
                self._bad(
                    node.span_of(key),
                    f"{quoted(leaf.fact)} has more than {MOST_OPTIONS} options",
                    "test another fact: the sets that remain could not be counted",
                )
        return condition

    def _muted(self, node: MapNode) -> tuple[str, ...]:
        names = []
        for item in node.list("mute").items:
            name = item.raw if isinstance(item, ScalarNode) else ""
            if self._fact(name, item.span) is not None:
                names.append(name)
        return tuple(names)

    def _usual(self, name: str, at: Span, told: Node) -> Value | SameAs | None:
        fact = self._fact(name, at)
        if fact is None:
            return None
        self._check_reach(name, [name], at)
        if fact.judgment is not None:
            self._bad(at, f"{quoted(name)} is a judgment", "leave it to the person who judges")
            return None
        if isinstance(told, MapNode):
            other = told.values.get(_SAME_AS)
            source = other.raw if isinstance(other, ScalarNode) else ""
            places = (FactType.PLACE, FactType.PLACES)
            if len(told.values) == 1 and (known := self._fact(source, told.span)) is not None:
                if known.type in places and fact.type in places:
                    return SameAs(source)
                self._bad(told.span, "only places are copied", "write the value itself")
            return None
        return self.values.read(fact, told)

    def _fact(self, name: str, at: Span) -> Fact | None:
        fact = self.known.facts.get(name)
        if fact is None and name not in self.known.broken and self.known.complete:
            self.problems.add(
                "unknown-fact",
                at,
                f"no fact is named {quoted(name)}",
                why="a relation is about facts that a scenario may tell",
                fix=did_you_mean(
                    name, self.known.facts, "see the vocabulary for the facts there are"
                ),
            )
        return fact

    def _stays_with_one(
        self, when: Condition, facts: list[str] | tuple[str, ...], at: Span
    ) -> bool:
        """Note what one recipient would settle for the whole message."""
        if is_per_recipient(when, frozenset()):
            for name in facts:
                if not name.startswith(f"{RECIPIENT}."):
                    self._bad(
                        at,
                        f"what is so of one recipient would settle {quoted(name)} for all",
                        "write `some:` or `every:` around the condition about recipients",
                    )
                    return False
        return True

    def _check_reach(self, name: str, facts: list[str], at: Span) -> None:
        """Note a relation of a layer about facts of another."""
        layer = self.sheet.file.layer
        for fact in facts:
            owner = self.register.layer("fact", fact)
            if fact != RECIPIENT_COUNT and owner is not None and owner != layer:
                self.problems.add(
                    "other-layer",
                    at,
                    f"{quoted(name)} would settle {quoted(fact)}, "
                    f"which belongs to the layer {quoted(owner)}",
                    why="a layer may add facts and say how these hang together, "
                    "and never what other facts mean",
                    fix="speak of facts that your layer declares",
                )
                return

    def _bad(self, at: Span, what: str, fix: str) -> None:
        self.problems.add("bad-relation", at, what, why=_WHY_MEANING, fix=fix)


def _facts_of(condition: Condition) -> list[str]:
    return [fact for leaf in leaves(condition) for fact in leaf.facts]
