"""What fixtures make, and what a reader would be told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from advisor.model.law import Law
from advisor.model.opinions import Finding, Opinion
from advisor.reports.document import (
    Basis,
    Block,
    Callout,
    Fields,
    FindingEntry,
    Grid,
    Heading,
    Line,
    Note,
    NoteList,
    Paragraph,
    Point,
    Points,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Sentence,
    SentenceSource,
    SideBySide,
    Signature,
    TitleBlock,
    Tone,
    Tree,
)
from advisor.reports.opinions import opinion_page
from advisor.reports.render.plain_text import plain_text

FindingMaker: TypeAlias = Callable[..., Finding]
OpinionMaker: TypeAlias = Callable[..., Opinion]


def told(opinion: Opinion, law: Law, **options: bool) -> str:
    """Write an opinion as one long line for each point."""
    return plain_text(opinion_page(opinion, law, **options), width=200)


def titles(opinion: Opinion, law: Law, **options: bool) -> list[str]:
    """Return the headings of an opinion."""
    return [section.title for section in opinion_page(opinion, law, **options).sections]


def every_block() -> ReportDocument:
    """
    Make a document that holds a block of every kind, each text a word of its own.

    What a format may say by a sign, or only aloud, is not among these words.
    """
    words = iter(f"word{number}" for number in range(100, 200))

    def sentence(*notes: int) -> Sentence:
        return Sentence(next(words), SentenceSource(Basis.FRAME, "test"), notes=notes)

    def line(role: Role) -> Line:
        return Line(role, next(words), "https://bar.example/1")

    shown = next(words)
    step = ReasonNode("open", Tone.OPEN, next(words), next(words))
    entry = FindingEntry("against", Tone.AGAINST, next(words), tuple(map(line, Role)), (step,))
    blocks: tuple[Block, ...] = (
        Heading(1, sentence(), "1."),
        Paragraph((sentence(1), sentence()), aside=True),
        Callout(Tone.FOR, sentence(), (sentence(),)),
        Points((Point((sentence(),), (Point((sentence(),)),)),)),
        ReportTable("a table", (sentence(), sentence()), ((sentence(), sentence()),), (2, 1)),
        Fields(((sentence(), sentence()),)),
        Signature((sentence(),), (sentence(),)),
        entry,
        Section(next(words), Tone.OPEN, (Tree((step,)), line(Role.CAVEAT))),
        SideBySide(next(words), entry, entry, (line(Role.NOTE),)),
        ReportTable("a table", (next(words),), ((next(words),),)),
        Grid(next(words), ((shown,),), f"There is {shown}."),
    )
    subject = Sentence("A subject", SentenceSource(Basis.FRAME, "test"))
    front = TitleBlock(sentence(), subject, sentence(), Fields(((sentence(), sentence()),)))
    return ReportDocument(front, blocks, footnotes=NoteList(subject, (Note(1, (sentence(),)),)))


def words_of(part: object) -> set[str]:
    """Return the words that `every_block` put into a part of a document."""
    if isinstance(part, str):
        return {part} if part.startswith("word") else set()
    return set().union(*map(words_of, part)) if isinstance(part, tuple) else set()
