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
    """Give the findings of law that may govern on one act, as to one person or everyone."""
    return tuple(
        one
        for one in opinion.findings
        if one.act == act
        and (recipient is None or one.recipient in (None, recipient))
        and bearer in ("", one.bearer)
    )


def answer_on(
    opinion: Opinion, act: str, recipient: str | None, bearer: str = ""
) -> tuple[ExerciseAnswer, tuple[Finding, ...]]:
    """Give what counts on one act, with the findings that make it, the weightiest first."""
    side = ComparedSide("", findings_on(opinion, act, recipient, bearer))
    ruling = side.answer
    deciding = side.deciding if ruling is not Outcome.INAPPLICABLE else ()
    return _of(ruling, deciding), deciding


def verdict_of(opinion: Opinion) -> tuple[ExerciseAnswer, tuple[Finding, ...]]:
    """Give the verdict in its one sentence, with the findings whose words it borrows."""
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
    """Give the findings whose sentences stand in the summary."""
    spoken = sorted((*opinion.findings, *opinion.persuasive), key=_rank)
    return (
        one
        for one in spoken
        if not one.outcome.is_unfinished
        and one.outcome is not Outcome.INAPPLICABLE
        and one.statement in opinion.summary
    )


def is_true_of(answer: ExerciseAnswer, opinion: Opinion, act: str, recipient: str | None) -> bool:
    """
    Tell whether an answer from elsewhere is also true here, if only as a lesser truth.

    Such an answer would be an unfair choice.
    """
    if isinstance(answer.ruling, Verdict):
        stands = {one.statement for one in opinion.findings if one.outcome.is_against}
        return answer.ruling is opinion.verdict and (
            not answer.norm or any(one in answer.statement for one in stands)
        )
    here = findings_on(opinion, act, recipient)
    return any(
        (one.outcome, one.statement, one.exception or "")
        == (answer.ruling, answer.statement, answer.exception)
        for one in here
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


def _rank(one: Finding) -> tuple[bool, int, int, str]:
    return one.governs is not Truth.TRUE, one.weight.rank, one.verified.rank, one.id
