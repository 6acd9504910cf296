"""What a memo prints of remedies, looked for where there is something to cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict
from advisor.remedies import find_remedies, steps_afterwards
from advisor.reports.memo import MemoChange, MemoRemedies, MemoRemedy, MemoStep

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion


def memo_remedies(opinion: Opinion, corpus: Corpus) -> MemoRemedies | None:
    """
    Return the remedies that a memo prints; `None` where there is nothing to cure or to do.

    Raises `EngineFailure`.
    """
    afterwards = steps_afterwards(corpus, opinion.scenario, opinion, opinion.as_of)
    steps = tuple(
        MemoStep(one.step.does, one.findings, one.is_done, one.step.to_client) for one in afterwards
    )
    if opinion.verdict is not Verdict.STOP:
        return MemoRemedies(afterwards=steps, is_sought=False) if steps else None
    found = find_remedies(corpus, opinion.scenario, as_of=opinion.as_of)
    listed = tuple(
        MemoRemedy(
            tuple(
                MemoChange(change.fact.name, change.after, change.fact.control, change.recipient)
                for change in remedy.changes
            ),
            remedy.opinion.verdict,
            remedy.opened,
        )
        for remedy in found.remedies
    )
    return MemoRemedies(
        found=listed,
        more=max(found.cures - len(listed), 0),
        searched=found.searched,
        exhausted=found.exhausted,
        incurable=found.incurable,
        is_past=found.is_past,
        afterwards=steps,
    )
