"""The law as it would answer if one jurisdiction's law governed, whatever the facts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice import Corpus
from advisor.facts.place_names import PLACE_TYPES
from advisor.model.conditions import leaves
from advisor.model.proofs import Proof
from advisor.model.propositions import SCOPES, SCOPES_OF_NOBODY, is_scope, scope_id
from advisor.model.truth import Truth
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from advisor.engine.closure.closing import ScenarioCloser
    from advisor.engine.protocols import CheckedEngine, Proving
    from advisor.engine.reference import FactView
    from advisor.model.conclusions import ClosedScenario, Conclusion
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value


def assume_governing(corpus: Corpus, code: str) -> Corpus:
    """
    Return the corpus as it answers if the law of one jurisdiction governs.

    The conditions of governing are put to the scenario as if every place in it were that
    one, so that its unions govern with it and no other law does; every norm is put to the
    scenario as it was told.
    """
    engine = AssumingEngine(corpus.engine, corpus.law, code, place_facts(corpus.law))
    return Corpus(corpus.law, engine, corpus.warning, corpus.diagnostics)


def on_acts(corpus: Corpus, acts: Collection[str]) -> Corpus:
    """Return the corpus without its norms on other acts: on these it answers the same."""
    law = corpus.law
    policies = {
        name: replace(policy, norms=tuple(norm for norm in policy.norms if norm.act in acts))
        for name, policy in law.policies.items()
        if any(norm.act in acts for norm in policy.norms)
    }
    kept = replace(law, policies=policies)
    return Corpus(kept, corpus.engine.under(kept), corpus.warning, corpus.diagnostics)


@dataclass(frozen=True, slots=True)
class AssumingEngine:
    """An engine for which one jurisdiction's law governs."""

    engine: CheckedEngine
    law: Law
    code: str
    facts: tuple[Fact, ...]

    @property
    def version(self) -> str:
        """Return the name of the engine that answers."""
        return self.engine.version

    @property
    def checked_by(self) -> str:
        """Return the name of the engine that checks."""
        return self.engine.checked_by

    @property
    def closer(self) -> ScenarioCloser:
        """Return what closes scenarios under the law."""
        return self.engine.closer

    def close(self, scenario: Scenario, as_of: date) -> ClosedScenario:
        """Return what follows from a scenario as it was told."""
        return self.engine.close(scenario, as_of)

    def evaluate(
        self, scenario: Scenario, as_of: date, conclusions: Sequence[Conclusion] = ()
    ) -> AssumingEvaluation:
        """Take up one scenario on one day."""
        return AssumingEvaluation(
            told=self.engine.evaluate(scenario, as_of, conclusions),
            at_home=self.engine.evaluate(at_home(scenario, self.code, self.facts), as_of),
            parts=scopes_of_parts(self.law, self.code, as_of),
        )

    def under(self, law: Law) -> AssumingEngine:
        """Return the same for a part of the law."""
        return replace(self, engine=self.engine.under(law), law=law)


@dataclass(frozen=True, slots=True)
class AssumingEvaluation:
    """One scenario as it was told, and as if every place in it were one and the same."""

    told: Proving
    at_home: Proving
    parts: frozenset[str]

    @property
    def view(self) -> FactView:
        """Return the scenario as it was told."""
        return self.told.view

    def ask(self, groups: Sequence[str]) -> None:
        """Let the engine find these groups, the conditions of governing at home."""
        home = [group for group in groups if group in (SCOPES, SCOPES_OF_NOBODY)]
        self.told.ask([group for group in groups if group not in home])
        self.at_home.ask(home)

    def truth(self, proposition: str, condition: Condition, who: int | None) -> Truth:
        """Find a proposition; that the law of a part governs is assumed not to be so."""
        if proposition in self.parts:
            return Truth.FALSE
        return self._of(proposition).truth(proposition, condition, who)

    def truth_of(self, condition: Condition, who: int | None) -> Truth:
        """Find a condition that is no proposition, of the scenario as it was told."""
        return self.told.truth_of(condition, who)

    def proof(self, proposition: str, condition: Condition, who: int | None) -> Proof:
        """Show why a proposition has its truth; what is assumed has no reasons."""
        if proposition in self.parts:
            return Proof("fact", Truth.FALSE)
        return self._of(proposition).proof(proposition, condition, who)

    def proof_of(self, condition: Condition, who: int | None) -> Proof:
        """Show why a condition that is no proposition has its truth."""
        return self.told.proof_of(condition, who)

    def hold_reasons(self) -> None:
        """Hold all that was proved, of both, to what the engine's side finds."""
        self.told.hold_reasons()
        self.at_home.hold_reasons()

    def _of(self, proposition: str) -> Proving:
        return self.at_home if is_scope(proposition) else self.told

    def unions_of(self, code: str) -> frozenset[str]:
        """Return a place and all that it lies within on the day."""
        return self.told.unions_of(code)

    def otherwise(self, fact: str, value: Value, who: int | None) -> Proving:
        """Take up the scenario with one fact told otherwise."""
        return self.told.otherwise(fact, value, who)


def at_home(scenario: Scenario, code: str, facts: Sequence[Fact]) -> Scenario:
    """Return the scenario with each of these facts told to be one place."""
    for fact in facts:
        value = home_value(fact, code)
        if fact.entity != RECIPIENT:
            scenario = scenario.told(fact.name, value)
            continue
        for index in range(len(scenario.people)):
            scenario = scenario.told(fact.name, value, index)
    return scenario


def home_value(fact: Fact, code: str) -> Value:
    """Tell a place as its fact takes it: by itself, or as the only one of a set."""
    return frozenset({code}) if fact.type is FactType.PLACES else code


def scopes_of_parts(law: Law, code: str, day: date) -> frozenset[str]:
    """
    Return the names of the conditions of governing of places within one place.

    Law of a part does not govern because the whole is named.
    """
    owners = [
        *((one, one) for one in law.jurisdictions),
        *((name, policy.authority.jurisdiction) for name, policy in law.policies.items()),
    ]
    return frozenset(
        scope_id(owner)
        for owner, place in owners
        if place != code and code in law.places.unions_of(place, day)
    )


def place_facts(law: Law) -> tuple[Fact, ...]:
    """Return the facts about places on which any condition of governing turns."""
    return tuple(fact for fact in scope_facts(law) if fact.type in PLACE_TYPES)


def scope_facts(law: Law) -> tuple[Fact, ...]:
    """Return every fact on which a condition of governing turns, in the vocabulary's order."""
    scopes = (
        *(jurisdiction.scope for jurisdiction in law.jurisdictions.values()),
        *(policy.scope for policy in law.policies.values()),
    )
    conditions = {scope.when for scope in scopes if scope is not None}
    names = {name for condition in conditions for name in facts_of(condition, law)}
    return tuple(fact for name, fact in law.vocabulary.facts.items() if name in names)


def facts_of(condition: Condition, law: Law) -> Iterator[str]:
    """Walk over the told facts that a condition tests, through derived ones too."""
    for leaf in leaves(condition):
        derived = law.vocabulary.derived.get(leaf.fact)
        if derived is None:
            yield leaf.fact
        else:
            yield from facts_of(derived.when, law)
