"""The whole of the law on one day as one schedule of gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.many.duels import duels
from advisor.advice.many.standing import Stand, Standing
from advisor.advice.many.verdicts import Mark, Verdicts
from advisor.engine.columnar.circuit import NO, Circuit
from advisor.engine.columnar.conditions import Conditions
from advisor.engine.columnar.schedule import Schedule
from advisor.model.norms import Outcome
from advisor.model.policies import BUNDLED
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from advisor.advice.assembly import Assembly
    from advisor.advice.many.duels import Duels
    from advisor.engine.columnar.circuit import Gate


class Piece(NamedTuple):
    """What a plane of findings marks: one norm, one outcome, set aside or not."""

    stand: Stand
    outcome: Outcome
    set_aside: bool = False


Tag: TypeAlias = Piece | Mark

_SILENT = (Outcome.INAPPLICABLE,)
_SILENT_ABROAD = (Outcome.INAPPLICABLE, Outcome.UNDETERMINED)


@dataclass(frozen=True)
class Wanted:
    """Which findings to give: none, those that speak, or all of them."""

    findings: bool = True
    everything: bool = False


def compiled(
    assembly: Assembly, day: date, people: int, told: AbstractSet[str], wanted: Wanted
) -> Schedule[Tag]:
    """
    Put the law of one day into a circuit, for scenarios that tell some facts.

    `people` counts the recipients of each scenario: 0, 1, or 2 for any more.
    """
    law = assembly.law
    circuit = Circuit(people)
    conditions = Conditions(circuit, law.vocabulary.derived, told)
    standing = Standing(assembly, day, conditions, circuit)
    here, abroad = standing.stands()
    found = duels(circuit, here, law.places, day)
    tagged: list[tuple[Gate, Tag]] = []
    if wanted.findings:
        tagged.extend(_pieces(circuit, here, abroad, found, everything=wanted.everything))
    base = law.layers[0] if law.layers else BUNDLED
    verdicts = Verdicts(circuit, standing, assembly.bound, base)
    tagged.extend(verdicts.marks(here, abroad, found))
    return Schedule(circuit, tagged)


def _pieces(
    circuit: Circuit, here: list[Stand], abroad: list[Stand], found: Duels, *, everything: bool
) -> Iterator[tuple[Gate, Piece]]:
    for at, stand in enumerate(here):
        aside = found.aside.get(at, NO)
        for outcome, gate in stand.outcomes.items():
            if everything or outcome not in _SILENT:
                yield circuit.both(gate, circuit.no(aside)), Piece(stand, outcome)
                yield circuit.both(gate, aside), Piece(stand, outcome, set_aside=True)
    for stand in abroad:
        for outcome, gate in stand.outcomes.items():
            if everything or outcome not in _SILENT_ABROAD:
                yield gate, Piece(stand, outcome)
