"""One page for one policy: what it asks, when, what lifts it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.reports import labels
from advisor.reports.guide.conditions import guide_condition, guide_sentence
from advisor.reports.periods import dates

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


def guide_policy_page(policy: Policy, law: Law) -> str:
    """Write the page of one policy."""
    return "\n".join(_lines(policy, law)).rstrip() + "\n"


def _lines(policy: Policy, law: Law) -> Iterator[str]:
    yield from (f"# {policy.title}", "")
    if policy.summary:
        yield from (*_sentences(policy.summary), "")
    yield from _authority(policy, law)
    cases = [case for case in law.cases if case.policy == policy.id]
    for norm in policy.norms:
        yield from _norm(norm, law, cases)
    for derived in policy.derived:
        yield from (f"## What `{derived.name}` means", "", derived.means, "")
        yield from (*guide_condition(derived.when, law), "")
        yield from (*_cited(derived.citations), "")
    if policy.untranslatable:
        yield from ("## What is not encoded", "")
        for said in policy.untranslatable:
            yield f"- {' '.join(said.says.split())}"
        yield ""
    yield from ("## Cases", "")
    for case in cases:
        verdict = f": {case.expect.verdict}" if case.expect.verdict else ""
        yield f"- {case.name} ({case.scenario.as_of}){verdict}"
        if case.teach is not None:
            question, point = case.teach.question, case.teach.point
            yield f"  - *{' '.join(question.split())}* {' '.join(point.split())}"


def _authority(policy: Policy, law: Law) -> Iterator[str]:
    authority = policy.authority
    place = law.jurisdictions.get(authority.jurisdiction)
    rows = [
        ("Authority", authority.cite),
        ("Issued by", authority.issuer),
        ("Kind", labels.AUTHORITY_KINDS[authority.kind]),
        ("Where it governs", place.name if place else authority.jurisdiction),
        ("In force", dates(authority.in_force)),
        ("How it was read", labels.VERIFICATIONS[authority.verified]),
        ("Read on", labels.day_text(authority.verified_on) if authority.verified_on else ""),
        ("Read again by", labels.day_text(authority.review_by) if authority.review_by else ""),
        ("Source", f"<{authority.url}>" if authority.url else ""),
        ("Note", " ".join(authority.note.split())),
        ("Name here", f"`{policy.id}`"),
    ]
    yield from ("| | |", "| --- | --- |")
    for name, value in rows:
        if value:
            yield f"| {name} | {value.replace('|', '/')} |"
    yield ""
    if policy.scope is not None:
        yield from ("It governs when:", "", *guide_condition(policy.scope.when, law), "")


def _norm(norm: Norm, law: Law, cases: Sequence[Case]) -> Iterator[str]:
    yield from (f"## `{norm.id.partition('#')[2]}`", "")
    bearer = law.vocabulary.bearers.get(norm.bearer, norm.bearer)
    code = law.policies[norm.policy].authority.jurisdiction
    place = law.jurisdictions.get(code)
    text = guide_sentence(norm.text, place.name if place else code)
    lead = "It is unsettled" if norm.modality.leaves_open else bearer.capitalize()
    verb = "" if norm.modality.leaves_open else f" {labels.MODALITIES[norm.modality]}"
    yield from (f"**{lead}{verb} {text}.**", "")
    yield from (*_sentences(norm.because), *_sentences(norm.caveat), "")
    when = list(guide_condition(norm.when, law))
    yield from ("It applies when:", "", *(when or ["- always"]), "")
    if norm.compliance is not None:
        lead = "It is met when:" if norm.modality.commands else "It is breached when:"
        yield from (lead, "", *guide_condition(norm.compliance, law), "")
    for lifted in norm.exceptions:
        yield from (f"It is lifted where {lifted.means.rstrip('.')}:", "")
        yield from (*guide_condition(lifted.when, law), "")
        yield from (*_cited(lifted.citations), "")
    for position in norm.positions:
        yield f"- One view: {' '.join(position.says.split())}"
        yield from (f"  {line}" for line in _cited(position.citations))
    if norm.positions:
        yield ""
    yield from (*_cited(norm.citations), "")
    yield from (f"How it was read: {labels.VERIFICATIONS[norm.verified]}.", "")
    shown = [case for case in cases if _shows(case, norm)]
    if shown:
        yield from ("Shown by:", "", *(f"- {case.name}" for case in shown), "")


def _shows(case: Case, norm: Norm) -> bool:
    expected = (*case.expect.findings, *case.expect.persuasive)
    return any(item.norm == norm.id for item in expected)


def _cited(cites: Sequence[Citation]) -> list[str]:
    lines = []
    for cite in cites:
        link = f" <{cite.url}>" if cite.url else ""
        quote = f": “{cite.quote}”" if cite.quote else ""
        lines.append(f"- {cite.place}{quote}{link}")
    return lines


def _sentences(text: str) -> list[str]:
    """Put one sentence on a line, as the hand-written pages do."""
    flat = " ".join(text.split())
    return flat.replace(". ", ".\n").split("\n") if flat else []
