"""What is concluded of some rows of a table says nothing of the others."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from properties.tabled import expected, found

from advisor.advice import Corpus
from advisor.model.conclusions import Remaining

CONCLUDING: dict[str, Any] = {"as_of": "2026-03-02", "tracking.why_not_asked": "investigation"}
TELLING: dict[str, Any] = {"as_of": "2026-03-02", "tracking.mechanisms": ["pixel"]}
ROWS = [
    {**CONCLUDING, "recipients": []},
    {**TELLING, "recipients": [{"name": "Ann", "role": "opposing-counsel"}]},
]


def test_what_remains_of_a_fact_in_one_group_is_not_told_in_the_next(corpus: Corpus) -> None:
    """Rows with and without recipients are groups of their own, read from the same columns."""
    singly = [corpus.advise(_document(row)) for row in ROWS]
    known = [one.known for one in singly[0].conclusions if one.fact == "tracking.mechanisms"]
    assert known
    assert isinstance(known[0], Remaining)

    names = dict.fromkeys(name for row in ROWS for name in row)
    table = pa.table({name: [row.get(name) for row in ROWS] for name in names})
    answers = found(corpus.advise_many(table).whole)

    assert dict(enumerate(map(expected, singly))) == answers


def _document(row: dict[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in row.items() if "." in name}
    return {**{name: value for name, value in row.items() if "." not in name}, "facts": facts}
