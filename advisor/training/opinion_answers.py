"""What an opinion answers, on one act or as a whole, in a form that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.comparisons import ComparedSide
from advisor.model.norms import UNFINISHED_OUTCOMES, Outcome
from advisor.model.opinions import Verdict
from advisor.model.training import ExerciseAnswer
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.opinions import Finding, Opinion


def findings_on(
    opinion: Opinion, act: str, recipient: str | None, bearer: str = ""
) -> tuple[Finding, ...]:
    """Return the findings of law that may govern on one act, as to one person or everyone."""
    return tuple(
        finding
        for finding in opinion.findings
        if finding.act == act
        and (recipient is None or finding.recipient in (None, recipient))
        and bearer in ("", finding.bearer)
    )


def answer_on(
    opinion: Opinion, act: str, recipient: str | None, bearer: str = ""
) -> tuple[ExerciseAnswer, tuple[Finding, ...]]:
    """Return what counts on one act, with the findings that make it, the weightiest first."""
    side = ComparedSide("", findings_on(opinion, act, recipient, bearer))
    ruling = side.answer
    deciding = side.deciding if ruling is not Outcome.INAPPLICABLE else ()
    return _of(ruling, deciding), deciding


def verdict_of(opinion: Opinion) -> tuple[ExerciseAnswer, tuple[Finding, ...]]:
    """Return the verdict in its one sentence, with the findings whose words it borrows."""
    deciding = tuple(borrowed(opinion))
    first = deciding[0] if deciding else None
    answer = ExerciseAnswer(
        ruling=opinion.verdict,
        statement=opinion.asks[0].fact.ask if _is_a_question(opinion) else opinion.summary,
        norm=first.norm.id if first else "",
        jurisdiction=first.jurisdiction if first else "",
        weight=opinion.weight,
        citations=first.citations if first else (),
    )
    return answer, deciding


def borrowed(opinion: Opinion) -> Iterable[Finding]:
    """Return the findings whose sentences stand in the summary."""
    spoken = sorted((*opinion.findings, *opinion.persuasive), key=_rank)
    return (
        item
        for item in spoken
        if not item.outcome.is_unfinished
        and item.outcome is not Outcome.INAPPLICABLE
        and item.statement in opinion.summary
    )


def is_true_of(answer: ExerciseAnswer, opinion: Opinion, act: str, recipient: str | None) -> bool:
    """
    Return whether an answer from elsewhere is also true here, if only as a lesser truth.

    Such an answer would be an unfair choice.
    """
    if isinstance(answer.ruling, Verdict):
        stands = {finding.statement for finding in opinion.findings if finding.outcome.is_against}
        return answer.ruling is opinion.verdict and (
            not answer.norm or any(item in answer.statement for item in stands)
        )
    here = findings_on(opinion, act, recipient)
    return any(
        (item.outcome, item.statement, item.exception or "")
        == (answer.ruling, answer.statement, answer.exception)
        for item in here
    )


def _of(ruling: Outcome, deciding: tuple[Finding, ...]) -> ExerciseAnswer:
    if not deciding:
        return ExerciseAnswer(ruling)
    first = deciding[0]
    leaves_open = first.norm.modality.leaves_open
    return ExerciseAnswer(
        ruling=ruling,
        statement=first.statement,
        norm=first.norm.id,
        jurisdiction=first.jurisdiction,
        exception=first.exception or "" if ruling is Outcome.DEFEATED else "",
        weight=first.weight,
        citations=first.citations,
        doubted=ruling is Outcome.UNSETTLED and not leaves_open,
        moot=ruling in UNFINISHED_OUTCOMES and leaves_open,
    )


def _is_a_question(opinion: Opinion) -> bool:
    return opinion.verdict is Verdict.ASK and bool(opinion.asks)


def _rank(finding: Finding) -> tuple[bool, int, int, str]:
    return finding.governs is not Truth.TRUE, finding.weight.rank, finding.verified.rank, finding.id
