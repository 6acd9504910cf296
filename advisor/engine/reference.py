"""
The oracle: plain recursion over conditions, written to be read.

Every opinion is held to it, so it shares nothing with what it checks but the values of the
model: conditions, truths, places with their memberships, and what a scenario was told. How
truths are joined, how a test is read and what lies within what on a day stand here or in
`model.places` alone, and once more, otherwise written, in what answers.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from advisor.diagnostics import EngineFailure
from advisor.model.conclusions import Remaining
from advisor.model.conditions import (
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
    WithinAll,
)
from advisor.model.places import NOWHERE
from advisor.model.proofs import Proof
from advisor.model.propositions import Members
from advisor.model.truth import Truth
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from advisor.engine.protocols import Truths
    from advisor.model.conclusions import Conclusion, FactAt
    from advisor.model.law import Law
    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import DerivedFact, Value

Op: TypeAlias = Literal["all", "any", "none", "some", "every"]
"""How proofs are joined: as a condition of the same name joins its parts."""

About: TypeAlias = "tuple[int, int | None]"
"""
The identity of a condition, and the recipient it is asked about.

What is kept under it holds the condition too: an identity is its own only while it lives.
"""

UnionsOf: TypeAlias = "Callable[[str], frozenset[str]]"
"""A place's code, and all that it lies within."""

REFERENCE_VERSION = "reference"
_RECIPIENT = "recipient."
_MESSAGE_DATE = "message.date"
_OPPOSITES = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
}


@dataclass(frozen=True)
class ReferenceEngine:
    """Evaluate a law by recursion; the answers that every other executor must give."""

    law: Law

    @property
    def version(self) -> str:
        """Return the name of the engine, as a receipt shows it."""
        return REFERENCE_VERSION

    @cached_property
    def members(self) -> Members:
        """Return the propositions of the law by their group."""
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
                    found[proposition.id, who] = evaluate(proposition.condition, self.view, who)
        return found


@dataclass(frozen=True)
class FactView:
    """
    What a condition can see: the facts of one closed scenario, the law's definitions.

    `conclusions` says of facts that nobody told from what they follow.

    What was found of a test is kept, and what was proved of a condition: a thousand norms
    share a few.
    """

    law: Law
    scenario: Scenario
    as_of: date
    conclusions: Mapping[FactAt, Conclusion] = field(
        repr=False, compare=False, default_factory=dict
    )
    truths: dict[About, tuple[Condition, Truth]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    proofs: dict[About, tuple[Condition, Proof]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    unions: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @property
    def recipients(self) -> Sequence[int]:
        """Return the indexes of the recipients."""
        return range(len(self.scenario.people))

    def subjects(self, *, per_recipient: bool) -> Sequence[int | None]:
        """Return the indexes of the recipients, or one `None` for the whole message."""
        return self.recipients if per_recipient else (None,)

    def derived(self, fact: str) -> DerivedFact | None:
        """Find the definition of a derived fact; `None` for a fact that is told."""
        return self.law.vocabulary.derived.get(fact)

    def value(self, fact: str, who: int | None) -> Value | Remaining | None:
        """Return what was told; the date of the message is the as-of date unless told."""
        told = self.scenario.value(fact, who)
        return self.as_of if told is None and fact == _MESSAGE_DATE else told

    def unions_of(self, code: str) -> frozenset[str]:
        """Return a place and all that it lay within on the day."""
        unions = self.unions.get(code)
        if unions is None:
            unions = self.unions[code] = self.law.places.unions_of(code, self.as_of)
        return unions

    def is_of_recipient(self, fact: str) -> bool:
        """Return whether a fact, told or derived, can differ from one recipient to the next."""
        return fact.startswith(_RECIPIENT) or fact in self.law.per_recipient


def evaluate(condition: Condition, view: FactView, who: int | None = None) -> Truth:
    """
    Find the truth of a condition.

    `who` is the index of the recipient spoken of; policy language, sections 2 to 4.
    Raises `EngineFailure` where a recipient is spoken of and nobody says which.
    """
    if isinstance(condition, Leaf):
        about = id(condition), who
        known = view.truths.get(about)
        if known is None:
            known = view.truths[about] = condition, _test_leaf(condition, view, who)
        return known[1]
    if isinstance(condition, All):
        return _all_hold(condition.of, view, who)
    if isinstance(condition, Any):
        return _one_holds(condition.of, view, who)
    if isinstance(condition, Nor):
        return negation(_one_holds(condition.of, view, who))
    about = id(condition), None  # of all recipients at once, whoever is spoken of
    known = view.truths.get(about)
    if known is None:
        known = view.truths[about] = condition, _ask_all(condition, view)
    return known[1]


def _ask_all(condition: Some | Every, view: FactView) -> Truth:
    each = [evaluate(condition.of, view, recipient) for recipient in view.recipients]
    match condition:
        case Some():
            return disjunction(each)
        case Every():
            return conjunction(each)
    assert_never(condition)


def _all_hold(parts: Sequence[Condition], view: FactView, who: int | None) -> Truth:
    """Return whether all hold: one that fails settles it, one that is open leaves it open."""
    result = Truth.TRUE
    for part in parts:
        truth = evaluate(part, view, who)
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def _one_holds(parts: Sequence[Condition], view: FactView, who: int | None) -> Truth:
    """Return whether one holds: one that does settles it, one that is open leaves it open."""
    one_holds = Truth.FALSE
    for part in parts:
        truth = evaluate(part, view, who)
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            one_holds = truth
    return one_holds


def _test_leaf(leaf: Leaf, view: FactView, who: int | None) -> Truth:
    about_one = view.is_of_recipient(leaf.fact)
    if who is None and about_one:
        msg = f"no opinion can be given: `{leaf.fact}` was asked of the message as a whole"
        raise EngineFailure(msg)
    if isinstance(leaf.test, DayOrder):
        return _day_order(leaf.fact, leaf.test, view, who)
    if who is not None and not about_one:
        return evaluate(leaf, view)  # the same for each of them
    definition = view.derived(leaf.fact)
    if definition is None:
        return _evaluate_test(leaf.test, view.value(leaf.fact, who), view.unions_of)
    truth = evaluate(definition.when, view, who)
    return truth if isinstance(leaf.test, Is) and leaf.test.value else negation(truth)


def _day_order(fact: str, test: DayOrder, view: FactView, who: int | None) -> Truth:
    """Compare the days that two facts tell; one that is not told leaves it open."""

    def day(name: str) -> Value | Remaining | None:
        return view.value(name, who if name.startswith(_RECIPIENT) else None)

    first, other = day(fact), day(test.other)
    if isinstance(first, date) and isinstance(other, date):
        return Truth.of(test.holds(first, other))
    return Truth.UNKNOWN


def conjunction(truths: Collection[Truth]) -> Truth:
    """Return whether all of these hold."""
    if Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def disjunction(truths: Collection[Truth]) -> Truth:
    """Return whether one of these holds."""
    if Truth.TRUE in truths:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE


def negation(truth: Truth) -> Truth:
    """Return whether the opposite holds; the opposite of what is open is open."""
    return _OPPOSITES[truth]


def prove(condition: Condition, view: FactView, who: int | None = None) -> Proof:
    """
    Show why a condition has its truth, as a tree of reasons down to single facts.

    For the same arguments as `evaluate`, which finds the tests; what they are joined to is
    joined once more.
    """
    if isinstance(condition, Leaf) and not view.is_of_recipient(condition.fact):
        who = None  # the same for each of them
    if isinstance(condition, Some | Every):
        who = None  # of all of them at once
    about = id(condition), who
    known = view.proofs.get(about)
    if known is None:
        known = view.proofs[about] = condition, _prove(condition, view, who)
    return known[1]


def _prove(condition: Condition, view: FactView, who: int | None) -> Proof:
    match condition:
        case Leaf():
            return _prove_leaf(condition, view, who)
        case All(of):
            return joined("all", [prove(part, view, who) for part in of])
        case Any(of):
            return joined("any", [prove(part, view, who) for part in of])
        case Nor(of):
            return joined("none", [prove(part, view, who) for part in of])
        case Some(inner):
            return joined("some", [prove(inner, view, recipient) for recipient in view.recipients])
        case Every(inner):
            return joined("every", [prove(inner, view, recipient) for recipient in view.recipients])
    assert_never(condition)


def _prove_leaf(leaf: Leaf, view: FactView, who: int | None) -> Proof:
    truth = evaluate(leaf, view, who)
    name = None if who is None else view.scenario.people[who].name
    definition = view.derived(leaf.fact)
    if definition is None:
        value = view.value(leaf.fact, who)
        shown = None if isinstance(value, Remaining) else value
        follows = view.conclusions.get((leaf.fact, who))
        return Proof("fact", truth, (), leaf.fact, leaf.text, shown, name, follows=follows)
    reason = prove(definition.when, view, who)
    return Proof("derived", truth, (reason,), leaf.fact, leaf.text, None, name)


def joined(op: Op, proofs: Sequence[Proof], label: str = "") -> Proof:
    """Return the proof of what `op` makes of these; `label` names what it stands for."""
    truths = [proof.truth for proof in proofs]
    if op in {"all", "every"}:
        truth = conjunction(truths)
    elif op == "none":
        truth = negation(disjunction(truths))
    else:
        truth = disjunction(truths)
    return Proof(op, truth, tuple(proofs), label=label)


def evaluate_test(test: Test, value: Value | Remaining | None, places: Places, day: date) -> Truth:
    """
    Find the truth of one test on one told value; untold is unknown.

    Of several values that remain the truth is what all agree on.

    Types are as the fact declares them: sets for `choices` and `places`.
    """
    return _evaluate_test(test, value, lambda code: places.unions_of(code, day))


def _evaluate_test(test: Test, value: Value | Remaining | None, unions_of: UnionsOf) -> Truth:
    if value is None:
        return Truth.UNKNOWN
    if isinstance(value, Remaining):
        return agreed(_evaluate_test(test, possible, unions_of) for possible in value.values)
    match test:
        case Within(codes):
            return _one_within(value, codes, unions_of)
        case WithinAll(codes):
            return conjunction([_one_within(value, frozenset({code}), unions_of) for code in codes])
        case DayOrder():
            return Truth.UNKNOWN  # by one fact alone
        case _:
            return Truth.TRUE if _passes(test, value) else Truth.FALSE


def agreed(truths: Iterable[Truth]) -> Truth:
    """Return the truth that all of these are; unknown where two differ, or there are none."""
    common: Truth | None = None
    for truth in truths:
        if common is None:
            common = truth
        elif truth is not common:
            return Truth.UNKNOWN
    return common or Truth.UNKNOWN


def _passes(test: Is | OneOf | IncludesAll | Only | Between | During, value: Value) -> bool:
    """Return whether a value passes a test that is never left open by one that was told."""
    match test:
        case Is(wanted):
            return value is wanted
        case OneOf(options):
            members = value if isinstance(value, frozenset) else frozenset({value})
            return bool(members & options)
        case IncludesAll(options):
            return isinstance(value, frozenset) and options <= value
        case Only(options):
            return isinstance(value, frozenset) and value <= options
        case Between():
            return isinstance(value, int | float) and _between(test, value)
        case During(start, before):
            return (
                isinstance(value, date)
                and (start is None or start <= value)
                and (before is None or value < before)
            )
    assert_never(test)


def _one_within(value: Value, codes: frozenset[str], unions_of: UnionsOf) -> Truth:
    result = Truth.FALSE
    for place in value if isinstance(value, frozenset) else (str(value),):
        truth = _within(place, codes, unions_of)
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def _within(place: str, codes: frozenset[str], unions_of: UnionsOf) -> Truth:
    if place == NOWHERE or codes == {NOWHERE}:
        return Truth.TRUE if place in codes else Truth.FALSE
    if unions_of(place) & codes:
        return Truth.TRUE
    for code in codes:
        if place in unions_of(code):  # told more coarsely than it is asked
            return Truth.UNKNOWN
    return Truth.FALSE


def _between(test: Between, value: float) -> bool:
    return (
        (test.at_least is None or value >= test.at_least)
        and (test.above is None or value > test.above)
        and (test.at_most is None or value <= test.at_most)
        and (test.below is None or value < test.below)
    )
