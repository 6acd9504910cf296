"""An opinion in, a memorandum out: which parts it has, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.reports.document_tree import Block, Document, Heading, TitleBlock
from advisor.reports.memo.analysis import analysis
from advisor.reports.memo.answers import answer, head, question, subject
from advisor.reports.memo.authorities import authorities
from advisor.reports.memo.conflicts import conflicts, persuasive
from advisor.reports.memo.facts import facts, governing
from advisor.reports.memo.frames import say
from advisor.reports.memo.judgments import judgments
from advisor.reports.memo.limits import limits, review
from advisor.reports.memo.materials import Materials
from advisor.reports.memo.remedies import Cures, remedies

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion


def compose(
    opinion: Opinion, law: Law, *, cures: Cures | None = None, language: Language = ENGLISH
) -> Document:
    """
    Write the memorandum of one opinion.

    `law` is what the opinion was made from; it lends the questions, the names of places
    and the instruments behind the citations. `cures` are the remedies that were found;
    `None` says that none were looked for, and the memo is then silent on them. What is
    not the law's own is said in the `language`.
    """
    materials = Materials(opinion, law, language)
    blocks = tuple(_numbered(_parts(materials, cures)))
    return Document(
        TitleBlock(
            title=say("title"),
            subject=subject(materials),
            draft=say("draft"),
            head=head(materials),
        ),
        blocks,
        language,
        materials.register.footnotes("notes"),
    )


def _parts(materials: Materials, cures: Cures | None) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Give the parts in reading order: footnotes are numbered as they are written."""
    yield "question", tuple(question(materials))
    yield "answer", tuple(answer(materials))
    yield "facts", tuple(facts(materials))
    yield "governing", tuple(governing(materials))
    yield "analysis", tuple(analysis(materials))
    yield "judgments", tuple(judgments(materials))
    yield "conflicts", tuple(conflicts(materials))
    yield "persuasive", tuple(persuasive(materials))
    if cures is not None:
        yield "remedies", tuple(remedies(cures, materials))
    closing = tuple(limits(materials))
    yield "authorities", tuple(authorities(materials))
    yield "limits", closing
    yield "review", tuple(review())


def _numbered(parts: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """Put numbered headings over the parts; a part without anything to say is left out."""
    number = 0
    for name, blocks in parts:
        if not blocks:
            continue
        number += 1
        yield Heading(1, say(name), f"{number}.")
        yield from blocks
