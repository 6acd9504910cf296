"""Law and a scenario in, an opinion out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.day_findings import DayFindings, joined_norms
from advisor.advice.day_spans import advise_within
from advisor.advice.decision import AssessedNorms, DecidedFindings, DecisionContext, decide_twice
from advisor.advice.gaps import scenario_gaps
from advisor.advice.governing import exposures, governing_law, scope_truths
from advisor.advice.law_versions import LawVersions
from advisor.advice.norms_in_force import LawOnDate, NumberedNorms
from advisor.advice.notices import notices, opposed_models, untold_day
from advisor.advice.open_questions import day_question, open_questions
from advisor.advice.read_law import ReadLaw
from advisor.advice.scopes import ScopeIndex
from advisor.advice.summary import SentenceContext, verdict_sentence
from advisor.diagnostics import InvalidScenario
from advisor.model.citation_days import cited_on
from advisor.model.law_clock import BY_SENDING, EVERY_TIME, LawClock, lacks_day
from advisor.model.norms import Outcome
from advisor.model.opinions import Candidate, LaterLaw, Opinion
from advisor.model.truth import Truth, some
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.advice.verdict import VerdictDecision
    from advisor.engine.protocols import CheckedEngine
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.law import Law
    from advisor.model.law_clock import ActTime
    from advisor.model.opinions import Finding, Governing, Receipt
    from advisor.model.scenarios import Scenario


_MOST_DAYS = 64


@dataclass(frozen=True)
class Adviser:
    """Everything that stays the same from one scenario to the next."""

    law: Law
    engine: CheckedEngine
    receipt: Receipt
    by_day: dict[tuple[date, frozenset[ActTime]], LawOnDate] = field(default_factory=dict)
    read_by_clock: dict[LawClock, ReadLaw] = field(default_factory=dict)
    norms_by_clock: dict[LawClock, NumberedNorms] = field(default_factory=dict)
    scopes_by_day: dict[date, ScopeIndex] = field(default_factory=dict)

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

    def instances(self, clock: LawClock) -> NumberedNorms:
        """Return the norms that speak on the days of a clock, wherever they stand."""
        kept = self.norms_by_clock.get(clock)
        if kept is None:
            kept = NumberedNorms([self.spoken(day, times) for day, times in clock.parts])
            self.norms_by_clock.clear()
            self.norms_by_clock[clock] = kept
        return kept

    def spoken(self, day: date, times: frozenset[ActTime] = EVERY_TIME) -> LawOnDate:
        """Return the law in force on a day, of acts done at some times; the last is kept."""
        kept = self.by_day.get((day, times))
        if kept is None:
            kept = LawOnDate(self.law, day, times)
            if len(self.by_day) >= _MOST_DAYS:
                self.by_day.clear()
            self.by_day[day, times] = kept
        return kept

    def read(self, clock: LawClock) -> ReadLaw:
        """Return what the law of the days of a clock looks at."""
        first = self._turns.start
        version = clock
        if not clock.is_one_day:
            version = LawClock(first(clock.sending), first(clock.later))
        kept = self.read_by_clock.get(version)
        if kept is None:
            days = [self.spoken(day, times) for day, times in version.parts]
            kept = ReadLaw(days, [self._scopes_on(one.day, one.unions_of) for one in days])
            if len(self.read_by_clock) >= _MOST_DAYS:
                self.read_by_clock.clear()
            self.read_by_clock[version] = kept
        return kept

    def _scopes_on(self, day: date, unions_of: Callable[[str], frozenset[str]]) -> ScopeIndex:
        """Return the scopes that bring law in on a day; the last days are kept."""
        kept = self.scopes_by_day.get(day)
        if kept is None:
            if len(self.scopes_by_day) >= _MOST_DAYS:
                self.scopes_by_day.clear()
            kept = self.scopes_by_day[day] = self.scopes.on(day, unions_of)
        return kept

    def advise(
        self,
        scenario: Scenario,
        as_of: date,
        *,
        everything: bool = False,
        clock: LawClock | None = None,
    ) -> Opinion:
        """
        Answer one scenario, each act by the law of the day on which it is done.

        `everything` keeps the inapplicable findings too; a `clock` stands instead of the
        scenario's own. Raises `EngineFailure`, and `InvalidScenario` for facts that cannot
        all be so.
        """
        if clock is None and scenario.sent_within is not None:
            return advise_within(
                scenario,
                as_of,
                self._tested_days,
                self.law.vocabulary,
                lambda one: self.advise(scenario, as_of, everything=everything, clock=one),
            )
        asks_for_day = clock is None
        clock = clock or LawClock.of(scenario, as_of)
        closed = self.engine.close(scenario, clock.sending)
        if closed.contradiction is not None:
            from advisor.advice.input_errors import contradictions

            raise InvalidScenario(
                contradictions(
                    closed.contradiction,
                    scenario,
                    lambda one: self.engine.close(one, clock.sending),
                )
            )
        days = [
            self._findings(closed, self.spoken(day, times), everything=everything)
            for day, times in clock.parts
        ]
        here = joined_norms(found.governing() for found in days)
        standing_in = joined_norms(found.standing_in() for found in days)
        abroad = joined_norms(found.persuasive() for found in days)
        governs, within = days[0].governs, days[0].within
        later = _governing_later(days, here)
        gaps = scenario_gaps([found.within for found in days], governs, self.read(clock))
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
                left_open=any(map(days[0].is_open, governs)),
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
        exposed = tuple(
            replace(item, citations=cited_on(item.citations, self.law, as_of))
            for item in exposures(within)
        )
        candidates = _candidates(days, here, standing_in, decided)
        since_then = self._since_then(days, clock)
        for found in days:
            found.within.proving.hold_reasons()
        asks_for_day = asks_for_day and lacks_day(closed.closed)
        vocabulary = self.law.vocabulary
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
            conflicts=tuple(
                replace(item, citations=cited_on(item.citations, self.law, as_of))
                for item in decided.conflicts
            ),
            asks=(
                *open_questions((*governs, *later), decided.findings, vocabulary, muted),
                *(day_question(vocabulary) if asks_for_day else ()),
            ),
            notices=(
                *(untold_day(as_of) if asks_for_day else ()),
                *opposed_models(here.findings, standing_in.findings, self.law, as_of),
                *notices(
                    within, (*governs, *later), (*decided.findings, *abroad.findings), clock.sending
                ),
            ),
            receipt=self.receipt,
            relies_on=decision.relies_on,
            coverage=coverage,
            candidates=candidates,
            left_open=left_open,
            exposures=exposed,
            conclusions=closed.conclusions,
            muted=closed.muted,
            sent_on=None if clock.is_one_day else clock.sending,
            since_then=since_then,
            governing_later=later,
        )

    def _findings(
        self, closed: ClosedScenario, spoken: LawOnDate, *, everything: bool
    ) -> DayFindings:
        """Take up a closed scenario on one day."""
        proving = self.engine.evaluate(closed.closed, spoken.day, closed.conclusions)
        scopes = self._scopes_on(spoken.day, proving.unions_of)
        within = scope_truths(proving, self.scopes)
        governs = [
            replace(item, citations=cited_on(item.citations, self.law, spoken.day))
            for item in governing_law(within, scopes)
        ]
        speaking = frozenset(item.proposition for item in scopes.every)
        return DayFindings(within, governs, spoken, speaking, everything=everything)

    def _since_then(self, days: Sequence[DayFindings], clock: LawClock) -> tuple[LaterLaw, ...]:
        """Return what speaks on acts done by sending, and began to only after that day."""
        if clock.is_one_day or self._turns.start(clock.sending) == self._turns.start(clock.later):
            return ()
        later = days[-1]
        heard = DayFindings(
            later.within,
            later.governs,
            self.spoken(clock.later, BY_SENDING),
            later.speaking,
            everything=False,
        )
        return tuple(
            LaterLaw(finding, since)
            for since, finding in heard.newer_than(clock.sending)
            if finding.outcome.is_against or finding.outcome is Outcome.AVAILABLE
        )

    @cached_property
    def _tested_days(self) -> LawVersions:
        """Return those, and the days at which tests of the message's date turn."""
        return LawVersions.with_tests(self.law)

    @cached_property
    def _turns(self) -> LawVersions:
        """Return the days on which the law changes."""
        return LawVersions.of(self.law)


def _governing_later(days: Sequence[DayFindings], here: AssessedNorms) -> tuple[Governing, ...]:
    """Return the law that governs, or may, on the later day only, and speaks there."""
    known = {(item.jurisdiction, item.truth) for item in days[0].governs}
    later = days[-1].spoken.day
    speaking = {
        finding.jurisdiction
        for finding in here.findings
        if finding.day == later and finding.outcome is not Outcome.INAPPLICABLE
    }
    return tuple(
        item
        for found in days[1:]
        for item in found.governs
        if item.jurisdiction in speaking and (item.jurisdiction, item.truth) not in known
    )


def _candidates(
    days: Sequence[DayFindings],
    here: AssessedNorms,
    standing_in: AssessedNorms,
    decided: DecidedFindings,
) -> tuple[Candidate, ...]:
    """Answer under each jurisdiction that the scenario names and leaves open."""
    sure = _sure(here, [item for item in decided.findings if not item.stands_in])
    models = _sure(standing_in, standing_in.findings)
    view = days[0].within.view
    given = DecisionContext(
        places=view.law.places,
        day=view.as_of,
        people=[person.name for person in view.scenario.people],
        governed=Truth.TRUE,
        left_open=False,
    )
    candidates = []
    left_open = {
        entry.jurisdiction: None
        for found in days
        for entry in found.governs
        if entry.named and found.is_open(entry)
    }
    for code in left_open:
        together = joined_norms([sure, *(found.of_candidate(code) for found in days)])
        lent = joined_norms([models, *(found.models_of_candidate(code) for found in days)])
        decision = decide_twice(together, lent, AssessedNorms((), ()), given).decision
        candidates.append(_candidate(code, decision))
    return tuple(candidates)


def _sure(norms: AssessedNorms, findings: Iterable[Finding]) -> AssessedNorms:
    """Return those of law that is known to govern."""
    return AssessedNorms(
        [item for item in norms.assessed if item.governs is Truth.TRUE],
        [finding for finding in findings if finding.governs is Truth.TRUE],
    )


def _candidate(code: str, decision: VerdictDecision) -> Candidate:
    norms = tuple(dict.fromkeys(item.id for item in decision.decisive))
    return Candidate(code, decision.verdict, decision.weight, norms)
