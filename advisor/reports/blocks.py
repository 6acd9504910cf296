"""The few shapes a page is made of, before any hand writes it for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Tone(Enum):
    """How a thing bears on what the lawyer is about to do."""

    AGAINST = "against"
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


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line beneath an entry.

    `cite` is the authority that it names, as it stands in `text`; `link` its address.
    """

    role: Role
    text: str
    link: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an explanation: `word` is its truth, `note` the question behind it."""

    word: str
    tone: Tone
    text: str
    note: str = ""
    of: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Steps that unfold by themselves, under no point of their own."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One point: `word` says it where no sign can be seen, `tone` colours it."""

    word: str
    tone: Tone
    text: str
    lines: tuple[Line, ...] = ()
    tree: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points that stand against each other, and what comes of it."""

    title: str
    left: Entry
    right: Entry
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `title` names the table where it is read aloud."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Entry | Pair | Table | Tree | Line


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands beneath it."""

    title: str
    tone: Tone
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """What is to be read first: a word, what it weighs, and the sentence."""

    word: str
    tone: Tone
    aside: str
    text: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report in plain text; the hands that write it make each text safe to print."""

    banner: Banner
    sections: tuple[Section, ...] = ()
