"""Small vocabularies with relations at random, and scenarios that these allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from properties.strategies import Chooser

from advisor.engine.closure.domains import affirms
from advisor.engine.reference import FactView, evaluate
from advisor.model.conditions import (
    ALWAYS_TRUE,
    All,
    Any,
    Between,
    Condition,
    DayOrder,
    During,
    Every,
    IncludesAll,
    Is,
    Leaf,
    Nor,
    OneOf,
    Only,
    Some,
    Test,
    Within,
    is_per_recipient,
)
from advisor.model.law import Law
from advisor.model.places import Membership, Places
from advisor.model.relations import Relation
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.truth import Truth
from advisor.model.vocabulary import Fact, FactType, Value, Vocabulary

DAY = date(2026, 3, 2)
COLOURS = ("red", "green", "blue")
EXACT = ("AA-1", "AA-2", "BB", "none")
CODES = ("AA-1", "AA-2", "AA", "BB", "none")
NUMBERS = (1, 13, 15.0, 18, 40)
DAYS = (date(2020, 1, 1), date(2020, 1, 2), date(2021, 6, 1), date(2026, 3, 2))
STAND_FOR_OTHERS = (FactType.NUMBER, FactType.DATE)
"""Types of which one value among those that are left stands for others."""
KINDS = {
    "message.flag": FactType.FLAG,
    "lawyer.flag": FactType.FLAG,
    "message.kind": FactType.CHOICE,
    "tracking.captures": FactType.CHOICES,
    "matter.tribunal": FactType.PLACE,
    "firm.lawyers": FactType.NUMBER,
    "lawyer.admitted_in": FactType.PLACES,
    "matter.began_on": FactType.DATE,
    "recipient.flag": FactType.FLAG,
    "recipient.role": FactType.CHOICE,
    "recipient.located_in": FactType.PLACE,
    "recipient.agreed_on": FactType.DATE,
}
OF_RECIPIENTS = tuple(fact for fact in KINDS if fact.startswith("recipient."))
OF_MESSAGE = tuple(fact for fact in KINDS if fact not in OF_RECIPIENTS)
PLACES = Places(
    {code: code for code in ("AA", "AA-1", "AA-2", "BB")},
    (Membership("AA-1", "AA"), Membership("AA-2", "AA")),
)


def _facts() -> dict[str, Fact]:
    chosen = (FactType.CHOICE, FactType.CHOICES)
    return {
        name: Fact(
            name,
            kind,
            f"{name}?",
            options={colour: colour for colour in COLOURS} if kind in chosen else {},
            order=order,
        )
        for order, (name, kind) in enumerate(KINDS.items())
    }


@dataclass(frozen=True)
class RelationChooser:
    """Every choice that makes relations and the scenarios that these allow."""

    choose: Chooser

    def law(self) -> Law:
        """Make a law of a vocabulary with up to five relations."""
        relations = tuple(self.relation(f"relation-{at}") for at in range(self.choose.below(6)))
        return Law(Vocabulary(_facts(), relations=relations), places=PLACES)

    def relation(self, name: str) -> Relation:
        """Make one relation, of which about a third mute facts."""
        when = self.condition(2)
        if self.choose.below(3):
            return Relation(name, when, self.condition(1), "It is so.")
        facts = OF_RECIPIENTS if is_per_recipient(when, frozenset()) else tuple(KINDS)
        muted = (self.choose.among(facts), self.choose.among(facts))
        return Relation(name, when, ALWAYS_TRUE, "It does not arise.", tuple(dict.fromkeys(muted)))

    def condition(self, depth: int, *, inside: bool = False) -> Condition:
        """Join tests a few levels deep; inside a quantifier only of recipients."""
        kind = self.choose.below(9) if depth else 0
        if kind < 5:
            return self.leaf(inside=inside)
        if kind == 8 and not inside:
            inner = self.condition(depth - 1, inside=True)
            return self.choose.among((Some, Every))(inner)
        parts = tuple(
            self.condition(depth - 1, inside=inside) for _ in range(1 + self.choose.below(2))
        )
        return (All, Any, Nor, All)[kind - 5](parts)

    def leaf(self, *, inside: bool) -> Leaf:
        """Test one fact, or count the recipients."""
        if not inside and not self.choose.below(12):
            return Leaf("recipients", OneOf(frozenset({"one"})), "one")
        fact = self.choose.among(OF_RECIPIENTS if inside else tuple(KINDS))
        if KINDS[fact] is FactType.DATE and not inside and self.choose.below(3):
            return Leaf(fact, self.order(fact), "compared")
        return Leaf(fact, self.test(KINDS[fact]), "told")

    def order(self, fact: str) -> DayOrder:
        """Compare a date with the other one."""
        (other,) = (name for name, kind in KINDS.items() if kind is FactType.DATE and name != fact)
        return DayOrder(start=other) if self.choose.below(2) else DayOrder(before=other)

    def test(self, kind: FactType) -> Test:
        """Make a test that fits a type."""
        colours = self.choose.subset(COLOURS) or frozenset({"red"})
        match kind:
            case FactType.FLAG:
                return Is(self.choose.among((True, False)))
            case FactType.CHOICE:
                return OneOf(colours)
            case FactType.CHOICES:
                return self.choose.among((OneOf, IncludesAll, Only))(colours)
            case FactType.NUMBER:
                return Between(at_least=self.choose.among(NUMBERS))
            case FactType.DATE:
                return During(start=self.choose.among(DAYS))
            case _:
                return Within(frozenset({self.choose.among(CODES)}))

    def complete(self) -> Scenario:
        """Tell every fact, places exactly, of none to three recipients."""
        people = tuple(
            Recipient(f"recipient {at}", {fact: self.value(fact) for fact in OF_RECIPIENTS})
            for at in range(self.choose.below(4))
        )
        return Scenario(facts={fact: self.value(fact) for fact in OF_MESSAGE}, recipients=people)

    def value(self, fact: str, places: Sequence[str] = EXACT) -> Value:
        """Tell a fact."""
        match KINDS[fact]:
            case FactType.FLAG:
                return self.choose.among((False, True))
            case FactType.CHOICE:
                return self.choose.among(COLOURS)
            case FactType.CHOICES:
                return self.choose.subset(COLOURS)
            case FactType.NUMBER:
                return self.choose.among(NUMBERS)
            case FactType.DATE:
                return self.choose.among(DAYS)
            case FactType.PLACES:
                return self.choose.subset(EXACT[:-1])
            case _:
                return self.choose.among(places)

    def part_of(self, whole: Scenario) -> Scenario:
        """Leave about half of the facts untold, and some places coarse."""
        people = whole.recipients
        if people is not None:
            people = tuple(Recipient(person.name, self._part(person.facts)) for person in people)
        return Scenario(facts=self._part(whole.facts), recipients=people)

    def _part(self, facts: dict[str, Value] | object) -> dict[str, Value]:
        assert isinstance(facts, dict)
        kept = {fact: value for fact, value in facts.items() if self.choose.below(2)}
        for fact, value in kept.items():
            if isinstance(value, str) and value.startswith("AA-") and not self.choose.below(3):
                kept[fact] = "AA"
        return kept


def is_possible(law: Law, scenario: Scenario) -> bool:
    """Return whether a complete scenario meets every relation, by plain evaluation of each."""
    view = FactView(law, scenario, DAY)
    return all(
        _holds(relation, who, view)
        for relation in law.vocabulary.relations
        for who in (_people(relation, view) or ())
    )


def _people(relation: Relation, view: FactView) -> Sequence[int | None]:
    personal = any(is_per_recipient(part, frozenset()) for part in (relation.when, relation.then))
    if personal or any(fact in OF_RECIPIENTS for fact in relation.mutes):
        return (*view.recipients, *(() if personal else (None,)))
    return (None,)


def _holds(relation: Relation, who: int | None, view: FactView) -> bool:
    when, then = (
        evaluate(_counted(part, view), view, who) for part in (relation.when, relation.then)
    )
    if when is not Truth.TRUE:
        return True
    for fact in relation.mutes:
        about = who if fact in OF_RECIPIENTS else None
        if fact in OF_RECIPIENTS and who is None:
            continue
        value = view.value(fact, about)
        if value is not None and affirms(value):  # type: ignore[arg-type]
            return False
    return then is Truth.TRUE


def _counted(condition: Condition, view: FactView) -> Condition:
    """Put in the place of a count whether it is so."""
    match condition:
        case Leaf("recipients", OneOf(words)):
            count = ("none", "one", "several")[min(len(view.scenario.people), 2)]
            return All(()) if count in words else Any(())
        case Leaf():
            return condition
        case Some(inner):
            return Some(_counted(inner, view))
        case Every(inner):
            return Every(_counted(inner, view))
        case _:
            return type(condition)(tuple(_counted(part, view) for part in condition.of))


@st.composite
def related(draw: st.DrawFn) -> tuple[Law, Scenario, Scenario, Scenario]:
    """Return a law, a complete scenario that it allows, a part of it, and a part of that part."""
    choose = RelationChooser(Chooser(draw))
    law = choose.law()
    whole = choose.complete()
    for _ in range(8):
        if is_possible(law, whole):
            break
        whole = choose.complete()
    part = choose.part_of(whole)
    return law, whole, part, choose.part_of(part)


@st.composite
def told_at_random(draw: st.DrawFn) -> tuple[Law, Scenario, Scenario]:
    """Return a law and two scenarios of the same people that it may well exclude."""
    choose = RelationChooser(Chooser(draw))
    law = choose.law()
    whole = choose.complete()
    part = choose.part_of(whole)
    if whole.recipients == () and not choose.choose.below(2):
        part = Scenario(facts=part.facts, recipients=None)
    return law, part, choose.part_of(part)
