"""Cases put to the test: what was expected of each, what was found, what none exercises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.engine.closure.shown_relations import show_relations
from advisor.model.cases import NOT_IN_FORCE
from advisor.model.norms import Outcome
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.corpus import Corpus
    from advisor.engine.closure.shown_relations import ShownRelations
    from advisor.model.cases import Case, ExpectedFinding, RelationCase
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion

_SILENT = (Outcome.INAPPLICABLE.value, NOT_IN_FORCE)


@dataclass(frozen=True)
class CaseDifference:
    """One thing a case expected, and what was found instead."""

    about: str
    expected: str
    found: str


@dataclass(frozen=True)
class CaseResult:
    """One case with its opinion; without differences it passed."""

    case: Case
    opinion: Opinion
    differences: tuple[CaseDifference, ...]

    @property
    def passed(self) -> bool:
        """Return whether everything was found as expected."""
        return not self.differences


@dataclass(frozen=True)
class CoverageGap:
    """A norm or an exception that the cases do not show both ways."""

    subject: str
    lacks: str


@dataclass(frozen=True)
class CaseResults:
    """All cases of a corpus, tried: those of norms, and those of relations among facts."""

    trials: tuple[CaseResult, ...]
    gaps: tuple[CoverageGap, ...] = field(default=())
    relations: tuple[ShownRelations, ...] = field(default=())

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """Return the cases of norms that found something else than they expected."""
        return tuple(trial for trial in self.trials if not trial.passed)

    @property
    def failed_relations(self) -> tuple[ShownRelations, ...]:
        """Return the cases of relations that found something else than they expected."""
        return tuple(shown for shown in self.relations if shown.differences)


def run_cases(
    corpus: Corpus,
    cases: Iterable[Case] | None = None,
    relation_cases: Iterable[RelationCase] | None = None,
) -> CaseResults:
    """
    Run the cases of a corpus, all of them unless told, those of its relations as well.

    The gaps are those of all norms of the corpus against the cases that were run.
    """
    law = corpus.law
    chosen = law.cases if cases is None else tuple(cases)
    trials = tuple(run_case(corpus, case) for case in chosen)
    shown = show_relations(law, law.relation_cases if relation_cases is None else relation_cases)
    return CaseResults(trials, tuple(_gaps(law, trials)), shown)


def run_case(corpus: Corpus, case: Case) -> CaseResult:
    """Run one case and compare."""
    day = case.scenario.as_of or date.max
    opinion = corpus.advise(case.scenario, as_of=day, everything=True)
    return CaseResult(case, opinion, tuple(_differences(case, opinion)))


def _differences(case: Case, opinion: Opinion) -> Iterator[CaseDifference]:
    expect = case.expect
    if expect.verdict is not None and expect.verdict != opinion.verdict.value:
        yield CaseDifference("verdict", expect.verdict, opinion.verdict.value)
    weight = opinion.weight.value if opinion.weight else "none"
    if expect.weight is not None and expect.weight != weight:
        yield CaseDifference("weight", expect.weight, weight)
    truths = {item.jurisdiction: item.truth.value for item in opinion.governing}
    for code, truth in expect.governing.items():
        if truths.get(code, "false") != truth:
            yield CaseDifference(f"governing {code}", truth, truths.get(code, "false"))
    for finding in expect.findings:
        yield from unlike_findings(finding, opinion.findings)
    models = tuple(finding for finding in opinion.findings if finding.stands_in)
    for finding in expect.persuasive:
        yield from unlike_findings(finding, (*opinion.persuasive, *models))
    yield from _absent(case, opinion)


def unlike_findings(
    expected: ExpectedFinding, findings: Sequence[Finding]
) -> Iterator[CaseDifference]:
    """Walk over what was found of one norm otherwise than expected."""
    concerned = [
        finding
        for finding in findings
        if finding.norm.id == expected.norm
        and expected.jurisdiction in (None, finding.jurisdiction)
    ]
    for name, outcome in expected.outcomes.items():
        told = [item for item in concerned if name is None or item.recipient == name]
        if not told and outcome in _SILENT:
            continue
        found = {item.outcome.value for item in told} or {NOT_IN_FORCE}
        if name is None and outcome not in _SILENT and len(found) > 1:
            found -= set(_SILENT)
        if found != {outcome}:
            about = expected.norm + (f" for {name}" if name else "")
            yield CaseDifference(about, outcome, ", ".join(sorted(found)))


def _absent(case: Case, opinion: Opinion) -> Iterator[CaseDifference]:
    pairs = {
        frozenset((conflict.forbids.norm.id, conflict.allows.norm.id))
        for conflict in opinion.conflicts
    }
    for pair in case.expect.conflicts:
        if frozenset(pair) not in pairs:
            yield CaseDifference("conflict", " against ".join(pair), "none")
    asked = {question.fact.name for question in opinion.asks}
    for fact in case.expect.asks:
        if fact not in asked:
            yield CaseDifference("asks", fact, ", ".join(sorted(asked)) or "nothing")
    for words in case.expect.notices:
        if not any(words.casefold() in notice.says.casefold() for notice in opinion.notices):
            yield CaseDifference("notice", words, "no such notice")


def _gaps(law: Law, trials: Sequence[CaseResult]) -> Iterator[CoverageGap]:
    seen: dict[str, set[Outcome]] = {}
    lifted: dict[str, set[bool]] = {}
    for trial in trials:
        opinion = trial.opinion
        for finding in (*opinion.findings, *opinion.persuasive):
            seen.setdefault(finding.norm.id, set()).add(finding.outcome)
            if finding.outcome not in (Outcome.INAPPLICABLE, Outcome.UNDETERMINED):
                for exception in finding.norm.exceptions:
                    hit = finding.exception == exception.means
                    key = f"{finding.norm.id} unless {exception.name}"
                    lifted.setdefault(key, set()).add(hit)
    for policy in law.policies.values():
        for norm in policy.norms:
            outcomes = seen.get(norm.id, set())
            yield from _norm_gaps(norm.id, outcomes, has_test=norm.compliance is not None)
            for exception in norm.exceptions:
                key = f"{norm.id} unless {exception.name}"
                if True not in lifted.get(key, set()):
                    yield CoverageGap(key, "a case in which it lifts the norm")
                if False not in lifted.get(key, set()):
                    yield CoverageGap(key, "a case in which it does not")


def _norm_gaps(norm: str, outcomes: set[Outcome], *, has_test: bool) -> Iterator[CoverageGap]:
    binds = {Outcome.BREACHED, Outcome.NOT_FOLLOWED}
    if not has_test:
        binds = {Outcome.AVAILABLE, Outcome.UNSETTLED}
    frees = {Outcome.INAPPLICABLE, Outcome.DEFEATED, Outcome.MET}
    if not outcomes & binds:
        yield CoverageGap(norm, "a case in which it bites")
    if not outcomes & frees:
        yield CoverageGap(norm, "a case in which it does not bite")
