"""The facts and recipients of one scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.judgment_parser import read_ruling
from advisor.facts.node_values import NodeValueReader, is_unknown_node
from advisor.facts.origins import ORIGINS_KEY, read_origins
from advisor.facts.place_names import PLACE_TYPES, place_codes, probable_parts
from advisor.facts.scenario_checks import impossible_facts
from advisor.facts.told_days import parse_told_days
from advisor.facts.value_parser import FactValueParser
from advisor.model.law_clock import SENT_ON
from advisor.model.recipient_names import RecipientNames
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import ENTITIES, RECIPIENT
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import did_you_mean, quoted
from advisor.source.nodes import ListNode, MapNode, ScalarNode
from advisor.source.value_diagnostics import report_type

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from advisor.diagnostics import Span
    from advisor.model.day_spans import DaySpan
    from advisor.model.law import Law
    from advisor.model.scenarios import Ruling
    from advisor.model.vocabulary import Value
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

NAME_KEY = "recipient.name"
FACTS_KEY = "facts"
RECIPIENTS_KEY = "recipients"
MOST_RECIPIENTS_TOLD = 1_000
"""So many recipients one scenario may tell, as many as a message may have that passes a gate."""


class ScenarioParser:
    """
    Reads one scenario, noting all that cannot be told so.

    Without `own_day` another day is asked about than the scenario tells.
    """

    def __init__(
        self,
        law: Law,
        problems: DiagnosticSink,
        today: date | None = None,
        *,
        own_day: bool = True,
    ) -> None:
        self.law = law
        self.problems = problems
        self.today = today
        self.own_day = own_day
        self.values = NodeValueReader(FactValueParser(law.places.names), problems, law.places)
        self.rulings: list[Ruling] = []
        self.places: list[tuple[str, Span]] = []
        self.sent_within: DaySpan | None = None
        self._may_be_days = False

    def scenario(self, node: MapNode, title: str, as_of: date | None) -> Scenario:
        """Read `facts` and `recipients` of a mapping whose other keys were read before."""
        if as_of is not None and self.today is not None and as_of > self.today:
            self._report_future(node, as_of, self.today)
        self._may_be_days = True  # what lies under a scenario tells days alone
        facts, spans = self.message_facts(node.map(FACTS_KEY))
        self._may_be_days = False
        given = node.values.get(RECIPIENTS_KEY)
        people = None if given is None or is_unknown_node(given) else node.list(RECIPIENTS_KEY)
        if people is not None and len(people.items) > MOST_RECIPIENTS_TOLD:
            self._report_crowd(node, len(people.items))
            people = None
        recipients = None if people is None else self._recipients(people)
        scenario = Scenario(
            title=printable_line(title),
            as_of=as_of,
            facts=facts,
            recipients=recipients,
            rulings=tuple(self.rulings),
            spans=spans,
            origins=read_origins(node.values.get(ORIGINS_KEY), facts, self.problems),
            sent_within=self.sent_within,
        )
        at = node.span_of("as_of")
        self.problems.found += impossible_facts(scenario, own_day=self.own_day, as_of_at=at)
        return scenario

    def message_facts(self, node: MapNode) -> tuple[dict[str, Value], dict[str, Span]]:
        """Read facts of the message, with the places of all that are named, unknown ones too."""
        return self._facts(self._nested(node), None)

    def recipient_facts(
        self, person: MapNode, name: str, *, without: Collection[str]
    ) -> tuple[dict[str, Value], dict[str, Span]]:
        """Read facts of one recipient, with their places; keys of `without` are no facts."""
        told = (
            (key if "." in key else f"{RECIPIENT}.{key}", person.key_span(key), value)
            for key, value in person.values.items()
            if key not in without
        )
        return self._facts(told, name)

    def warn_of_codes(self) -> None:
        """Note each code of a country that probably means a part of another one."""
        names = self.law.places.names
        parts = probable_parts({code for code, _ in self.places}, self.law.places)
        for code, at in self.places:
            part = parts.get(code)
            if part is not None:
                others = f"every other place told is within {quoted(part.partition('-')[0])}"
                self.problems.warn(
                    "shared-place-code",
                    at,
                    f"{quoted(code)} is {names[code]}, and {others}",
                    why=f"the code is used for {names[part]} too, whose law would not be looked at",
                    fix=f"write {quoted(part)} for {names[part]}, or leave it for {names[code]}",
                )

    def _nested(self, node: MapNode) -> Iterator[tuple[str, Span, Node]]:
        """Walk over facts, written `entity: {name: ...}` or `entity.name: ...`."""
        for key, value in node.values.items():
            if key in {RECIPIENT, RECIPIENTS_KEY}:
                self._report_misplaced(
                    node.key_span(key), key, "list `recipients:` beside `facts:`"
                )
            elif key not in ENTITIES:
                yield key, node.key_span(key), value
            elif isinstance(value, MapNode):
                for name, inner in value.values.items():
                    yield f"{key}.{name}", value.key_span(name), inner
            elif not is_unknown_node(value):
                report_type(value, key, "a mapping", self.problems)

    def _facts(
        self, told: Iterator[tuple[str, Span, Node]], recipient: str | None
    ) -> tuple[dict[str, Value], dict[str, Span]]:
        facts: dict[str, Value] = {}
        spans: dict[str, Span] = {}
        for name, at, node in told:
            if name in spans:
                self._report_twice(name, at, spans[name])
                continue
            spans[name] = at
            if self._may_be_told(name, at, recipient):
                value = self._value(name, node, recipient)
                if value is not None:
                    facts[name] = value
        return facts, spans

    def _value(self, name: str, node: Node, recipient: str | None) -> Value | None:
        fact = self.law.vocabulary.facts[name]
        if self._may_be_days and name == SENT_ON and isinstance(node, ScalarNode):
            self.sent_within = parse_told_days(node.raw)
            if self.sent_within is not None:
                return None
        if fact.judgment is None:
            value = self.values.read(fact, node)
            if value is not None and fact.type in PLACE_TYPES:
                self.places += _codes_with_spans(value, node)
            return value
        ruling = read_ruling(fact, node, recipient, self.problems, self.today)
        if ruling is None:
            return None
        self.rulings.append(ruling)
        return ruling.value

    def _recipients(self, node: ListNode) -> tuple[Recipient, ...]:
        people = [item for item in node.items if isinstance(item, MapNode)]
        names = RecipientNames()
        recipients: list[Recipient] = []
        for number, person in enumerate(people, start=1):
            told = [
                (key if "." in key else f"{RECIPIENT}.{key}", person.key_span(key), value)
                for key, value in person.values.items()
                if key != ORIGINS_KEY
            ]
            name = names.free(self._name(told) or f"recipient {number}")
            rest = (entry for entry in told if entry[0] != NAME_KEY)
            facts, spans = self._facts(rest, name)
            known = person.values.get(ORIGINS_KEY)
            origins = read_origins(known, facts, self.problems, f"{RECIPIENT}.")
            recipients.append(Recipient(name, facts, spans, origins))
        return tuple(recipients)

    def _name(self, told: list[tuple[str, Span, Node]]) -> str:
        names = [(at, node) for name, at, node in told if name == NAME_KEY]
        if not names:
            return ""
        if len(names) > 1:
            self._report_twice(NAME_KEY, names[1][0], names[0][0])
        fact = self.law.vocabulary.facts.get(NAME_KEY)
        value = None if fact is None else self.values.read(fact, names[0][1])
        return str(value or "")

    def _may_be_told(self, name: str, at: Span, recipient: str | None) -> bool:
        words = self.law.vocabulary
        if name in words.derived:
            self.problems.add(
                "derived-told",
                at,
                f"{quoted(name)} is not told but found: {words.derived[name].means}",
                why="the law defines it by other facts, and an answer could contradict them",
                fix="tell the facts it is found from instead",
            )
            return False
        if name not in words.facts:
            self._report_unknown(name, at)
            return False
        if (words.facts[name].entity == RECIPIENT) is (recipient is None):
            where = "its entry under `recipients:`" if recipient is None else "`facts:`"
            self._report_misplaced(at, name, f"move it to {where}")
            return False
        return True

    def _report_unknown(self, name: str, at: Span) -> None:
        fix = "see the vocabulary for the facts there are"
        if not self.problems.is_crowded:
            fix = did_you_mean(name, self.law.vocabulary.facts, fix)
        self.problems.add(
            "unknown-fact",
            at,
            f"no fact is named {quoted(name)}",
            why="an answer to a question that no law asks would be passed over in silence",
            fix=fix,
        )

    def _report_twice(self, name: str, at: Span, first: Span) -> None:
        self.problems.add(
            "told-twice",
            at,
            f"{quoted(name)} was told before, in line {first.line}",
            why="only one of the two could be read, and nobody could tell which was meant",
            fix="remove one of the two",
        )

    def _report_misplaced(self, at: Span, name: str, fix: str) -> None:
        self.problems.add(
            "misplaced-fact",
            at,
            f"{quoted(name)} has no place here",
            why="what is true of one recipient need not be true of the next, "
            "so each has an entry of its own",
            fix=fix,
        )

    def _report_crowd(self, node: MapNode, count: int) -> None:
        self.problems.add(
            "too-many",
            node.key_span(RECIPIENTS_KEY),
            f"{count:,} recipients are more than {MOST_RECIPIENTS_TOLD:,}",
            why="each recipient has findings of their own, and one answer would take too long",
            fix=f"list at most {MOST_RECIPIENTS_TOLD:,}, one of each role, place and consent",
        )

    def _report_future(self, node: MapNode, as_of: date, today: date) -> None:
        self.problems.add(
            "future-as-of",
            node.span_of("as_of"),
            f"the as-of date {as_of} is after today, {today}",
            why="nobody knows what will be in force on a day that has not come",
            fix=f"write `as_of: {today}` or an earlier day",
        )


def _codes_with_spans(value: Value, node: Node) -> list[tuple[str, Span]]:
    """Return the places of a fact, each with the words that tell it."""
    items = node.items if isinstance(node, ListNode) else [node]
    spans = {item.raw.strip(): item.span for item in items if isinstance(item, ScalarNode)}
    return [(code, spans.get(code, node.span)) for code in sorted(place_codes(value))]
