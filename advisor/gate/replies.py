"""Replies of the mail protocol: read from one server, given by another."""

from __future__ import annotations

import re

from advisor.values import dataclass

_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])([^\r\n]*))?\r?\n")


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """A code with the lines of its text."""

    code: int
    lines: tuple[str, ...] = ("",)

    @property
    def done(self) -> bool:
        """Return whether the command was carried out."""
        return 200 <= self.code < 300  # noqa: PLR2004 - the classes of the protocol

    @property
    def final(self) -> bool:
        """Return whether trying again is useless."""
        return self.code >= 500  # noqa: PLR2004 - likewise

    @property
    def wire(self) -> bytes:
        r"""
        Return the bytes without the last line end.

        >>> SmtpReply(250, ("first", "last")).wire
        b'250-first\r\n250 last'
        """
        last = len(self.lines) - 1
        shown = (
            f"{self.code}{' ' if at == last else '-'}{line}" for at, line in enumerate(self.lines)
        )
        return "\r\n".join(shown).encode("utf-8", "surrogateescape")


def read_line(line: bytes) -> tuple[int, bool, str] | None:
    r"""
    Read a line of a reply: its code, whether it is the last, its text.

    >>> read_line(b"250-SIZE 100\r\n"), read_line(b"250 HELP\r\n")
    ((250, False, 'SIZE 100'), (250, True, 'HELP'))
    """
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    return int(match[1]), match[2] != b"-", (match[3] or b"").decode("utf-8", "surrogateescape")


def later(text: str, *, code: int = 451, status: str = "4.3.0") -> SmtpReply:
    """Ask the client to come again, saying why."""
    return SmtpReply(code, (f"{status} {text}",))
