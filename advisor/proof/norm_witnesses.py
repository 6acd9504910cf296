"""The smallest scenarios of one norm: met, breached and lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.proof.answers import expected
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class NormWitness:
    """The smallest scenario of one outcome of a norm; without one it is proved that none is."""

    norm: str
    jurisdiction: str
    outcome: Outcome
    scenario: Scenario | None


def norm_witnesses(corpus: Corpus, norm: str, day: date) -> tuple[NormWitness, ...]:
    """
    Return the smallest scenario of each outcome of a norm where it governs on a day.

    `norm` is its id, or `norm@place`; of a norm that governs in several places the first one
    speaks. Raises `EngineFailure` where the evaluators do not bear out a scenario.
    """
    name, _, place = norm.partition("@")
    provable = ProvableDay(corpus, day, LawTests([corpus.law]))
    for instance in provable.governing:
        if instance.norm.id == name and place in ("", instance.jurisdiction):
            return tuple(_shown(provable, instance))
    return ()


def outcomes_of(instance: NormInstance) -> Iterator[Outcome]:
    """Walk over the outcomes that a norm may come to where its law governs."""
    if instance.compliance is not None:
        yield Outcome.MET
    yield instance.norm.modality.disregarded
    if instance.norm.exceptions:
        yield Outcome.DEFEATED


def _shown(day: ProvableDay, instance: NormInstance) -> Iterator[NormWitness]:
    for outcome in outcomes_of(instance):
        yield smallest(day, instance, outcome)


def smallest(day: ProvableDay, instance: NormInstance, outcome: Outcome) -> NormWitness:
    """Return the smallest scenario of one outcome, answered again by both evaluators."""
    norms = day.norms.each(instance)
    literal = day.encoder.book.any_of(one.outcome(outcome) for one in norms)
    scenario = day.witness(
        literal,
        title=f"{instance.id} is {outcome.value}",
        expectations=(expected(norms[0], outcome),),
    )
    return NormWitness(instance.norm.id, instance.jurisdiction, outcome, scenario)
