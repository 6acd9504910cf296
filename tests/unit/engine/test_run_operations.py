"""A program run step by step says what the function compiled from it says."""

from __future__ import annotations

import random

import pytest

from advisor.advice import load
from advisor.engine.bitset.compile_cache import Program, ProgramCache
from advisor.engine.bitset.layout import LaneLayout
from advisor.model.propositions import propositions


@pytest.fixture(scope="module")
def programs() -> list[Program]:
    """Return a program for each group of the bundled law."""
    law = load().law
    return ProgramCache(law).of_groups(list({one.group: None for one in propositions(law)}))


@pytest.mark.parametrize("lanes", [LaneLayout(1, 1), LaneLayout(16, 4), LaneLayout(40, 0)])
def test_runs_as_it_is_compiled(programs: list[Program], lanes: LaneLayout) -> None:
    """On planes drawn at random, of one lane and of many, for every norm that is bundled."""
    chance = random.Random(11)  # noqa: S311 - nothing secret
    size = 2 * (1 + max(of[0] for one in programs for sign, of in one.formulas.operations if of))

    def drawn() -> list[int]:
        return [chance.getrandbits(lanes.scenarios * lanes.each) for _ in range(size)]

    given = drawn(), drawn(), lanes.some, lanes.every, lanes.ones
    single = lanes.scenarios == lanes.recipients == 1
    for program in programs:
        run = program.planes(*given)  # the first time: not compiled yet
        compiled = program._bits if single else program._planes  # noqa: SLF001
        assert run == compiled(*given)
        assert program.keys


def test_what_is_used_often_is_compiled(programs: list[Program]) -> None:
    """It is run a few times, and compiled then."""
    program = programs[0]
    while program.bits == program._run:  # noqa: SLF001 - compiled in the end, or this never ends
        pass
    assert program.bits is program._bits  # noqa: SLF001
