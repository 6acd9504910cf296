"""Kinds of scenarios answered as one table, and their answers handed to each message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.advice.adviser import Adviser
from advisor.advice.batch.run import BatchAnswers
from advisor.advice.batch.schedule_cache import ScheduleCache
from advisor.audit.tables import FINDINGS, MESSAGES, Worked
from advisor.diagnostics import Diagnostic, Span
from advisor.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from advisor.advice import Corpus
    from advisor.advice.batch.run import AnswerTables as Answers
    from advisor.audit.scenario_dedup import ClassTable, ScenarioRow
    from advisor.model.vocabulary import Value

_ANSWERS = ("as_of", "verdict", "because", "weight", "relies_on", "coverage")
_ORDER = ("row", "recipient", "norm", "jurisdiction", "source", "outcome", "set_aside")


UNDATED = Diagnostic("missing-as-of", Span("<scenario>"), "", "", "")
"""Never told: every row is given a day first."""


@dataclass(frozen=True)
class ClassAnswers:
    """Answers tables of scenarios by a law, each with what was made ready for those before."""

    plans: ScheduleCache

    @classmethod
    def of(cls, corpus: Corpus) -> ClassAnswers:
        """
        Make ready for very many tables.

        None of them is answered row by row, however short it is: the next one will profit.
        """
        return cls(ScheduleCache(Adviser(corpus.law, corpus.engine, corpus.receipt), few=0))

    def answers(
        self,
        table: Any,  # noqa: ANN401 - any table
        as_of: date | None = None,
        today: date | None = None,
        otherwise: date | None = None,
        beneath: Mapping[str, Value] | None = None,
    ) -> Answers:
        """
        Answer one table; `otherwise` is the day of rows that tell none, if there may be such.

        With `as_of` every message is taken as sent on that day. `beneath` are facts that
        count where a row says nothing of them.
        """
        return BatchAnswers(
            self.plans,
            table,
            as_of,
            today,
            UNDATED,
            otherwise=otherwise,
            moving=True,
            beneath=beneath or {},
        ).whole


@dataclass(frozen=True)
class BatchAnswering:
    """Answers rows about messages by the law."""

    tables: ClassAnswers
    sheet: ClassTable

    def worked(
        self,
        rows: Sequence[dict[str, Any]],
        scenario_rows: Sequence[ScenarioRow | None],
        names: Sequence[Sequence[str]],
        day: date,
    ) -> Worked:
        """
        Return the tables of a batch.

        `scenario_rows` and `names` (of recipients) belong to `rows` one by one; a row of
        which nothing was told has no answer.
        """
        kinds: dict[str, tuple[int, ScenarioRow]] = {}
        places = np.full(len(rows), -1, np.int64)
        for at, one in enumerate(scenario_rows):
            if one is not None:
                places[at] = kinds.setdefault(one.key, (len(kinds), one))[0]
        each = [one for _, one in kinds.values()]
        answers = self.tables.answers(self.sheet.table(each, [day] * len(each)), day)
        messages = pa.Table.from_pylist(list(rows), MESSAGES)
        messages = with_verdicts(messages, answers.verdicts, places, len(each))
        starts = np.concatenate([[0], np.cumsum([len(one) for one in names])]).astype(np.int64)
        flat = pa.array([name for one in names for name in one], pa.string())
        findings = findings_of(answers.findings, places, len(each), messages["message"],
                               starts, flat)  # fmt: skip
        return Worked(messages, findings)


def with_verdicts(
    messages: pa.Table, verdicts: pa.Table, places: NDArray[np.int64], kinds: int
) -> pa.Table:
    """Give each message the verdict over its kind; none where it has no kind."""
    row_of = np.full(kinds + 1, -1, np.int64)
    row_of[verdicts["row"].to_numpy()] = np.arange(len(verdicts))
    taken = row_of[places]
    taken[places < 0] = -1
    at = pa.array(taken, mask=taken < 0)
    for name in _ANSWERS:
        place = messages.column_names.index(name)
        column = _plain(verdicts[name]).take(at).cast(MESSAGES.field(name).type)
        messages = messages.set_column(place, MESSAGES.field(name), column)
    return messages


def findings_of(  # noqa: PLR0913, PLR0917 - each is one column of the same rows
    found: pa.Table,
    places: NDArray[np.int64],
    kinds: int,
    keys: pa.ChunkedArray,
    starts: NDArray[np.int64],
    names: pa.Array,
) -> pa.Table:
    """
    Give each message the findings of its kind, in one order whatever came before.

    `places` tells the kind of each message, -1 where it has none; the recipients of message
    `i` are called as `names` from `starts[i]` on.
    """
    found = pa.table({name: _plain(found[name]) for name in found.column_names})
    found = found.sort_by([(name, "ascending") for name in _ORDER])
    rows = found["row"].to_numpy()
    of_kind = np.searchsorted(rows, np.arange(kinds + 1))
    messages = np.flatnonzero(places >= 0)
    kind = places[messages]
    counts = of_kind[kind + 1] - of_kind[kind]
    total = int(counts.sum())
    ends = np.cumsum(counts)
    within = np.arange(total) - np.repeat(ends - counts, counts)
    taken = found.take(pa.array(np.repeat(of_kind[kind], counts) + within))
    of = np.repeat(messages, counts)
    person = taken["recipient"].fill_null(-1).to_numpy()
    name_at = pa.array(starts[of] + person, mask=person < 0)
    columns = {
        "message": keys.take(pa.array(of)),
        "recipient_name": names.take(name_at),
    }
    return pa.table(
        [
            columns[name] if name in columns else taken[name].cast(FINDINGS.field(name).type)
            for name in FINDINGS.names
        ],
        schema=FINDINGS,
    )


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column
