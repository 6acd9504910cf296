"""An opinion in, a memorandum out: which parts it has, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.citation_days import defined_on
from advisor.reports.document import Block, Heading, Paragraph, ReportDocument, TitleBlock
from advisor.reports.memo.analysis import analysis
from advisor.reports.memo.authorities import authorities_table
from advisor.reports.memo.conflicts import memo_conflicts, persuasive
from advisor.reports.memo.facts import facts_given, governing_blocks_of, governing_named
from advisor.reports.memo.frames import say_frame
from advisor.reports.memo.judgments import judgments
from advisor.reports.memo.limits import limits, review, short_limits
from advisor.reports.memo.memo_context import MemoContext
from advisor.reports.memo.remedies import remedy_blocks
from advisor.reports.memo.short_analysis import (
    analysis_by_act,
    persuasive_by_side,
    told_findings,
    unresolved_conflicts,
)
from advisor.reports.memo.short_answer import head, question, short_answer, subject
from advisor.reports.memo.short_facts import facts_relied_on
from advisor.reports.memo.since_then import since_then
from advisor.reports.proposed_remedies import ProposedRemedies

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion


_MOST_REMEDIES = 3


def compose(
    opinion: Opinion,
    law: Law,
    *,
    cures: ProposedRemedies | None = None,
    language: Language = ENGLISH,
    appendix: bool = False,
) -> ReportDocument:
    """
    Write the memorandum of one opinion, in a few pages.

    `law` is what the opinion was made from; it lends the questions, the names of places
    and the instruments behind the citations. `cures` are the remedies that were found;
    `None` says that none were looked for, and the memo is then silent on them. What is
    not the law's own is said in the `language`. With `appendix` the long form follows: every
    fact, every finding with the facts that decide it, every authority.
    """
    materials = MemoContext(opinion, defined_on(law, opinion.sent_on or opinion.as_of), language)
    blocks = list(_numbered(_parts(materials, cures)))
    if appendix:
        blocks.append(Heading(1, say_frame("appendix")))
        blocks.append(Paragraph((say_frame("appendix.say"),)))
        blocks += _numbered(_long_parts(materials, cures), "A")
    return ReportDocument(
        TitleBlock(
            title=say_frame("title"),
            subject=subject(materials),
            draft=say_frame("draft"),
            head=head(materials),
        ),
        tuple(blocks),
        language,
        materials.register.under("notes"),
    )


def _parts(
    materials: MemoContext, cures: ProposedRemedies | None
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Return the parts in reading order: footnotes are numbered as they are written."""
    yield "question", tuple(question(materials))
    yield "answer", tuple(short_answer(materials, by_act=True))
    if cures is not None:
        yield "remedies", tuple(remedy_blocks(cures, materials, most=_MOST_REMEDIES))
    yield "facts", tuple(facts_relied_on(told_findings(materials), materials))
    yield "analysis", (*governing_named(materials), *analysis_by_act(materials))
    yield "judgments", tuple(judgments(materials, decided_only=True))
    yield "conflicts", tuple(unresolved_conflicts(materials))
    yield "persuasive", tuple(persuasive_by_side(materials))
    yield "since", tuple(since_then(materials))
    closing = tuple(short_limits(materials))
    yield "authorities", tuple(authorities_table(materials))
    yield "limits", closing
    yield "review", tuple(review())


def _long_parts(
    materials: MemoContext, cures: ProposedRemedies | None
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Return the parts of the long form, which the memo does not say already."""
    yield "facts", tuple(facts_given(materials))
    yield "governing", tuple(governing_blocks_of(materials))
    yield "analysis", tuple(analysis(materials))
    yield "judgments", tuple(judgments(materials))
    yield "conflicts", tuple(memo_conflicts(materials))
    yield "persuasive", tuple(persuasive(materials))
    if cures is not None:
        yield "remedies", tuple(remedy_blocks(cures, materials))
    closing = tuple(limits(materials))
    yield "authorities", tuple(authorities_table(materials))
    yield "limits", closing


def _numbered(parts: Iterable[tuple[str, tuple[Block, ...]]], before: str = "") -> Iterator[Block]:
    """Put numbered headings over the parts; a part without anything to say is omitted."""
    number = 0
    for name, blocks in parts:
        if not blocks:
            continue
        number += 1
        yield Heading(1, say_frame(name), f"{before}{number}.")
        yield from blocks
