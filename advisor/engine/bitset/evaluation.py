"""One scenario laid out in planes, for the generated functions to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.engine.bitset.interpreter import Interpreter
from advisor.engine.bitset.layout import LaneLayout
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from advisor.engine.atoms.index import AtomTable, Settled
    from advisor.engine.bitset.compile_cache import Program, ProgramCache
    from advisor.engine.protocols import Truths
    from advisor.model.propositions import Proposition
    from advisor.model.scenarios import Scenario

PropositionKey: TypeAlias = "tuple[str, int | None]"
PlanesById: TypeAlias = "dict[str, tuple[int, int]]"
"""By proposition: the lanes in which it is true, and those in which it is false."""


class BitsetEvaluation:
    """
    A scenario and its variants on one day: what is settled of leaves and derived facts.

    Two lists of planes: where each leaf is true and where it is false, in turn, and the
    same for each derived fact once it is found.
    """

    def __init__(
        self, programs: ProgramCache, scenario: Scenario, as_of: date, lanes: LaneLayout
    ) -> None:
        self.scenario = scenario
        self.as_of = as_of
        self.lanes = lanes
        self._programs = programs
        self._sheet: AtomTable | None = None
        self._leaves: list[int] = []
        self._derived: list[int | None] = [None] * (2 * len(programs.derived))
        self._is_single = lanes.scenarios == lanes.recipients == 1
        # What every generated function is given.
        self._given: tuple[Any, ...] = (
            self._leaves,
            self._derived,
            lanes.some,
            lanes.every,
            lanes.ones,
        )

    def planes(self, groups: Sequence[str]) -> PlanesById:
        """Find both planes of every proposition of these groups; see `lanes`."""
        planes_by_id: PlanesById = {}
        for program in self._ready(groups):
            planes = iter(program.planes(*self._given))
            planes_by_id.update(
                (proposition.id, (next(planes), next(planes)))
                for proposition in program.propositions
            )
        return planes_by_id

    def _ready(self, groups: Sequence[str]) -> list[Program]:
        programs = self._programs.of_groups(groups)
        sheet = self._programs.leaves.on(self.as_of)
        if sheet is not self._sheet:  # leaves have been numbered since
            self._leaves[:] = [0] * (2 * sheet.size)
            self._settle(sheet)
            self._sheet = sheet
        derived = self._derived
        for program in programs:
            for number, definition in program.needs:
                if derived[2 * number] is None:
                    function = definition.bits if self._is_single else definition.planes
                    derived[2 * number : 2 * number + 2] = function(*self._given)
        return programs

    def _settle(self, sheet: AtomTable) -> None:
        self._write(sheet.message(self.scenario), self.lanes.ones)
        for index, recipient in enumerate(self.scenario.people):
            self._write(sheet.recipient(recipient.facts), self.lanes.firsts << index)

    def _write(self, settled: Iterable[Settled], lanes: int) -> None:
        leaves = self._leaves
        for planes in settled:
            for plane in planes:
                leaves[plane] |= lanes


class SingleEvaluation(BitsetEvaluation):
    """One scenario on one day, answered proposition by proposition."""

    def __init__(self, programs: ProgramCache, scenario: Scenario, as_of: date) -> None:
        super().__init__(programs, scenario, as_of, LaneLayout(1, len(scenario.people)))
        self._walk: Interpreter | None = None

    def truths(self, groups: Sequence[str]) -> Truths:
        """Find every proposition of these groups."""
        programs = self._programs
        generated = [group for group in groups if programs.is_worth_generating(group)]
        found: dict[PropositionKey, Truth] = {}
        for program in self._ready(generated):
            if self._is_single:
                found.update(zip(program.keys, program.truths(*self._given), strict=True))
            else:
                planes = iter(program.planes(*self._given))
                for proposition in program.propositions:
                    self._answer(proposition, next(planes), next(planes), found)
        if len(generated) < len(groups):
            self._walked([group for group in groups if group not in generated], found)
        return found

    def _walked(self, groups: Sequence[str], truths: dict[PropositionKey, Truth]) -> None:
        programs = self._programs
        if self._walk is None:
            atlas = programs.leaves.atlas(self.as_of)
            self._walk = Interpreter(programs.law, atlas, self.scenario, self.lanes)
        for group in groups:
            for proposition in programs.members.of(group):
                true, false = self._walk.planes(proposition.condition)
                self._answer(proposition, true, false, truths)

    def _answer(
        self, proposition: Proposition, true: int, false: int, truths: dict[PropositionKey, Truth]
    ) -> None:
        if not proposition.per_recipient:
            truths[proposition.id, None] = truth_at(true, false)
            return
        for recipient in range(self.lanes.recipients):
            truths[proposition.id, recipient] = truth_at(true >> recipient, false >> recipient)


def truth_at(true: int, false: int) -> Truth:
    """Read the truth in the first lane of two planes."""
    if true & 1:
        return Truth.TRUE
    return Truth.FALSE if false & 1 else Truth.UNKNOWN
