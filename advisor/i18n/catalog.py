"""What a translator made of the frame: for each English sentence, the other language's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter

from advisor.values import dataclass


@dataclass(frozen=True, slots=True)
class CatalogMessage:
    """
    One sentence that is to be translated.

    `many` is its plural where it counts something; `context` tells apart what is spelt
    alike, and is empty where nothing need be.
    """

    one: str
    many: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Name the message in a catalogue; a plural goes with its singular."""
        return self.context, self.one

    @property
    def slots(self) -> frozenset[str]:
        """Give the slots that a translation may fill."""
        return slots(self.one) | slots(self.many)


@dataclass(frozen=True, slots=True)
class Catalog:
    """
    The translations into one language, each a tuple of its forms.

    `form` picks the form for a count, as the language's own grammar wants it.
    """

    entries: Mapping[tuple[str, str], tuple[str, ...]]
    form: Callable[[int], int]

    def find(self, context: str, text: str) -> str | None:
        """Give the translation of a sentence; `None` where there is none."""
        found = self.entries.get((context, text))
        return found[0] if found else None

    def find_many(self, context: str, one: str, count: int) -> str | None:
        """Give the form of a counted sentence that fits the count; `one` is its singular."""
        found = self.entries.get((context, one))
        return found[self.form(count)] if found else None


def slots(text: str) -> frozenset[str]:
    """
    Name the slots of a sentence; raises `ValueError` where braces do not match.

    >>> sorted(slots("{count} norms of {place}"))
    ['count', 'place']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
