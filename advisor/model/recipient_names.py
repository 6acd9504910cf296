"""What recipients are called, so that each has a name of their own and can be meant by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(r"(?:The|An?) [^A-Z]+")
_NUMBERED = re.compile(r"(?P<name>.+) \((?P<number>[1-9][0-9]*)\)")


class RecipientNames:
    """
    Gives each recipient of a message a name of their own.

    >>> names = RecipientNames()
    >>> [names.free(name) for name in ("Alice", "Bob", "Alice", "Alice (2)")]
    ['Alice', 'Bob', 'Alice (2)', 'Alice (2) (2)']
    """

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def free(self, name: str) -> str:
        """Return a name that nobody has: the second Alice is `Alice (2)`."""
        numbered = name
        while numbered in self.taken:
            self.taken[name] += 1
            numbered = f"{name} ({self.taken[name]})"
        self.taken[numbered] = 1
        return numbered


def people_called(wanted: str, names: Sequence[str]) -> tuple[int, ...]:
    """
    Return the places of the recipients that a name may mean.

    Of several who are called the same, a number picks one, the first by `(1)`; without a
    number any of them may be meant.

    >>> names = ["Alice", "Bob", "Alice (2)"]
    >>> [people_called(wanted, names) for wanted in ("Alice", "Alice (2)", "Alice (1)", "Carl")]
    [(0, 2), (2,), (0,), ()]
    """
    at = tuple(number for number, name in enumerate(names) if name == wanted)
    if at:
        return *at, *(number for number, name in enumerate(names) if _bare(name) == wanted)
    parts = _NUMBERED.fullmatch(wanted)
    if parts is not None and parts["number"] == "1" and parts["name"] in names:
        return (names.index(parts["name"]),)
    return ()


def shared_names(names: Sequence[str]) -> tuple[str, ...]:
    """
    Return those of some names, each once there, that may mean several recipients.

    >>> shared_names(["Alice", "Bob", "Alice (2)", "Carl (2)"])
    ('Alice',)
    """
    bare = {_bare(name) for name in names}
    return tuple(name for name in names if name in bare)


def numbered_name(name: str) -> str:
    """
    Return the name that means one of several who are called the same, the first too.

    >>> numbered_name("Alice"), numbered_name("Alice (2)")
    ('Alice (1)', 'Alice (2)')
    """
    return name if _NUMBERED.fullmatch(name) else f"{name} (1)"


def spoken_name(name: str) -> str:
    """
    Return a name as it stands within a sentence: a person called by an article loses its capital.

    >>> [spoken_name(name) for name in ("The client", "A witness (2)", "The Hague Trust", "Ann")]
    ['the client', 'a witness (2)', 'The Hague Trust', 'Ann']
    """
    called = _ARTICLE.fullmatch(name)
    return name if called is None else f"{name[0].lower()}{name[1:]}"


def _bare(name: str) -> str:
    parts = _NUMBERED.fullmatch(name)
    return parts["name"] if parts is not None else ""
