"""
What every report is made of, before a writer puts it into a format.

One tree for a page on a screen and for a paper to be filed: what is read first, blocks of
text, and footnotes. A text is a string or a message; in papers it is a `Sentence`, which
carries what it rests on. All of it is named tuples, which a command can have in a fraction
of the time that dataclasses take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from advisor.i18n import ENGLISH, Language, LawText, Message, Piece
from advisor.i18n.message import in_english

FRAME_PREFIX = "memo: "
"""Stands before the name of a frame in the context that a translator sees."""


class Tone(Enum):
    """How a thing bears on what the lawyer is about to do."""

    AGAINST = "against"
    CHECK = "check"
    OPEN = "open"
    FOR = "for"
    QUIET = "quiet"


class Role(Enum):
    """What a line beneath an entry says."""

    REASON = "reason"
    CITE = "cite"
    QUOTE = "quote"
    NOTE = "note"
    CAVEAT = "caveat"


# -- sentences and what they rest on


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


class SentenceSource(NamedTuple):
    """
    The one thing that supports a sentence.

    `id` names it: a field of the opinion or its receipt, `norm@jurisdiction`, a fact, an
    authority's citation, a jurisdiction, a listed frame; conflicts, notices and remedies
    go by their place, from 0. `recipient` names the person where it is about one.
    """

    basis: Basis
    id: str
    recipient: str | None = None


class Sentence(NamedTuple):
    """
    Words with what supports them.

    `text` is a message, or words of the law or of the scenario. `notes` numbers the
    footnotes behind it. `strong` is a run-in heading, `link` an address that the words
    lead to. `pieces` are the law's words apart from the others, in a document that was
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
        return context.removeprefix(FRAME_PREFIX) if context.startswith(FRAME_PREFIX) else ""

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


Cell: TypeAlias = str | Sentence
"""What stands in a table."""


def sentences_text(sentences: Iterable[Sentence]) -> str:
    """Return sentences as they run on, their notes called by numbers in brackets."""
    return " ".join(
        sentence.text + "".join(f" [{number}]" for number in sentence.notes)
        for sentence in sentences
    )


def cell_text(cell: Cell) -> str:
    """Return a cell of a table as text."""
    return sentences_text((cell,)) if isinstance(cell, Sentence) else cell


# -- blocks of running text


class Heading(NamedTuple):
    """A heading of level 1, 2 or 3; `number` stands before it and may be empty."""

    level: int
    text: Sentence
    number: str = ""


class Paragraph(NamedTuple):
    """Sentences that run on; an `aside` is set smaller, beneath what it is about."""

    sentences: tuple[Sentence, ...]
    aside: bool = False


class Callout(NamedTuple):
    """The answer, set apart: a word, and what it means here."""

    tone: Tone
    word: Sentence
    sentences: tuple[Sentence, ...]


class Point(NamedTuple):
    """One item of a list, with items beneath it."""

    sentences: tuple[Sentence, ...]
    of: tuple[Point, ...] = ()


class Points(NamedTuple):
    """A list without an order."""

    items: tuple[Point, ...]


class ReportTable(NamedTuple):
    """
    Rows under headings; `title` names the table where it is read aloud.

    `widths` are shares of the line; where there are none, the columns are as wide as they
    need to be. In a `grouped` table, rows that begin alike share their first cell.
    """

    title: Cell
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    grouped: bool = False

    def groups(self) -> Iterator[tuple[tuple[Cell, ...], ...]]:
        """Return the rows in groups that begin alike; each row on its own unless grouped."""
        if not self.grouped:
            yield from ((row,) for row in self.rows)
            return
        for _, rows in groupby(self.rows, key=lambda row: row[0]):
            yield tuple(rows)


class Fields(NamedTuple):
    """Labels with what stands against each, as in the head of a memo."""

    rows: tuple[tuple[Sentence, Sentence], ...]


class Signature(NamedTuple):
    """Where the reviewing attorney decides and signs: choices to tick, lines to fill."""

    choices: tuple[Sentence, ...]
    lines: tuple[Sentence, ...]


# -- blocks of findings and reasons


class Line(NamedTuple):
    """
    One line beneath an entry.

    `cite` is the authority that it names, as it stands in `text`; `link` its address.
    """

    role: Role
    text: str
    link: str = ""
    cite: str = ""


class ReasonNode(NamedTuple):
    """
    One step of an explanation: `word` is its truth, `note` the question behind it.

    What is found and not told has instead the text that defines it, and then `is_defined`.
    """

    word: str
    tone: Tone
    text: str
    note: str = ""
    of: tuple[ReasonNode, ...] = ()
    is_defined: bool = False


class Tree(NamedTuple):
    """Steps that unfold by themselves, under no point of their own."""

    nodes: tuple[ReasonNode, ...]


class FindingEntry(NamedTuple):
    """One point: `word` says it where no sign can be seen, `tone` colours it."""

    word: str
    tone: Tone
    text: str
    lines: tuple[Line, ...] = ()
    tree: tuple[ReasonNode, ...] = ()


class SideBySide(NamedTuple):
    """Two points that stand against each other, and what comes of it; `lead` is said first."""

    title: str
    left: FindingEntry
    right: FindingEntry
    lines: tuple[Line, ...] = ()
    lead: str = "Conflict"


class Grid(NamedTuple):
    """
    Short words in rows and columns, a picture made of text; `said` tells it to the ear.

    The columns are alike; those of a `fitted` grid are as wide as they need to be.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    said: str
    fitted: bool = False


class Section(NamedTuple):
    """A heading with what stands beneath it."""

    title: str
    tone: Tone
    blocks: tuple[Block, ...]


TextBlock: TypeAlias = Heading | Paragraph | Callout | Points | ReportTable | Fields | Signature
FindingBlock: TypeAlias = Line | Tree | FindingEntry | SideBySide | Grid | Section
Block: TypeAlias = TextBlock | FindingBlock


# -- the whole


class Banner(NamedTuple):
    """What a page begins with: a word, what it weighs, and the sentence."""

    word: str
    tone: Tone
    aside: str
    text: str
    lines: tuple[Line, ...] = ()


class TitleBlock(NamedTuple):
    """What a paper begins with: that it is a draft, its title, and the fields of its head."""

    title: Sentence
    subject: Sentence
    draft: Sentence
    head: Fields


class Note(NamedTuple):
    """One footnote: its citations, each a sentence that leads to its text."""

    number: int
    citations: tuple[Sentence, ...]


class NoteList(NamedTuple):
    """
    The footnotes of a paper, under their own title where they stand at its end.

    `name` is what a call of a note is named aloud, `back` the way back from it.
    """

    title: Sentence
    notes: tuple[Note, ...] = ()
    name: str = "Note {number}"
    back: str = "Back to where note {number} is called"


class ReportDocument(NamedTuple):
    """
    A whole report; the writers make each text safe in their format.

    `language` is that in which its messages are rendered, and what a writer adds.
    """

    front: Banner | TitleBlock
    blocks: tuple[Block, ...] = ()
    language: Language = ENGLISH
    footnotes: NoteList | None = None

    @property
    def banner(self) -> Banner:
        """Return what is read first in few words; of a paper, its title and its subject."""
        match self.front:
            case Banner() as banner:
                return banner
            case TitleBlock(title=title, subject=subject):
                return Banner(title.text, Tone.QUIET, "", subject.text)

    @property
    def title(self) -> str:
        """Return what the document is called where only one line can be shown."""
        banner = self.banner
        return f"{banner.word}: {banner.text}" if banner.text else banner.word

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections of a page."""
        return tuple(block for block in self.blocks if isinstance(block, Section))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the footnotes in order."""
        return self.footnotes.notes if self.footnotes is not None else ()

    def sentences(self) -> Iterator[Sentence]:
        """Return every sentence, those of footnotes last."""
        return _sentences((self.front, self.blocks, self.footnotes))

    def rendered(self) -> ReportDocument:
        """
        Return the document with every message as words in its language.

        Where that is not the language of the law, the law's own words are told apart by the
        pieces of each sentence.
        """
        if self.language.is_english:
            return self
        front, blocks, footnotes = _rendered(
            (self.front, self.blocks, self.footnotes), self.language
        )
        return self._replace(front=front, blocks=blocks, footnotes=footnotes)


def _sentences(part: object) -> Iterator[Sentence]:
    if isinstance(part, Sentence):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from _sentences(inner)


def _rendered(part: Any, language: Language) -> Any:  # noqa: ANN401 - any part of a document
    """Return a part of a document, down to its texts, as words in a language."""
    if isinstance(part, str):
        return language.render(part)
    if isinstance(part, Sentence):
        pieces = () if language.is_laws else language.pieces(part.text)
        return part._replace(text=language.render(part.text), pieces=pieces)
    if not isinstance(part, tuple):
        return part
    inner = [_rendered(item, language) for item in part]
    return part._make(inner) if hasattr(part, "_make") else tuple(inner)
