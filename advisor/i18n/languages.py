"""A language as a value that is handed down: its sentences, its plurals, its dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from advisor.i18n.markers import MONTHS, AsWritten, Framed
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.i18n.markers import Hole

LAW = "en"
"""The language that the law of the corpus is written in."""


class Dates(Enum):
    """How a day is written."""

    OWN = "own"
    BRITISH = "british"
    AMERICAN = "american"
    ISO = "iso"


class SentencePiece(NamedTuple):
    """A stretch of a sentence; `is_law` tells that it stands in the language of the law."""

    text: str
    is_law: bool = False


class Translations(Protocol):
    """Where a language looks its sentences up."""

    def find(self, context: str, text: str) -> str | None:
        """Give the translation of a sentence; `None` where there is none."""

    def find_many(self, context: str, one: str, count: int) -> str | None:
        """Give the form of a counted sentence that fits the count; `one` is its singular."""


@dataclass(frozen=True, slots=True)
class Language:
    """
    A language that the frame is told in.

    `tag` is its name as the web writes it (BCP 47). Without translations, and where one
    is missing, the frame is told in English.
    """

    tag: str = "en"
    translations: Translations | None = None
    dates: Dates = Dates.OWN

    @property
    def is_laws(self) -> bool:
        """Tell whether the frame is in the language of the law itself."""
        return self.tag.partition("-")[0] == LAW

    @property
    def prints_on_letter(self) -> bool:
        """Tell whether its readers print on letter paper, and not on A4."""
        return self.tag in ("en", "en-US")

    def frame(self, text: str, context: str = "") -> str:
        """Give a sentence with its slots still open."""
        found = self.translations.find(context, text) if self.translations else None
        return found or text

    def phrase(self, text: str, /, *, context: str = "", **holes: Hole) -> str:
        """
        Say a whole sentence of the frame.

        >>> ENGLISH.phrase("Read on {day}.", day=date(2019, 5, 4))
        'Read on 4 May 2019.'
        """
        return self._filled(self.frame(text, context), holes)

    def term(self, context: str, text: str) -> str:
        """Say one of the listed words of a context."""
        return self.frame(text, context)

    def plural(self, count: int, one: str, many: str, /, **holes: Hole) -> str:
        """
        Say a sentence that counts something; both forms may have the slot `count`.

        >>> ENGLISH.plural(2, "{count} norm", "{count} norms")
        '2 norms'
        """
        return self._filled(self.form(count, one, many), {**holes, "count": count})

    def form(self, count: int, one: str, many: str, context: str = "") -> str:
        """Give the form of a sentence that fits a count, with its slots still open."""
        found = self.translations.find_many(context, one, count) if self.translations else None
        return found or (one if count == 1 else many)

    def _filled(self, frame: str, holes: Mapping[str, Hole]) -> str:
        if not holes:
            return frame
        return frame.format_map({name: self._said(hole) for name, hole in holes.items()})

    def _said(self, hole: Hole) -> str:
        match hole:
            case str():
                return self.retold(hole)
            case date():
                return self.day(hole)
            case _:
                return str(hole)

    def retold(self, text: str) -> str:
        """Say again what was framed in English; other words stay as they are."""
        if not isinstance(text, Framed) or self is ENGLISH:
            return text
        return "".join(piece.text for piece in self.pieces(text))

    def pieces(
        self, text: str, holes: Mapping[str, Hole] | None = None
    ) -> tuple[SentencePiece, ...]:
        """
        Say again what was framed, apart from the words of the law in it.

        Words without a frame are as written. With `holes`, `text` is a frame in this
        language whose slots they fill.
        """
        if holes is None and isinstance(text, Framed):
            if text.many:
                frame = self.form(text.number, text.frame, text.many)
                return self.pieces(frame, {**text.holes, "count": text.number})
            return self.pieces(self.frame(text.frame), text.holes)
        if holes is None:
            return (SentencePiece(text, is_law=True),)
        from string import Formatter  # English needs none of it

        found: list[SentencePiece] = []
        for literal, name, _, _ in Formatter().parse(text):
            if literal:
                found.append(SentencePiece(literal))
            if name is not None:
                hole = holes[name]
                if isinstance(hole, Framed):
                    found.extend(self.pieces(hole))
                else:
                    found.append(SentencePiece(self._said(hole), isinstance(hole, AsWritten)))
        return tuple(found)

    def joined(self, words: Iterable[str]) -> str:
        """
        Join words as a sentence does that names all of them.

        >>> ENGLISH.joined(["a", "b", "c"])
        'a, b and c'
        """
        *head, tail = tuple(words) or ("",)
        return self.phrase("{words} and {last}", words=", ".join(head), last=tail) if head else tail

    def either(self, words: Iterable[str]) -> str:
        """
        Join words of which one will do.

        >>> ENGLISH.either(["a", "b", "c"])
        'a, b or c'
        """
        *head, tail = tuple(words) or ("",)
        return self.phrase("{words} or {last}", words=", ".join(head), last=tail) if head else tail

    def number(self, value: float) -> str:
        """
        Write a number with the decimal mark of the language.

        >>> ENGLISH.number(2.5)
        '2.5'
        """
        return f"{value:g}".replace(".", self.phrase(".", context="decimal mark"))

    def day(self, value: date) -> str:
        """
        Write a day so that nobody can read it otherwise.

        >>> ENGLISH.day(date(2019, 5, 4)), AMERICAN.day(date(2019, 5, 4))
        ('4 May 2019', 'May 4, 2019')
        """
        month = MONTHS[value.month - 1]
        match self.dates:
            case Dates.ISO:
                return value.isoformat()
            case Dates.BRITISH:
                return f"{value.day} {month} {value.year}"
            case Dates.AMERICAN:
                return f"{month} {value.day}, {value.year}"
            case Dates.OWN:
                return self.phrase(
                    "{day} {month} {year}",
                    context="a day such as 4 May 2019",
                    day=value.day,
                    month=self.term("month", month),
                    year=value.year,
                )


ENGLISH = Language()
"""English as the code has it, days as in `2 March 2026`."""
BRITISH = Language("en-GB", dates=Dates.BRITISH)
AMERICAN = Language("en-US", dates=Dates.AMERICAN)
