"""A few scenarios of a block answered one by one, sooner than a schedule is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from advisor.advice.batch.tables import NOBODY
from advisor.advice.batch.verdict_gates import TopicMark, VerdictMark
from advisor.model.scenarios import Recipient, Scenario
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.adviser import Adviser
    from advisor.advice.batch.blocks import RowBlock
    from advisor.advice.batch.compile import BatchOptions
    from advisor.advice.batch.tables import Hits
    from advisor.engine.columnar.values import ValueCodes
    from advisor.model.opinions import Opinion
    from advisor.model.vocabulary import Value

Values = Mapping[str, Sequence["Value | None"]]


@dataclass(frozen=True)
class RowFallback:
    """What single answers to a source's rows are made with; `values` are its distinct ones."""

    assembly: Adviser
    wanted: BatchOptions
    values: Values

    def answer(self, block: RowBlock, row: int, day: date, hits: Hits) -> None:
        """Put the opinion on one row among the hits of its block."""
        scenario = self._scenario(block, row)
        opinion = self.assembly.advise(scenario, day, everything=self.wanted.everything)
        place = np.array([row])
        if self.wanted.findings:
            _tell(opinion, place, hits)
        for mark in _marks(opinion):
            hits.mark(mark, place)

    def _scenario(self, block: RowBlock, row: int) -> Scenario:
        first, end = block.starts[row : row + 2].tolist()
        people = tuple(
            Recipient(str(block.names[at]), _facts(block.of_people, at, self.values))
            for at in range(first, end)
        )
        facts = _facts(block.facts, row, self.values)
        return Scenario(facts=facts, recipients=people if block.people_told[row] else None)


def _facts(told: Mapping[str, ValueCodes], place: int, values: Values) -> dict[str, Value]:
    found = ((name, values[name][codes[place]]) for name, codes in told.items())
    return {name: value for name, value in found if value is not None}


def _tell(opinion: Opinion, place: NDArray[np.int64], hits: Hits) -> None:
    persons = {one.name: person for person, one in enumerate(opinion.scenario.people)}
    for persuasive, findings in enumerate((opinion.findings, opinion.persuasive)):
        for one in findings:
            hits.finding(
                (one.norm.id, one.jurisdiction, one.outcome, one.weight, one.verified),
                place,
                NOBODY if one.recipient is None else persons[one.recipient],
                persuasive=bool(persuasive),
                set_aside=one.overridden_by is not None,
            )


def _marks(opinion: Opinion) -> list[VerdictMark | TopicMark]:
    reason, weight = opinion.because, opinion.weight
    level = VerdictMark(reason, weight if reason.rests_on_the_best else None, opinion.relies_on)
    levels = (TopicMark(topic.level) for topic in opinion.coverage.topics)
    return [VerdictMark(reason), VerdictMark(reason, weight), level, *levels]
