"""A language as a value that is handed down, and that renders messages last of all."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from advisor.i18n.message import (
    MONTHS,
    Count,
    Decimals,
    LawText,
    Layout,
    Message,
    count_of,
    in_english,
    message,
)
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from gettext import NullTranslations

    from advisor.i18n.message import Slot

LAW = "en"
"""The language that the law of the corpus is written in."""
_DAY = message("{day} {month} {year}", context="a day such as 4 May 2019")
_THOUSANDS_MARK = message(",", context="thousands mark")
_DECIMAL_MARK = message(".", context="decimal mark")


class Dates(Enum):
    """How a day is written."""

    OWN = "own"
    BRITISH = "british"
    AMERICAN = "american"
    ISO = "iso"


class Piece(NamedTuple):
    """A stretch of a sentence; `is_law` tells that it stands in the language of the law."""

    text: str
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """
    A language that messages are rendered in.

    `tag` is its name as the web writes it (BCP 47). Without translations, and where one
    is missing, a message is rendered in English.
    """

    tag: str = "en"
    translations: NullTranslations | None = None
    dates: Dates = Dates.OWN

    @property
    def is_laws(self) -> bool:
        """Return whether messages are rendered in the language of the law itself."""
        return self.tag.partition("-")[0] == LAW

    @property
    def prints_on_letter(self) -> bool:
        """Return whether its readers print on letter paper, and not on A4."""
        return self.tag in ("en", "en-US")

    def render(self, text: str) -> str:
        """
        Return a text in this language; what is no message stays as it is.

        >>> AMERICAN.render(message("Read on {day}.", day=date(2019, 5, 4)))
        'Read on May 4, 2019.'
        """
        if not isinstance(text, Message) or self.is_english:
            return str(text)
        template = self._template(text)
        if not text.slots:
            return template
        return template.format_map({name: self._slot(slot) for name, slot in text.slots.items()})

    @property
    def is_english(self) -> bool:
        """Return whether the English text of a message is what it renders."""
        return self.translations is None and self.dates is Dates.OWN

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text in this language, the words of the law apart from those around it."""
        return tuple(self._pieces(text))

    def day(self, value: date) -> str:
        """
        Return a day so that nobody can read it otherwise.

        >>> ENGLISH.day(date(2019, 5, 4)), AMERICAN.day(date(2019, 5, 4))
        ('4 May 2019', 'May 4, 2019')
        """
        month = MONTHS[value.month]
        match self.dates:
            case Dates.ISO:
                return value.isoformat()
            case Dates.BRITISH:
                return f"{value.day} {month} {value.year}"
            case Dates.AMERICAN:
                return f"{month} {value.day}, {value.year}"
            case Dates.OWN:
                return self.render(_DAY.fill(day=value.day, month=month, year=value.year))

    def _template(self, text: Message) -> str:
        """Return the template of a message in this language, its slots still open."""
        count = count_of(text.slots)
        result = self.translations
        if result is None or not text.template or isinstance(text, Layout):
            return text.plural if text.plural and count != 1 else text.template
        match bool(text.context), bool(text.plural):
            case False, False:
                return result.gettext(text.template)
            case True, False:
                return result.pgettext(text.context, text.template)
            case False, True:
                return result.ngettext(text.template, text.plural, count)
            case _:
                return result.npgettext(text.context, text.template, text.plural, count)

    def _slot(self, slot: Slot) -> str:
        match slot:
            case str():
                return self.render(slot)
            case date():
                return self.day(slot)
            case tuple():
                return ", ".join(map(self._slot, slot))
            case Decimals():
                return in_english(slot).replace(".", self.render(_DECIMAL_MARK))
            case float():
                return f"{slot:g}".replace(".", self.render(_DECIMAL_MARK))
            case Count():
                return f"{slot:,}".replace(",", self.render(_THOUSANDS_MARK))
            case _:
                return str(slot)

    def _pieces(self, slot: Slot) -> Iterator[Piece]:
        match slot:
            case Message():
                yield from self._filled(self._template(slot), slot.slots)
            case tuple():
                for at, inner in enumerate(slot):
                    if at:
                        yield Piece(", ")
                    yield from self._pieces(inner)
            case _:
                yield Piece(self._slot(slot), isinstance(slot, LawText))

    def _filled(self, template: str, slots: Mapping[str, Slot]) -> Iterator[Piece]:
        if not slots:
            yield Piece(template)
            return
        from string import Formatter  # English needs none of it

        for literal, name, _, _ in Formatter().parse(template):
            if literal:
                yield Piece(literal)
            if name is not None:
                yield from self._pieces(slots[name])


ENGLISH = Language()
"""English as the code has it, days as in `2 March 2026`."""
BRITISH = Language("en-GB", dates=Dates.BRITISH)
AMERICAN = Language("en-US", dates=Dates.AMERICAN)
