"""
Laws and scenarios at random, small and spiteful, for every property test.

Drawn by hand rather than by combined strategies, which is five times as fast: each
choice is one small integer, and a smaller one is a simpler choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from advisor.model.authorities import Authority, Citation, Kind, Verification
from advisor.model.conditions import (
    All,
    Any,
    Between,
    Condition,
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
    WithinAll,
    is_per_recipient,
)
from advisor.model.jurisdictions import Adoption, Jurisdiction
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm, NormException
from advisor.model.places import Membership, Places
from advisor.model.policies import Policy, Scope
from advisor.model.propositions import propositions
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import DerivedFact, Fact, FactType, Value, Vocabulary

if TYPE_CHECKING:
    from advisor.engine.bitset.variants import Variant

T = TypeVar("T")

FACTS = {
    "message.flag": FactType.FLAG,
    "lawyer.flag": FactType.FLAG,
    "tracking.flag": FactType.FLAG,
    "message.kind": FactType.CHOICE,
    "tracking.captures": FactType.CHOICES,
    "matter.tribunal": FactType.PLACE,
    "lawyer.admitted_in": FactType.PLACES,
    "message.date": FactType.DATE,
    "matter.opened": FactType.DATE,
    "firm.lawyers": FactType.NUMBER,
    "recipient.flag": FactType.FLAG,
    "recipient.told": FactType.FLAG,
    "recipient.role": FactType.CHOICE,
    "recipient.topics": FactType.CHOICES,
    "recipient.located_in": FactType.PLACE,
    "recipient.age": FactType.NUMBER,
}
OF_RECIPIENTS = tuple(fact for fact in FACTS if fact.startswith("recipient."))
OF_MESSAGE = tuple(fact for fact in FACTS if fact not in OF_RECIPIENTS)
OPTIONS = ("red", "green", "blue")
CODES = ("AA-1", "AA", "AA-2", "BB", "BB-1", "UU", "VV", "none")
DAYS = tuple(date(year, month, 1) for year in (2018, 2019, 2020) for month in (1, 7))
NUMBERS = (0, 1, 2.5, 13, 16)
# What a checked scenario never holds, and an engine may still be given.
ODD_VALUES: tuple[Value, ...] = (True, 1, 1.0, 0, "red", "none", frozenset({"AA-1"}), DAYS[0])
DEEPEST = 3
SCENARIOS_TO_A_LAW = 8

_BELOW = {count: st.integers(0, count - 1) for count in range(1, 65)}


@dataclass(frozen=True)
class Chooser:
    """Every choice that makes a law or a scenario."""

    draw: st.DrawFn

    def below(self, count: int) -> int:
        """Choose a number from 0."""
        return self.draw(_BELOW[count])

    def among(self, options: Sequence[T]) -> T:
        """Choose one of these."""
        return options[self.below(len(options))]

    def subset(self, options: Sequence[T]) -> frozenset[T]:
        """Choose some of these, in one draw."""
        chosen = self.below(1 << min(len(options), 3))
        start = self.below(len(options)) if len(options) > 3 else 0
        return frozenset(
            options[(start + bit) % len(options)] for bit in range(3) if chosen >> bit & 1
        )

    def maybe(self, options: Sequence[T]) -> T | None:
        """Choose one of these or nothing."""
        chosen = self.below(len(options) + 1)
        return options[chosen - 1] if chosen else None

    def value(self, fact: str) -> Value:
        """Tell a fact, once in a while with a value of another type."""
        if self.below(32) == 31:
            return self.among(ODD_VALUES)
        match FACTS[fact]:
            case FactType.FLAG:
                return self.among((False, True))
            case FactType.CHOICE:
                return self.among(OPTIONS)
            case FactType.CHOICES:
                return self.subset(OPTIONS)
            case FactType.PLACE:
                return self.among(CODES)
            case FactType.PLACES:
                return self.subset(CODES)
            case FactType.DATE:
                return self.among(DAYS)
            case _:
                return self.among(NUMBERS)

    def test(self, kind: FactType) -> Test:
        """Make a test that fits a type."""
        match kind:
            case FactType.FLAG:
                return Is(self.among((True, False)))
            case FactType.CHOICE:
                return OneOf(self.subset(OPTIONS))
            case FactType.CHOICES:
                return self.among((OneOf, IncludesAll, Only))(self.subset(OPTIONS))
            case FactType.PLACE:
                return Within(self.subset(CODES))
            case FactType.PLACES:
                return self.among((Within, WithinAll))(self.subset(CODES))
            case FactType.DATE:
                return During(self.maybe(DAYS), self.maybe(DAYS))
            case _:
                bounds = [self.maybe(NUMBERS) for _ in range(2)]
                return self.among((Between(*bounds), Between(None, None, *bounds)))

    def leaf(self, derived: Sequence[str]) -> Leaf:
        """Test a told or a derived fact."""
        fact = self.among((*FACTS, *derived, *derived))
        if fact in derived:
            return Leaf(fact, Is(self.among((True, False))), "derived")
        return Leaf(fact, self.test(FACTS[fact]), "told")

    def condition(self, derived: Sequence[str] = (), depth: int = DEEPEST) -> Condition:
        """Join tests on facts and on these derived facts, a few levels deep."""
        kind = self.below(10) if depth else 0
        if kind < 4:
            return self.leaf(derived)
        if kind >= 8:
            return (Some, Every)[kind - 8](self.condition(derived, depth - 1))
        parts = tuple(self.condition(derived, depth - 1) for _ in range(self.below(4)))
        return (All, Any, Nor, All)[kind - 4](parts)

    def vocabulary(self) -> tuple[Vocabulary, frozenset[str]]:
        """Define derived facts in layers, and tell which of them are about one recipient."""
        facts = {
            name: Fact(name, kind, f"{name}?", order=order)
            for order, (name, kind) in enumerate(FACTS.items())
        }
        derived: dict[str, DerivedFact] = {}
        per_recipient: set[str] = set()
        for number in range(self.below(6)):
            name = f"{self.among(('message', 'recipient'))}.derived_{number}"
            when = self.condition(tuple(derived))
            derived[name] = DerivedFact(name, "made up", when)
            if is_per_recipient(when, frozenset(per_recipient)):
                per_recipient.add(name)
        return Vocabulary(facts, derived), frozenset(per_recipient)

    def norm(self, name: str, derived: Sequence[str]) -> Norm:
        """Make a norm with up to two exceptions."""
        modality = self.among(tuple(Modality))
        judged = modality.commands or modality.forbids
        return Norm(
            id=name,
            act="act",
            bearer="bearer",
            modality=modality,
            text="do as you are told",
            citations=(Citation("made up"),),  # no norm is read without one
            verified=Verification.PRIMARY,
            kind=Kind.STATUTE,
            when=self.condition(derived),
            compliance=self.condition(derived) if judged else None,
            exceptions=tuple(
                NormException(f"lifted-{number}", "made up", self.condition(derived))
                for number in range(self.below(3))
            ),
        )

    def scope(self, derived: Sequence[str]) -> Scope | None:
        """Make a condition of governing, or none; a union may say so for its members."""
        if not self.below(2):
            return None
        return Scope(self.condition(derived), through=self.among(("", "", "", *CODES)))

    def policy(self, name: str, derived: Sequence[str]) -> Policy:
        """Make a policy with up to three norms."""
        return Policy(
            id=name,
            title="made up",
            authority=Authority(Kind.STATUTE, "cite", "issuer", "AA", Verification.PRIMARY),
            norms=tuple(self.norm(f"{name}#norm-{norm}", derived) for norm in range(self.below(4))),
            scope=self.scope(derived),
        )

    def jurisdiction(self, code: str, norms: Sequence[str], derived: Sequence[str]) -> Jurisdiction:
        """Make a jurisdiction that may have adopted some of these norms, differently."""
        adoptions = {}
        for norm in self.subset(norms) if norms else ():
            when, compliance = (
                self.condition(derived) if self.below(2) else None for _ in range(2)
            )
            adoptions[norm] = Adoption(norm, "local cite", when=when, compliance=compliance)
        return Jurisdiction(code, code, scope=self.scope(derived), adoptions=adoptions)

    def places(self) -> Places:
        """Relate places to one another, never in a circle, some only for a time."""
        order = sorted(CODES, key=len, reverse=True)
        pairs = [(one, other) for at, one in enumerate(order) for other in order[at + 1 :]]
        memberships = tuple(
            Membership(*self.among(pairs), self.maybe(DAYS), self.maybe(DAYS))
            for _ in range(self.below(7))
        )
        return Places({code: code for code in CODES}, memberships)

    def told(self, facts: Sequence[str]) -> dict[str, Value]:
        """Tell about two thirds of these facts; the others stay unknown."""
        return {fact: self.value(fact) for fact in facts if self.below(3)}


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Make a small law with every kind of proposition."""
    choose = Chooser(draw)
    vocabulary, per_recipient = choose.vocabulary()
    derived = tuple(vocabulary.derived)
    names = [f"made/up-{number}" for number in range(1 + choose.below(3))]
    policies = {name: choose.policy(name, derived) for name in names}
    norms = [norm.id for policy in policies.values() for norm in policy.norms]
    codes = ("AA", "BB")[: choose.below(3)]
    jurisdictions = {code: choose.jurisdiction(code, norms, derived) for code in codes}
    places = choose.places()
    return Law(vocabulary, policies, jurisdictions, places, per_recipient=per_recipient)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Tell some facts of a message, and of none to four recipients or of nobody."""
    choose = Chooser(draw)
    count = choose.below(6)
    recipients = (
        None
        if count == 5
        else tuple(
            Recipient(f"recipient {number}", choose.told(OF_RECIPIENTS)) for number in range(count)
        )
    )
    return Scenario(facts=choose.told(OF_MESSAGE), recipients=recipients)


days = st.sampled_from(DAYS)
questions = st.lists(
    st.tuples(scenarios(), days), min_size=SCENARIOS_TO_A_LAW, max_size=SCENARIOS_TO_A_LAW
)
"""Scenarios with the days that are asked about, as many as share one law."""


def groups(law: Law) -> list[str]:
    """Name every group of a law's propositions."""
    return list(dict.fromkeys(one.group for one in propositions(law)))


@st.composite
def variants(draw: st.DrawFn, scenario: Scenario) -> Variant:
    """Tell up to three facts of a scenario otherwise, or no longer."""
    choose = Chooser(draw)
    people = len(scenario.people)
    changes: dict[tuple[str, int | None], Value | None] = {}
    for _ in range(choose.below(4)):
        if people and choose.below(2):
            fact, who = choose.among(OF_RECIPIENTS), choose.below(people)
        else:
            fact, who = choose.among(OF_MESSAGE), None
        changes[fact, who] = choose.value(fact) if choose.below(3) else None
    return changes


@st.composite
def additions(draw: st.DrawFn, scenario: Scenario) -> list[Variant]:
    """
    Tell one more fact, each untold one in turn.

    All but the date of the message: it is the day that is asked about unless told.
    """
    choose = Chooser(draw)
    untold: list[tuple[str, int | None]] = [(fact, None) for fact in OF_MESSAGE]
    untold += [(fact, who) for fact in OF_RECIPIENTS for who in range(len(scenario.people))]
    return [
        {(fact, who): choose.value(fact)}
        for fact, who in untold
        if fact != "message.date" and scenario.value(fact, who) is None
    ]


def changed(scenario: Scenario, variant: Variant) -> Scenario:
    """Return the scenario that a variant describes."""
    for (fact, who), value in variant.items():
        scenario = scenario.told(fact, value, who)
    return scenario
