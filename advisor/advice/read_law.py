"""What law looks at, by place: texts that were read, and models that stand in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.norms_in_force import own_kind, own_scope, own_weight
from advisor.model.authorities import Kind, Verification, Weight
from advisor.model.conditions import (
    All,
    Any,
    Every,
    IncludesAll,
    Leaf,
    Nor,
    OneOf,
    Only,
    Some,
    Within,
    leaves,
)
from advisor.model.jurisdictions import Adoption
from advisor.model.places import NOWHERE
from advisor.model.propositions import scope_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from advisor.advice.norms_in_force import LawOnDate
    from advisor.advice.scopes import ScopeIndex
    from advisor.model.conditions import Condition, Test
    from advisor.model.norms import Norm
    from advisor.model.vocabulary import LegalTopic


class ReadNorm(NamedTuple):
    """
    A norm where its text was read, or where a model stands for one that was not.

    `governs` is the name of its scope; `conditions` are all that it tests. `on` is the number
    of the day, among those of the clock, by whose law it speaks.
    """

    norm: Norm
    jurisdiction: str
    governs: str
    conditions: tuple[Condition, ...]
    stands_in: bool = False
    on: int = 0

    @property
    def id(self) -> str:
        """Return the name of the norm and where it stands: `norm@jurisdiction`."""
        return f"{self.norm.id}@{self.jurisdiction}"


class LookingScope(NamedTuple):
    """A scope whose law looks at a topic: by a text that was read, or by a model for it."""

    jurisdiction: str
    is_read: bool


ReachedScope: TypeAlias = "tuple[int, str]"
"""A scope by the number of a day of the clock and the name of its proposition."""


class ReadLaw:
    """
    The law that was read for the days of a clock, asked what it looks at.

    Only the lowest layer counts, and no text that nobody verified; of the `scopes` of each day
    only those that bring law in. `spoken` is the law of the first day.
    """

    def __init__(self, spoken: Sequence[LawOnDate], scopes: Sequence[ScopeIndex]) -> None:
        self.law = spoken[0].law
        self.spoken = spoken[0]
        self._every_day = spoken
        self._speaking = [frozenset(item.proposition for item in of_day.every) for of_day in scopes]
        self._looking: dict[tuple[ReachedScope, str], LookingScope | None] = {}
        self._by_fact: dict[str, frozenset[str]] = {}
        self._leaves: dict[int, Sequence[Leaf]] = {}

    @cached_property
    def norms(self) -> tuple[ReadNorm, ...]:
        """Return every norm that covers what it tests."""
        return tuple(
            norm._replace(on=number)
            for number, spoken in enumerate(self._every_day)
            for norm in self._norms(spoken)
        )

    @cached_property
    def by_scope(self) -> Mapping[ReachedScope, Sequence[ReadNorm]]:
        """Return these norms by the scopes that bring law in on their day."""
        found: dict[ReachedScope, list[ReadNorm]] = {}
        for item in self.norms:
            if item.governs in self._speaking[item.on]:
                found.setdefault((item.on, item.governs), []).append(item)
        return found

    def looking(self, scope: ReachedScope, topic: LegalTopic) -> LookingScope | None:
        """Return by what the law of a scope looks at a topic; `None` where nothing does."""
        key = scope, topic.id
        if key not in self._looking:
            self._looking[key] = self._looks(scope, topic)
        return self._looking[key]

    def norms_on(self, topic: LegalTopic) -> tuple[ReadNorm, ...]:
        """Return the norms that look at a topic, in the order of the corpus."""
        return tuple(item for item in self.norms if self.looks_at(topic, item.conditions))

    def norms_testing(self, fact: str) -> tuple[ReadNorm, ...]:
        """Return the norms that test a told fact, in the order of the corpus."""
        return tuple(item for item in self.norms if self.looks_at_fact(fact, item.conditions))

    def looking_at(self, fact: str) -> frozenset[str]:
        """Return the ids of the norms that test a told fact."""
        found = self._by_fact.get(fact)
        if found is None:
            found = self._by_fact[fact] = frozenset(item.id for item in self.norms_testing(fact))
        return found

    def looks_at(self, topic: LegalTopic, conditions: Iterable[Condition]) -> bool:
        """Return whether conditions test what raises a topic."""
        tests = [leaf for part in conditions for leaf in self._told_leaves(part)]
        return _looks_at(topic.raised_by, tests)

    def looks_at_fact(self, fact: str, conditions: Iterable[Condition]) -> bool:
        """Return whether conditions test a told fact, derived facts followed."""
        return any(
            leaf.fact == fact for condition in conditions for leaf in self._told_leaves(condition)
        )

    @cached_property
    def place_facts(self) -> tuple[str, ...]:
        """Return the facts that tell places and on which it depends whose law governs."""
        law = self.law
        scopes = [
            *(place.scope for place in law.jurisdictions.values()),
            *(policy.scope for policy in law.policies.values()),
        ]
        asked = {
            leaf.fact
            for scope in scopes
            if scope is not None
            for leaf in leaves(scope.when)
            if isinstance(leaf.test, Within) and leaf.fact in law.vocabulary.facts
        }
        return tuple(sorted(asked))

    def outside(self, fact: str) -> Condition:
        """Return the condition that a fact tells a place for which no norm was read."""
        unread = self.unread_codes
        return Leaf(fact, Within(unread), ", ".join(sorted(unread)))

    @cached_property
    def unread_codes(self) -> frozenset[str]:
        """
        Return the places within which and of which no norm was read.

        A union is read where a member is: who tells only the union is asked for more.
        """
        return frozenset(code for code in self.law.places.names if not self.covers(code))

    def covers(self, code: str) -> bool:
        """Return whether a norm was read for a place, a union or a member of it; nowhere is."""
        return (
            code == NOWHERE
            or bool(self.spoken.unions_of(code) & self._read_codes)
            or code in self._above
        )

    @cached_property
    def _read_codes(self) -> frozenset[str]:
        return frozenset(item.jurisdiction for item in self.norms if not item.stands_in)

    @cached_property
    def _above(self) -> frozenset[str]:
        # Of every member for which law was read, so that no union of it makes it unread.
        every = map(self.spoken.unions_of, {*self._read_codes, *self.law.places.names})
        return frozenset().union(*(above for above in every if above & self._read_codes))

    def _norms(self, spoken: LawOnDate) -> Iterator[ReadNorm]:
        law = self.law
        for policy, norms in spoken.policies:
            if policy.layer != law.base:
                continue
            governs = own_scope(law, policy)[0]
            model = policy.authority.kind is Kind.MODEL_RULE
            for norm in norms:
                weight = own_weight(policy, own_kind(policy, norm))
                is_read = norm.verified is not Verification.UNVERIFIED
                if weight is not Weight.PERSUASIVE and is_read:
                    code = policy.authority.jurisdiction
                    yield ReadNorm(norm, code, governs, norm_conditions(norm))
                if model:
                    yield from self._local(norm, spoken)

    def _local(self, norm: Norm, spoken: LawOnDate) -> Iterator[ReadNorm]:
        for place, text in spoken.local_texts(norm):
            if place.layer != self.law.base:
                continue
            code = place.code
            if isinstance(text, Adoption):
                conditions = norm_conditions(norm, text.when, text.compliance)
                yield ReadNorm(norm, code, scope_id(code), conditions)
            else:
                yield ReadNorm(norm, code, scope_id(code), norm_conditions(norm), stands_in=True)

    def _looks(self, scope: ReachedScope, topic: LegalTopic) -> LookingScope | None:
        found = None
        for item in self.by_scope.get(scope, ()):
            if self.looks_at(topic, item.conditions):
                found = LookingScope(item.jurisdiction, not item.stands_in)
                if found.is_read:
                    break
        return found

    def _told_leaves(self, condition: Condition) -> Sequence[Leaf]:
        # The law outlives this, so an id stands for a condition.
        found = self._leaves.get(id(condition))
        if found is None:
            found = self._leaves[id(condition)] = tuple(self._tests_of(condition))
        return found

    def _tests_of(self, condition: Condition) -> Iterator[Leaf]:
        for leaf in leaves(condition):
            derived = self.law.vocabulary.derived.get(leaf.fact)
            if derived is None:
                yield leaf
            else:
                yield from self._tests_of(derived.when)


def norm_conditions(
    norm: Norm, when: Condition | None = None, compliance: Condition | None = None
) -> tuple[Condition, ...]:
    """Return all that a norm tests: when it binds, how it is met, what lifts it."""
    found = (when or norm.when, compliance or norm.compliance)
    lifting = (exception.when for exception in norm.exceptions)
    return tuple(part for part in (*found, *lifting) if part is not None)


def _looks_at(raised_by: Condition, tests: Sequence[Leaf]) -> bool:
    """Return whether some tests look at all that raises a topic, or at one alternative of it."""
    match raised_by:
        case Leaf(fact, test):
            return any(leaf.fact == fact and _concerns(leaf.test, test) for leaf in tests)
        case Any(of):
            return any(_looks_at(part, tests) for part in of)
        case All(of) | Nor(of):
            return all(_looks_at(part, tests) for part in of)
        case Some(inner) | Every(inner):
            return _looks_at(inner, tests)


def _concerns(test: Test, raised: Test) -> bool:
    """Return whether a test of a fact turns on the values by which it raises a topic."""
    options, asked = _options(raised), _options(test)
    return options is None or asked is None or not options.isdisjoint(asked)


def _options(test: Test) -> frozenset[str] | None:
    match test:
        case OneOf(options) | IncludesAll(options) | Only(options):
            return options
        case _:
            return None
