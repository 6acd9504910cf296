"""What a memo is made of: typed blocks of sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from typing import TypeAlias

from advisor.i18n import ENGLISH, Language, LawText, Message, Piece
from advisor.i18n.message import in_english
from advisor.values import dataclass

PREFIX = "memo: "
"""Stands before the name of a frame in the context that a translator sees."""


class Basis(Enum):
    """What kind of thing a sentence rests on."""

    FRAME = "frame"
    OPINION = "opinion"
    FINDING = "finding"
    FACT = "fact"
    AUTHORITY = "authority"
    GOVERNING = "governing"
    CONFLICT = "conflict"
    JUDGMENT = "judgment"
    NOTICE = "notice"
    REMEDY = "remedy"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class SentenceSource:
    """
    The one thing that supports a sentence.

    `id` names it: a field of the opinion or its receipt, `norm@jurisdiction`, a fact, an
    authority's citation, a jurisdiction, a listed frame; conflicts, notices and remedies
    go by their place, from 0. `recipient` names the person where it is about one.
    """

    basis: Basis
    id: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    Words with what supports them.

    `text` is a message, or words of the law or of the scenario. `notes` numbers the
    footnotes behind it. `strong` is a run-in heading, `link` an address that the words
    lead to. `pieces` are the law's words apart from the others, in a memo that was
    rendered in another language than the law's; otherwise there are none.
    """

    text: str
    source: SentenceSource
    notes: tuple[int, ...] = ()
    strong: bool = False
    link: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def frame(self) -> str:
        """Return the name of the listed frame that was filled; empty for other words."""
        context = self.text.context if isinstance(self.text, Message) else ""
        return context.removeprefix(PREFIX) if context.startswith(PREFIX) else ""

    @property
    def holes(self) -> tuple[tuple[str, str], ...]:
        """Return what fills the slots of the frame, in English."""
        if not isinstance(self.text, Message) or not self.frame:
            return ()
        return tuple((name, in_english(slot)) for name, slot in self.text.slots.items())

    @property
    def is_law(self) -> bool:
        """Return whether the words are the law's own."""
        return isinstance(self.text, LawText)


class MemoTone(Enum):
    """How a block bears on what the lawyer is about to do."""

    AGAINST = "against"
    OPEN = "open"
    FOR = "for"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; `number` stands before it and may be empty."""

    level: int
    text: Sentence
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on; an `aside` is set smaller, beneath what it is about."""

    sentences: tuple[Sentence, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """The answer, set apart: a word, and what it means here."""

    tone: MemoTone
    word: Sentence
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class MemoPoint:
    """One item of a list, with items beneath it."""

    sentences: tuple[Sentence, ...]
    of: tuple[MemoPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoPoints:
    """A list without an order."""

    items: tuple[MemoPoint, ...]


@dataclass(frozen=True, slots=True)
class MemoTable:
    """
    Rows under headings; `widths` are shares of the line, `title` names it aloud.

    In a `grouped` table, rows that begin alike share their first cell.
    """

    title: Sentence
    head: tuple[Sentence, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[int, ...]
    grouped: bool = False

    def groups(self) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
        """Give the rows in groups that begin alike; each row on its own unless grouped."""
        if not self.grouped:
            yield from ((row,) for row in self.rows)
            return
        for _, rows in groupby(self.rows, key=lambda row: row[0]):
            yield tuple(rows)


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with what stands against each, as in the head of a memo."""

    rows: tuple[tuple[Sentence, Sentence], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the reviewing attorney decides and signs: choices to tick, lines to fill."""

    choices: tuple[Sentence, ...]
    lines: tuple[Sentence, ...]


MemoBlock: TypeAlias = Heading | Paragraph | Callout | MemoPoints | MemoTable | Fields | Signature


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote: its citations, each a sentence that leads to its text."""

    number: int
    citations: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """
    A whole memorandum; every text in it is one line and holds no markup.

    `language` is that in which it is rendered, last of all. `note_name` is what a call of
    a note is named aloud, `note_back` the way back from it.
    """

    title: Sentence
    subject: Sentence
    draft: Sentence
    notes_title: Sentence
    head: Fields
    blocks: tuple[MemoBlock, ...]
    notes: tuple[Note, ...]
    language: Language = ENGLISH
    note_name: str = "Note {number}"
    note_back: str = "Back to where note {number} is called"

    def sentences(self) -> Iterator[Sentence]:
        """Walk over every sentence, footnotes last."""
        yield from (self.title, self.subject, self.draft, self.notes_title)
        for block in (self.head, *self.blocks):
            yield from _of(block)
        for note in self.notes:
            yield from note.citations


def _of(block: MemoBlock) -> Iterator[Sentence]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from block.sentences
        case Callout():
            yield block.word
            yield from block.sentences
        case MemoPoints():
            for item in block.items:
                yield from _point(item)
        case MemoTable():
            yield from (block.title, *block.head)
            for row in block.rows:
                yield from row
        case Fields():
            for pair in block.rows:
                yield from pair
        case Signature():
            yield from (*block.choices, *block.lines)


def _point(item: MemoPoint) -> Iterator[Sentence]:
    yield from item.sentences
    for inner in item.of:
        yield from _point(inner)
