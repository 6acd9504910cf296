"""Scenarios of many messages sorted by kind, so that each kind is answered once."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from advisor.advice.law_versions import LawVersions
from advisor.facts.scenario_writer import scenario_document
from advisor.model.law_clock import SENT_ON
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact

AS_OF, RECIPIENTS = "as_of", "recipients"
_MOST_KNOWN = 10_000
_PLAIN = {
    FactType.FLAG: pa.bool_(),
    FactType.CHOICE: pa.string(),
    FactType.PLACE: pa.string(),
    FactType.TEXT: pa.string(),
    FactType.NUMBER: pa.float64(),
    FactType.DATE: pa.string(),
    FactType.CHOICES: pa.list_(pa.string()),
    FactType.PLACES: pa.list_(pa.string()),
}
_JUDGMENT = pa.struct(
    [
        ("value", pa.bool_()),
        ("decided_by", pa.string()),
        ("on", pa.string()),
        ("because", pa.string()),
        ("factors", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """
    One scenario as the columns of a table tell it.

    `facts` and those of `people` are plain values by dotted name; `key` is the same for
    scenarios of which the law says the same; `shown` tells them without names and free text.
    """

    key: str
    shown: str
    facts: Mapping[str, Any]
    people: tuple[Mapping[str, Any], ...] | None


@dataclass(frozen=True)
class ScenarioClasses:
    """Tells scenarios as rows, by the vocabulary of a law."""

    law: Law
    turns: LawVersions
    known: dict[Hashable, ScenarioRow] = field(default_factory=dict)

    @classmethod
    def of(cls, law: Law) -> ScenarioClasses:
        """Make ready for the scenarios of one law."""
        return cls(law, LawVersions.with_tests(law))

    def told(self, scenario: Scenario, day: date) -> ScenarioRow:
        """Tell one scenario, asked about on a day; one like an earlier one is only looked up."""
        since = self._day_of_class(scenario, day)
        if any(ruling.recipient is not None for ruling in scenario.rulings):
            return self._told(scenario, day, since)
        facts = frozenset(item for item in scenario.facts.items() if item[0] != SENT_ON)
        people = scenario.recipients
        of_each = (
            None if people is None else tuple(frozenset(person.facts.items()) for person in people)
        )
        key = (day, since, facts, of_each, scenario.rulings)
        result = self.known.get(key)
        if result is None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            result = self.known[key] = self._told(scenario, day, since)
        return result

    def _day_of_class(self, scenario: Scenario, day: date) -> date | None:
        """
        Return the first of the days on which the law says the same of a message.

        Where another day is told, which of the two comes first matters too: it is the
        day of the message itself then, and `None` where nobody knows it.
        """
        sent = scenario.facts.get(SENT_ON)
        sent_on = sent if isinstance(sent, date) else None
        everyone = (scenario.facts, *(person.facts for person in scenario.recipients or ()))
        for facts in everyone:
            if any(isinstance(value, date) for name, value in facts.items() if name != SENT_ON):
                return sent_on
        return self.turns.start(sent_on or day)

    def _told(self, scenario: Scenario, day: date, since: date | None) -> ScenarioRow:
        document = scenario_document(scenario)
        known = self.law.vocabulary.facts
        facts = {
            f"{entity}.{name}": value
            for entity, inner in document["facts"].items()
            for name, value in inner.items()
            if f"{entity}.{name}" in known
        }
        listed = document.get(RECIPIENTS)
        people = None if listed is None else tuple(self._person(item) for item in listed)
        if SENT_ON in known and since is not None:
            facts[SENT_ON] = since.isoformat()
        key = json.dumps([day.isoformat(), facts, people], sort_keys=True)
        return ScenarioRow(key, self.shown(facts, people), facts, people)

    def _person(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        known = self.law.vocabulary.facts
        named = {f"{RECIPIENT}.{name}": value for name, value in told.items()}
        return {name: value for name, value in named.items() if self._tells(known.get(name))}

    def _tells(self, fact: Fact | None) -> bool:
        return fact is not None and fact.type is not FactType.TEXT

    def shown(self, facts: Mapping[str, Any], people: Iterable[Mapping[str, Any]] | None) -> str:
        """Write what was told as JSON: no name, no free text, no date, no reasons of a person."""
        shown: dict[str, Any] = {"facts": self._shown(facts)}
        if people is not None:
            shown[RECIPIENTS] = [self._shown(person) for person in people]
        return json.dumps(shown, sort_keys=True, separators=(",", ":"))

    def _shown(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        known = self.law.vocabulary.facts
        return {
            name: value["value"] if isinstance(value, dict) else value
            for name, value in facts.items()
            if name != SENT_ON and self._tells(known.get(name))
        }

    def example(self, fact: Fact) -> Any:  # noqa: ANN401 - a cell
        """Return some value that a fact can have."""
        if fact.judgment is not None:
            return {"value": True, "decided_by": "-", "on": "2000-01-01", "because": "-"}
        option = next(iter(fact.options), "-")
        match fact.type:
            case FactType.FLAG:
                return True
            case FactType.CHOICE | FactType.TEXT:
                return option
            case FactType.CHOICES:
                return [option]
            case FactType.PLACE:
                return next(iter(self.law.places.names), "none")
            case FactType.PLACES:
                return [next(iter(self.law.places.names), "none")]
            case FactType.DATE:
                return "2000-01-01"
            case FactType.NUMBER:
                return 1.0


@dataclass
class ClassTable:
    """
    Makes tables of scenarios that all tell the same facts, known or not.

    What answers tables compiles the law for the facts that a table tells. So each table
    ends with a row that tells every fact told so far, and `seen` only grows.
    """

    kinds: ScenarioClasses
    seen: dict[str, Any] = field(default_factory=dict)

    def expect(self, facts: Iterable[str]) -> None:
        """Reckon with facts before they are first told."""
        known = self.kinds.law.vocabulary.facts
        for name in facts:
            if name in known and name not in self.seen:
                self.seen[name] = self.kinds.example(known[name])

    def table(self, scenario_rows: list[ScenarioRow], days: list[date]) -> pa.Table:
        """Return a row for each scenario, and one more at the end that is not to be used."""
        for entry in scenario_rows:
            self.expect(entry.facts)
            for person in entry.people or ():
                self.expect(person)
        mine = {name: cell for name, cell in self.seen.items() if not _of_people(name)}
        theirs = {name: cell for name, cell in self.seen.items() if _of_people(name)}
        columns = {AS_OF: pa.array([*days, days[-1] if days else None], pa.date32())}
        for name, cell in mine.items():
            cells = [*(item.facts.get(name) for item in scenario_rows), cell]
            columns[name] = pa.array(cells, self._type(name))
        lists = [None if item.people is None else list(item.people) for item in scenario_rows]
        kind = pa.list_(pa.struct([(name, self._type(name)) for name in theirs]))
        columns[RECIPIENTS] = pa.array([*lists, [theirs]], kind)
        return pa.table(columns)

    def _type(self, name: str) -> pa.DataType:
        fact = self.kinds.law.vocabulary.facts[name]
        return _JUDGMENT if fact.judgment is not None else _PLAIN[fact.type]


def _of_people(name: str) -> bool:
    return name.startswith(f"{RECIPIENT}.")


def entries(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Name every fact that some entries tell."""
    for fact in facts:
        yield from fact
