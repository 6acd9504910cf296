"""A file that tells messages and consents in their order, read into what was so of each day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.facts.scenario_checks import impossible_facts
from advisor.facts.scenario_parser import FACTS_KEY, NAME_KEY, RECIPIENTS_KEY, ScenarioParser
from advisor.model.consent_fact_names import (
    CONSENT_BEFORE_SENDING,
    CONSENT_WITHDRAWN,
    CONSENTED_ON,
    HAS_CONSENTED,
    WITHDRAWN_BEFORE_SENDING,
    WITHDRAWN_ON,
)
from advisor.model.law_clock import SENT_ON
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.threads import MessageThread, ThreadEvent, ThreadEventKind
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import DiagnosticSink, did_you_mean, quoted
from advisor.source.files import SCENARIO_LIMIT, parse_bytes, read_bytes
from advisor.source.nodes import MapNode, ScalarNode
from advisor.source.scalars import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from advisor.diagnostics import Diagnostic, Span
    from advisor.model.law import Law
    from advisor.model.scenarios import Ruling
    from advisor.model.vocabulary import Value
    from advisor.source.nodes import Node

_EVENTS = "events"
_THREAD = "thread"
_ON = "on"


def read_thread(
    path: Path, law: Law, today: date
) -> tuple[MessageThread | None, tuple[Diagnostic, ...]]:
    """
    Read a thread, with every problem; with an error among them there is none.

    Each message has the facts of the file and its own. Who consented before it has consented,
    on that day; who is told to consent only later has not yet; a withdrawal counts from its
    day on. Of a consent and a message of one day the order in the file decides.
    """
    problems = DiagnosticSink()
    data = read_bytes(path, str(path), SCENARIO_LIMIT, problems)
    root = None if data is None else parse_bytes(data, str(path), problems)
    thread = None
    if root is not None:
        node = _outlined(root, problems)
        if node is not None:
            thread = _ThreadReader(law, problems, today).read(node)
    return (None if problems.stop else thread), problems.told()


def is_thread_file(path: Path) -> bool:
    """Return whether a file is there that calls itself a thread."""
    data = read_bytes(path, str(path), SCENARIO_LIMIT, DiagnosticSink()) if path.is_file() else None
    root = None if data is None else parse_bytes(data, str(path), DiagnosticSink())
    return isinstance(root, MapNode) and _THREAD in root.values


def _outlined(root: Node, problems: DiagnosticSink) -> MapNode | None:
    from advisor.facts.thread_schema import ThreadModel
    from advisor.source.shape_validation import validate_shape

    wire, node = validate_shape(root, ThreadModel, problems)
    return None if wire is None else node


class _ThreadReader:
    """Reads the events of one file."""

    def __init__(self, law: Law, problems: DiagnosticSink, today: date) -> None:
        self.law = law
        self.problems = problems
        self.today = today
        self.parser = ScenarioParser(law, problems, today)
        self.people: dict[str, Recipient] = {}
        self.consents: dict[str, list[tuple[date, int]]] = {}
        self.withdrawals: dict[str, list[tuple[date, int]]] = {}
        self.given_with: dict[tuple[str, int], Mapping[str, Value]] = {}
        self.rulings: tuple[Ruling, ...] = ()
        self.names_people = False

    def read(self, node: MapNode) -> MessageThread:
        facts, spans = self.parser.message_facts(node.map(FACTS_KEY))
        self.names_people = RECIPIENTS_KEY in node.values
        for person in self._people(node):
            self.people[person.name] = person
        entries = [item for item in node.list(_EVENTS).items if isinstance(item, MapNode)]
        numbered = sorted(enumerate(entries), key=lambda one: (_day(one[1]), one[0]))
        for number, entry in numbered:
            self._note_consent(entry, number)
        if not any(_kind(entry) is ThreadEventKind.MESSAGE for entry in entries):
            self.problems.add(
                "missing-key",
                node.span_of(_EVENTS),
                "none of these events is a message",
                why="messages are what is answered",
                fix="add `- {on: 2026-03-02, message: its title}`",
            )
        self.rulings = tuple(self.parser.rulings)
        events = [self._event(entry, number, facts, spans) for number, entry in numbered]
        self.parser.warn_of_codes()
        title = node.values[_THREAD]
        said = title.raw if isinstance(title, ScalarNode) else ""
        return MessageThread(printable_line(said), tuple(event for event in events if event))

    def _people(self, node: MapNode) -> list[Recipient]:
        """Read recipients; one without a name cannot be meant by an event."""
        found = []
        for item in node.list(RECIPIENTS_KEY).items:
            if not isinstance(item, MapNode):
                continue
            name = _text(item.values.get("name") or item.values.get(NAME_KEY))
            if not name:
                self.problems.add(
                    "missing-key",
                    item.span,
                    "this recipient has no name",
                    why="events say by their names who consents and who withdraws",
                    fix="add `name:`",
                )
                continue
            told, spans = self.parser.recipient_facts(item, name, without=("name", NAME_KEY))
            found.append(Recipient(printable_line(name), told, spans))
        return found

    def _note_consent(self, entry: MapNode, number: int) -> None:
        kind = _kind(entry)
        if kind is None:
            self.problems.add(
                "wrong-type",
                entry.span,
                "an event is one of a message, a consent or a withdrawal",
                why="two things that happened have two entries, since one may count for the other",
                fix="write `message: its title`, `consent: a name` or `withdrawal: a name`",
            )
            return
        if _day(entry) > self.today:
            self.problems.add(
                "future-as-of",
                entry.span_of(_ON),
                f"{_day(entry)} is after today, {self.today}",
                why="nobody knows what will be in force on a day that has not come",
                fix="write the day on which it happened",
            )
        if kind is ThreadEventKind.MESSAGE:
            return
        name = _text(entry.values[kind.value])
        if name not in self.people:
            self.problems.add(
                "unknown-recipient",
                entry.span_of(kind.value),
                f"no recipient is named {quoted(name)}",
                why="whose consent it is decides which messages it covers",
                fix=did_you_mean(name, self.people, "add the person to `recipients:`"),
            )
            return
        held = self.consents if kind is ThreadEventKind.CONSENT else self.withdrawals
        held.setdefault(name, []).append((_day(entry), number))
        told = entry.values.get(FACTS_KEY)
        if isinstance(told, MapNode):
            self.given_with[name, number] = self.parser.recipient_facts(told, name, without=())[0]

    def _event(
        self,
        entry: MapNode,
        number: int,
        facts: Mapping[str, Value],
        spans: Mapping[str, Span],
    ) -> ThreadEvent | None:
        kind = _kind(entry)
        if kind is None:
            return None
        day, said = _day(entry), printable_line(_text(entry.values[kind.value]))
        if kind is not ThreadEventKind.MESSAGE:
            return ThreadEvent(day, kind, said)
        before = len(self.parser.rulings)
        own, own_spans = self.parser.message_facts(entry.map(FACTS_KEY))
        people: Sequence[Recipient] = tuple(self.people.values())
        if RECIPIENTS_KEY in entry.values:
            people = [self._with_base(person) for person in self._people(entry)]
        told = self.people or self.names_people or RECIPIENTS_KEY in entry.values
        scenario = Scenario(
            title=said,
            as_of=day,
            facts={**facts, **own, SENT_ON: day},
            recipients=tuple(self._as_of(one, day, number) for one in people) if told else None,
            rulings=(*self.rulings, *self.parser.rulings[before:]),
            spans={**spans, **own_spans},
        )
        self.problems.found += impossible_facts(scenario, own_day=True)
        return ThreadEvent(day, kind, said, scenario)

    def _with_base(self, person: Recipient) -> Recipient:
        base = self.people.get(person.name)
        if base is None:
            return person
        return Recipient(
            person.name, {**base.facts, **person.facts}, {**base.spans, **person.spans}
        )

    def _as_of(self, person: Recipient, day: date, number: int) -> Recipient:
        """Tell of a person what the events up to a message say of their consent."""
        moment = (day, number)
        given = self.consents.get(person.name, ())
        last = max((one for one in given if one < moment), default=None)
        back = max(
            (one for one in self.withdrawals.get(person.name, ()) if one < moment), default=None
        )
        told: dict[str, Value] = {}
        if last is not None:
            told |= {HAS_CONSENTED: True, CONSENTED_ON: last[0], CONSENT_BEFORE_SENDING: True}
            told |= {CONSENT_WITHDRAWN: False, **self.given_with.get((person.name, last[1]), {})}
        elif given and back is None:
            told[HAS_CONSENTED] = False
        if back is not None and (last is None or last < back):
            told |= {HAS_CONSENTED: True, CONSENT_WITHDRAWN: True}
            told |= {WITHDRAWN_ON: back[0], WITHDRAWN_BEFORE_SENDING: True}
        known = self.law.vocabulary.facts
        kept = {name: value for name, value in told.items() if name in known}
        return Recipient(person.name, {**person.facts, **kept}, person.spans)


def _kind(entry: MapNode) -> ThreadEventKind | None:
    """Return what an entry tells; `None` where it tells nothing, or more than one thing."""
    found = [kind for kind in ThreadEventKind if kind.value in entry.values]
    return found[0] if len(found) == 1 else None


def _day(entry: MapNode) -> date:
    node = entry.values.get(_ON)
    told = parse_date(node.raw) if isinstance(node, ScalarNode) else None
    return told or date.min


def _text(node: Node | None) -> str:
    return node.raw.strip() if isinstance(node, ScalarNode) else ""
