"""
The few shapes a page is made of, before any hand writes it for a screen.

Named tuples, which a command can have in a fraction of the time that dataclasses take.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from advisor.i18n import ENGLISH, Language


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


class PageEntry(NamedTuple):
    """One point: `word` says it where no sign can be seen, `tone` colours it."""

    word: str
    tone: Tone
    text: str
    lines: tuple[Line, ...] = ()
    tree: tuple[ReasonNode, ...] = ()


class SideBySide(NamedTuple):
    """Two points that stand against each other, and what comes of it; `lead` is said first."""

    title: str
    left: PageEntry
    right: PageEntry
    lines: tuple[Line, ...] = ()
    lead: str = "Conflict"


class PageTable(NamedTuple):
    """Rows under headings; `title` names the table where it is read aloud."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Grid(NamedTuple):
    """Short words in rows and columns, a picture made of text; `said` tells it to the ear."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    said: str


PageBlock: TypeAlias = PageEntry | SideBySide | PageTable | Tree | Grid | Line


class Section(NamedTuple):
    """A heading with what stands beneath it."""

    title: str
    tone: Tone
    blocks: tuple[PageBlock, ...]


class Banner(NamedTuple):
    """What is to be read first: a word, what it weighs, and the sentence."""

    word: str
    tone: Tone
    aside: str
    text: str
    lines: tuple[Line, ...] = ()


class Page(NamedTuple):
    """
    A whole report in plain text; the hands that write it make each text safe to print.

    `language` is that in which its messages are rendered, and what a hand adds.
    """

    banner: Banner
    sections: tuple[Section, ...] = ()
    language: Language = ENGLISH

    def rendered(self) -> Page:
        """Return the page with every message as words in its language."""
        if self.language.is_english:
            return self
        banner = _rendered(self.banner, self.language)
        return self._replace(banner=banner, sections=_rendered(self.sections, self.language))


def _rendered(part: Any, language: Language) -> Any:  # noqa: ANN401 - any part of a page
    """Return a part of a page, down to its texts, as words in a language."""
    if isinstance(part, str):
        return language.render(part)
    if not isinstance(part, tuple):
        return part
    inner = [_rendered(one, language) for one in part]
    return part._make(inner) if hasattr(part, "_make") else tuple(inner)
