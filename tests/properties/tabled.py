"""Scenarios as tables, and opinions as the rows that tables of findings should have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from advisor.advice.batch.run import AnswerTables
    from advisor.model.coverage import CoverageLevel
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario


def rows_of(asked: Sequence[tuple[Scenario, date]]) -> list[dict[str, Any]]:
    """Write each scenario as a row: facts by dotted name, recipients as mappings."""
    return [_row(scenario, day) for scenario, day in asked]


def _row(scenario: Scenario, day: date) -> dict[str, Any]:
    rulings = {(one.fact, one.recipient): one for one in scenario.rulings}

    def cell(fact: str, value: Any, who: str | None) -> Any:  # noqa: ANN401 - any value
        ruling = rulings.get((fact, who))
        if ruling is None:
            return sorted(value) if isinstance(value, frozenset) else value
        told = {
            "value": ruling.value,
            "decided_by": ruling.decided_by,
            "on": ruling.on.isoformat(),
            "because": ruling.because,
        }
        return {**told, "factors": list(ruling.factors)} if ruling.factors else told

    people = None
    if scenario.recipients is not None:
        people = [
            {"name": one.name, **{f: cell(f, v, one.name) for f, v in one.facts.items()}}
            for one in scenario.recipients
        ]
    facts = {fact: cell(fact, value, None) for fact, value in scenario.facts.items()}
    return {"scenario": scenario.title, "as_of": day, **facts, "recipients": people}


def table_of(asked: Sequence[tuple[Scenario, date]]) -> pa.Table:
    """Write scenarios as a table with a column for each fact that any of them tells."""
    rows = rows_of(asked)
    names = dict.fromkeys(name for row in rows for name in row)
    of_people = dict.fromkeys(
        name for row in rows for one in row["recipients"] or () for name in one
    )
    for row in rows:
        if row["recipients"] is not None:
            row["recipients"] = [
                {name: one.get(name) for name in of_people} for one in row["recipients"]
            ]
    return pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})


def expected(opinion: Opinion) -> tuple[list[Any], Any]:
    """Put an opinion as its rows: findings in some order, and a verdict."""
    findings = [
        (
            one.norm.id,
            one.jurisdiction,
            one.recipient,
            one.outcome.value,
            one.applies.value,
            source,
            one.weight.value,
            one.verified.value,
            one.overridden_by is not None,
        )
        for source, given in (
            ("governing", opinion.findings),
            ("persuasive", opinion.persuasive),
        )
        for one in given
    ]
    weight = opinion.weight.value if opinion.weight else None
    relies_on = opinion.relies_on.value if opinion.relies_on else None
    least = max((topic.level for topic in opinion.coverage.topics), key=_rank, default=None)
    coverage = None if least is None else least.value
    return sorted(findings, key=str), (opinion.verdict.value, weight, relies_on, coverage)


def _rank(level: CoverageLevel) -> int:
    return level.rank


_COLUMNS = (
    "norm",
    "jurisdiction",
    "recipient_name",
    "outcome",
    "applies",
    "source",
    "weight",
    "verified",
    "set_aside",
)


def found(tables: AnswerTables) -> Mapping[int, tuple[list[Any], Any]]:
    """Read the answers of each row from the tables."""
    findings: dict[int, list[Any]] = defaultdict(list)
    for one in tables.findings.to_pylist():
        findings[one["row"]].append(tuple(one[name] for name in _COLUMNS))
    return {
        one["row"]: (
            sorted(findings[one["row"]], key=str),
            (one["verdict"], one["weight"], one["relies_on"], one["coverage"]),
        )
        for one in tables.verdicts.to_pylist()
    }
