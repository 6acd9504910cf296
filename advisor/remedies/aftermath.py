"""What can still be done about a message that is sent or received, and which norm calls for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.gaps import holds_of_any
from advisor.model.law_clock import is_past
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.remedies.change_options import is_received
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import AftermathStep

_SILENT = (Outcome.INAPPLICABLE, Outcome.DEFEATED)


@dataclass(frozen=True, slots=True)
class TracedStep:
    """
    One step that is left, with the findings that call for it or allow it, most urgent first.

    Without any finding nothing that was read for the law that governs speaks of it; what
    other places say is `elsewhere`.
    """

    step: AftermathStep
    findings: tuple[Finding, ...] = ()
    elsewhere: tuple[Finding, ...] = ()

    @property
    def is_done(self) -> bool:
        """Return whether all that calls for it is met already."""
        return bool(self.findings) and all(one.outcome is Outcome.MET for one in self.findings)


def steps_afterwards(
    corpus: Corpus, scenario: Scenario, opinion: Opinion, as_of: date
) -> tuple[TracedStep, ...]:
    """
    Return what is left to be done once a message is sent or received, in the declared order.

    Of one that is neither nothing is left yet. Raises `EngineFailure`.
    """
    steps = corpus.law.vocabulary.afterwards
    if not steps or not (is_past(scenario, as_of) or is_received(scenario)):
        return ()
    closed = corpus.engine.close(scenario, as_of)
    proving = corpus.engine.evaluate(closed.closed, as_of, closed.conclusions)
    found = []
    for step in steps:
        if holds_of_any(step.when, proving):
            abroad = (one for one in opinion.persuasive if one.act in step.acts)
            elsewhere = tuple(one for one in abroad if one.applies is Truth.TRUE)
            found.append(TracedStep(step, _calling(step, opinion), elsewhere))
    return tuple(found)


def _calling(step: AftermathStep, opinion: Opinion) -> tuple[Finding, ...]:
    calling = (
        finding
        for finding in opinion.findings
        if finding.act in step.acts
        and finding.governs is Truth.TRUE
        and finding.outcome not in _SILENT
        and finding.overridden_by is None
    )
    return tuple(sorted(calling, key=_urgency))


def _urgency(finding: Finding) -> tuple[bool, bool, bool, int]:
    """Put first what is disregarded, then what binds; last what may not apply."""
    undetermined = finding.outcome is Outcome.UNDETERMINED
    against, strict = finding.outcome.is_against, finding.modality.is_strict
    return undetermined, not against, not strict, finding.weight.rank
