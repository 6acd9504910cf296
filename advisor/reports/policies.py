"""Everything behind one policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports import citations, labels
from advisor.reports.authorities import authority_lines
from advisor.reports.conditions import condition_tree
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    Role,
    Section,
    Tone,
    Tree,
)
from advisor.reports.facts import fact_entry
from advisor.reports.norms import norm_sentence

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.policies import Policy
    from advisor.reports.document import Block


def policy_page(policy: Policy, law: Law) -> ReportDocument:
    """Lay out a policy: its instrument, its norms, and what it says that no norm encodes."""
    about = policy.authority
    authority = Line(Role.CITE, about.cite, about.url)
    scope: tuple[Block, ...] = ()
    if policy.scope is not None:
        tree = condition_tree(policy.scope.when, law)
        cites = citations.citation_text("", policy.scope.citations)
        scope = (Tree(tree), *cites)
    cases = [case for case in law.cases if case.policy == policy.id]
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("Authority", (authority, *authority_lines(policy))),
        ("It governs when", scope),
        (
            "Norms",
            tuple(
                FindingEntry(
                    labels.MODALITIES[norm.modality],
                    Tone.QUIET,
                    norm_sentence(norm, law),
                    (Line(Role.NOTE, norm.id),),
                )
                for norm in policy.norms
            ),
        ),
        ("What it defines", tuple(fact_entry(item, law) for item in policy.derived)),
        (
            "What is not encoded",
            tuple(
                FindingEntry(
                    "notice", Tone.OPEN, item.says, citations.citation_text("", item.citations)
                )
                for item in policy.untranslatable
            ),
        ),
        (
            "Cases",
            tuple(
                FindingEntry(
                    "case", Tone.QUIET, f"{case.name}: {case.expect.verdict or 'as expected'}"
                )
                for case in cases
            ),
        ),
    )
    kind = labels.AUTHORITY_KINDS[about.kind]
    text = policy.summary or policy.title
    return ReportDocument(
        Banner(policy.id, Tone.QUIET, kind, text),
        tuple(Section(title, Tone.QUIET, blocks) for title, blocks in parts if blocks),
    )
