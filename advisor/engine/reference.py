"""The oracle: plain recursion over conditions, written to be read."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

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
)
from advisor.model.places import NOWHERE
from advisor.model.proofs import Proof
from advisor.model.propositions import Members
from advisor.model.truth import Truth, every, some
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.engine.protocols import Truths
    from advisor.model.law import Law
    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import DerivedFact, Value

REFERENCE_VERSION = "reference"


@dataclass(frozen=True)
class ReferenceEngine:
    """Evaluate a law by recursion; the answers that every other executor must give."""

    law: Law

    @property
    def version(self) -> str:
        """Name the engine, as a receipt shows it."""
        return REFERENCE_VERSION

    @cached_property
    def members(self) -> Members:
        """Give the propositions of the law by their group."""
        return Members(self.law)

    def evaluate(self, scenario: Scenario, as_of: date) -> ReferenceEvaluation:
        """Take up one scenario on one day."""
        return ReferenceEvaluation(self, FactView(self.law, scenario, as_of))


@dataclass(frozen=True)
class ReferenceEvaluation:
    """One scenario under the reference evaluator."""

    engine: ReferenceEngine
    view: FactView

    def truths(self, groups: Sequence[str]) -> Truths:
        """Find every proposition of these groups."""
        found: dict[tuple[str, int | None], Truth] = {}
        for group in groups:
            for proposition in self.engine.members.of(group):
                for who in self.view.subjects(per_recipient=proposition.per_recipient):
                    proof = prove(proposition.condition, self.view, who)
                    found[proposition.id, who] = proof.truth
        return found


@dataclass(frozen=True)
class FactView:
    """
    What a condition can see: the facts of one scenario, the law's definitions.

    `known` keeps each test that was proved, since a thousand norms share a few.
    """

    law: Law
    scenario: Scenario
    as_of: date
    known: dict[tuple[Leaf, int | None], Proof] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def subjects(self, *, per_recipient: bool) -> Sequence[int | None]:
        """Give the indexes of the recipients, or one `None` for the whole message."""
        return range(len(self.scenario.people)) if per_recipient else (None,)

    def derived(self, fact: str) -> DerivedFact | None:
        """Find the definition of a derived fact; `None` for a fact that is told."""
        return self.law.vocabulary.derived.get(fact)

    def value(self, fact: str, who: int | None) -> Value | None:
        """Give what was told; the date of the message is the as-of date unless told."""
        told = self.scenario.value(fact, who)
        return self.as_of if told is None and fact == "message.date" else told

    def name(self, fact: str, who: int | None) -> str | None:
        """Name the recipient that a fact is about."""
        about_one = fact.startswith("recipient.") or fact in self.law.per_recipient
        if who is None or not about_one:
            return None
        return self.scenario.people[who].name


def prove(condition: Condition, view: FactView, who: int | None = None) -> Proof:
    """
    Find the truth of a condition, with the whole tree of reasons.

    `who` is the index of the recipient spoken of; policy language, sections 2 to 4.
    """
    match condition:
        case Leaf():
            proof = view.known.get((condition, who))
            if proof is None:
                proof = view.known[condition, who] = _prove_leaf(condition, view, who)
            return proof
        case All(of):
            return _join("all", every, of, view, who)
        case Any(of):
            return _join("any", some, of, view, who)
        case Nor(of):
            proof = _join("none", some, of, view, who)
            return Proof("none", proof.truth.negated(), proof.of)
        case Some(inner):
            return _quantify("some", some, inner, view)
        case Every(inner):
            return _quantify("every", every, inner, view)
    assert_never(condition)


def _join(
    op: str,
    combine: Callable[[list[Truth]], Truth],
    parts: Sequence[Condition],
    view: FactView,
    who: int | None,
) -> Proof:
    proofs = tuple(prove(part, view, who) for part in parts)
    return Proof(op, combine([proof.truth for proof in proofs]), proofs)


def _quantify(
    op: str, combine: Callable[[list[Truth]], Truth], inner: Condition, view: FactView
) -> Proof:
    proofs = tuple(prove(inner, view, who) for who in view.subjects(per_recipient=True))
    return Proof(op, combine([proof.truth for proof in proofs]), proofs)


def _prove_leaf(leaf: Leaf, view: FactView, who: int | None) -> Proof:
    name = view.name(leaf.fact, who)
    definition = view.derived(leaf.fact)
    if definition is None:
        value = view.value(leaf.fact, who)
        truth = evaluate_test(leaf.test, value, view.law.places, view.as_of)
        return Proof("fact", truth, (), leaf.fact, leaf.text, value, name)
    reason = prove(definition.when, view, who)
    wanted = isinstance(leaf.test, Is) and leaf.test.value
    truth = reason.truth if wanted else reason.truth.negated()
    return Proof("derived", truth, (reason,), leaf.fact, leaf.text, None, name)


def evaluate_test(test: Test, value: Value | None, places: Places, day: date) -> Truth:
    """
    Find the truth of one test on one told value; untold is unknown.

    Types are as the fact declares them: sets for `choices` and `places`.
    """
    if value is None:
        return Truth.UNKNOWN
    match test:
        case Is(wanted):
            return Truth.of(value is wanted)
        case OneOf(options):
            members = value if isinstance(value, frozenset) else frozenset({value})
            return Truth.of(bool(members & options))
        case IncludesAll(options):
            return Truth.of(isinstance(value, frozenset) and options <= value)
        case Only(options):
            return Truth.of(isinstance(value, frozenset) and value <= options)
        case Within(codes):
            return some(_within(place, codes, places, day) for place in _places(value))
        case WithinAll(codes):
            return every(
                some(_within(place, frozenset({code}), places, day) for place in _places(value))
                for code in codes
            )
        case Between():
            return Truth.of(isinstance(value, int | float) and _between(test, value))
        case During(start, before):
            return Truth.of(
                isinstance(value, date)
                and (start is None or start <= value)
                and (before is None or value < before)
            )
    assert_never(test)


def _places(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({str(value)})


def _within(place: str, codes: frozenset[str], places: Places, day: date) -> Truth:
    if NOWHERE in (place, *codes) and (place == NOWHERE or codes == {NOWHERE}):
        return Truth.of(place in codes)
    if places.unions_of(place, day) & codes:
        return Truth.TRUE
    if any(place in places.unions_of(code, day) for code in codes):
        return Truth.UNKNOWN
    return Truth.FALSE


def _between(test: Between, value: float) -> bool:
    return (
        (test.at_least is None or value >= test.at_least)
        and (test.above is None or value > test.above)
        and (test.at_most is None or value <= test.at_most)
        and (test.below is None or value < test.below)
    )
