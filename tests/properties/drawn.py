"""Laws that are in force and can be asked about, and answers of the right type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st
from properties.strategies import CODES, DAYS, FACTS, NUMBERS, OPTIONS, Chooser, laws

from advisor.advice import Corpus
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.authorities import ALWAYS_IN_FORCE, Verification
from advisor.model.conditions import All
from advisor.model.law import Law
from advisor.model.law_clock import ActTime
from advisor.model.norms import Modality, Norm
from advisor.model.policies import Scope
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Control, Fact, FactType, Value

ALWAYS_TOLD = "message.date"
CONTROLS = (Control.OURS, Control.THEIRS, Control.OURS, Control.FIXED)


def _asked(fact: Fact) -> Fact:
    """Return a choice its options and every fact somebody who controls it."""
    chosen = fact.type in (FactType.CHOICE, FactType.CHOICES)
    return replace(
        fact,
        options={name: name for name in OPTIONS} if chosen else {},
        control=CONTROLS[fact.order % len(CONTROLS)],
    )


def _sharpened(norm: Norm) -> Norm:
    """Make a recommendation an obligation; what allows or asks stays as it is."""
    strict = {Modality.SHOULD: Modality.MUST, Modality.SHOULD_NOT: Modality.MUST_NOT}
    return replace(norm, modality=strict.get(norm.modality, norm.modality))


@st.composite
def corpora(draw: st.DrawFn, *, strict: bool = False) -> Corpus:
    """
    Make a small law in force, of which at least some governs now and then.

    A `strict` one governs everywhere, and commands or forbids.
    """
    law: Law = draw(laws())
    bare = All(())
    policies = {
        name: replace(
            policy,
            authority=replace(policy.authority, in_force=ALWAYS_IN_FORCE),
            scope=Scope(bare) if strict else policy.scope or Scope(bare),
            norms=tuple(map(_sharpened, policy.norms)) if strict else policy.norms,
        )
        for name, policy in law.policies.items()
    }
    jurisdictions = {
        code: replace(
            one,
            adoptions={
                norm: replace(adoption, verified=Verification.PRIMARY)
                for norm, adoption in one.adoptions.items()
            },
        )
        for code, one in law.jurisdictions.items()
    }
    time = draw(st.sampled_from(ActTime))
    facts = {name: _asked(fact) for name, fact in law.vocabulary.facts.items()}
    made = replace(
        law,
        policies=policies,
        jurisdictions=jurisdictions,
        vocabulary=replace(law.vocabulary, facts=facts, act_times={"act": time}),
    )
    return Corpus(made, CrossCheckedEngine(made, BitsetEngine(made)))


def answer(choose: Chooser, fact: str) -> Value:
    """Return an answer of the right type."""
    match FACTS[fact]:
        case FactType.FLAG:
            return choose.among((False, True))
        case FactType.CHOICE:
            return choose.among(OPTIONS)
        case FactType.CHOICES:
            return choose.subset(OPTIONS)
        case FactType.PLACE:
            return choose.among(CODES)
        case FactType.PLACES:
            return choose.subset(CODES) - {"none"}
        case FactType.DATE:
            return choose.among(DAYS)
        case _:
            return choose.among(NUMBERS)


def untold(scenario: Scenario) -> Iterator[tuple[str, int | None]]:
    """Return every fact that is not known yet, of each recipient."""
    for fact in FACTS:
        if fact == ALWAYS_TOLD:
            continue
        people = range(len(scenario.people)) if fact.startswith("recipient.") else (None,)
        for who in people:
            if scenario.value(fact, who) is None:
                yield fact, who


def told(
    choose: Chooser, scenario: Scenario, *, kept: frozenset[tuple[str, int | None]]
) -> Scenario:
    """Answer everything that is left at random, but for what is to stay unknown."""
    for fact, who in untold(scenario):
        if (fact, who) not in kept:
            scenario = scenario.told(fact, answer(choose, fact), who)
    return scenario
