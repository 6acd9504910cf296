"""What durable_rules does wrong is told, with the norm, and leaves nothing behind."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from unit.engine.module import module

from advisor.diagnostics import EngineFailure
from advisor.engine.durable.c_module import error_meaning
from advisor.engine.durable.formula import (
    Both,
    Either,
    FormulaPair,
    Sees,
    all_of,
    any_of,
    waiting_bound,
)
from advisor.engine.durable.rule_batches import RuleBatch, Statement
from advisor.engine.durable.ruleset_json import (
    MOST_NUMBERS,
    NetworkNode,
    limit_exceeded,
    property_of,
)
from advisor.model.truth import Truth

MODULE = module()
NORM = "made/up#norm"
PAIR = FormulaPair(
    Both((Sees(1, 1), Either((Sees(2, 1), Sees(3, 0))))),
    Either((Sees(1, 0), Both((Sees(2, 0), Sees(3, 1))))),
    frozenset({1, 2, 3}),
    3,
)
ASKED = ("", ',"L1":1', ',"L2":1', "")


class Broken:
    """The C module with one function that does something else."""

    def __init__(self, name: str, instead: Callable[..., object]) -> None:
        self._changed = {name: instead}

    def __getattr__(self, name: str) -> object:
        return self._changed.get(name) or getattr(MODULE, name)


def question(extension: object) -> RuleBatch[str]:
    """Ask one statement, which is true of what `ASKED` says."""
    return RuleBatch(extension, [Statement("one", PAIR, NORM)], None)  # type: ignore[arg-type]


def test_a_rule_too_many_is_refused_by_the_name_of_its_norm() -> None:
    """A limit that cannot be kept is told before anything is compiled, with the norm."""
    crowd = Either(tuple(Sees(number, 1) for number in range(500)))
    problem = limit_exceeded({"A": crowd})
    assert problem is not None
    question = RuleBatch(
        MODULE,
        [Statement("one", FormulaPair(crowd, Sees(1, 0), frozenset(range(500)), 500), NORM)],
        problem,
    )

    with pytest.raises(EngineFailure, match="500 properties") as failure:
        question.answers([f',"L{number}":1' for number in range(500)])

    assert NORM == failure.value.norm


@pytest.mark.parametrize(
    "name", ["assert_fact", "start_action_for_state", "complete_and_start_action"]
)
def test_an_error_of_the_engine_never_vanishes(name: str) -> None:
    """A failing call is an `EngineFailure` with the norm and the code in words."""

    def fail(*_: object) -> None:
        message = "Could not do it, error code: 303"
        raise RuntimeError(message)

    with pytest.raises(EngineFailure, match="matched too many rules at once") as failure:
        question(Broken(name, fail)).answers(ASKED)

    assert NORM == failure.value.norm


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        (
            "assert_fact",
            lambda handle, fact: (2, MODULE.assert_fact(handle, fact)[1]),
        ),
        ("start_action_for_state", lambda *_: None),
        ("retract_fact", lambda *_: (305, 0)),
    ],
)
def test_a_code_of_the_engine_is_checked(name: str, instead: Callable[..., object]) -> None:
    """A result that is no success is a failure too, though nothing was raised."""
    with pytest.raises(EngineFailure):
        question(Broken(name, instead)).answers(ASKED)


def test_a_contradiction_is_a_failure() -> None:
    """A statement that is found both true and false is never answered."""
    pair = FormulaPair(Sees(1, 1), Sees(2, 1), frozenset({1, 2}), 1)
    contradictory = RuleBatch(MODULE, [Statement("one", pair, NORM)], None)

    with pytest.raises(EngineFailure, match="both true and false") as failure:
        contradictory.answers(ASKED)

    assert NORM == failure.value.norm


def test_an_interruption_leaves_nothing_behind() -> None:
    """After Ctrl-C in the middle of a fact the next fact is answered as if nothing was."""
    interrupted = [True]

    def interrupt(handle: int, offset: int) -> object:
        if interrupted and interrupted.pop():
            raise KeyboardInterrupt
        return MODULE.complete_and_start_action(handle, offset)

    asked = question(MODULE)
    expected = asked.answers(ASKED)
    asked = question(Broken("complete_and_start_action", interrupt))
    with pytest.raises(KeyboardInterrupt):
        asked.answers(ASKED)

    assert {"one": Truth.TRUE} == expected == asked.answers(ASKED)
    assert {"one": Truth.FALSE} == asked.answers(("", ',"L1":0', "", ""))


def test_what_may_wait_is_never_more_than_was_reckoned() -> None:
    """However rules share their tests, a fact leaves no more nodes waiting than the bound."""
    draw = random.Random(20)  # noqa: S311 - no secret
    for _ in range(300):
        numbers = draw.choice((2, 4, 8, 40))
        pairs = [_drawn(draw, draw.randrange(1, 4), numbers) for _ in range(draw.randrange(1, 13))]
        rules = {f"A{place}": pair.true for place, pair in enumerate(pairs)}
        rules |= {f"a{place}": pair.false for place, pair in enumerate(pairs)}
        network = NetworkNode.of(rules)
        bound = sum(waiting_bound(pair.true).both for pair in pairs)
        assert bound <= sum(pair.size for pair in pairs)
        for _ in range(4):
            told = {number: draw.randrange(2) for number in range(numbers) if draw.random() < 0.9}
            assert _most_waiting(network, told) <= bound


def _drawn(draw: random.Random, depth: int, numbers: int) -> FormulaPair:
    if not depth or draw.random() < 0.3:
        pair = FormulaPair.of(draw.randrange(numbers))
        return pair.negated() if draw.random() < 0.5 else pair
    parts = [_drawn(draw, depth - 1, numbers) for _ in range(draw.randrange(2, 5))]
    return (all_of if draw.random() < 0.5 else any_of)(parts)


def _most_waiting(network: NetworkNode, told: dict[int, int]) -> int:
    """Run a fact through as the engine does, by a stack."""
    stack, most = [network], 1
    while stack:
        node = stack.pop()
        stack += node.forwards
        stack += [at for sees, at in node.children.items() if told.get(sees.number) == sees.value]
        most = max(most, len(stack))
    return most


def test_codes_are_put_into_words() -> None:
    """A code has a meaning, an unknown one is shown as it is."""
    assert "one fact matched too many rules at once (code 303)" == error_meaning(303)
    assert "it gives no reason (code 999)" == error_meaning(ValueError("error code: 999"))
    assert "it ran out of memory" == error_meaning(MemoryError())


def test_no_two_properties_share_a_hash() -> None:
    """The engine takes a 32-bit hash for identity; the first names to share one lie beyond."""
    known = {"g", "id", "sid", "m", "boot", "$s", "$m", "$forward", "$and", "$or"}
    names = {property_of(number) for number in range(50_000)} | known

    assert len(names) == len(set(map(_hash, names)))
    assert _hash("L756691") == _hash("L2085940")
    assert MOST_NUMBERS < 2_085_940


def _hash(text: str) -> int:
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 16777619 & 0xFFFFFFFF
    return found
