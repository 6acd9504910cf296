"""A message taken apart: its headers and its parts, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.mail.lazy_property import once
from advisor.mail.parse.transfer_encoding import decode_transfer
from advisor.mail.signals import SignalOrigin
from advisor.values import dataclass, field

_START = 1_000


@dataclass(frozen=True)
class MessagePart:
    """
    One leaf of a message, as it stands in its transfer `encoding`.

    `path` numbers it as mail programs do. `rival` marks plain text that has an HTML twin.
    """

    path: str
    kind: str
    raw: bytes = field(repr=False)
    charset: str = ""
    name: str = field(default="", repr=False)
    attached: bool = False
    origin: SignalOrigin = SignalOrigin.OWN
    rival: bool = False
    encoding: str = ""

    @once
    def data(self) -> bytes:
        """Return what it holds, decoded."""
        return decode_transfer(self.encoding, self.raw)

    @once
    def start(self) -> bytes:
        """Return its first bytes, decoded: enough to tell what it is, without the rest."""
        return decode_transfer(self.encoding, self.raw[:_START])


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in their order, names in lower case, values unfolded and decoded."""

    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    _values: dict[str, list[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the values by name, since every rule asks for several."""
        for name, value in self.fields:
            self._values.setdefault(name, []).append(value)

    def every(self, name: str) -> Sequence[str]:
        """Return all values of a field."""
        return self._values.get(name, ())

    def get(self, name: str) -> str:
        """Return the first value of a field, empty where there is none."""
        value = self._values.get(name)
        return value[0] if value else ""

    def has(self, name: str) -> bool:
        """Return whether a field is there."""
        return name in self._values


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """
    A message with its parts.

    `gaps` say in fixed words what could not be read; `encrypted` that its text is closed to us;
    `receipt` that a property outside the headers requests a receipt.
    """

    headers: Headers
    parts: tuple[MessagePart, ...] = ()
    gaps: tuple[str, ...] = ()
    encrypted: bool = False
    receipt: bool = False
