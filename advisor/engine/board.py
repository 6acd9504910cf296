"""One scenario laid out in planes, for the generated functions to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.engine.lanes import Lanes
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from advisor.engine.leaves import Settled, Sheet
    from advisor.engine.port import Truths
    from advisor.engine.programs import Function, Program, Programs
    from advisor.model.scenarios import Scenario

PlanesById: TypeAlias = "dict[str, tuple[int, int]]"
"""By proposition: the lanes in which it is true, and those in which it is false."""


class Board:
    """
    A scenario and its variants on one day: what is settled of leaves and derived facts.

    Four lists of planes: where each leaf is true, where it is false, and the same for
    each derived fact once it is found.
    """

    def __init__(self, programs: Programs, scenario: Scenario, as_of: date, lanes: Lanes) -> None:
        self.programs = programs
        self.scenario = scenario
        self.as_of = as_of
        self.lanes = lanes
        self._ones = self.lanes.ones
        self._sheet: Sheet | None = None
        self._true: list[int] = []
        self._false: list[int] = []
        self._derived_true: list[int | None] = [None] * len(programs.derived)
        self._derived_false: list[int | None] = [None] * len(programs.derived)

    def planes(self, groups: Sequence[str]) -> PlanesById:
        """Find both planes of every proposition of these groups; see `lanes`."""
        found: PlanesById = {}
        for program in self._ready(groups):
            planes = self._run(program.planes)
            for index, proposition in enumerate(program.propositions):
                found[proposition.id] = planes[2 * index], planes[2 * index + 1]
        return found

    def _ready(self, groups: Sequence[str]) -> list[Program]:
        programs = [self.programs.of_group(group) for group in groups]
        sheet = self.programs.leaves.on(self.as_of)
        if sheet is not self._sheet:  # leaves have been numbered since
            self._true = [0] * sheet.size
            self._false = [0] * sheet.size
            self._settle(sheet)
            self._sheet = sheet
        known = self._derived_true
        for program in programs:
            for number in program.needs:
                if known[number] is None:
                    self._derive(number)
        return programs

    def _derive(self, number: int) -> None:
        program = self.programs.of_derived(number)
        function = program.bits if self._ones == 1 and self.lanes.recipients else program.planes
        self._derived_true[number], self._derived_false[number] = self._run(function)

    def _run(self, function: Function) -> tuple[Any, ...]:
        return function(
            self._true,
            self._false,
            self._derived_true,
            self._derived_false,
            self.lanes.some,
            self.lanes.every,
            self._ones,
        )

    def _settle(self, sheet: Sheet) -> None:
        self._write(sheet.of_message(self.scenario), self._ones)
        firsts = self.lanes.firsts
        for index, recipient in enumerate(self.scenario.people):
            self._write(sheet.of_recipient(recipient.facts), firsts << index)

    def _write(self, settled: Iterable[Settled], lanes: int) -> None:
        true, false = self._true, self._false
        for trues, falses in settled:
            for number in trues:
                true[number] |= lanes
            for number in falses:
                false[number] |= lanes


class Single(Board):
    """One scenario on one day, answered proposition by proposition."""

    def __init__(self, programs: Programs, scenario: Scenario, as_of: date) -> None:
        super().__init__(programs, scenario, as_of, Lanes(1, len(scenario.people)))

    def truths(self, groups: Sequence[str]) -> Truths:
        """Find every proposition of these groups."""
        found: dict[tuple[str, int | None], Truth] = {}
        for program in self._ready(groups):
            if self._ones == 1 and self.lanes.recipients == 1:
                found.update(zip(program.keys, self._run(program.truths), strict=True))
            else:
                self._spread(program, found)
        return found

    def _spread(self, program: Program, found: dict[tuple[str, int | None], Truth]) -> None:
        planes = self._run(program.planes)
        for index, proposition in enumerate(program.propositions):
            true, false = planes[2 * index], planes[2 * index + 1]
            if proposition.per_recipient:
                for recipient in range(self.lanes.recipients):
                    truth = truth_at(true >> recipient, false >> recipient)
                    found[proposition.id, recipient] = truth
            else:
                found[proposition.id, None] = truth_at(true, false)


def truth_at(true: int, false: int) -> Truth:
    """Read the truth in the first lane of two planes."""
    if true & 1:
        return Truth.TRUE
    return Truth.FALSE if false & 1 else Truth.UNKNOWN
