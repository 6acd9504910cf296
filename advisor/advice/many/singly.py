"""A few scenarios of a block answered one by one, sooner than a schedule is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from advisor.advice.many.tables import NOBODY
from advisor.advice.many.verdicts import Mark
from advisor.advice.verdicts import decide
from advisor.model.opinions import Verdict
from advisor.model.policies import BUNDLED
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.truth import some
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.assembly import Assembly
    from advisor.advice.many.blocks import Block
    from advisor.advice.many.compiled import Wanted
    from advisor.advice.many.tables import Hits
    from advisor.advice.verdicts import Decision
    from advisor.engine.columnar.values import Codes
    from advisor.model.opinions import Opinion
    from advisor.model.vocabulary import Value

Values = Mapping[str, Sequence["Value | None"]]


@dataclass(frozen=True)
class Singly:
    """What single answers to a source's rows are made with; `values` are its distinct ones."""

    assembly: Assembly
    wanted: Wanted
    values: Values

    def answer(self, block: Block, row: int, day: date, hits: Hits) -> None:
        """Put the opinion on one row among the hits of its block."""
        scenario = self._scenario(block, row)
        opinion = self.assembly.advise(scenario, day, everything=self.wanted.everything)
        place = np.array([row])
        if self.wanted.findings:
            _tell(opinion, place, hits)
        for mark in _marks(_decision(self.assembly, opinion)):
            hits.mark(mark, place)

    def _scenario(self, block: Block, row: int) -> Scenario:
        first, end = block.starts[row : row + 2].tolist()
        people = (
            Recipient(str(block.names[at]), _facts(block.of_people, at, self.values))
            for at in range(first, end)
        )
        facts = _facts(block.facts, row, self.values)
        return Scenario(facts=facts, recipients=tuple(people))


def _facts(told: Mapping[str, Codes], place: int, values: Values) -> dict[str, Value]:
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


def _decision(assembly: Assembly, opinion: Opinion) -> Decision:
    """Decide again what an opinion says, for the reason that it says nothing of."""
    layers = assembly.law.layers
    return decide(
        opinion.findings,
        opinion.persuasive,
        opinion.conflicts,
        governed=some(one.truth for one in opinion.governing),
        left_open=opinion.verdict is Verdict.ASK,
        bound=assembly.bound,
        base=layers[0] if layers else BUNDLED,
    )


def _marks(decision: Decision) -> list[Mark]:
    reason, weight = decision.because, decision.weight
    level = Mark(reason, weight if reason.rests_on_the_best else None, decision.relies_on)
    return [Mark(reason), Mark(reason, weight), level]
