"""Why an answer is not settled, by what the findings show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion


def unsettled(opinion: Opinion) -> str:
    """Return the name of the frame that says why nothing is settled, by what the findings show."""
    standing = [finding for finding in opinion.findings if finding.overridden_by is None]
    outcomes = {item.outcome for item in standing}
    governed = any(item.truth is Truth.TRUE for item in opinion.governing)
    clash = any(
        conflict.resolved_by is None
        and Truth.TRUE in (conflict.forbids.governs, conflict.allows.governs)
        for conflict in opinion.conflicts
    )
    if clash:
        return "client.unsettled.conflict"
    if Outcome.UNSETTLED in outcomes:
        return "client.unsettled"
    if Outcome.BREACHED in outcomes:
        return "client.unsettled.unverified"
    if Outcome.NOT_FOLLOWED in outcomes:
        return "client.unsettled.advice"
    return "client.unsettled.elsewhere" if governed else "client.unsettled.nothing-governs"


def elsewhere_is_told(opinion: Opinion) -> bool:
    """Return whether law from elsewhere is all that leaves the answer open."""
    not_settled = opinion.verdict is Verdict.UNSETTLED
    return not_settled and unsettled(opinion) == "client.unsettled.elsewhere"
