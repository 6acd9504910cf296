"""A place to gather problems, so that all of them are told and not the first only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.diagnostics import Span
    from advisor.diagnostics.codes import Code

_WORD = 60
_CROWD = 500
_WORDS, _PATHS = 0.65, 0.85
"""How alike two names must be; paths share long stretches without being alike."""


class DiagnosticSink:
    """Gather diagnostics; a problem never stops the search for the next one."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, code: Code, at: Span, what: str, *, why: str, fix: str) -> None:
        """Note an error at a place."""
        self.found.append(Diagnostic(code, at, what, why, fix))

    def warn(self, code: Code, at: Span, what: str, *, why: str, fix: str) -> None:
        """Note something that should be fixed but stops nothing."""
        self.found.append(Diagnostic(code, at, what, why, fix, Severity.WARNING))

    @property
    def stop(self) -> bool:
        """Return whether an error, rather than a warning, was found."""
        return any(problem.severity is Severity.ERROR for problem in self.found)

    @property
    def is_crowded(self) -> bool:
        """Return whether there are so many that a suggestion for each would take minutes."""
        return len(self.found) >= _CROWD

    def told(self) -> tuple[Diagnostic, ...]:
        """Return every problem once, in the order of files, lines and columns."""
        once = dict.fromkeys(self.found)
        return tuple(sorted(once, key=lambda p: (p.at.source, p.at.line, p.at.column, p.code)))


def quoted(word: object) -> str:
    """
    Put the author's own word in backticks, shortened where it is long.

    >>> quoted("a" * 100)[-6:]
    'aaaa…`'
    """
    text = " ".join(str(word).split())
    if len(text) > _WORD:
        text = f"{text[: _WORD - 1]}…"
    return f"`{text}`"


def word_list(words: Iterable[str], *, most: int = 12) -> str:
    """
    List words for a sentence, the first few where there are many.

    >>> word_list(["a", "b"])
    '`a`, `b`'
    """
    every = list(words)
    shown = ", ".join(map(quoted, every[:most]))
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown


def nearest(word: str, names: Iterable[str]) -> str | None:
    """
    Find the name that was probably meant.

    A name that only lacks its entity is found by its last part.

    >>> nearest("role", ["recipient.role", "message.kind"])
    'recipient.role'
    """
    import difflib  # only where a name is wrong

    known = list(names)
    for name in known:
        if name.rpartition(".")[2] == word or name.casefold() == word.casefold():
            return name
    cutoff = _PATHS if "/" in word else _WORDS
    near = difflib.get_close_matches(word[:_WORD], known, n=1, cutoff=cutoff)
    return near[0] if near else None


def did_you_mean(word: str, names: Iterable[str], otherwise: str) -> str:
    """Suggest the nearest name, or else what to do when there is none near."""
    near = nearest(word, names)
    return f"did you mean {quoted(near)}?" if near else otherwise
