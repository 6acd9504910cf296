"""From an opinion to what it comes to, as the brief page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.truth import Truth
from advisor.reports.basis import HASH_SHOWN
from advisor.reports.brief import (
    MOST,
    carried_by,
    deciding_first,
    not_overlooked,
    to_do_now,
)
from advisor.reports.coverage_line import coverage_line
from advisor.reports.document import FindingEntry, Line
from advisor.reports.labels import DISCLAIMER
from advisor.reports.machine.brief_schema import (
    BriefFindingDocument,
    BriefOpinionDocument,
    BriefQuestionDocument,
)
from advisor.reports.usual import usual_condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Opinion
    from advisor.reports.proposed_remedies import ProposedRemedies
    from advisor.reports.recipient_groups import RecipientGroup


def brief_opinion_document(
    opinion: Opinion, law: Law, remedies: ProposedRemedies | None = None
) -> BriefOpinionDocument:
    """
    Put what an opinion comes to into the shape of `advisor/opinion-brief/1`.

    At most `MOST` acts and questions, the rest counted; `remedies` are those that were found,
    `None` where none were looked for.
    """
    acts = [alike for _, _, _, found in carried_by(opinion) for alike in found]
    asks = deciding_first(opinion, law)
    return BriefOpinionDocument(
        scenario=opinion.scenario.title,
        as_of=opinion.as_of,
        sent_on=opinion.sent_on,
        sent_within=str(opinion.scenario.sent_within) if opinion.scenario.sent_within else None,
        verdict=opinion.verdict.value,
        weight=opinion.weight.value if opinion.weight else None,
        because=opinion.because.value,
        summary=str(opinion.summary),
        usual=usual_condition(opinion, law) or None,
        governing=[one.jurisdiction for one in opinion.governing if one.truth is Truth.TRUE],
        findings=[_of_act(alike) for alike in acts[:MOST]],
        more_acts=max(len(acts) - MOST, 0),
        now=list(_told(remedies, law)),
        questions=[_question(alike) for alike in asks[:MOST]],
        more_questions=max(len(asks) - MOST, 0),
        coverage=str(coverage_line(opinion)),
        notes=[str(line.text) for line in not_overlooked(opinion, law)],
        disclaimer=str(DISCLAIMER),
        corpus=opinion.receipt.corpus[:HASH_SHOWN],
        advisor=opinion.receipt.advisor,
    )


def _of_act(alike: Sequence[RecipientGroup]) -> BriefFindingDocument:
    first = alike[0].first
    others = dict.fromkeys(group.first.cited_as for group in alike[1:])
    people = dict.fromkeys(name for group in alike for name in group.names)
    return BriefFindingDocument(
        act=first.act,
        outcome=first.outcome.value,
        statement=first.statement,
        recipients=list(people),
        weight=first.weight.value,
        verified=first.verified.value,
        authority=first.cited_as,
        likewise=[place for place in others if place != first.cited_as],
        norms=list(dict.fromkeys(group.first.norm.id for group in alike)),
    )


def _told(remedies: ProposedRemedies | None, law: Law) -> Iterator[str]:
    """Say what can be done, each in a sentence or two."""
    for block in to_do_now(remedies, law):
        match block:
            case FindingEntry():
                yield " ".join(str(one) for one in (block.text, *(li.text for li in block.lines)))
            case Line():
                yield str(block.text)
            case _:
                raise TypeError(f"no step is told by {block}")


def _question(alike: Sequence[Ask]) -> BriefQuestionDocument:
    fact = alike[0].fact
    return BriefQuestionDocument(
        fact=fact.name,
        recipients=list(dict.fromkeys(ask.recipient for ask in alike if ask.recipient)),
        question=fact.ask,
        options=list(fact.options),
    )
