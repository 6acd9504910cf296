"""Tables from files and frames, and what becomes of rows that cannot be read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl
import pyarrow as pa
import pytest
from properties.tabled import expected, found
from pyarrow import parquet

from advisor.advice import Corpus
from advisor.advice import batch as many_module
from advisor.diagnostics import EngineFailure, InvalidScenario

SENT = {
    "as_of": "2026-03-02",
    "message.direction": "sent",
    "lawyer.admitted_in": ["US-IL"],
    "matter.representing_client": True,
    "matter.before_tribunal": True,
    "matter.tribunal": "US-IL",
    "tracking.mechanisms": ["pixel"],
}
ROWS: list[dict[str, Any]] = [
    {
        "scenario": "two lawyers",
        **SENT,
        "recipients": [
            {"name": "Ann", "role": "opposing-counsel", "consented": False},
            {"name": "Ann", "role": "co-counsel", "consented": True},
        ],
    },
    {"scenario": "nobody", **SENT, "recipients": []},
    {"scenario": "who knows", **SENT, "recipients": None},
    {"scenario": "untracked", **SENT, "tracking.mechanisms": [], "recipients": [{"name": "Bo"}]},
]


def as_parquet(rows: list[dict[str, Any]], folder: Path) -> Path:
    """Write rows as Parquet."""
    path = folder / "rows.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path)
    return path


def as_json_lines(rows: list[dict[str, Any]], folder: Path) -> Path:
    """Write rows as JSONL."""
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_nested(rows: list[dict[str, Any]], folder: Path) -> Path:
    """Write rows as scenario files are written, one to a line."""
    path = folder / "rows.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            facts: dict[str, dict[str, Any]] = {}
            for name, value in row.items():
                entity, dot, fact = name.partition(".")
                if dot:
                    facts.setdefault(entity, {})[fact] = value
            kept = {name: value for name, value in row.items() if "." not in name}
            file.write(json.dumps({**kept, "facts": facts}) + "\n")
    return path


def as_csv(
    rows: list[dict[str, Any]],
    folder: Path,
    delimiter: str = ",",
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> Path:
    """Write rows as CSV, lists as JSON."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, quoting=quoting)
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return path


def as_csv_of_a_european_spreadsheet(rows: list[dict[str, Any]], folder: Path) -> Path:
    """Write rows as CSV, separated by semicolons, with quotation marks around every name."""
    return as_csv(rows, folder, ";", csv.QUOTE_ALL)


def as_csv_with_tabs(rows: list[dict[str, Any]], folder: Path) -> Path:
    """Write rows as CSV, separated by tabs."""
    return as_csv(rows, folder, "\t")


def _cell(value: Any) -> Any:  # noqa: ANN401 - any value
    if isinstance(value, list):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else value


def as_arrow(rows: list[dict[str, Any]], _folder: Path) -> pa.Table:
    """Give rows as an Arrow table."""
    return pa.Table.from_pylist(rows)


def as_polars(rows: list[dict[str, Any]], _folder: Path) -> pl.DataFrame:
    """Give rows as a Polars frame."""
    return pl.DataFrame(rows)


def singly(corpus: Corpus, rows: list[dict[str, Any]]) -> dict[int, Any]:
    """Answer each row by itself, as a scenario file."""
    answered = {}
    for number, row in enumerate(rows):
        told: dict[str, Any] = {name: value for name, value in row.items() if "." not in name}
        told["facts"] = {name: value for name, value in row.items() if "." in name}
        answered[number] = expected(corpus.advise(told))
    return answered


@pytest.mark.parametrize(
    "given",
    [
        as_parquet,
        as_json_lines,
        as_nested,
        as_csv,
        as_csv_of_a_european_spreadsheet,
        as_csv_with_tabs,
        as_arrow,
        as_polars,
    ],
)
def test_every_kind_of_table_is_read(
    corpus: Corpus, tmp_path: Path, given: Callable[[list[dict[str, Any]], Path], Any]
) -> None:
    """The same rows have the same answers whichever way they come."""
    answers = corpus.advise_many(given(ROWS, tmp_path)).whole

    assert [] == answers.errors.to_pylist()
    assert singly(corpus, ROWS) == found(answers)
    assert [row["scenario"] for row in ROWS] == answers.verdicts["scenario"].to_pylist()


BAD: list[dict[str, Any]] = [
    {"message.direction": "sideways"},
    {"message.direction": 3},
    {"matter.representing_client": "on"},
    {"matter.tribunal": "US-XX"},
    {"tracking.mechanisms": "pixel; letter"},
    {"as_of": "2026-02-30"},
    {"as_of": None},
    {"message.colour": "red"},
    {"recipient.role": "client"},
    {"recipients": [{"role": "friend"}]},
    {"recipients": [{"shoe_size": 44}]},
    {"recipients": "Ann"},
]


@pytest.mark.parametrize("change", BAD, ids=str)
def test_a_bad_row_is_an_error_and_stops_nothing(
    corpus: Corpus, tmp_path: Path, change: dict[str, Any]
) -> None:
    """A row that no scenario file could hold is told with its reason; the others are answered."""
    rows = [ROWS[0], {**ROWS[0], **change}, ROWS[3]]

    answers = corpus.advise_many(as_json_lines(rows, tmp_path)).whole

    assert [0, 2] == answers.verdicts["row"].to_pylist()
    assert {1} == set(answers.errors["row"].to_pylist())
    assert {1}.isdisjoint(answers.findings["row"].to_pylist())
    for problem in answers.errors.to_pylist():
        assert problem["reason"]
        assert problem["fix"]


def test_a_line_that_is_no_json_is_an_error(corpus: Corpus, tmp_path: Path) -> None:
    """Broken lines are counted and told; rows keep their numbers."""
    path = as_json_lines(ROWS, tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "{", "[]", lines[1]]) + "\n", encoding="utf-8")

    answers = corpus.advise_many(path).whole

    assert [0, 3] == answers.verdicts["row"].to_pylist()
    assert {1, 2} == set(answers.errors["row"].to_pylist())


def test_recipients_of_a_csv_file_that_are_no_json_are_an_error(
    corpus: Corpus, tmp_path: Path
) -> None:
    """A broken cell concerns its row only."""
    path = as_csv(ROWS, tmp_path)
    text = path.read_text(encoding="utf-8").replace('[{""name"": ""Bo""}]', "Bo")
    path.write_text(text, encoding="utf-8")

    answers = corpus.advise_many(path).whole

    assert [0, 1, 2] == answers.verdicts["row"].to_pylist()
    assert [(3, "recipients")] == [
        (one["row"], one["column"]) for one in answers.errors.to_pylist()
    ]


def test_the_day_may_be_given_for_all(corpus: Corpus) -> None:
    """Rows without a day are answered as of the day that is passed."""
    rows = [{name: value for name, value in ROWS[0].items() if name != "as_of"}]

    answers = corpus.advise_many(pa.Table.from_pylist(rows), as_of=date(2026, 3, 2))

    assert singly(corpus, ROWS[:1]) == found(answers.whole)


def test_a_later_day_than_today_is_an_error(corpus: Corpus) -> None:
    """Nobody knows the law of a day that has not come, in a table neither."""
    answers = corpus.advise_many(pa.Table.from_pylist(ROWS[:1]), today=date(2026, 3, 1))

    assert ["future-as-of"] == answers.errors["code"].to_pylist()


def test_verdicts_alone_are_the_same(corpus: Corpus) -> None:
    """Without findings the verdicts are what they are with them."""
    table = pa.Table.from_pylist(ROWS)

    alone = corpus.advise_many(table, findings=False)

    assert 0 == len(alone.findings)
    assert corpus.advise_many(table).verdicts.to_pylist() == alone.verdicts.to_pylist()


def test_other_programs_can_read_the_answers(corpus: Corpus, tmp_path: Path) -> None:
    """Polars and Parquet take the tables as they are, rows of the same name included."""
    answers = corpus.advise_many(pa.Table.from_pylist([*ROWS, *ROWS])).whole

    for table in (answers.findings, answers.verdicts, answers.errors):
        path = tmp_path / "answers.parquet"
        parquet.write_table(table, path)
        assert table.to_pylist() == pl.from_arrow(table).to_dicts()
        assert table.to_pylist() == parquet.read_table(path).to_pylist()


def test_an_empty_table_has_empty_answers(corpus: Corpus, tmp_path: Path) -> None:
    """No rows, no answers, the same columns."""
    answers = corpus.advise_many(pa.Table.from_pylist(ROWS).slice(0, 0)).whole
    empty = tmp_path / "empty.jsonl"
    empty.touch()

    assert 0 == len(answers.verdicts) == len(answers.findings) == len(answers.errors)
    assert answers.verdicts.schema == corpus.advise_many(empty).verdicts.schema


def test_a_file_of_another_kind_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    """What is no table is an error with the names that serve."""
    path = tmp_path / "rows.xls"
    path.touch()

    with pytest.raises(InvalidScenario, match="no table"):
        list(corpus.advise_many(path))


def test_without_the_extra_the_error_names_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who lacks pyarrow is told what to install."""
    monkeypatch.setattr(many_module, "find_spec", lambda _: None)
    fresh = Corpus(corpus.law, corpus.engine)

    with pytest.raises(EngineFailure, match=r"legal-ethics-advisor\[bulk\]"):
        fresh.advise_many("rows.parquet")


def test_scenarios_one_by_one_are_opinions_as_before(corpus: Corpus) -> None:
    """An iterable that is no table still gives opinions."""
    (opinion,) = corpus.advise_many([{"as_of": "2026-03-02", "recipients": []}])

    assert "ask" == opinion.verdict.value


def test_columns_of_one_name(corpus: Corpus, tmp_path: Path) -> None:
    """Where two columns have one name, neither is preferred in silence."""
    path = tmp_path / "twice.csv"
    path.write_text(
        "as_of,message.direction,message.direction\n2026-03-02,sent,received\n", "utf-8"
    )
    names = ["as_of", "message.direction", "message.direction"]
    table = pa.Table.from_arrays([pa.array([one]) for one in ("2026-03-02", "sent", "sent")], names)

    for source in (path, table):
        with pytest.raises(InvalidScenario, match="two columns are named"):
            corpus.advise_many(source).verdicts.to_pylist()


def test_a_profile_tells_what_rows_leave_empty(corpus: Corpus, tmp_path: Path) -> None:
    """A row is answered as a file of the same facts is, under the same profile."""
    profile = tmp_path / "firm.yaml"
    profile.write_text("profile: x\nfacts: {firm: {established_in: [DE]}}\n", encoding="utf-8")
    rows = [{**ROWS[0], "firm.established_in": told} for told in (None, ["DE"])]
    table = pa.Table.from_pylist(rows)

    def answers(corpus: Corpus) -> list[list[tuple[object, ...]]]:
        found = corpus.advise_many(table).findings.to_pylist()
        told = [{name: row[name] for name in row if name != "row"} for row in found]
        return [
            sorted(
                tuple(map(str, one.values()))
                for row, one in zip(found, told, strict=True)
                if row["row"] == at
            )
            for at in (0, 1)
        ]

    (alone, whole), (told, same) = answers(corpus), answers(corpus.with_profile(profile))
    assert alone != whole
    assert told == same == whole
