"""Law and a scenario in, an opinion out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.decision import AssessedNorms, DecidedFindings, DecisionContext, decide_twice
from advisor.advice.findings import assess_norm, make_finding
from advisor.advice.gaps import scenario_gaps
from advisor.advice.governing import ScopeTruths, exposures, governing_law, scope_truths
from advisor.advice.norm_selection import NormSelection
from advisor.advice.norms_in_force import LawOnDate
from advisor.advice.notices import notices
from advisor.advice.open_questions import open_questions
from advisor.advice.read_law import ReadLaw
from advisor.advice.scopes import ScopeIndex
from advisor.advice.statements import StatementNames
from advisor.advice.summary import SentenceContext, verdict_sentence
from advisor.diagnostics import InvalidScenario
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Candidate, Opinion
from advisor.model.propositions import scope_id
from advisor.model.truth import Truth, some
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
    from advisor.advice.verdict import VerdictDecision
    from advisor.engine.protocols import CheckedEngine
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Governing, Receipt
    from advisor.model.scenarios import Scenario


_MOST_DAYS = 64
_SILENT = (Outcome.INAPPLICABLE,)
_SILENT_ABROAD = (Outcome.INAPPLICABLE, Outcome.UNDETERMINED)


@dataclass(frozen=True)
class Adviser:
    """Everything that stays the same from one scenario to the next."""

    law: Law
    engine: CheckedEngine
    receipt: Receipt
    by_day: dict[date, LawOnDate] = field(default_factory=dict)
    read_by_day: dict[date, ReadLaw] = field(default_factory=dict)

    @cached_property
    def scopes(self) -> ScopeIndex:
        """Sort the conditions of governing, once."""
        return ScopeIndex.of(self.law)

    @cached_property
    def bound(self) -> frozenset[str]:
        """Name everybody on whom the lowest layer lays a duty."""
        law = self.law
        below = (policy for policy in law.policies.values() if policy.layer == law.base)
        norms = (norm for policy in below for norm in policy.norms)
        return frozenset(norm.bearer for norm in norms if norm.modality.is_strict)

    def instances(self, day: date) -> tuple[NormInstance, ...]:
        """Return the norms in force on a day, wherever they stand."""
        return self.spoken(day).instances

    def spoken(self, day: date) -> LawOnDate:
        """Return the law that is in force on a day; that of the last days is kept."""
        kept = self.by_day.get(day)
        if kept is None:
            kept = LawOnDate(self.law, day)
            if len(self.by_day) >= _MOST_DAYS:
                self.by_day.clear()
            self.by_day[day] = kept
        return kept

    def read(self, day: date) -> ReadLaw:
        """Return what the law of a day looks at."""
        kept = self.read_by_day.get(day)
        if kept is None:
            kept = ReadLaw(self.spoken(day))
            if len(self.read_by_day) >= _MOST_DAYS:
                self.read_by_day.clear()
            self.read_by_day[day] = kept
        return kept

    def advise(self, scenario: Scenario, as_of: date, *, everything: bool = False) -> Opinion:
        """
        Answer one scenario by the law of one day.

        `everything` keeps the inapplicable findings too. Raises `EngineFailure`, and
        `InvalidScenario` for facts that cannot all be so.
        """
        closed = self.engine.close(scenario, as_of)
        if closed.contradiction is not None:
            from advisor.advice.input_errors import contradictions

            raise InvalidScenario(
                contradictions(
                    closed.contradiction, scenario, lambda one: self.engine.close(one, as_of)
                )
            )
        proving = self.engine.evaluate(closed.closed, as_of, closed.conclusions)
        within = scope_truths(proving, self.scopes)
        governs = governing_law(within, self.scopes)
        spoken = self.spoken(as_of)
        found = _Findings(within, governs, spoken, everything=everything)
        here, standing_in, abroad = found.governing(), found.standing_in(), found.persuasive()
        gaps = scenario_gaps(within, governs, self.read(as_of))
        left_open = tuple(
            item.jurisdiction for item in governs if item.truth is Truth.UNKNOWN and not item.named
        )
        decided = decide_twice(
            here,
            standing_in,
            abroad,
            DecisionContext(
                places=self.law.places,
                day=as_of,
                people=[person.name for person in scenario.people],
                governed=some(item.truth for item in governs),
                left_open=any(map(found.is_open, governs)),
                gaps=gaps,
                bound=self.bound,
                base=self.law.base,
            ),
        )
        decision = decided.decision
        coverage = gaps.coverage(
            [finding for finding in decided.findings if finding.overridden_by is None]
        )
        people = scenario.people
        muted = {(fact, None if who is None else people[who].name) for fact, who in closed.muted}
        exposed, candidates = (
            exposures(within),
            _candidates(found, governs, here, standing_in, decided),
        )
        within.proving.hold_reasons()
        return Opinion(
            scenario=scenario,
            as_of=as_of,
            verdict=decision.verdict,
            weight=decision.weight,
            because=decision.because,
            summary=verdict_sentence(
                decision, SentenceContext(coverage, candidates, governs, self.law)
            ),
            governing=tuple(item for item in governs if item.named or item.truth is Truth.TRUE),
            findings=decided.findings,
            persuasive=tuple(abroad.findings),
            conflicts=decided.conflicts,
            asks=open_questions(governs, decided.findings, self.law.vocabulary, muted),
            notices=notices(within, governs, (*decided.findings, *abroad.findings)),
            receipt=self.receipt,
            relies_on=decision.relies_on,
            coverage=coverage,
            candidates=candidates,
            left_open=left_open,
            exposures=exposed,
            conclusions=closed.conclusions,
            muted=closed.muted,
        )


class _Findings:
    """The findings of one scenario, made from what an engine found."""

    def __init__(
        self,
        within: ScopeTruths,
        governs: Sequence[Governing],
        spoken: LawOnDate,
        *,
        everything: bool,
    ) -> None:
        self.within = within
        self.everything = everything
        self.law = within.view.law
        self.speech = _speech(self.law, within.view.scenario)
        in_play = {one.jurisdiction for one in governs if one.named or one.truth is Truth.TRUE}
        heard = NormSelection(within, in_play, spoken, everything=everything)
        self.here, self.abroad = heard.here, heard.abroad
        self._standing_in = heard.standing_in
        called = (*self.here, *self._standing_in, *self.abroad)
        groups = {group: None for one in called for group in one.groups}
        within.proving.ask(list(groups))

    def is_open(self, governing: Governing) -> bool:
        """
        Return whether the law of a place may or may not govern.

        An instrument with a scope of its own may govern where the rest is still open.
        """
        own = self.within.folded.get(scope_id(governing.jurisdiction))
        return Truth.UNKNOWN in (own, governing.truth)

    def governing(self) -> AssessedNorms:
        """Return the findings of law that governs or may govern."""
        return self._weighed(self.here, None)

    def standing_in(self) -> AssessedNorms:
        """Return the findings of models that stand for texts which were not read."""
        return self._weighed(self._standing_in, None)

    def persuasive(self) -> AssessedNorms:
        """Return the findings of law from elsewhere, weighed as if it governed."""
        weighed = self._weighed(self.abroad, Truth.TRUE)
        findings = tuple(replace(finding, governs=Truth.FALSE) for finding in weighed.findings)
        return replace(weighed, findings=findings)

    def of_candidate(self, code: str) -> AssessedNorms:
        """Return the findings that would follow if one jurisdiction governed."""
        return self._weighed([item for item in self.here if item.jurisdiction == code], Truth.TRUE)

    def models_of_candidate(self, code: str) -> AssessedNorms:
        """Return what the models would be that stand in for texts of that jurisdiction."""
        models = [item for item in self._standing_in if item.jurisdiction == code]
        return self._weighed(models, Truth.TRUE)

    def _weighed(self, instances: Sequence[NormInstance], governs: Truth | None) -> AssessedNorms:
        abroad = instances is self.abroad
        silent = _SILENT_ABROAD if abroad else _SILENT
        assessed = [
            one
            for instance in instances
            for one in assess_norm(instance, self.within, governs=governs)
        ]
        findings = tuple(
            make_finding(
                one,
                self.within,
                self.speech,
                Weight.PERSUASIVE if abroad else one.instance.weight,
            )
            for one in assessed
            if self.everything or one.result[0] not in silent
        )
        return AssessedNorms(assessed, findings)


def _speech(law: Law, scenario: Scenario) -> StatementNames:
    names = {code: jurisdiction.name for code, jurisdiction in law.jurisdictions.items()}
    role = law.vocabulary.facts.get("sender.role")
    told = scenario.value("sender.role")
    label = role.options.get(str(told), "") if role is not None and told else ""
    return StatementNames(law.vocabulary.bearers, names, label or "the sender")


def _candidates(
    _findings: _Findings,
    governs: Sequence[Governing],
    here: AssessedNorms,
    standing_in: AssessedNorms,
    decided: DecidedFindings,
) -> tuple[Candidate, ...]:
    """Answer under each jurisdiction that the scenario names and leaves open."""
    sure = _sure(here, [item for item in decided.findings if not item.stands_in])
    models = _sure(standing_in, standing_in.findings)
    view = _findings.within.view
    given = DecisionContext(
        places=_findings.law.places,
        day=view.as_of,
        people=[person.name for person in view.scenario.people],
        governed=Truth.TRUE,
        left_open=False,
    )
    candidates = []
    for entry in governs:
        if not (entry.named and _findings.is_open(entry)):
            continue
        together = _joined(sure, _findings.of_candidate(entry.jurisdiction))
        lent = _joined(models, _findings.models_of_candidate(entry.jurisdiction))
        decision = decide_twice(together, lent, AssessedNorms((), ()), given).decision
        candidates.append(_candidate(entry.jurisdiction, decision))
    return tuple(candidates)


def _sure(norms: AssessedNorms, findings: Iterable[Finding]) -> AssessedNorms:
    """Return those of law that is known to govern."""
    return AssessedNorms(
        [item for item in norms.assessed if item.governs is Truth.TRUE],
        [finding for finding in findings if finding.governs is Truth.TRUE],
    )


def _joined(some: AssessedNorms, more: AssessedNorms) -> AssessedNorms:
    return AssessedNorms([*some.assessed, *more.assessed], [*some.findings, *more.findings])


def _candidate(code: str, decision: VerdictDecision) -> Candidate:
    norms = tuple(dict.fromkeys(item.id for item in decision.decisive))
    return Candidate(code, decision.verdict, decision.weight, norms)
