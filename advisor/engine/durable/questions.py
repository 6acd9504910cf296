"""A few statements that are put to one rule set with one fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from advisor.diagnostics import EngineFailure
from advisor.engine.durable.formula import atoms
from advisor.engine.durable.network import trouble
from advisor.engine.durable.ruleset import RuleSet
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.engine.durable.encoding import Pair
    from advisor.engine.durable.extension import Extension
    from advisor.engine.durable.formula import Formula

Seen: TypeAlias = "list[str]"
"""By number, what the engine is told of a truth: `,"L17":1`, `,"L17":0` or nothing."""

MOST_TOGETHER = 12  # one fact may match few rules: see the limits in `network`
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:MOST_TOGETHER]


K = TypeVar("K", str, int)
"""A proposition's id, or the number of a unit."""


@dataclass(frozen=True)
class Statement(Generic[K]):
    """Something for rules to decide; `key` names it among the answers."""

    key: K
    pair: Pair
    subject: str


class Question(Generic[K]):
    """
    Statements with their rules: a capital letter for true, the small one for false.

    `problem` is the limit of the engine that they would pass.
    """

    def __init__(
        self, extension: Extension, statements: Sequence[Statement[K]], problem: str | None
    ) -> None:
        numbers = {atom.number for one in statements for part in one.pair for atom in atoms(part)}
        self._numbers = sorted(numbers)
        self._answers: dict[str, tuple[K, Truth]] = {}
        for letter, one in zip(_LETTERS, statements, strict=False):
            self._answers[letter] = one.key, Truth.TRUE
            self._answers[letter.lower()] = one.key, Truth.FALSE
        self._subjects: dict[K, str] = {one.key: one.subject for one in statements}
        self._rules = RuleSet(
            extension, _rules(statements), tuple(self._subjects.values()), problem
        )

    @property
    def keys(self) -> tuple[K, ...]:
        """Name the statements."""
        return tuple(self._subjects)

    def answers(self, seen: Seen) -> dict[K, Truth]:
        """
        Tell what is certain, by key; what is missing is unknown.

        Raises `EngineFailure` naming a norm where the engine fails or contradicts itself.
        """
        told = "".join([seen[number] for number in self._numbers])
        if not told:
            return {}
        letters = set(self._rules.fired(told))
        answers = dict(map(self._answers.__getitem__, letters))
        if len(answers) < len(letters):
            raise self._contradiction(letters)
        return answers

    def _contradiction(self, letters: set[str]) -> EngineFailure:
        twice = next(letter for letter in letters if letter.islower() and letter.upper() in letters)
        subject = self._subjects[self._answers[twice][0]]
        return EngineFailure(
            f"durable_rules found a condition of `{subject}` both true and false", norm=subject
        )


def questions(extension: Extension, statements: Sequence[Statement[K]]) -> Iterator[Question[K]]:
    """Put statements together as far as the limits of the engine allow."""
    for start in range(0, len(statements), MOST_TOGETHER):
        yield from _within_limits(extension, statements[start : start + MOST_TOGETHER])


def _within_limits(extension: Extension, together: Sequence[Statement[K]]) -> Iterator[Question[K]]:
    problem = trouble(_rules(together))
    if problem is not None and len(together) > 1:
        middle = len(together) // 2
        yield from _within_limits(extension, together[:middle])
        yield from _within_limits(extension, together[middle:])
    else:
        yield Question(extension, together, problem)


def _rules(statements: Sequence[Statement[K]]) -> dict[str, Formula]:
    rules = {}
    for letter, one in zip(_LETTERS, statements, strict=False):
        rules[letter], rules[letter.lower()] = one.pair
    return rules
