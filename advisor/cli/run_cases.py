"""`advisor test`: the cases beside the policies."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error, require_libraries
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import EngineOption, Engines, Plain
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.advice import Corpus
    from advisor.advice.case_runner import CaseDifference, CaseResult, CaseResults, CoverageGap
    from advisor.engine.closure.shown_relations import ShownRelations
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.reports.document import FindingEntry, Line, ReasonNode, ReportDocument, Section


def command(
    folders: Annotated[
        list[Path] | None,
        Argument(metavar="DIR", help="Folders of law, laid over the bundled law."),
    ] = None,
    *,
    threshold: Annotated[
        float,
        Option(
            "--threshold",
            min=0,
            max=100,
            help="Fail below this share, in percent, of norms and exceptions shown both ways.",
        ),
    ] = 0.0,
    mutate: Annotated[
        bool,
        Option(
            "--mutate",
            help="Change each test of each norm in force today, and show what no case notices.",
        ),
    ] = False,
    engine: EngineOption = Engines.AUTO,
    plain: Plain = False,
) -> None:
    """
    Run the cases beside the policies; with folders, those of their policies only.

    With `--mutate` each test of each norm is deleted, negated and widened, and the cases that
    name the norm are held against it. What the prover shows to change nothing does not count;
    `--threshold` then asks for a share of the others to be noticed.

    The exit status is 1 where a case finds something else than it expects, or where too
    little is shown both ways.
    """
    corpus = corpus_loader.load_corpus(folders, engine=engine.value, cases=True)
    from advisor.advice.case_runner import run_cases
    from advisor.diagnostics import EngineFailure
    from advisor.model.policies import BUNDLED

    concerned = _concerned(corpus.law, bool(folders))
    cases = [case for case in corpus.law.cases if case.policy in concerned]
    relation_cases = [
        case for case in corpus.law.relation_cases if not folders or case.layer != BUNDLED
    ]
    try:
        trials = run_cases(corpus, cases, relation_cases)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    speaking = _speaking(corpus.law, concerned)
    if mutate:
        raise SystemExit(_mutated(corpus, trials, speaking, threshold))
    gaps = [gap for gap in trials.gaps if gap.subject.partition("#")[0] in speaking]
    share = shown_both_ways(corpus.law, speaking, gaps)
    open_console(plain=plain).show(trials_page(trials, gaps, share, threshold, corpus.law))
    raise SystemExit(0 if _passes(trials, share, threshold) else 1)


def _mutated(
    corpus: Corpus, trials: CaseResults, policies: frozenset[str], threshold: float
) -> int:
    """Show what no case notices, and return the exit status."""
    from advisor.cli.output.mutation_output import mutation_text

    missing = () if find_spec("pysat") else ("python-sat",)
    require_libraries("mutants need", missing, "proof")
    if trials.failed:
        exit_with_error(
            "not-ready",
            f"{len(trials.failed)} cases find something else than they expect",
            "a case that fails already notices nothing",
            "run `advisor test` and make them pass first",
        )
    from advisor.proof.mutants import mutate_law

    report = mutate_law(corpus, trials.trials, policies, clock.today())
    echo(mutation_text(report))
    return FAILED if report.total.share < threshold else 0


def _concerned(law: Law, only_laid_over: bool) -> frozenset[str]:  # noqa: FBT001 - told once
    """Return the names of the policies whose cases are run."""
    from advisor.model.policies import BUNDLED

    return frozenset(
        name
        for name, policy in law.policies.items()
        if not only_laid_over or policy.layer != BUNDLED
    )


def _speaking(law: Law, concerned: frozenset[str]) -> frozenset[str]:
    """Leave out drafts: what never speaks cannot be shown both ways."""
    return frozenset(
        name for name in concerned if law.policies[name].authority.in_force is not None
    )


def shown_both_ways(law: Law, concerned: Iterable[str], gaps: Sequence[CoverageGap]) -> float:
    """Return the share, in percent, of what cases should show that they do show."""
    wanted = sum(
        2 * (1 + len(norm.exceptions)) for name in concerned for norm in law.policies[name].norms
    )
    return 100.0 * (wanted - len(gaps)) / wanted if wanted else 100.0


def trials_page(
    trials: CaseResults, gaps: Sequence[CoverageGap], share: float, threshold: float, law: Law
) -> ReportDocument:
    """Lay out what the cases found: failures first, then what no case shows."""
    from advisor.reports.document import Banner, ReportDocument, Section, Tone

    failed, refuted = trials.failed, trials.failed_relations
    sections: list[Section] = []
    if failed or refuted:
        entries = (*(_failure(item, law) for item in failed), *map(_relation_failure, refuted))
        sections.append(Section("Found otherwise", Tone.AGAINST, entries))
    if gaps:
        lines = tuple(_gap(gap) for gap in gaps)
        sections.append(Section("Not shown by any case", Tone.OPEN, lines))
    passed = _passed(len(trials.trials), len(failed), "case")
    text = f"{passed}; {share:.0f} % of norms and exceptions shown both ways."
    if trials.relations:
        shown = _passed(len(trials.relations), len(refuted), "case")
        text += f" Of relations among facts {shown}."
    if share < threshold:
        text += f" At least {threshold:g} % are asked for."
    passes = _passes(trials, share, threshold)
    tone = Tone.FOR if passes else Tone.AGAINST
    return ReportDocument(Banner("PASSED" if passes else "FAILED", tone, "", text), tuple(sections))


def _passes(trials: CaseResults, share: float, threshold: float) -> bool:
    return not trials.failed and not trials.failed_relations and share >= threshold


def _passed(count: int, failed: int, noun: str) -> str:
    from advisor.reports.labels import counted_text

    return f"{count - failed} of {counted_text(count, noun)} as expected"


def _relation_failure(shown: ShownRelations) -> FindingEntry:
    from advisor.reports.document import FindingEntry, Line, Role, Tone

    at = f" ({shown.case.at})" if shown.case.at is not None else ""
    lines = tuple(
        Line(Role.REASON, f"{each.about}: expected {each.expected}, found {each.found}")
        for each in shown.differences
    )
    headline = f"{shown.case.vocabulary}: {shown.case.name}{at}"
    return FindingEntry("failed", Tone.AGAINST, headline, lines)


def _gap(coverage_gap: CoverageGap) -> Line:
    from advisor.reports.document import Line, Role

    return Line(Role.NOTE, f"{coverage_gap.subject}: {coverage_gap.lacks}")


def _failure(case_result: CaseResult, law: Law) -> FindingEntry:
    from advisor.reports.document import FindingEntry, Line, Role, Tone

    at = f" ({case_result.case.at})" if case_result.case.at is not None else ""
    lines = tuple(
        Line(Role.REASON, f"{each.about}: expected {each.expected}, found {each.found}")
        for each in case_result.differences
    )
    why = tuple(
        node for each in case_result.differences for node in _why(each, case_result.opinion, law)
    )
    return FindingEntry(
        "failed",
        Tone.AGAINST,
        f"{case_result.case.policy}: {case_result.case.name}{at}",
        lines,
        why,
    )


def _why(difference: CaseDifference, opinion: Opinion, law: Law) -> tuple[ReasonNode, ...]:
    """Unfold the findings that a difference is about."""
    from advisor.reports.proof_tree import finding_trees

    norm, _, who = difference.about.partition(" for ")
    concerned: list[Finding] = [
        finding
        for finding in (*opinion.findings, *opinion.persuasive)
        if finding.norm.id == norm and who in ("", finding.recipient)
    ]
    return finding_trees(concerned, law) if concerned else ()
