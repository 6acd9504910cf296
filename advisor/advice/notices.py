"""What an opinion must say although no norm found it: silence reads as "no duty"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.advice.governing import Reach
from advisor.advice.instances import is_unread, own_scope
from advisor.model.authorities import Citation, Kind
from advisor.model.norms import Outcome
from advisor.model.policies import Notice
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Governing
    from advisor.model.policies import Policy

BASELINE = "Model Rule baseline; the local text has not been verified"


def notices(
    within: Reach, governing: Sequence[Governing], findings: Sequence[Finding]
) -> tuple[Notice, ...]:
    """
    Gather the notices of the law that speaks, and of the law that does not.

    Not in force yet or any more, adopted only later, unread in one place, left open,
    not encoded: each is said.
    """
    law, day = within.view.law, within.view.as_of
    sure = {one.jurisdiction for one in governing if one.truth is Truth.TRUE}
    speaking = {one.norm.policy for one in findings if _speaks(one)}
    found = [
        *_not_told(within),
        *(
            notice
            for code in sure
            if code in law.jurisdictions
            for notice in law.jurisdictions[code].notices
        ),
        *_out_of_force(within, sure, day),
        *_adopted_later(law, sure, day),
        *_baselines(law, sure, findings, day),
        *(
            _not_encoded(policy)
            for policy in law.policies.values()
            if policy.id in speaking and policy.untranslatable
        ),
    ]
    return tuple({notice.says: notice for notice in found}.values())


def _speaks(finding: Finding) -> bool:
    if finding.governs is Truth.TRUE:
        return finding.outcome is not Outcome.INAPPLICABLE
    return finding.outcome in (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED)


def _not_told(within: Reach) -> Iterator[Notice]:
    if within.view.scenario.recipients is None:
        yield Notice(
            "Nothing was told about who receives the message; one unknown person stands "
            "for them. List them under `recipients`, or write `recipients: []`."
        )


def _out_of_force(within: Reach, sure: set[str], day: date) -> Iterator[Notice]:
    law = within.view.law
    drafts: list[Policy] = []
    for policy in law.policies.values():
        authority = policy.authority
        governs = within.folded.get(own_scope(law, policy)[0], Truth.UNKNOWN)
        if authority.jurisdiction not in sure or governs is Truth.FALSE:
            continue
        if authority.kind is Kind.DRAFT or authority.in_force is None:
            drafts.append(policy)
        elif authority.kind is Kind.MODEL_RULE or authority.in_force.covers(day):
            continue
        else:
            start, until = authority.in_force.start, authority.in_force.until
            early = start is not None and day < start
            dates = f"in force from {start}" if early else f"in force until {until}"
            said = f"{authority.cite}: silent on {day}; {dates}."
            yield Notice(said, (_own(policy),))
    if drafts:
        titles = "; ".join(policy.title for policy in drafts)
        said = f"Drafts and proposals, not in force and not applied: {titles}."
        yield Notice(said, tuple(_own(policy) for policy in drafts))


def _not_encoded(policy: Policy) -> Notice:
    """Name the policy once, however much of it is not encoded."""
    said = " ".join(one.says for one in policy.untranslatable)
    cited = (citation for one in policy.untranslatable for citation in one.citations)
    return Notice(f"{policy.title}: not encoded here: {said}", tuple(dict.fromkeys(cited)))


def _own(policy: Policy) -> Citation:
    authority = policy.authority
    return Citation(
        authority.cite,
        url=authority.url,
        policy=policy.id,
        verified=authority.verified,
    )


def _adopted_later(law: Law, sure: set[str], day: date) -> Iterator[Notice]:
    for code in sure:
        jurisdiction = law.jurisdictions.get(code)
        for adoption in jurisdiction.adoptions.values() if jurisdiction else ():
            if adoption.period.covers(day):
                continue
            start, until = adoption.period.start, adoption.period.until
            early = start is not None and day < start
            dates = f"in force from {start}" if early else f"in force until {until}"
            citation = Citation(adoption.cite, verified=adoption.verified)
            yield Notice(f"{adoption.cite}: silent on {day}; {dates}.", (citation,))


def _baselines(
    law: Law, sure: set[str], findings: Sequence[Finding], day: date
) -> Iterator[Notice]:
    for code in sorted(sure & law.jurisdictions.keys()):
        jurisdiction = law.jurisdictions[code]
        unread = {
            one.norm.id: one.citations[0]
            for one in findings
            if one.kind is Kind.MODEL_RULE
            and one.jurisdiction != code
            and one.jurisdiction in law.places.unions_of(code, day)
            and one.applies is Truth.TRUE
            and is_unread(jurisdiction, one.norm.id)
        }
        if unread:
            rules = ", ".join(citation.pinpoint or citation.cite for citation in unread.values())
            said = f"{BASELINE}: {jurisdiction.name}, {rules}."
            yield Notice(said, tuple(unread.values()))
