"""Many scenarios at a time: tables of ours beside Polars expressions and the rules engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.advice import Corpus, load
from advisor.advice.many.distinct import distinct
from advisor.engine.atlas import Atlas
from advisor.engine.columnar.circuit import Circuit
from advisor.engine.columnar.conditions import Conditions
from advisor.engine.columnar.schedule import Schedule
from advisor.engine.columnar.values import Answers, Planes
from advisor.engine.durable import Durable
from advisor.model.conditions import All, Between, Is, Leaf, Nor, OneOf
from advisor.model.conditions import Any as Any_
from advisor.model.propositions import propositions
from advisor.model.vocabulary import FactType
from benchmarks.corpus import DAY, OPTIONS, TOLD, work
from benchmarks.measure import goal

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from advisor.model.conditions import Condition
    from advisor.model.law import Law

ROWS = 1 << 18
ONE_BY_ONE, POLARS = "durable, one by one", "Polars expressions alone"
_MILLION = 1_000_000
_GIB = 2**30
_FLAGS = (True, False)


def report(*, rows: int = ROWS) -> Iterator[str]:
    """Measure, and give the lines of a table with the goals below it."""
    yield from _conditions(rows)
    yield ""
    yield from _findings()


def _conditions(rows: int) -> Iterator[str]:
    """Time the truths of all propositions of the generated law, from an Arrow table."""
    task = work(400)
    yield f"many scenarios at a time: {task.size}; {rows:,} rows in memory"
    table = _random_table(task.law, rows)
    durable = Durable(task.law)

    def one_by_one() -> None:
        for scenario in task.scenarios:
            durable.consider(scenario, DAY).truths(task.groups)

    ours, bits = "planes of bits", _planes(task.law, table)
    rates = {ours: rows / _best(bits), ONE_BY_ONE: len(task.scenarios) / _best(one_by_one, 2)}
    if find_spec("polars") is not None:
        rates[POLARS] = rows / _best(_polars(task.law, table))
    for name, rate in sorted(rates.items(), key=lambda item: -item[1]):
        yield f"{name:46}{rate:>14,.0f} a core-second"
    if POLARS in rates:
        yield goal(
            "planes, faster than Polars expressions", rates[ours] / rates[POLARS], at_least=2.5
        )
    yield goal("planes, faster than durable", rates[ours] / rates[ONE_BY_ONE], at_least=1000)


def _planes(law: Law, table: pa.Table) -> Callable[[], object]:
    circuit = Circuit(0)
    conditions = Conditions(circuit, law.vocabulary.derived, frozenset(table.column_names))
    pairs = [conditions.pair(one.condition) for one in propositions(law)]
    sides = [(gate, (at, side)) for at, pair in enumerate(pairs) for side, gate in enumerate(pair)]
    schedule = Schedule(circuit, sides)

    def evaluate() -> int:
        codes, values = {}, {}
        for name in table.column_names:
            places, known = distinct(table[name].chunk(0))
            values[name] = [frozenset(one) if isinstance(one, list) else one for one in known]
            codes[name] = places.astype(np.uint8)
        planes = Planes(Answers(Atlas(law.places, DAY), {}, values), codes)
        found = schedule.run(planes.bring, len(table), 0)
        return sum(int(plane[0]) & 1 for _, plane in found)

    return evaluate


def _best(call: Callable[[], object], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        before = process_time()  # of one core, whatever else the machine does
        call()
        taken.append(process_time() - before)
    return min(taken)


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


def _findings() -> Iterator[str]:
    """Time the bundled law from a file to its tables, and its memory over a million rows."""
    from pyarrow import parquet

    corpus = load(cases=True)
    rows = list(_variants(corpus))
    table = pa.Table.from_pylist(rows)
    yield f"the bundled law: {len(rows):,} rows, half a dozen facts told in each"
    list(corpus.advise_many(table.slice(0, 64)))  # so that the schedules are made

    def singly() -> None:
        for row in rows[:40]:
            facts = {name: value for name, value in row.items() if "." in name}
            told = {name: value for name, value in row.items() if "." not in name}
            corpus.advise({**told, "facts": facts})

    repeated = pa.concat_tables([table] * (ROWS // len(rows)))
    single = 40 / _best(singly, 2)
    found: list[int] = []

    def full() -> None:
        found.append(sum(len(part.findings) for part in corpus.advise_many(repeated)))

    verdicts = len(repeated) / _best(lambda: list(corpus.advise_many(repeated, findings=False)))
    findings = len(repeated) / _best(full, 2)
    yield f"{'advise, one by one':46}{single:>14,.0f} a core-second"
    yield f"{'tables, verdicts':46}{verdicts:>14,.0f} a core-second"
    yield f"{'tables, verdicts and findings':46}{findings:>14,.0f} a core-second"
    yield f"{'':4}{found[-1] / len(repeated):.1f} findings a scenario"
    yield goal("tables with findings, faster than one by one", findings / single, at_least=1000)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        million = pa.concat_tables([table] * (_MILLION // len(rows) + 1)).slice(0, _MILLION)
        parquet.write_table(million, path)
        del million
        yield from _bounded(corpus, path)


def _bounded(corpus: Corpus, path: Path) -> Iterator[str]:
    before = _resident()
    most, began = before, process_time()
    for _ in corpus.advise_many(path):
        most = max(most, _resident())
    rate = _MILLION / (process_time() - began)
    yield f"{'Parquet to findings, a million rows':46}{rate:>14,.0f} a core-second"
    grown = (most - before) / _GIB
    holds = "holds " if grown <= 1 else "MISSED"
    yield f"{holds}  memory over the start: {grown:.2f} GiB, goal 1 GiB"
    holds = "holds " if rate >= _MILLION else "MISSED"
    yield f"{holds}  Parquet to findings: {rate / _MILLION:.2f} million a second, goal 1"


def _variants(corpus: Corpus, count: int = 1024) -> Iterator[dict[str, Any]]:
    """Tell the facts of tracked mail, with some unknown and others at random."""
    chance = random.Random(7)  # noqa: S311 - nothing here is a secret
    roles = sorted(corpus.law.vocabulary.facts["recipient.role"].options)
    places = ["US-IL", "US-NY", "US-AK", "DE", "GB"]

    def maybe(*values: Any) -> Any:  # noqa: ANN401 - any value
        return chance.choice([*values, None]) if chance.random() < TOLD else None

    for _ in range(count):
        yield {
            "as_of": DAY,
            "message.direction": maybe("sent", "received"),
            "matter.representing_client": maybe(*_FLAGS),
            "matter.tribunal": maybe(*places, "none"),
            "lawyer.admitted_in": [chance.choice(places)],
            "tracking.mechanisms": maybe(["pixel"], ["link", "pixel"], []),
            "recipients": [
                {
                    "role": maybe(*roles),
                    "located_in": maybe(*places),
                    "consented": maybe(*_FLAGS),
                }
            ],
        }


def _resident() -> int:
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
