"""An opinion in, a memorandum out: which parts it has, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.citation_days import defined_on
from advisor.reports.document import Block, Heading, ReportDocument, TitleBlock
from advisor.reports.memo.analysis import analysis
from advisor.reports.memo.authorities import authorities_table
from advisor.reports.memo.conflicts import memo_conflicts, persuasive
from advisor.reports.memo.facts import facts_given, governing_blocks_of
from advisor.reports.memo.frames import say_frame
from advisor.reports.memo.judgments import judgments
from advisor.reports.memo.limits import limits, review
from advisor.reports.memo.memo_context import MemoContext
from advisor.reports.memo.remedies import remedy_blocks
from advisor.reports.memo.short_answer import head, question, short_answer, subject
from advisor.reports.memo.since_then import since_then
from advisor.reports.proposed_remedies import ProposedRemedies

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion


def compose(
    opinion: Opinion,
    law: Law,
    *,
    cures: ProposedRemedies | None = None,
    language: Language = ENGLISH,
) -> ReportDocument:
    """
    Write the memorandum of one opinion.

    `law` is what the opinion was made from; it lends the questions, the names of places
    and the instruments behind the citations. `cures` are the remedies that were found;
    `None` says that none were looked for, and the memo is then silent on them. What is
    not the law's own is said in the `language`.
    """
    materials = MemoContext(opinion, defined_on(law, opinion.sent_on or opinion.as_of), language)
    blocks = tuple(_numbered(_parts(materials, cures)))
    return ReportDocument(
        TitleBlock(
            title=say_frame("title"),
            subject=subject(materials),
            draft=say_frame("draft"),
            head=head(materials),
        ),
        blocks,
        language,
        materials.register.under("notes"),
    )


def _parts(
    materials: MemoContext, cures: ProposedRemedies | None
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Return the parts in reading order: footnotes are numbered as they are written."""
    yield "question", tuple(question(materials))
    yield "answer", tuple(short_answer(materials))
    yield "facts", tuple(facts_given(materials))
    yield "governing", tuple(governing_blocks_of(materials))
    yield "analysis", tuple(analysis(materials))
    yield "judgments", tuple(judgments(materials))
    yield "conflicts", tuple(memo_conflicts(materials))
    yield "persuasive", tuple(persuasive(materials))
    yield "since", tuple(since_then(materials))
    if cures is not None:
        yield "remedies", tuple(remedy_blocks(cures, materials))
    closing = tuple(limits(materials))
    yield "authorities", tuple(authorities_table(materials))
    yield "limits", closing
    yield "review", tuple(review())


def _numbered(parts: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """Put numbered headings over the parts; a part without anything to say is omitted."""
    number = 0
    for name, blocks in parts:
        if not blocks:
            continue
        number += 1
        yield Heading(1, say_frame(name), f"{number}.")
        yield from blocks
