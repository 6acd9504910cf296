"""Tables of many days and one to four recipients, and files that are no Parquet."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import csv
from pyarrow import json as arrow_json

from advisor import Corpus, load
from benchmarks.corpus import DAY
from benchmarks.measure import best_of_each, goal
from benchmarks.tables import variants

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 1 << 17
DAYS = 800
_MOST_PEOPLE = 4
_GOAL_RATE = 400_000
_OVER_ARROW = 1.5


def report() -> Iterator[str]:
    """Measure, and give a line for each goal."""
    corpus = load()
    rows = list(variants(corpus))
    one = pa.Table.from_pylist([rows[at % len(rows)] for at in range(ROWS)])
    many = pa.Table.from_pylist(list(_spread(rows)))
    for table in (one, many):
        corpus.advise_many(table).whole  # noqa: B018 - so that the schedules are made
    taken = best_of_each(
        {
            "one day, one recipient": partial(_answered, corpus, one),
            f"{DAYS} days, 1 to {_MOST_PEOPLE} recipients": partial(_answered, corpus, many),
        },
        rounds=3,
    )
    rates = {name: ROWS / seconds for name, seconds in taken.items()}
    for name, rate in rates.items():
        yield f"{name:46}{rate:>14,.0f} rows a core-second"
    rate = rates[f"{DAYS} days, 1 to {_MOST_PEOPLE} recipients"]
    holds = "holds " if rate >= _GOAL_RATE else "MISSED"
    yield f"{holds}  many days and recipients: {rate:,.0f}, goal {_GOAL_RATE:,}"
    with TemporaryDirectory() as name:
        yield from _files(corpus, rows, Path(name))


def _answered(corpus: Corpus, table: pa.Table | Path) -> int:
    return sum(len(part.findings) for part in corpus.advise_many(table))


def _spread(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    chance = random.Random(5)  # noqa: S311 - nothing here is a secret
    people = [row["recipients"][0] for row in rows]
    for at in range(ROWS):
        count = chance.randint(1, _MOST_PEOPLE)
        day = DAY - timedelta(days=chance.randrange(DAYS))
        yield {**rows[at % len(rows)], "as_of": day, "recipients": chance.choices(people, k=count)}


def _files(corpus: Corpus, rows: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    """Compare CSV and JSONL to findings with pyarrow's reading of the same file."""
    plain = [
        {name: _flat(value) for name, value in rows[at % len(rows)].items()} for at in range(ROWS)
    ]
    lines, cells = folder / "rows.jsonl", folder / "rows.csv"
    with lines.open("w", encoding="utf-8") as file:
        for row in plain:
            file.write(json.dumps({k: v for k, v in row.items() if v is not None}) + "\n")
    flat = [{k: v for k, v in row.items() if k != "recipients"} for row in plain]
    csv.write_csv(
        pa.Table.from_pylist(
            [{k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in flat]
        ),
        cells,
    )
    for path, read in ((cells, csv.read_csv), (lines, arrow_json.read_json)):
        taken = best_of_each(
            {"arrow": partial(read, str(path)), "ours": partial(_answered, corpus, path)}, rounds=3
        )
        ratio = taken["ours"] / taken["arrow"]
        yield goal(
            f"{path.suffix[1:].upper()} to findings, over pyarrow", ratio, at_most=_OVER_ARROW
        )


def _flat(value: Any) -> Any:  # noqa: ANN401 - any cell
    return value.isoformat() if hasattr(value, "isoformat") else value
