"""A message taken apart: its headers and its parts, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor.mail.signals import Origin


@dataclass(frozen=True, slots=True)
class Part:
    """
    One leaf of a message, decoded from its transfer encoding.

    `path` numbers it as mail programs do. `rival` marks plain text that has an HTML twin.
    """

    path: str
    kind: str
    data: bytes = field(repr=False)
    charset: str = ""
    name: str = field(default="", repr=False)
    attached: bool = False
    origin: Origin = Origin.OWN
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in their order, names in lower case, values unfolded and decoded."""

    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def every(self, name: str) -> Iterator[str]:
        """Give all values of a field."""
        return (value for key, value in self.fields if key == name)

    def get(self, name: str) -> str:
        """Give the first value of a field, empty where there is none."""
        return next(self.every(name), "")

    def has(self, name: str) -> bool:
        """Tell whether a field is there."""
        return any(key == name for key, _ in self.fields)


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A message with its parts.

    `gaps` say in fixed words what could not be read; `encrypted` that its text is closed to us;
    `receipt` that a property outside the headers requests a receipt.
    """

    headers: Headers
    parts: tuple[Part, ...] = ()
    gaps: tuple[str, ...] = ()
    encrypted: bool = False
    receipt: bool = False
