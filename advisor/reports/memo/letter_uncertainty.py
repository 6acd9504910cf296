"""Why an answer is not settled, by what the findings show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion


def unsettled(opinion: Opinion) -> str:
    """Name the frame that says why nothing is settled, by what the findings show."""
    standing = [one for one in opinion.findings if one.overridden_by is None]
    outcomes = {one.outcome for one in standing}
    governed = any(one.truth is Truth.TRUE for one in opinion.governing)
    clash = any(
        one.resolved_by is None and Truth.TRUE in (one.forbids.governs, one.allows.governs)
        for one in opinion.conflicts
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
    """Tell whether law from elsewhere is all that leaves the answer open."""
    not_settled = opinion.verdict is Verdict.UNSETTLED
    return not_settled and unsettled(opinion) == "client.unsettled.elsewhere"
