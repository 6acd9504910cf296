"""What a hundred thousand evaluations leave behind."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.durable import DurableEngine
from benchmarks.corpus import DAY, work

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = 4096
_STEPS = 10
_MOST_GROWTH = 1.02  # of what is resident after the first step


def report(*, evaluations: int = 100_000) -> Iterator[str]:
    """Evaluate, and give the resident memory at each step."""
    task = work(1000)
    engine = CrossCheckedEngine(task.law, DurableEngine(task.law))
    groups = task.groups
    yield f"resident memory over {evaluations:,} evaluations with their check"
    resident = []
    for step in range(_STEPS):
        for place in range(evaluations // _STEPS):
            engine.evaluate(task.scenarios[place % len(task.scenarios)], DAY).truths(groups)
        gc.collect()
        resident.append(_resident())
        yield f"{(step + 1) * evaluations // _STEPS:>10,}  {resident[-1] / 2**20:8.1f} MB"
    growth = resident[-1] / resident[0]
    holds = "holds " if growth <= _MOST_GROWTH else "MISSED"
    yield f"{holds}  memory at the end: {growth:.3f} of the first step, goal {_MOST_GROWTH}"
    yield f"{'holds ' if threading.active_count() == 1 else 'MISSED'}  no thread was started"


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE
