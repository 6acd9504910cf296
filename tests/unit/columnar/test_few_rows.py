"""Tables of a few rows, which are answered singly until a schedule pays."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from properties.tabled import expected, found

from advisor.advice import Corpus
from advisor.advice.batch.schedule_cache import FEW_ROWS

ROW: dict[str, Any] = {
    "as_of": "2026-03-02",
    "message.direction": "sent",
    "lawyer.admitted_in": ["US-IL"],
    "matter.representing_client": True,
    "tracking.mechanisms": ["pixel"],
    "recipients": [{"name": "Ann", "role": "opposing-counsel", "consented": False}],
}


class Counting(Corpus):
    """A corpus whose schedules are counted."""

    @property
    def schedules(self) -> int:
        """Count the schedules made so far."""
        return sum(map(len, self._plans.made.values()))


@pytest.fixture
def fresh(corpus: Corpus) -> Counting:
    """Return the law with nothing made before."""
    return Counting(corpus.law, corpus.engine)


def test_a_table_of_one_row_needs_no_schedule(fresh: Counting) -> None:
    """One row costs what one opinion costs, and says the same."""
    answers = fresh.advise_many(pa.Table.from_pylist([ROW])).whole

    assert 0 == fresh.schedules
    told = {"as_of": ROW["as_of"], "recipients": ROW["recipients"]}
    facts = {name: value for name, value in ROW.items() if "." in name}
    assert {0: expected(fresh.advise({**told, "facts": facts}))} == found(answers)


def test_many_small_tables_get_a_schedule(fresh: Counting) -> None:
    """A stream of small tables is not answered singly for ever, and never differently."""
    table = pa.Table.from_pylist([ROW, ROW, ROW])

    answers = [found(fresh.advise_many(table).whole) for _ in range(FEW_ROWS)]

    assert 1 == fresh.schedules
    assert all(one == answers[0] for one in answers)


def test_small_tables_that_tell_less_share_a_schedule(fresh: Counting) -> None:
    """What a table does not tell is unknown, whichever schedule it is answered by."""
    rows = [ROW] * (FEW_ROWS + 1)
    less = [{name: ROW[name] for name in ("as_of", "message.direction")}] * 2
    list(fresh.advise_many(pa.Table.from_pylist(rows)))

    answers = found(fresh.advise_many(pa.Table.from_pylist(less)).whole)

    assert 1 == fresh.schedules
    told = {"as_of": ROW["as_of"], "facts": {"message.direction": "sent"}}
    single = expected(fresh.advise(told))
    assert {0: single, 1: single} == answers
