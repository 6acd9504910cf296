"""Whether a verdict stands although findings are still open, and what it may turn on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.conflicts import speaks_on
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.advice.norms_in_force import NormInstance
    from advisor.advice.variants.analysis import Elsewhere
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion


def verdict_is_final(opinion: Opinion, law: Law) -> bool:
    """
    Tell whether no further answer can change the verdict or its weight.

    A breach of verified binding law stays one: no answer lifts what has been settled,
    and nothing prevails over it but a norm that overrides it expressly.
    """
    if opinion.verdict is not Verdict.STOP:
        return False
    overridden = {
        override.norm
        for policy in law.policies.values()
        for norm in policy.norms
        for override in norm.overrides
    }
    return any(
        one.outcome is Outcome.BREACHED
        and one.overridden_by is None
        and one.weight is Weight.BINDING
        and one.verified is not Verification.UNVERIFIED
        and one.norm.id not in overridden
        for one in opinion.findings
    )


def elsewhere(opinion: Opinion, instances: Sequence[NormInstance]) -> Elsewhere:
    """
    Give the norms of other places whose outcome could still make the verdict `unsettled`.

    They are those on acts of which no governing law speaks (policy language, section 8).
    The opinion holds all findings, those that do not apply included.
    """
    if opinion.verdict in (Verdict.STOP, Verdict.UNSETTLED):
        return {}
    numbers = {f"{one.norm.id}@{one.jurisdiction}": at for at, one in enumerate(instances)}
    people = {one.name: who for who, one in enumerate(opinion.scenario.people)}
    spoken = {
        (one.act, one.recipient)
        for one in opinion.findings
        if one.applies is not Truth.FALSE and one.overridden_by is None
    }
    found: dict[int, frozenset[int | None]] = {}
    for one in opinion.persuasive:
        if not one.outcome.is_unfinished or one.modality.permits or one.modality.exempts:
            continue
        if one.id in numbers and not speaks_on(spoken, one.act, one.recipient):
            who = None if one.recipient is None else people[one.recipient]
            at = numbers[one.id]
            found[at] = found.get(at, frozenset()) | {who}
    return found


def is_decided(field: QuestionSpace) -> bool:
    """
    Tell, without an opinion, whether a governing norm already stops or unsettles.

    Nothing from elsewhere can change the verdict then.
    """
    return any(
        (one.breached and one.instance.verified is not Verification.UNVERIFIED)
        or (one.against and one.instance.norm.modality.leaves_open)
        for one in field.outlook([{}]).standings
    )


def still_open(field: QuestionSpace, before: Elsewhere) -> Elsewhere:
    """Give those norms that are open still; none once one of them speaks against the act."""
    stood = {one.at: one for one in field.outlook([{}]).standings if one.at in before}
    if any(one.against for one in stood.values()):
        return {}
    return {at: people for at, people in before.items() if stood[at].unsettled}
