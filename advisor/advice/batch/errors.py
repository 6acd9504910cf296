"""Cells that could not be read, as an Arrow table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from advisor.advice.batch.interned_names import InternedNames

if TYPE_CHECKING:
    from advisor.advice.batch.blocks import RowBlock


def error_table(block: RowBlock, first: int) -> pa.Table:
    """Return a row for each problem of each row that could not be read."""
    kinds = ("column", "code", "reason", "fix")
    rows = [np.zeros(0, np.int64)]
    lengths: list[int] = []
    said: list[tuple[str, str, str, str]] = []
    for fault in block.faults:
        for problem in fault.problems:
            rows.append(fault.rows)
            lengths.append(len(fault.rows))
            said.append((fault.column, problem.code, f"{problem.what}; {problem.why}", problem.fix))
    numbers = np.concatenate(rows)
    places = pa.array(np.repeat(np.arange(len(said), dtype=np.int32), lengths), pa.int32())
    columns = {
        name: pa.DictionaryArray.from_arrays(
            places, pa.array([item[at] for item in said], pa.string())
        )
        for at, name in enumerate(kinds)
    }
    return pa.table(
        {
            "row": pa.array(numbers + first),
            "scenario": InternedNames.of(block.titles).at(numbers),
            **columns,
        }
    )
