"""What an opinion must say although no norm found it: silence reads as "no duty"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.advice.conflicts import find_conflicts
from advisor.advice.governing import ScopeTruths
from advisor.advice.norms_in_force import is_unread, own_scope
from advisor.i18n import LawText, message
from advisor.model.authorities import Citation, Kind
from advisor.model.citation_days import cited_on
from advisor.model.norms import Outcome
from advisor.model.policies import Notice
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.authorities import Period
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Governing
    from advisor.model.policies import Policy

BASELINE = message("Model Rule baseline; the local text has not been verified")


def notices(
    within: ScopeTruths,
    governing: Sequence[Governing],
    findings: Sequence[Finding],
    day: date,
) -> tuple[Notice, ...]:
    """
    Gather the notices of the law that speaks, and of the law that does not.

    Not in force yet or any more, adopted only later, unread in one place, left open,
    not encoded: each is said.
    """
    law = within.view.law
    sure = {item.jurisdiction for item in governing if item.truth is Truth.TRUE}
    speaking = {finding.norm.policy for finding in findings if _speaks(finding)}
    found = [
        *_not_told(within),
        *(
            notice
            for code in sorted(sure)
            if code in law.jurisdictions
            for notice in law.jurisdictions[code].notices
        ),
        *_out_of_force(within, sure, day),
        *_adopted_later(law, sure, day),
        *_baselines(law, sure, findings, day),
        *(
            _not_encoded(policy, law, day)
            for policy in law.policies.values()
            if policy.id in speaking and policy.untranslatable
        ),
    ]
    return tuple({notice.says: notice for notice in found}.values())


def untold_day(day: date) -> Iterator[Notice]:
    """Say what it means that nobody told when a message was sent."""
    yield Notice(
        message(
            "Nobody said on what day the message was sent, so it is judged by the law of {day}; "
            "the law of the day of sending may say otherwise. Tell `message.date`.",
            day=day,
        ),
        is_essential=True,
    )


def opposed_models(
    governing: Sequence[Finding], models: Sequence[Finding], law: Law, day: date
) -> Iterator[Notice]:
    """Say of each model that stands in which governing norm it stands against, on one line."""
    for conflict in find_conflicts(governing, models, law.places, day):
        model, norm = conflict.forbids, conflict.allows
        if norm.stands_in:
            model, norm = norm, model
        if model.stands_in and not norm.stands_in:
            place = law.jurisdictions.get(model.jurisdiction)
            said = message(
                "{model} stands for a text of {place} that was not read, and is against "
                "{norm}, which governs: read the text before you rely on either.",
                model=LawText(model.cited_as),
                place=model.jurisdiction if place is None else place.name,
                norm=LawText(norm.cited_as),
            )
            cited = (*model.citations[:1], *norm.citations[:1])
            yield Notice(said, cited, is_essential=True)


def _speaks(finding: Finding) -> bool:
    if finding.governs is Truth.TRUE:
        return finding.outcome is not Outcome.INAPPLICABLE
    return finding.outcome.is_against


def _not_told(within: ScopeTruths) -> Iterator[Notice]:
    if within.view.scenario.recipients is None:
        yield Notice(
            message(
                "Nothing was told about who receives the message; one unknown person stands "
                "for them. List them under `recipients`, or write `recipients: []`."
            )
        )


def _out_of_force(within: ScopeTruths, sure: set[str], day: date) -> Iterator[Notice]:
    law = within.view.law
    drafts: list[Policy] = []
    for policy in law.policies.values():
        authority = policy.authority
        if authority.jurisdiction not in sure:
            continue
        if within.folded.get(own_scope(law, policy)[0], Truth.UNKNOWN) is Truth.FALSE:
            continue
        if authority.kind is Kind.DRAFT or authority.in_force is None:
            drafts.append(policy)
        elif authority.kind is Kind.MODEL_RULE or authority.in_force.covers(day):
            continue
        else:
            yield Notice(_silent(authority.cite, authority.in_force, day), (_own(policy),))
    if drafts:
        said = message(
            "Drafts and proposals, not in force and not applied: {titles}.",
            titles=LawText("; ".join(policy.title for policy in drafts)),
        )
        yield Notice(said, tuple(_own(policy) for policy in drafts))


def _not_encoded(policy: Policy, law: Law, day: date) -> Notice:
    """Return the name of the policy once, however much of it is not encoded."""
    said = " ".join(one.says for one in policy.untranslatable)
    cited = (citation for one in policy.untranslatable for citation in one.citations)
    about = message(
        "{policy}: not encoded here: {says}", policy=LawText(policy.title), says=LawText(said)
    )
    force = policy.authority.in_force
    spoken = max(filter(None, (day, force.start if force else None)))
    return Notice(about, cited_on(dict.fromkeys(cited), law, spoken))


def _silent(cite: str, period: Period, day: date) -> str:
    """Say that a text does not speak on a day, and since or until when it would."""
    if period.start is not None and day < period.start:
        if period.start_by is not None:
            return message(
                "{authority}: silent on {day}; in force from a day between {start} and {end} "
                "that was not read.",
                authority=LawText(cite),
                day=day,
                start=period.start,
                end=period.start_by,
            )
        return message(
            "{authority}: silent on {day}; in force from {start}.",
            authority=LawText(cite),
            day=day,
            start=period.start,
        )
    if period.until is None:
        return message("{authority}: silent on {day}.", authority=LawText(cite), day=day)
    return message(
        "{authority}: silent on {day}; in force until {until}.",
        authority=LawText(cite),
        day=day,
        until=period.until,
    )


def _own(policy: Policy) -> Citation:
    authority = policy.authority
    return Citation(
        authority.cite,
        url=authority.url,
        policy=policy.id,
        verified=authority.verified,
    )


def _adopted_later(law: Law, sure: set[str], day: date) -> Iterator[Notice]:
    for code in sorted(sure):
        jurisdiction = law.jurisdictions.get(code)
        for adoption in jurisdiction.adoptions.values() if jurisdiction else ():
            if adoption.period.covers(day):
                continue
            citation = Citation(adoption.cite, verified=adoption.verified)
            yield Notice(_silent(adoption.cite, adoption.period, day), (citation,))


def _baselines(
    law: Law, sure: set[str], findings: Sequence[Finding], day: date
) -> Iterator[Notice]:
    for code in sorted(sure & law.jurisdictions.keys()):
        jurisdiction = law.jurisdictions[code]
        unread = {
            finding.norm.id: finding.citations[0]
            for finding in findings
            if finding.kind is Kind.MODEL_RULE
            and finding.jurisdiction != code
            and finding.jurisdiction in law.places.unions_of(code, day)
            and finding.applies is Truth.TRUE
            and is_unread(jurisdiction, finding.norm, day)
        }
        if unread:
            rules = ", ".join(citation.pinpoint or citation.cite for citation in unread.values())
            said = message(
                "{baseline}: {place}, {rules}.",
                baseline=BASELINE,
                place=jurisdiction.name,
                rules=LawText(rules),
            )
            yield Notice(said, tuple(unread.values()))
