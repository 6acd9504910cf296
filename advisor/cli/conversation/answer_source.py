"""Where the answers of an interview come from: a person, a pipe, or a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from advisor.cli.errors import exit_with_error
from advisor.cli.output.console import echo
from advisor.model.recipient_names import numbered_name, people_called
from advisor.values import dataclass, field

STDIN_NAME = "-"
_MOST_LINES = 10_000
"""What never ends, such as a pipe, is not read into memory."""
_KEYED = re.compile(r"([a-z_]+\.[a-z0-9_]+|recipients|usual)\s*(?:\[(.+?)\])?\s*=\s*(.*)")
PEOPLE = "recipients"
USUAL = "usual"
UNKNOWN_ANSWER = "unknown"


class AnswerSource(Protocol):
    """Whoever answers."""

    def answer(self, prompt: str, fact: str, recipient: str | None) -> str | None:
        """Return what was answered to the question about a fact; `None` at the end."""
        ...


@dataclass(frozen=True)
class TerminalAnswers:
    """Somebody at a terminal, or lines through a pipe."""

    def answer(self, prompt: str, fact: str, recipient: str | None) -> str | None:  # noqa: ARG002 - they see the question
        """Read one line; `None` where there are no more."""
        try:
            typed = input(prompt)
        except EOFError:
            echo("")
            return None
        if not sys.stdin.isatty():
            echo(typed)
        return typed


@dataclass
class ScriptedAnswers:
    """
    Answers written beforehand.

    A line is the answer to the next question, or `fact = answer`, or `fact[Name] = answer`
    for one recipient, which serves whenever that fact is asked for; `recipients = A; B`
    names everyone, and of several who are called the same a number picks one, as in
    `fact[Alice (2)]`; `usual = all` confirms what is usual. Where all lines name
    their fact, what they do not name is not known; otherwise the interview stops with the
    last line.
    """

    lines: Iterator[str]
    keyed: Mapping[tuple[str, str | None], str]
    in_order: bool
    given: set[tuple[str, str | None]] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Iterable[str]) -> ScriptedAnswers:
        """Read lines; blank ones and those that start with `#` say nothing."""
        keyed: dict[tuple[str, str | None], str] = {}
        plain: list[str] = []
        for line in lines:
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            named = _KEYED.fullmatch(text)
            if named is None:
                plain.append(text)
            else:
                keyed[named[1], named[2]] = named[3].strip()
        return cls(iter(plain), keyed, bool(plain) or not keyed)

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the names of the facts that the lines name, each once, as they were written."""
        return tuple(dict.fromkeys(name for name, _ in self.keyed if name not in (PEOPLE, USUAL)))

    def unclear(self, names: Sequence[str]) -> str:
        """Return why a line may mean several of the recipients so named; empty where none may."""
        for fact, name in self.keyed:
            places = people_called(name or "", names)
            if len(places) > 1:
                meant = " or ".join(f"`{fact}[{numbered_name(names[at])}]`" for at in places)
                return f"`{fact}[{name}]` could be any of {len(places)} recipients; write {meant}"
        return ""

    def answer(self, prompt: str, fact: str, recipient: str | None) -> str | None:
        """Return the answer for a fact, or the next in order."""
        typed = self._found(fact, recipient)
        if typed is not None:
            echo(f"{prompt}{typed}")
        return typed

    def _found(self, fact: str, recipient: str | None) -> str | None:
        if fact == PEOPLE and any(name == PEOPLE for name, _ in self.given):
            return ""  # all were named in one line
        called = (recipient, f"{recipient} (1)") if recipient else (recipient,)
        for key in (*((fact, name) for name in called), (fact, None)):
            if key in self.keyed:
                if (fact, recipient) in self.given:
                    return None  # it was not understood the first time
                self.given.add((fact, recipient))
                return self.keyed[key]
        following = next(self.lines, None)
        if following is None and not self.in_order:
            return UNKNOWN_ANSWER
        return following


def open_answer_source(answers: str, lines: str) -> TerminalAnswers | ScriptedAnswers:
    """
    Listen to a person, or where answers were prepared, read them from a file or a pipe.

    `lines` says how such a file is written, to whoever gave one that cannot be read; then
    the program is left with status 1.
    """
    if not answers:
        return TerminalAnswers()
    if answers == STDIN_NAME:
        return ScriptedAnswers.of(islice(sys.stdin, _MOST_LINES))
    try:
        with Path(answers).open(encoding="utf-8") as file:
            return ScriptedAnswers.of(islice(file, _MOST_LINES))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        exit_with_error(
            "unreadable",
            f"{answers} cannot be read",
            str(why).casefold(),
            f"give a text file with {lines}",
        )
