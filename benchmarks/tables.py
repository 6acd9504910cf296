"""Tables of scenarios against the bundled law, from a file to findings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from advisor.advice import Corpus, load
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.durable import DurableEngine
from advisor.model.propositions import propositions
from advisor.values import replace
from benchmarks.corpus import DAY, TOLD
from benchmarks.measure import best_of_each, goal

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 1 << 18
_SINGLE = 40
_MILLION = 1_000_000
_GIB = 2**30
_FLAGS = (True, False)


def report() -> Iterator[str]:
    """Measure the bundled law, and give the lines of a table with the goals below it."""
    corpus = load()
    rows = list(variants(corpus))
    table = pa.Table.from_pylist(rows)
    yield f"the bundled law: {len(rows):,} rows, half a dozen facts told in each"
    list(corpus.advise_many(table))  # so that the schedules are made
    told = [_document(row) for row in rows[:_SINGLE]]

    def singly() -> None:
        for one in told:
            corpus.advise(one)

    repeated = pa.concat_tables([table] * (ROWS // len(rows)))
    ones = [table.slice(at, 1) for at in range(_SINGLE)]
    unrelated = _unrelated(corpus)
    list(unrelated.advise_many(table))
    found: list[int] = []

    def full() -> None:
        found.append(sum(len(part.findings) for part in corpus.advise_many(repeated)))

    taken = best_of_each(
        {
            "single": singly,
            "durable": _durable(corpus, told),
            "verdicts": lambda: list(corpus.advise_many(repeated, findings=False)),
            "findings": full,
            "unrelated": lambda: [len(part.findings) for part in unrelated.advise_many(repeated)],
            "small": lambda: [list(corpus.advise_many(one)) for one in ones],
        }
    )
    single, durable = _SINGLE / taken["single"], _SINGLE / taken["durable"]
    verdicts, findings = ROWS / taken["verdicts"], ROWS / taken["findings"]
    for name, rate in {
        "tables, verdicts": verdicts,
        "tables, verdicts and findings": findings,
        "durable alone, one by one": durable,
        "advise, one by one": single,
    }.items():
        yield f"{name:46}{rate:>14,.0f} a core-second"
    yield f"{'':4}{found[-1] / ROWS:.1f} findings a scenario"
    yield goal("tables with findings, faster than durable alone", findings / durable, at_least=1000)
    with_relations = taken["unrelated"] / taken["findings"]
    yield goal("tables with relations, to without", with_relations, at_least=0.9)
    small = taken["small"] / taken["single"]
    yield goal("a table of one row, to a single answer", small, at_most=2)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        _write(table, path)
        yield from _bounded(corpus, path)
        yield from _in_two(path)


def _unrelated(corpus: Corpus) -> Corpus:
    """Return the same law without relations among facts."""
    law = replace(corpus.law, vocabulary=replace(corpus.law.vocabulary, relations=()))
    return Corpus(law, CrossCheckedEngine(law, BitsetEngine(law)))


def _document(row: dict[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in row.items() if "." in name}
    return {**{name: value for name, value in row.items() if "." not in name}, "facts": facts}


def _durable(corpus: Corpus, told: list[dict[str, Any]]) -> Callable[[], None]:
    """Let the rules engine find every truth, without check, proofs or opinions."""
    engine = DurableEngine(corpus.law)
    groups = list(dict.fromkeys(one.group for one in propositions(corpus.law)))
    scenarios = [corpus.scenario(one) for one in told]

    def run() -> None:
        for one in scenarios:
            engine.evaluate(one, DAY).truths(groups)

    return run


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import parquet

    million = pa.concat_tables([table] * (_MILLION // len(table) + 1)).slice(0, _MILLION)
    parquet.write_table(million, path)


def _bounded(corpus: Corpus, path: Path) -> Iterator[str]:
    before = most = _resident()
    rates = []
    for _ in range(3):
        began = process_time()
        for _ in corpus.advise_many(path):
            most = max(most, _resident())
        rates.append(_MILLION / (process_time() - began))
    rate = max(rates)
    yield f"{'Parquet to findings, a million rows':46}{rate:>14,.0f} a core-second"
    grown = (most - before) / _GIB
    holds = "holds " if grown <= 1 else "MISSED"
    yield f"{holds}  memory over the start: {grown:.2f} GiB, goal 1 GiB"
    holds = "holds " if rate >= _MILLION else "MISSED"
    yield f"{holds}  Parquet to findings: {rate / _MILLION:.2f} million a second, goal 1"


def _in_two(path: Path) -> Iterator[str]:
    """Answer the same file in one process, and at once in two."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        list(pool.map(_work, [str(path)] * 2))  # so that both have loaded the law
        ratios = []
        for _ in range(3):
            began = perf_counter()
            pool.submit(_work, str(path)).result()
            alone = perf_counter() - began
            began = perf_counter()
            list(pool.map(_work, [str(path)] * 2))
            ratios.append(2 * alone / (perf_counter() - began))
    yield goal("two processes, to one", max(ratios), at_least=1.8)


_LOADED: dict[str, Corpus] = {}  # of a worker process


def _work(path: str) -> int:
    corpus = _LOADED.get("corpus") or _LOADED.setdefault("corpus", load())
    return sum(len(part.findings) for part in corpus.advise_many(path))


def variants(corpus: Corpus, count: int = 1024) -> Iterator[dict[str, Any]]:
    """Return so many scenarios of tracked mail that can be, with some facts unknown."""
    possible = (row for row in _drawn(corpus) if _is_possible(corpus, row))
    yield from islice(possible, count)


def _is_possible(corpus: Corpus, row: dict[str, Any]) -> bool:
    scenario = corpus.scenario(_document(row))
    return corpus.engine.close(scenario, DAY).contradiction is None


def _drawn(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Tell the facts of tracked mail at random, for ever."""
    chance = random.Random(7)  # noqa: S311 - nothing here is a secret
    roles = sorted(corpus.law.vocabulary.facts["recipient.role"].options)
    places = ["US-IL", "US-NY", "US-AK", "DE", "GB"]

    def maybe(*values: Any) -> Any:  # noqa: ANN401 - any value
        return chance.choice([*values, None]) if chance.random() < TOLD else None

    while True:
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
