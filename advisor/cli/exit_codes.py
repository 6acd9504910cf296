"""What an exit status means."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from advisor.model.opinions import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.opinions import Opinion

CLEAR, FAILED, STOP, OPEN, INTERRUPTED = 0, 1, 3, 4, 130
_WORST_FIRST = (FAILED, STOP, OPEN, CLEAR)


def exit_code(opinion: Opinion | None) -> int:
    """Return the exit status of one answer; `None` where none could be had."""
    if opinion is None:
        return FAILED
    return verdict_exit_code(opinion.verdict)


def verdict_exit_code(verdict: Verdict) -> int:
    """Return the exit status of a verdict."""
    match verdict:
        case Verdict.STOP:
            return STOP
        case Verdict.VERIFY | Verdict.UNSETTLED | Verdict.ASK:
            return OPEN
        case Verdict.CLEAR:
            return CLEAR
    assert_never(verdict)


def worst_exit_code(statuses: Iterable[int]) -> int:
    """
    Return the exit status of several answers: the worst of them.

    >>> worst_exit_code([0, 4, 3])
    3
    """
    return min(statuses, key=_WORST_FIRST.index, default=CLEAR)
