"""What a memo prints of remedies, looked for where there is something to cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict
from advisor.remedies import remedies
from advisor.reports.memo import Change, Cure, Cures

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion


def cures(opinion: Opinion, corpus: Corpus) -> Cures | None:
    """
    Give the remedies that a memo prints; `None` where nothing is breached.

    Raises `EngineFailure`.
    """
    if opinion.verdict is not Verdict.STOP:
        return None
    found = remedies(corpus, opinion.scenario, as_of=opinion.as_of)
    listed = tuple(
        Cure(
            tuple(
                Change(one.fact.name, one.after, one.fact.control, one.recipient)
                for one in remedy.changes
            ),
            remedy.opinion.verdict,
            remedy.opened,
        )
        for remedy in found.remedies
    )
    return Cures(
        found=listed,
        more=max(found.cures - len(listed), 0),
        searched=found.searched,
        exhausted=found.exhausted,
        incurable=found.incurable,
        is_past=found.is_past,
    )
