"""Everything known of one jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports import citations, labels
from advisor.reports.conditions import condition_tree
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
    Tree,
)
from advisor.reports.periods import dates

if TYPE_CHECKING:
    from advisor.model.jurisdictions import Jurisdiction
    from advisor.model.law import Law
    from advisor.reports.document import Block


def jurisdiction_page(one: Jurisdiction, law: Law) -> ReportDocument:
    """Lay out a jurisdiction: when its law governs, what it adopted, its own authorities."""
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("Its law governs when", _scope(one, law)),
        ("Its own authorities", _own(one, law)),
        ("Model rules that are law here", _adopted(one)),
        ("Model rules that are not", _refused(one)),
        ("What else is known", _profile(one)),
        (
            "Also to know",
            tuple(
                FindingEntry(
                    "notice", Tone.QUIET, notice.says, citations.citation_text("", notice.citations)
                )
                for notice in one.notices
            ),
        ),
    )
    unions = [
        f"{citations.jurisdiction(member.union, law)}{_since(member.start, member.until)}"
        for member in law.places.memberships
        if member.place == one.code
    ]
    text = f"Within {labels.join_words(unions)}." if unions else "Within nothing larger."
    return ReportDocument(
        Banner(one.code, Tone.QUIET, one.name, text),
        tuple(Section(title, Tone.QUIET, blocks) for title, blocks in parts if blocks),
    )


def _since(start: object, until: object) -> str:
    since = f" from {start}" if start else ""
    return f"{since} until {until}" if until else since


def _scope(jurisdiction: Jurisdiction, law: Law) -> tuple[Block, ...]:
    if jurisdiction.scope is None:
        return (Line(Role.NOTE, "Nothing in the corpus says when."),)
    cites = citations.citation_text("", jurisdiction.scope.citations)
    return (Tree(condition_tree(jurisdiction.scope.when, law)), *cites)


def _own(one: Jurisdiction, law: Law) -> tuple[Block, ...]:
    return tuple(
        FindingEntry(
            labels.AUTHORITY_KINDS[policy.authority.kind],
            Tone.QUIET,
            policy.authority.cite,
            (Line(Role.NOTE, f"{policy.id}: {policy.title}"),),
        )
        for policy in law.policies.values()
        if policy.authority.jurisdiction == one.code
    )


def _adopted(jurisdiction: Jurisdiction) -> tuple[Block, ...]:
    rows = tuple(
        (
            name,
            local.cite,
            dates(local.period, is_day_unread=local.is_day_unread),
            labels.VERIFICATIONS[local.verified],
            citations.local_words(local),
        )
        for name, local in jurisdiction.adoptions.items()
    )
    head = ("norm", "local citation", "in force", "text", "differs")
    return (ReportTable("adoptions", head, rows),) if rows else ()


def _refused(jurisdiction: Jurisdiction) -> tuple[Block, ...]:
    rows = tuple(
        (name, labels.VERIFICATIONS[refusal.verified], refusal.note)
        for name, refusal in jurisdiction.refusals.items()
    )
    return (ReportTable("refusals", ("norm", "text", "note"), rows),) if rows else ()


def _profile(jurisdiction: Jurisdiction) -> tuple[Block, ...]:
    rows = tuple(
        (f"{row.section}: {row.row}", row.value, labels.VERIFICATIONS[row.verified], row.note)
        for row in jurisdiction.profile
    )
    return (ReportTable("profile", ("question", "answer", "text", "note"), rows),) if rows else ()
