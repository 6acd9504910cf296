"""One message with its envelope, as the client gave it."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property

from advisor.values import dataclass, field

_PATH = re.compile(
    r"(?:FROM|TO):[ \t]*(<(?:[^<>\"\x00-\x1f\x7f]|\"(?:[^\"\\\x00-\x1f]|\\.)*\")*>)"
    r"((?:[ \t]+[^\s\x00-\x1f\x7f]+)*)[ \t]*",
    re.IGNORECASE,
)
_ROUTE = re.compile(r"^@[^:]*:")


@dataclass(frozen=True, slots=True)
class Path:
    """Whom an envelope names, with the command as it was given."""

    command: bytes = field(repr=False)
    address: str = field(repr=False)
    parameters: tuple[str, ...] = field(default=(), repr=False)

    def parameter(self, name: str) -> str | None:
        """Return the value of a parameter, empty without one; `None` where it is not there."""
        for one in self.parameters:
            key, _, value = one.partition("=")
            if key.upper() == name:
                return value
        return None


def path(verb: str, argument: str) -> Path | None:
    """
    Read what follows MAIL or RCPT; `None` where it is no path.

    >>> path("MAIL", "FROM:<ann@firm.example> SIZE=10").address
    'ann@firm.example'
    """
    match = _PATH.fullmatch(argument)
    if match is None:
        return None
    command = f"{verb} {argument}".encode("utf-8", "surrogateescape")
    return Path(command, _ROUTE.sub("", match[1][1:-1]), tuple(match[2].split()))


@dataclass(frozen=True)
class Transaction:
    """
    A message ready to be handed on.

    `content` is what came over the wire between DATA and the line that ends it, dots
    doubled; `ident` is what the client calls the message, its queue id.
    """

    sender: Path
    recipients: tuple[Path, ...]
    content: bytes = field(repr=False)
    ident: str = ""

    @cached_property
    def digest(self) -> str:
        """Return what stays the same when a client sends the same message again."""
        digest = hashlib.sha256()
        for part in (self.ident.encode(), self.sender.address.encode("utf-8", "surrogateescape")):
            digest.update(len(part).to_bytes(4, "big") + part)
        digest.update(self.content)
        return digest.hexdigest()

    def key(self, recipient: Path) -> str:
        """Return what names this message for this recipient, and tells nothing of either."""
        named = recipient.address.encode("utf-8", "surrogateescape")
        return hashlib.sha256(self.digest.encode() + named).hexdigest()

    @property
    def message(self) -> bytes:
        """Return the message itself, with its dots as they were written."""
        return unstuff_dots(self.content)


def unstuff_dots(wire: bytes) -> bytes:
    r"""
    Take back the doubling of dots.

    >>> unstuff_dots(b"..a\r\n..b\r\n")
    b'.a\r\n.b\r\n'
    """
    return wire.removeprefix(b".").replace(b"\r\n.", b"\r\n")


def stuff_dots(message: bytes) -> bytes:
    r"""
    Double the dots that begin a line, and end the last line.

    >>> stuff_dots(b".a\r\nb")
    b'..a\r\nb\r\n'
    """
    wire = message.replace(b"\r\n.", b"\r\n..")
    wire = b"." + wire if wire.startswith(b".") else wire
    return wire if wire.endswith(b"\r\n") or not wire else wire + b"\r\n"
