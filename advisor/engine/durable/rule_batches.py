"""A few statements that are put to one rule set with one fact."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

from advisor.diagnostics import EngineFailure
from advisor.engine.durable.formula import waiting_bound
from advisor.engine.durable.ruleset import RuleSet
from advisor.engine.durable.ruleset_json import DEEPEST_STACK, limit_exceeded
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.engine.durable.c_module import RulesModule
    from advisor.engine.durable.formula import Formula, FormulaPair

MOST_TOGETHER = 12  # one fact may match few rules: see the limits in `network`
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:MOST_TOGETHER]
_MOST_REMEMBERED = 1024

K = TypeVar("K")
"""What names a statement: a proposition's id, or the number of a unit."""


class Statement(Generic[K]):
    """Something for rules to decide; `key` names it among the answers."""

    __slots__ = ("key", "pair", "subject")

    def __init__(self, key: K, pair: FormulaPair, subject: str) -> None:
        self.key = key
        self.pair = pair
        self.subject = subject


class RuleBatch(Generic[K]):
    """
    Statements with their rules: a capital letter for true, the small one for false.

    `problem` is the limit of the engine that they would pass.
    """

    def __init__(
        self, extension: RulesModule, statements: Sequence[Statement[K]], problem: str | None
    ) -> None:
        self.keys = tuple(statement.key for statement in statements)
        self._subjects = tuple(statement.subject for statement in statements)
        self._rules = RuleSet(extension, _rules(statements), self._subjects, problem)
        # `str` gives the one item of a single number, and `itemgetter` a tuple of several.
        numbers = set().union(*(statement.pair.numbers for statement in statements))
        self._told = itemgetter(*sorted(numbers))
        self._unknown: Mapping[K, Truth] = dict.fromkeys(self.keys, Truth.UNKNOWN)
        self._answers: dict[str, Mapping[K, Truth]] = {}

    def answers(self, seen: Sequence[str]) -> Mapping[K, Truth]:
        """
        Tell the truth of each statement, by key.

        `seen` has by number what the engine is told of a truth: `,"L17":1`, `,"L17":0` or
        nothing. Raises `EngineFailure` naming a norm where the engine fails or
        contradicts itself.
        """
        told = "".join(self._told(seen))
        if not told:
            return self._unknown
        letters = self._rules.fired(told)
        answers = self._answers.get(letters)
        if answers is None:
            answers = self._read(letters)
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            self._answers[letters] = answers
        return answers

    def _read(self, letters: str) -> Mapping[K, Truth]:
        answers = dict(self._unknown)
        for letter in set(letters):
            place = _LETTERS.index(letter.upper())
            if letter.swapcase() in letters:
                subject = self._subjects[place]
                raise EngineFailure(
                    f"durable_rules found a condition of `{subject}` both true and false",
                    norm=subject,
                )
            answers[self.keys[place]] = Truth.of(letter.isupper())
        return answers


def rule_batches(
    extension: RulesModule, statements: Sequence[Statement[K]]
) -> Iterator[RuleBatch[K]]:
    """Put statements together as far as the limits of the engine allow."""
    count = -(-len(statements) // MOST_TOGETHER)
    for place in range(count):  # dealt out evenly
        yield from _within_limits(extension, statements[place::count])


def _within_limits(
    extension: RulesModule, together: Sequence[Statement[K]]
) -> Iterator[RuleBatch[K]]:
    # What waits at once is the narrowest limit: where a bound on it holds, no statement is
    # so long that it could pass another. No more can wait than there are tests.
    is_small = sum([item.pair.size for item in together]) <= DEEPEST_STACK or (
        sum([waiting_bound(item.pair.true).both for item in together]) <= DEEPEST_STACK
    )
    problem = None if is_small else limit_exceeded(_rules(together))
    if problem is not None and len(together) > 1:
        middle = len(together) // 2
        yield from _within_limits(extension, together[:middle])
        yield from _within_limits(extension, together[middle:])
    else:
        yield RuleBatch(extension, together, problem)


def _rules(statements: Sequence[Statement[K]]) -> dict[str, Formula]:
    rules = {}
    for letter, statement in zip(_LETTERS, statements, strict=False):
        rules[letter], rules[letter.lower()] = statement.pair.true, statement.pair.false
    return rules
