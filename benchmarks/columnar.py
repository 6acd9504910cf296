"""Many scenarios at a time: conditions on planes of bits beside those who may do it too."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.advice.batch.distinct import distinct_values
from advisor.engine.columnar.circuit import Circuit
from advisor.engine.columnar.conditions import ConditionGates
from advisor.engine.columnar.schedule import Schedule
from advisor.engine.columnar.values import FactPlanes, ValuePlanes
from advisor.engine.durable import DurableEngine
from advisor.engine.place_containment import Containment
from advisor.model.conditions import All, Between, Is, Leaf, Nor, OneOf
from advisor.model.conditions import Any as Any_
from advisor.model.propositions import propositions
from advisor.model.vocabulary import FactType
from benchmarks import tables
from benchmarks.corpus import DAY, OPTIONS, TOLD, work
from benchmarks.measure import best_of_each, goal

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from advisor.engine.columnar.values import ValueCodes
    from advisor.model.conditions import Condition
    from advisor.model.law import Law

ROWS = 1 << 18
ONE_BY_ONE, POLARS = "durable, one by one", "Polars expressions alone"
OPENFISCA = "OpenFisca-core, in two truths"
AT_HAND = ", values at hand"


def report(*, rows: int = ROWS) -> Iterator[str]:
    """Measure, and give the lines of a table with the goals below it."""
    yield from _conditions(rows)
    yield ""
    yield from tables.report()


def _conditions(rows: int) -> Iterator[str]:
    """Time the truths of all propositions of the generated law, from an Arrow table."""
    task = work(400)
    yield f"many scenarios at a time: {task.size}; {rows:,} rows in memory"
    table = _random_table(task.law, rows)
    durable = DurableEngine(task.law)

    def one_by_one() -> None:
        for scenario in task.scenarios:
            durable.evaluate(scenario, DAY).truths(task.groups)

    ours, twice = "planes of bits", "planes of bits, twice the norms"
    contenders: dict[str, Callable[[], object]] = {
        ours: _planes(task.law, table),
        ours + AT_HAND: _planes(task.law, table, read=False),
        twice: _planes(work(0, copies=2).law, table),
        ONE_BY_ONE: one_by_one,
    }
    if find_spec("polars") is not None:
        contenders[POLARS] = _polars(task.law, table)
    if find_spec("openfisca_core") is not None:
        from benchmarks.openfisca import openfisca

        contenders[OPENFISCA] = openfisca(task.law, table)
        contenders[OPENFISCA + AT_HAND] = openfisca(task.law, table, read=False)
    rates = {
        name: (len(task.scenarios) if name == ONE_BY_ONE else rows) / taken
        for name, taken in best_of_each(contenders).items()
    }
    for name, rate in sorted(rates.items(), key=lambda item: -item[1]):
        yield f"{name:46}{rate:>14,.0f} a core-second"
    if POLARS in rates:
        yield goal(
            "planes, faster than Polars expressions", rates[ours] / rates[POLARS], at_least=2.5
        )
    if OPENFISCA in rates:
        for how in ("", AT_HAND):
            ratio = rates[ours + how] / rates[OPENFISCA + how]
            yield goal(f"planes, faster than OpenFisca{how}", ratio, at_least=60)
    yield goal("planes, faster than durable", rates[ours] / rates[ONE_BY_ONE], at_least=1000)
    yield goal("planes, cost of twice the norms", rates[ours] / rates[twice], at_most=2)


def _planes(law: Law, table: pa.Table, *, read: bool = True) -> Callable[[], object]:
    circuit = Circuit(0)
    conditions = ConditionGates(circuit, law.vocabulary.derived, frozenset(table.column_names))
    pairs = [conditions.pair(one.condition) for one in propositions(law)]
    sides = [(gate, (at, side)) for at, pair in enumerate(pairs) for side, gate in enumerate(pair)]
    schedule = Schedule(circuit, sides)

    at_hand = None if read else _coded(table)

    def evaluate() -> int:
        codes, values = at_hand or _coded(table)
        atlas = Containment(law.places, DAY)
        planes = ValuePlanes(FactPlanes((atlas, atlas), {}, values), codes)
        found = schedule.run(planes.bring, len(table), 0)
        return sum(int(plane[0]) & 1 for _, plane in found)

    return evaluate


def _coded(table: pa.Table) -> tuple[dict[str, ValueCodes], dict[str, list[Any]]]:
    codes: dict[str, ValueCodes] = {}
    values: dict[str, list[Any]] = {}
    for name in table.column_names:
        places, known = distinct_values(table[name].chunk(0))
        values[name] = [frozenset(one) if isinstance(one, list) else one for one in known]
        codes[name] = places.astype(np.uint8)
    return codes, values


def _random_table(law: Law, rows: int) -> pa.Table:
    chance = np.random.default_rng(1)
    sets = [[one for at, one in enumerate(OPTIONS) if n >> at & 1] for n in range(32)]
    columns = {}
    for name, fact in law.vocabulary.facts.items():
        known = pa.array(_KNOWN.get(fact.type, sets))
        places = pa.array(chance.integers(0, len(known), rows), mask=chance.random(rows) >= TOLD)
        columns[name] = known.take(places)
    return pa.table(columns)


_KNOWN: dict[FactType, list[Any]] = {
    FactType.FLAG: [False, True],
    FactType.CHOICE: list(OPTIONS),
    FactType.NUMBER: list(range(20)),
}


def _polars(law: Law, table: pa.Table) -> Callable[[], object]:
    """Say the same as Polars expressions, whose nullable flags know three truths."""
    import polars as pl

    layers: dict[str, list[pl.Expr]] = {}
    for name, derived in law.vocabulary.derived.items():
        when = _expression(law, derived.when).alias(name)
        layers.setdefault(name.rpartition("_")[0], []).append(when)
    plan = pl.from_arrow(table).lazy()
    for layer in layers.values():
        plan = plan.with_columns(layer)
    norms = enumerate(propositions(law))
    plan = plan.select(_expression(law, one.condition).alias(f"n{at}") for at, one in norms)
    return plan.collect


def _expression(law: Law, condition: Condition) -> pl.Expr:
    import polars as pl

    match condition:
        case Leaf(fact, test):
            column = pl.col(fact)
            told = law.vocabulary.facts.get(fact)
            return column if told is None else _leaf(column, test, told.type)
        case All(of):
            return pl.all_horizontal(*(_expression(law, part) for part in of))
        case Any_(of):
            return pl.any_horizontal(*(_expression(law, part) for part in of))
        case Nor(of):
            return ~pl.any_horizontal(*(_expression(law, part) for part in of))
    raise NotImplementedError


def _leaf(column: pl.Expr, test: object, kind: FactType) -> pl.Expr:
    import polars as pl

    match test:
        case Is(value):
            return column == value
        case Between(at_least):
            return column >= at_least
        case OneOf(options) if kind is FactType.CHOICE:
            return column.is_in(sorted(map(str, options)))
        case OneOf(options):
            found = (column.list.contains(one) for one in sorted(map(str, options)))
            return pl.any_horizontal(*found)
    raise NotImplementedError
