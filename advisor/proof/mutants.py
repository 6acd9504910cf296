"""Norms with one test deleted, negated or widened: which of them the cases notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.case_runner import unlike_findings
from advisor.engine.reference import FactView, evaluate
from advisor.model.conditions import (
    Between,
    Condition,
    During,
    IncludesAll,
    Leaf,
    Nor,
    OneOf,
    Only,
    Within,
)
from advisor.model.norms import norm_outcome
from advisor.model.truth import Truth
from advisor.proof.condition_questions import (
    ConditionPart,
    alike_norms,
    condition_parts,
    difference,
    is_changed,
    test_sites,
    with_condition,
)
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.case_runner import CaseResult
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.cases import ExpectedFinding
    from advisor.model.conditions import Test
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.scenarios import Scenario

MOST_CASES = 20
"""How many missing cases are found in full; of the others only the mutant is told."""


@dataclass(frozen=True, slots=True)
class NormMutant:
    """A norm in which one test is not as the file has it; `instances` are where it stands."""

    instances: tuple[NormInstance, ...]
    part: ConditionPart
    leaf: Leaf
    how: str
    condition: Condition

    @property
    def norm(self) -> str:
        """Return the name of the norm."""
        return self.instances[0].norm.id

    @property
    def place(self) -> str:
        """Return the place where it was made, or first adopted."""
        return self.instances[0].jurisdiction

    @property
    def says(self) -> str:
        """Return what was done to it."""
        return f"`{self.leaf.fact}: {self.leaf.text}` {self.how} in `{self.part.name}`"


@dataclass(frozen=True, slots=True)
class SurvivingMutant:
    """A mutant that no case notices, with the smallest scenario that would be such a case."""

    mutant: NormMutant
    scenario: Scenario | None


@dataclass(frozen=True, slots=True)
class MutationScore:
    """Of the mutants of a place, how many are noticed; those that change nothing do not count."""

    killed: int = 0
    survived: int = 0
    equivalent: int = 0

    @property
    def share(self) -> float:
        """Return the share that is noticed, in percent."""
        counted = self.killed + self.survived
        return 100.0 * self.killed / counted if counted else 100.0


@dataclass(frozen=True, slots=True)
class MutationReport:
    """The scores by place, and what survived."""

    scores: Mapping[str, MutationScore]
    survivors: tuple[SurvivingMutant, ...]

    @property
    def total(self) -> MutationScore:
        """Return the score of all places together."""
        every = list(self.scores.values())
        return MutationScore(
            sum(one.killed for one in every),
            sum(one.survived for one in every),
            sum(one.equivalent for one in every),
        )


def mutate_law(
    corpus: Corpus, trials: Sequence[CaseResult], policies: Collection[str], day: date
) -> MutationReport:
    """
    Put every mutant of the norms that are in force on a day to the cases that name them.

    `trials` are the cases with their opinions; of `policies` the norms are changed.
    """
    tests = LawTests([corpus.law])
    provable, shown = ProvableDay(corpus, day, tests), ProvableDay(corpus, day, tests)
    mutants = [
        mutant
        for instances in alike_norms(provable).values()
        if instances[0].norm.policy in policies
        for mutant in mutants_of(instances, corpus.law)
    ]
    for mutant in mutants:
        tests.read(mutant.condition)
    cases = NoticedCases(corpus, trials)
    scores: dict[str, MutationScore] = {}
    survivors: list[SurvivingMutant] = []
    for mutant in mutants:
        score = scores.get(mutant.place, MutationScore())
        if cases.notice(mutant):
            score = replace(score, killed=score.killed + 1)
        elif not _is_other(provable, mutant):
            score = replace(score, equivalent=score.equivalent + 1)
        else:
            score = replace(score, survived=score.survived + 1)
            survivors.append(SurvivingMutant(mutant, None))
        scores[mutant.place] = score
    provable.close()
    first = (replace(one, scenario=_telling(shown, one.mutant)) for one in survivors[:MOST_CASES])
    told = (*first, *survivors[MOST_CASES:])
    return MutationReport(dict(sorted(scores.items())), told)


def mutants_of(instances: tuple[NormInstance, ...], law: Law) -> Iterator[NormMutant]:
    """Walk over the mutants of a norm: each test deleted, negated and widened."""
    for part in condition_parts(instances[0]):
        for leaf, put in test_sites(part.condition):
            yield NormMutant(instances, part, leaf, "deleted", put(None))
            yield NormMutant(instances, part, leaf, "negated", put(Nor((leaf,))))
            for wider in widened(leaf, law):
                yield NormMutant(instances, part, leaf, "widened", put(replace(leaf, test=wider)))


def widened(leaf: Leaf, law: Law) -> Iterator[Test]:
    """Walk over tests that let one thing more pass."""
    fact = law.vocabulary.facts.get(leaf.fact)
    options = tuple(fact.options) if fact is not None else ()
    match leaf.test:
        case OneOf(known):
            yield from (OneOf(known | {one}) for one in options[:1] if one not in known)
        case Only(known):
            yield from (Only(known | {one}) for one in _others(options, known)[:1])
        case IncludesAll(known) if len(known) > 1:
            yield IncludesAll(frozenset(sorted(known)[1:]))
        case During(start, before):
            if start is not None:
                yield During(None, before)
            if before is not None:
                yield During(start, None)
        case Between() as test:
            if test.at_least is not None or test.above is not None:
                yield replace(test, at_least=None, above=None)
            if test.at_most is not None or test.below is not None:
                yield replace(test, at_most=None, below=None)
        case Within(codes):
            larger = law.places.wholes_of(min(codes)) - codes
            yield from (Within(codes | {one}) for one in sorted(larger)[:1])
        case _:
            return


def _others(options: Sequence[str], known: frozenset[str]) -> list[str]:
    return [one for one in options if one not in known]


def _is_other(day: ProvableDay, mutant: NormMutant) -> bool:
    """Return whether some possible scenario tells a mutant from the norm."""
    return any(
        is_changed(day, instance, mutant.part, mutant.condition) for instance in mutant.instances
    )


def _telling(day: ProvableDay, mutant: NormMutant) -> Scenario | None:
    """Return the smallest scenario in which a mutant has another settled outcome."""
    encoder = day.encoder
    ways = []
    for norm in (one for instance in mutant.instances for one in day.norms.each(instance)):
        changed = with_condition(norm, mutant.part, mutant.condition, encoder)
        governed = (norm.there, norm.governs.true)
        ways.append(encoder.book.all_of((*governed, difference(norm, changed, encoder))))
    return day.witnesses.find(encoder.book.any_of(ways), title=f"{mutant.norm} with {mutant.says}")


class NoticedCases:
    """The cases of a law by the norms that they name, ready to be held against mutants."""

    def __init__(self, corpus: Corpus, trials: Sequence[CaseResult]) -> None:
        self.corpus = corpus
        self._naming: dict[str, list[tuple[CaseResult, ExpectedFinding]]] = {}
        self._views: dict[tuple[int, date], FactView] = {}
        for trial in trials:
            expect = trial.case.expect
            for expected in (*expect.findings, *expect.persuasive):
                self._naming.setdefault(expected.norm, []).append((trial, expected))

    def notice(self, mutant: NormMutant) -> bool:
        """Return whether some case that names the norm would fail."""
        return any(
            self._fails(trial, expected, mutant)
            for trial, expected in self._naming.get(mutant.norm, ())
        )

    def _fails(self, trial: CaseResult, expected: ExpectedFinding, mutant: NormMutant) -> bool:
        opinion = trial.opinion
        governing = expected in trial.case.expect.findings
        findings = opinion.findings if governing else (*opinion.persuasive, *opinion.findings)
        concerned = [one for one in findings if one.norm.id == mutant.norm]
        changed = [self._mutated(trial, finding, mutant) for finding in concerned]
        if changed == concerned:
            return False
        return any(unlike_findings(expected, changed))

    def _mutated(self, trial: CaseResult, finding: Finding, mutant: NormMutant) -> Finding:
        """Return a finding as it would be of the mutant; of another place as it is."""
        instance = next(
            (one for one in mutant.instances if one.jurisdiction == finding.jurisdiction), None
        )
        if instance is None or finding.day_unread:
            return finding
        view = self._view(trial, finding.day or trial.opinion.as_of)
        people = [person.name for person in trial.opinion.scenario.people]
        who = None if finding.recipient is None else people.index(finding.recipient)
        part, other = mutant.part, mutant.condition

        def truth(condition: Condition, *, is_mutated: bool) -> Truth:
            return evaluate(other if is_mutated else condition, view, who)

        lifted = [
            truth(exception.when, is_mutated=at == part.exception)
            for at, exception in enumerate(instance.norm.exceptions)
        ]
        is_when = part.exception is None and part.condition is instance.when_condition
        compliance = instance.compliance
        persuades = finding in trial.opinion.persuasive
        outcome, _ = norm_outcome(
            instance.norm.modality,
            governs=Truth.TRUE if persuades else finding.governs,
            when=truth(instance.when_condition, is_mutated=is_when),
            exceptions=lifted,
            compliance=None
            if compliance is None
            else truth(compliance, is_mutated=part.exception is None and not is_when),
        )
        return finding if outcome is finding.outcome else replace(finding, outcome=outcome)

    def _view(self, trial: CaseResult, day: date) -> FactView:
        key = id(trial), day
        if key not in self._views:
            scenario = trial.opinion.scenario
            sent = trial.opinion.sent_on or trial.opinion.as_of
            closed = self.corpus.engine.close(scenario, sent)
            self._views[key] = FactView(self.corpus.law, closed.closed, day)
        return self._views[key]
