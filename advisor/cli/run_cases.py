"""`advisor test`: the cases beside the policies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import open_console
from advisor.cli.parsing.options import EngineOption, Engines, Plain
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.advice.case_runner import CaseDifference, CaseResult, CaseResults, CoverageGap
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
    engine: EngineOption = Engines.AUTO,
    plain: Plain = False,
) -> None:
    """
    Run the cases beside the policies; with folders, those of their policies only.

    The exit status is 1 where a case finds something else than it expects, or where too
    little is shown both ways.
    """
    corpus = corpus_loader.load_corpus(folders, engine=engine.value, cases=True)
    from advisor.advice.case_runner import run_cases
    from advisor.diagnostics import EngineFailure

    concerned = _concerned(corpus.law, bool(folders))
    cases = [case for case in corpus.law.cases if case.policy in concerned]
    try:
        trials = run_cases(corpus, cases)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    speaking = _speaking(corpus.law, concerned)
    gaps = [gap for gap in trials.gaps if gap.subject.partition("#")[0] in speaking]
    share = shown_both_ways(corpus.law, speaking, gaps)
    open_console(plain=plain).show(trials_page(trials, gaps, share, threshold, corpus.law))
    raise SystemExit(1 if trials.failed or share < threshold else 0)


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
    from advisor.reports.labels import counted_text

    failed = trials.failed
    sections: list[Section] = []
    if failed:
        entries = tuple(_failure(item, law) for item in failed)
        sections.append(Section("Found otherwise", Tone.AGAINST, entries))
    if gaps:
        lines = tuple(_gap(gap) for gap in gaps)
        sections.append(Section("Not shown by any case", Tone.OPEN, lines))
    cases = counted_text(len(trials.trials), "case")
    passed = f"{len(trials.trials) - len(failed)} of {cases} as expected"
    text = f"{passed}; {share:.0f} % of norms and exceptions shown both ways."
    if share < threshold:
        text += f" At least {threshold:g} % are asked for."
    passes = not failed and share >= threshold
    tone = Tone.FOR if passes else Tone.AGAINST
    return ReportDocument(Banner("PASSED" if passes else "FAILED", tone, "", text), tuple(sections))


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
