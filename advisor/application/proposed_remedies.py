"""What reports tell of remedies, looked for where there is something to cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.law_clock import LawClock
from advisor.model.opinions import Verdict
from advisor.remedies import find_remedies, remedies_of, steps_afterwards
from advisor.reports.proposed_remedies import (
    ProposedChange,
    ProposedRemedies,
    ProposedRemedy,
    ProposedStep,
)

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion


def propose_remedies(opinion: Opinion, corpus: Corpus) -> ProposedRemedies | None:
    """
    Return the remedies that reports tell; `None` where there is nothing to cure or to do.

    Raises `EngineFailure`.
    """
    afterwards = steps_afterwards(corpus, opinion.scenario, opinion, opinion.as_of)
    steps = tuple(
        ProposedStep(one.step.does, one.findings, one.is_done, one.step.to_client)
        for one in afterwards
    )
    if opinion.verdict is not Verdict.STOP:
        return ProposedRemedies(afterwards=steps, is_sought=False) if steps else None
    clock = LawClock.of(opinion.scenario, opinion.as_of)
    by_its_days = opinion.sent_on == (None if clock.is_one_day else clock.sending)
    found = (
        remedies_of(opinion, corpus)
        if by_its_days
        else find_remedies(corpus, opinion.scenario, as_of=opinion.as_of)
    )
    listed = tuple(
        ProposedRemedy(
            tuple(
                ProposedChange(
                    change.fact.name, change.after, change.fact.control, change.recipient
                )
                for change in remedy.changes
            ),
            remedy.opinion.verdict,
            remedy.opened,
        )
        for remedy in found.remedies
    )
    return ProposedRemedies(
        found=listed,
        more=max(found.cures - len(listed), 0),
        searched=found.searched,
        exhausted=found.exhausted,
        incurable=found.incurable,
        is_past=found.is_past,
        afterwards=steps,
    )
