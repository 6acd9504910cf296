"""Distinct values of a table's columns, each read once as a scenario file would tell it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.corpus import scenario_from
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.source.diagnostics_sink import quoted
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.vocabulary import Value

NAME_COLUMN = "recipient.name"
AS_OF = "as_of"
RECIPIENTS_COLUMN = "recipients"
_MOST_VALUES = 100_000

Spelling: TypeAlias = "Callable[[Law, str, Any], Any]"
"""How the cells of a table are spelled: gives the value of one cell of a column."""


def cell_as_is(_law: Law, _column: str, cell: Any) -> Any:  # noqa: ANN401 - any cell
    """Take a typed value for what it is."""
    return cell


def cell_as_json(_law: Law, _column: str, cell: Any) -> Any:  # noqa: ANN401 - any cell
    """Take a cell for a JSON text; raises `ValueError` where it is none."""
    return json.loads(cell)


def cell_as_text(_law: Law, _column: str, cell: Any) -> Any:  # noqa: ANN401 - any cell
    """
    Take a cell of a CSV file for the text that it is, and a judgment for JSON.

    Raises `ValueError` where JSON is begun and is none.
    """
    return json.loads(cell) if cell[:1] == "{" else cell


@dataclass
class CellWords:
    """
    The distinct values of one column seen so far.

    `values[0]` is `None`; `code` finds a value's place. A value that cannot be read has
    the code of `None` and is listed in `problems` under its key.
    """

    values: list[Any] = field(default_factory=lambda: [None])
    codes: dict[Any, int] = field(default_factory=dict)
    places: dict[Any, int] = field(default_factory=dict)
    problems: dict[Any, tuple[Diagnostic, ...]] = field(default_factory=dict)


@dataclass
class CellParser:
    """
    Reads cells as a scenario file is read, with the same problems found.

    A value is read when it is first met; the next time it is only looked up.
    """

    law: Law
    today: date | None
    of: dict[str, CellWords] = field(default_factory=dict)

    def words(self, column: str) -> CellWords:
        """Return what is known of one column."""
        return self.of.setdefault(column, CellWords())

    def forget(self) -> None:
        """Begin very long lists anew; codes given before mean nothing afterwards."""
        if any(len(words.codes) > _MOST_VALUES for words in self.of.values()):
            self.of.clear()

    def place(self, column: str, value: Value) -> int:
        """Return the code of a value that needs no reading."""
        words = self.words(column)
        key = (value.__class__, value)
        code = words.places.get(key)
        if code is None:
            code = words.places[key] = len(words.values)
            words.values.append(value)
        return code

    def code(self, column: str, cell: Any, spelling: Spelling) -> tuple[int, Any]:  # noqa: ANN401
        """Return the code of a cell, and the key of its problems or `None`."""
        words = self.words(column)
        key = _key(cell)
        code = words.codes.get(key)
        if code is None:
            code = words.codes[key] = self._learnt(words, key, column, cell, spelling)
        return code, key if key in words.problems else None

    def _learnt(
        self,
        words: CellWords,
        key: Any,  # noqa: ANN401 - any cell
        column: str,
        cell: Any,  # noqa: ANN401 - any cell
        spelling: Spelling,
    ) -> int:
        try:
            told = spelling(self.law, column, cell)
        except ValueError as error:
            words.problems[key] = (_misspelt(column, error),)
            return 0
        value, problems = self._read(column, told)
        if problems:
            words.problems[key] = problems
            return 0
        return 0 if value is None else self.place(column, value)

    def _read(self, column: str, told: Any) -> tuple[Value | None, tuple[Diagnostic, ...]]:  # noqa: ANN401
        if column == RECIPIENTS_COLUMN:
            scenario, problems = scenario_from(
                {RECIPIENTS_COLUMN: told}, self.law, today=self.today
            )
            return None, _errors(problems)
        if column == AS_OF:
            scenario, problems = scenario_from({AS_OF: told}, self.law, today=self.today)
            return (None, _errors(problems)) if scenario is None else (scenario.as_of, ())
        if not column.startswith(f"{RECIPIENTS_COLUMN}."):
            scenario, problems = scenario_from({"facts": {column: told}}, self.law, self.today)
            if scenario is None:
                return None, _errors(problems)
            if scenario.sent_within is not None:
                return None, (_several_days(column, told),)
            return scenario.facts.get(column), ()
        fact = column.removeprefix(f"{RECIPIENTS_COLUMN}.")
        told_of = {RECIPIENTS_COLUMN: [{fact: told}]}
        scenario, problems = scenario_from(told_of, self.law, self.today)
        if scenario is None:
            return None, _errors(problems)
        if fact == NAME_COLUMN:
            # A law that does not know of names numbers its recipients.
            is_named = NAME_COLUMN in self.law.vocabulary.facts and told not in (
                None,
                "",
                "unknown",
            )
            return (scenario.people[0].name if is_named else None), ()
        return scenario.people[0].facts.get(fact), ()


def _errors(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _several_days(column: str, told: object) -> Diagnostic:
    return Diagnostic(
        code="bad-date",
        at=Span(column),
        what=f"{quoted(str(told))} is no single day",
        why="a row is answered by the law of one day",
        fix="write year, month and day as `2026-03-02`, or ask about it as a scenario of its own",
    )


def _misspelt(column: str, error: ValueError) -> Diagnostic:
    return Diagnostic(
        code="bad-value",
        at=Span(column),
        what=f"this is not JSON: {error}",
        why="judgments and recipients are written as JSON in a cell",
        fix="write a mapping as JSON, or leave the cell empty if it is not known",
    )


def _key(cell: Any) -> Any:  # noqa: ANN401 - any cell
    if isinstance(cell, list):
        return (list, *map(_key, cell))
    if isinstance(cell, dict):
        return (dict, json.dumps(cell, sort_keys=True, default=str))
    return cell.__class__, cell
