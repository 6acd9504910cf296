"""Two laws over the same scenarios, on one day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.norms_in_force import LawOnDate
from advisor.model.conclusions import Remaining
from advisor.model.conditions import leaves
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.proof.norm_rails import only_persuades

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.advice.scopes import ScopeIndex
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario


class LawPair:
    """An old law and a new one; a norm stands in both under its name and its place."""

    def __init__(self, old: Corpus, new: Corpus, day: date, words: LawWords | None = None) -> None:
        self.day = day
        self.words = words or LawWords(old.law, new.law)
        tests = self.words.tests
        self.new = ProvableDay(new, day, tests)
        self.old = ProvableDay(old, day, tests, beside=self.new)

    @cached_property
    def concluding(self) -> int:
        """Return the literal that everything is told which was learnt to follow; see `learn`."""
        return self.new.encoder.book.fresh()

    def learn(self, scenario: Scenario) -> bool:
        """
        Note what either law concludes from a scenario; return whether that is anything new.

        Of a scenario that tells what a conclusion follows from, the one that tells the
        conclusion too says the same, so that no other needs to be looked at.
        """
        encoder, learnt = self.new.encoder, len(self.new.encoder.book.clauses)
        for day in (self.old, self.new):
            closed = day.corpus.engine.close(scenario, self.day)
            for conclusion in closed.conclusions:
                held = encoder.fact(conclusion.fact, conclusion.who)
                if held is None or isinstance(conclusion.known, Remaining):
                    continue
                premises = []
                for fact, who in conclusion.of:
                    told, value = encoder.fact(fact, who), scenario.value(fact, who)
                    if told is not None and value is not None:
                        premises += [-told.told, -told.is_value(value)]
                encoder.book.require(-self.concluding, held.told, *premises)
        return len(encoder.book.clauses) > learnt

    @cached_property
    def before(self) -> Mapping[str, NormInstance]:
        """Return the norms of the old law, by name and place."""
        return by_name(self.old.spoken)

    @cached_property
    def after(self) -> Mapping[str, NormInstance]:
        """Return the norms of the new law, by name and place."""
        return by_name(self.new.spoken)

    @property
    def names(self) -> tuple[str, ...]:
        """Return every norm of one of the laws, in its place."""
        return tuple(dict.fromkeys((*self.after, *self.before)))

    @cached_property
    def _is_ground_alike(self) -> bool:
        """Return whether both laws have the same relations and the same places."""
        old, new = self.old.corpus.law, self.new.corpus.law
        return (
            [relation_words(one) for one in old.vocabulary.relations]
            == [relation_words(one) for one in new.vocabulary.relations]
            and old.places == new.places
            and {name: fact.type for name, fact in old.vocabulary.facts.items()}
            == {name: fact.type for name, fact in new.vocabulary.facts.items()}
        )

    def is_untouched(self, name: str) -> bool:
        """Return whether no word changed on which a norm rests."""
        return self._is_ground_alike and not self.differs(name)

    def differs(self, name: str) -> bool:
        """Return whether a norm is of one law alone, or has other words; see `LawWords`."""
        before, after = self.before.get(name), self.after.get(name)
        if before is None or after is None:
            return True
        return self.words.differ(before, after, self.old.scopes, self.new.scopes)

    @property
    def differing(self) -> frozenset[tuple[str, bool, bool]]:
        """Return the norms that differ, each with the laws that have it."""
        return frozenset(
            (name, name in self.before, name in self.after)
            for name in self.names
            if self.differs(name)
        )


class LawWords:
    """Tells of the norms of two laws whether their words differ; each two are compared once."""

    def __init__(self, old: Law, new: Law) -> None:
        self.old = old
        self.new = new
        self.tests = LawTests([new, old])
        self._known: dict[tuple[int, ...], bool] = {}

    def differ(
        self,
        before: NormInstance,
        after: NormInstance,
        old_scopes: ScopeIndex,
        new_scopes: ScopeIndex,
    ) -> bool:
        """Return whether anything differs on which the outcome of a norm rests, or its wording."""
        key = *_identity(before, old_scopes), *_identity(after, new_scopes)
        if key not in self._known:
            rests = rests_on(before, old_scopes, self.old), rests_on(after, new_scopes, self.new)
            self._known[key] = rests[0] != rests[1] or wording(before) != wording(after)
        return self._known[key]


def _identity(instance: NormInstance, scopes: ScopeIndex) -> tuple[int, ...]:
    """Return what tells a norm in its place from itself on another day; laws outlive this."""
    own = scopes.by_jurisdiction.get(instance.jurisdiction, ())
    return (
        id(instance.norm),
        id(instance.when_condition),
        id(instance.compliance),
        hash(instance.jurisdiction),
        instance.stands_in,
        instance.day_unread,
        hash(instance.citations),
        *(id(one.scope) for one in own),
    )


def relation_words(relation: Relation) -> object:
    """Return what a relation says, without the layer that it comes from."""
    return relation.id, relation.when, relation.then, relation.mutes


def by_name(spoken: LawOnDate) -> Mapping[str, NormInstance]:
    """Return the norms of a day by name and place, without those that only persuade."""
    return {one.id: one for one in spoken.instances if not only_persuades(one)}


def rests_on(instance: NormInstance, scopes: ScopeIndex, law: Law) -> object:
    """Return everything on which the outcome of a norm rests, but relations and places."""
    norm = instance.norm
    own = [one.scope.when for one in scopes.by_jurisdiction.get(instance.jurisdiction, ())]
    if instance.scope is not None:
        own.append(instance.scope.when)
    lifted = tuple(exception.when for exception in norm.exceptions)
    read = [*own, instance.when_condition, *lifted]
    if instance.compliance is not None:
        read.append(instance.compliance)
    return (
        norm.modality,
        instance.stands_in,
        instance.day_unread,
        tuple(own),
        instance.when_condition,
        lifted,
        instance.compliance,
        definitions(read, law),
    )


def definitions(conditions: Iterable[Condition], law: Law) -> object:
    """Return the definitions of all derived facts that some conditions read."""
    found: dict[str, Condition] = {}
    pending = list(conditions)
    while pending:
        for leaf in leaves(pending.pop()):
            derived = law.vocabulary.derived.get(leaf.fact)
            if derived is not None and leaf.fact not in found:
                found[leaf.fact] = derived.when
                pending.append(derived.when)
    return found


def wording(instance: NormInstance) -> Mapping[str, object]:
    """Return what a norm says beside its conditions, by the word for it."""
    norm = instance.norm
    return {
        "act": norm.act,
        "bearer": norm.bearer,
        "modality": norm.modality.verb,
        "weight": instance.weight.value,
        "text": instance.text,
        "how it was read": instance.verified.value,
        "what it overrides": tuple(one.norm for one in norm.overrides),
        "citations": tuple(one.place for one in instance.citations),
        "exceptions": tuple(one.name for one in norm.exceptions),
    }
