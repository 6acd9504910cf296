"""The golden stories with all facts told, for whoever is asked about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from advisor.model.conclusions import Remaining
from advisor.model.law_clock import SENT_ON
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.conclusions import FactAt
    from advisor.model.scenarios import Recipient, Scenario
    from advisor.model.vocabulary import Fact, Value

REST = Path(__file__).parent / "stories.yaml"
_MAILINGS = ("newsletter", "marketing")
_LONG_AGO = date(2025, 3, 1)
_SEVERAL = 2


@dataclass(frozen=True)
class Story:
    """A message of which every fact is known; `region` is `us`, `eu` or `ca`."""

    name: str
    region: str
    day: date
    told: Scenario


@dataclass(frozen=True)
class StoryTeller:
    """Completes the scenarios of golden cases with what is true where they do not say."""

    corpus: Corpus
    rest: Mapping[str, Mapping[str, Value]]

    def stories(self) -> Iterator[Story]:
        """Tell the first golden case of each story."""
        seen: set[str] = set()
        for case in self.corpus.law.cases:
            if case.golden and case.golden not in seen and case.scenario.as_of is not None:
                seen.add(case.golden)
                day, region = case.scenario.as_of, case.golden.partition("/")[0]
                yield Story(case.golden, region, day, self.complete(case.scenario, day))

    def complete(self, told: Scenario, day: date) -> Scenario:
        """Tell the facts that a scenario leaves out, as far as they can be so together."""
        rest = self._rest(told)
        facts = self.corpus.law.vocabulary.facts.values()
        added: dict[FactAt, Value] = {
            (one.name, None): _value(one, rest) for one in facts if _is_told(one)
        }
        for who, person in enumerate(told.people):
            of_each = {one.name: _value(one, rest) for one in facts if one.entity == RECIPIENT}
            of_each |= self._agreed(person)
            added |= {(name, who): value for name, value in of_each.items()}
        added = {about: value for about, value in added.items() if told.value(*about) is None}
        closed = self.corpus.engine.close(_with(told, added), day)
        while closed.contradiction is not None or closed.muted & added.keys():
            blamed = closed.contradiction.of if closed.contradiction else tuple(closed.muted)
            wrong = sorted(added.keys() & set(blamed), key=str)
            for about in wrong if closed.contradiction is None else wrong[-1:]:
                del added[about]
            closed = self.corpus.engine.close(_with(told, added), day)
        return self._otherwise(closed.told, day)

    def _otherwise(self, told: Scenario, day: date) -> Scenario:
        """Tell of what is still open a value that it may have, the first that can be so."""
        closed = self.corpus.engine.close(told, day)
        for fact in self.corpus.law.vocabulary.facts.values():
            people = range(len(told.people)) if fact.entity == RECIPIENT else (None,)
            for who in people:
                known: object = closed.closed.value(fact.name, who)
                for value in fact.options if isinstance(known, Remaining) else ():
                    tried = self.corpus.engine.close(told.told(fact.name, value, who), day)
                    if tried.contradiction is None:
                        closed, told = tried, tried.told
                        break
        return told

    def _rest(self, told: Scenario) -> dict[str, Value]:
        rest = dict(self.rest["everywhere"])
        kind = told.facts.get("message.kind")
        rest["message.kind"] = kind or ("group" if len(told.people) >= _SEVERAL else "one-to-one")
        if kind in _MAILINGS:
            rest |= self.rest["newsletter"]
        if not told.facts.get("tracking.mechanisms"):
            rest |= self.rest["untracked"]
        if told.facts.get("message.direction") == "received":
            rest |= self.rest["received"]
        if any(one.facts.get("recipient.consented") for one in told.people):
            rest |= {
                name: value
                for name, value in self.rest["agreed"].items()
                if not name.startswith(RECIPIENT)
            }
        return {**rest, **_places(told)}

    def _agreed(self, person: Recipient) -> dict[str, Value]:
        place = person.facts.get("recipient.located_in")
        based = {} if place is None else {"recipient.based_in": place}
        if not person.facts.get("recipient.consented"):
            return based
        return based | {
            name: value for name, value in self.rest["agreed"].items() if name.startswith(RECIPIENT)
        }


def story_teller(corpus: Corpus) -> StoryTeller:
    """Read what is true of stories that do not say."""
    rest = yaml.safe_load(REST.read_text(encoding="utf-8"))
    return StoryTeller(
        corpus,
        {
            group: {
                name: frozenset(value) if isinstance(value, list) else value
                for name, value in facts.items()
            }
            for group, facts in rest.items()
        },
    )


def _with(told: Scenario, added: Mapping[FactAt, Value]) -> Scenario:
    if told.recipients is None:
        told = replace(told, recipients=())
    for (name, who), value in added.items():
        told = told.told(name, value, who)
    return told


def _places(told: Scenario) -> dict[str, Value]:
    named: list[frozenset[str]] = []
    for fact in ("lawyer.admitted_in", "firm.established_in"):
        value = told.facts.get(fact)
        if isinstance(value, frozenset) and value:
            named.append(value)
    at_home = named[0] if named else frozenset[str]()
    home = min(at_home, default=NOWHERE)
    tribunal = told.facts.get("matter.tribunal")
    if tribunal is None:
        before = told.facts.get("matter.before_tribunal") is True
        tribunal = home if before else NOWHERE
    country = home.partition("-")[0]
    places: dict[str, Value] = {
        "lawyer.admitted_in": at_home,
        "firm.established_in": at_home,
        "firm.acting_office_in": at_home,
        "firm.offers_services_in": at_home,
        "firm.monitors_people_in": frozenset[str](),
        "matter.tribunal": tribunal,
        "matter.before_tribunal": tribunal != NOWHERE,
        "matter.conduct_in": home,
        "matter.predominant_effect": NOWHERE if tribunal != NOWHERE else home,
        "message.sent_from": home,
        "recipient.located_in": home if tribunal in (NOWHERE, country) else tribunal,
        "recipient.based_in": home if tribunal in (NOWHERE, country) else tribunal,
        "sender.located_in": home,
        "sender.based_in": told.facts.get("sender.located_in", home),
        "tracking.vendor_country": country,
        "recipient.address_collected_on": _LONG_AGO,
        "recipient.told_of_pixels_on": _LONG_AGO,
    }
    return places


def _is_told(fact: Fact) -> bool:
    """Return whether a story tells a fact of the message; its day is that of the question."""
    return fact.entity != RECIPIENT and fact.name != SENT_ON


def _value(fact: Fact, rest: Mapping[str, Value]) -> Value:
    """Return what is true of a fact: what the rest says, else no, none or the first option."""
    if fact.name in rest:
        return rest[fact.name]
    match fact.type:
        case FactType.FLAG:
            return False
        case FactType.CHOICE:
            return next(iter(fact.options))
        case FactType.CHOICES | FactType.PLACES:
            return frozenset[str]()
        case FactType.PLACE:
            return NOWHERE
        case FactType.DATE:
            return _LONG_AGO
        case FactType.NUMBER:
            return 0.0
        case FactType.TEXT:
            return ""
