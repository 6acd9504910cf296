"""On which law from elsewhere a verdict may still turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.conflicts import speaks_on
from advisor.model.authorities import Kind, Verification
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.advice.norms_in_force import NormInstance
    from advisor.advice.variants.analysis import Elsewhere
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.opinions import Opinion


def elsewhere(opinion: Opinion, instances: Sequence[NormInstance], base: str) -> Elsewhere:
    """
    Return the norms of other places whose outcome could still make the verdict another.

    They are those on acts of which no governing law of the `base` layer speaks (policy
    language, section 8).
    The opinion holds all findings, those that do not apply included.
    """
    if opinion.verdict is Verdict.STOP:
        return {}
    only_models = opinion.verdict in (Verdict.UNSETTLED, Verdict.VERIFY)
    numbers = {
        f"{instance.norm.id}@{instance.jurisdiction}": at for at, instance in enumerate(instances)
    }
    people = {person.name: who for who, person in enumerate(opinion.scenario.people)}
    spoken = {
        (finding.act, finding.recipient)
        for finding in opinion.findings
        if finding.applies is not Truth.FALSE
        and finding.overridden_by is None
        and finding.layer == base
    }
    result: dict[int, frozenset[int | None]] = {}
    for item in opinion.persuasive:
        if not item.outcome.is_unfinished or item.modality.permits or item.modality.exempts:
            continue
        if only_models and not (item.kind is Kind.MODEL_RULE and item.modality.is_strict):
            continue
        if item.id in numbers and not speaks_on(spoken, item.act, item.recipient):
            who = None if item.recipient is None else people[item.recipient]
            at = numbers[item.id]
            result[at] = result.get(at, frozenset()) | {who}
    return result


def is_decided(field: QuestionSpace) -> bool:
    """
    Tell, without an opinion, whether a governing norm already stops or unsettles.

    Nothing from elsewhere can change the verdict then.
    """
    return any(
        (
            standing.breached
            and standing.instance.verified is not Verification.UNVERIFIED
            and not standing.instance.stands_in
        )
        or (standing.against and standing.instance.norm.modality.leaves_open)
        for standing in field.outlook([{}]).standings
    )


def still_open(field: QuestionSpace, before: Elsewhere) -> Elsewhere:
    """Return those norms that are open still; none once one of them speaks against the act."""
    stood = {
        standing.at: standing for standing in field.outlook([{}]).standings if standing.at in before
    }
    if any(item.against for item in stood.values()):
        return {}
    return {at: people for at, people in before.items() if stood[at].unsettled}
