"""Law and a scenario in, an opinion out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.conflicts import find_conflicts, mark_overridden
from advisor.advice.findings import assess_norm, make_finding
from advisor.advice.governing import ScopeTruths, exposures, governing_law, scope_truths
from advisor.advice.norm_selection import NormSelection
from advisor.advice.norms_in_force import LawOnDate
from advisor.advice.notices import notices
from advisor.advice.open_questions import open_questions
from advisor.advice.scopes import ScopeIndex
from advisor.advice.statements import StatementNames
from advisor.advice.summary import verdict_sentence
from advisor.advice.verdict import VerdictDecision, decide_verdict
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Candidate, Opinion
from advisor.model.policies import BUNDLED
from advisor.model.propositions import scope_id
from advisor.model.truth import Truth, some
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
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

    @cached_property
    def scopes(self) -> ScopeIndex:
        """Sort the conditions of governing, once."""
        return ScopeIndex.of(self.law)

    @cached_property
    def bound(self) -> frozenset[str]:
        """Name everybody on whom the law of this corpus lays a duty."""
        norms = (norm for policy in self.law.policies.values() for norm in policy.norms)
        return frozenset(norm.bearer for norm in norms if norm.modality.is_strict)

    def instances(self, day: date) -> tuple[NormInstance, ...]:
        """Give the norms in force on a day, wherever they stand."""
        return self.spoken(day).instances

    def spoken(self, day: date) -> LawOnDate:
        """Give the law that is in force on a day; that of the last days is kept."""
        kept = self.by_day.get(day)
        if kept is None:
            kept = LawOnDate(self.law, day)
            if len(self.by_day) >= _MOST_DAYS:
                self.by_day.clear()
            self.by_day[day] = kept
        return kept

    def advise(self, scenario: Scenario, as_of: date, *, everything: bool = False) -> Opinion:
        """
        Answer one scenario by the law of one day.

        `everything` keeps the inapplicable findings too. Raises `EngineFailure`.
        """
        within = scope_truths(self.engine.evaluate(scenario, as_of), self.scopes)
        governs = governing_law(within, self.scopes)
        spoken = self.spoken(as_of)
        found = _Findings(within, governs, spoken, everything=everything)
        here, abroad = found.governing(), found.persuasive()
        clashes = find_conflicts(here, abroad, self.law.places, as_of)
        here = mark_overridden(here, clashes)
        left_open = tuple(
            one.jurisdiction for one in governs if one.truth is Truth.UNKNOWN and not one.named
        )
        governed = some(one.truth for one in governs)
        decision = decide_verdict(
            here,
            abroad,
            clashes,
            governed=governed,
            left_open=any(map(found.is_open, governs)),
            bound=self.bound,
            base=self.law.layers[0] if self.law.layers else BUNDLED,
        )
        return Opinion(
            scenario=scenario,
            as_of=as_of,
            verdict=decision.verdict,
            weight=decision.weight,
            summary=verdict_sentence(decision),
            governing=tuple(one for one in governs if one.named or one.truth is Truth.TRUE),
            findings=here,
            persuasive=abroad,
            conflicts=clashes,
            asks=open_questions(governs, here, self.law.vocabulary),
            notices=notices(within, governs, (*here, *abroad)),
            receipt=self.receipt,
            relies_on=decision.relies_on,
            candidates=_candidates(found, governs, here),
            left_open=left_open,
            exposures=exposures(within),
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
        groups = {group: None for one in (*self.here, *self.abroad) for group in one.groups}
        within.proving.ask(list(groups))

    def is_open(self, one: Governing) -> bool:
        """
        Tell whether the law of a place may or may not govern.

        An instrument with a scope of its own may govern where the rest is still open.
        """
        own = self.within.folded.get(scope_id(one.jurisdiction))
        return Truth.UNKNOWN in (own, one.truth)

    def governing(self) -> tuple[Finding, ...]:
        """Give the findings of law that governs or may govern."""
        return self._made(self.here, None)

    def persuasive(self) -> tuple[Finding, ...]:
        """Give the findings of law from elsewhere, weighed as if it governed."""
        made = self._made(self.abroad, Truth.TRUE)
        return tuple(replace(one, governs=Truth.FALSE) for one in made)

    def of_candidate(self, code: str) -> tuple[Finding, ...]:
        """Give the findings that would follow if one jurisdiction governed."""
        return self._made([one for one in self.here if one.jurisdiction == code], Truth.TRUE)

    def _made(self, made_of: Sequence[NormInstance], governs: Truth | None) -> tuple[Finding, ...]:
        abroad = made_of is self.abroad
        silent = _SILENT_ABROAD if abroad else _SILENT
        return tuple(
            make_finding(
                one,
                self.within,
                self.speech,
                Weight.PERSUASIVE if abroad else instance.weight,
            )
            for instance in made_of
            for one in assess_norm(instance, self.within, governs=governs)
            if self.everything or one.result[0] not in silent
        )


def _speech(law: Law, scenario: Scenario) -> StatementNames:
    names = {code: one.name for code, one in law.jurisdictions.items()}
    role = law.vocabulary.facts.get("sender.role")
    told = scenario.value("sender.role")
    label = role.options.get(str(told), "") if role is not None and told else ""
    return StatementNames(law.vocabulary.bearers, names, label or "the sender")


def _candidates(
    found: _Findings, governs: Sequence[Governing], here: Sequence[Finding]
) -> tuple[Candidate, ...]:
    """Answer under each jurisdiction that the scenario names and leaves open."""
    sure = [one for one in here if one.governs is Truth.TRUE]
    candidates = []
    for one in governs:
        if not (one.named and found.is_open(one)):
            continue
        findings = (*sure, *found.of_candidate(one.jurisdiction))
        law, day = found.law, found.within.view.as_of
        clashes = find_conflicts(findings, (), law.places, day)
        decision = decide_verdict(
            mark_overridden(findings, clashes),
            (),
            clashes,
            governed=Truth.TRUE,
            left_open=False,
        )
        candidates.append(_candidate(one.jurisdiction, decision))
    return tuple(candidates)


def _candidate(code: str, decision: VerdictDecision) -> Candidate:
    norms = tuple(dict.fromkeys(one.id for one in decision.decisive))
    return Candidate(code, decision.verdict, decision.weight, norms)
