"""One scenario at a time: ours and others on the same law, and the goals."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.durable import DurableEngine
from advisor.engine.reference import ReferenceEngine
from benchmarks import peers
from benchmarks.corpus import DAY, work
from benchmarks.measure import Times, goal, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from advisor.engine.bitset.variants import Variant
    from advisor.engine.protocols import Engine, Truths
    from advisor.model.scenarios import Scenario
    from benchmarks.corpus import Work

CHECKED = "durable, checked by reference"
DURABLE = "durable alone"
PLANES = "planes alone"
REFERENCE = "reference"


Given: TypeAlias = "tuple[Scenario, peers.Input]"


def report(*, scenarios: int = 100, rounds: int = 15) -> Iterator[str]:
    """Measure, and give the lines of a table with the goals below it."""
    task = work(scenarios)
    yield f"one scenario at a time: {task.size}"
    yield ""
    times = _measured(task, rounds)
    yield f"{'':46}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}{'durable=1':>11}"
    for name, one in sorted(times.items(), key=lambda item: item[1].p50):
        share = one.p50 / times[DURABLE].p50
        yield f"{name:46}{_ms(one.p50)}{_ms(one.p99)}{one.rate:>10,.0f}{share:>11.2f}"
    yield ""
    yield from _goals(times)
    yield from _growth(scenarios)


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:>9.3f}"


def _measured(task: Work, rounds: int) -> dict[str, Times]:
    durable, planes = DurableEngine(task.law), BitsetEngine(task.law)
    engines: dict[str, Engine | CrossCheckedEngine] = {
        CHECKED: CrossCheckedEngine(task.law, durable),
        DURABLE: durable,
        PLANES: planes,
        REFERENCE: ReferenceEngine(task.law),
    }
    others = dict(peers.peers(task.law))
    expected = [
        engines[REFERENCE].evaluate(scenario, DAY).truths(task.groups)
        for scenario in task.scenarios
    ]
    given = [(scenario, peers.told(scenario)) for scenario in task.scenarios]
    for (scenario, told), truths in zip(given, expected, strict=True):
        for name, engine in engines.items():
            if engine.evaluate(scenario, DAY).truths(task.groups) != truths:
                raise AssertionError(f"{name} gives another answer")
        for name, peer in others.items():
            if peers.truths(peer(told)) != list(truths.values()):
                raise AssertionError(f"{name} gives another answer")

    def asked(engine: Engine | CrossCheckedEngine) -> Callable[[Given], Truths]:
        groups = task.groups
        return lambda one: engine.evaluate(one[0], DAY).truths(groups)

    def put(peer: peers.Peer) -> Callable[[Given], Sequence[bool]]:
        return lambda one: peer(one[1])

    contenders: dict[str, Callable[[Given], object]] = {
        **{name: asked(engine) for name, engine in engines.items()},
        **{name: put(peer) for name, peer in others.items()},
    }
    slow = {REFERENCE: contenders.pop(REFERENCE)}
    gc.collect()
    times = side_by_side(contenders, given, rounds=rounds)
    return {**times, **side_by_side(slow, given[:50], rounds=1)}


def _goals(times: dict[str, Times]) -> Iterator[str]:
    checked, durable, planes = times[CHECKED], times[DURABLE], times[PLANES]
    for name, wanted in ((peers.ZEN, 1.8), (peers.CEDAR, 2.2)):
        if name in times:
            ratio = times[name].p50 / checked.p50
            yield goal(f"durable with its check, faster than {name}", ratio, at_least=wanted)
        else:
            yield f"absent  {name}: pip install '.[benchmark]'"
    yield goal("planes, faster than durable", durable.p50 / planes.p50, at_least=30)
    for what, measured, most in (("p50", checked.p50, 2), ("p99", checked.p99, 5)):
        holds = "holds " if measured * 1e3 <= most else "MISSED"
        yield f"{holds}  durable with its check, {what}: {measured * 1e3:.2f} ms, goal {most} ms"


def _growth(scenarios: int) -> Iterator[str]:
    small, large = work(scenarios), work(scenarios, copies=10)
    groups = small.groups  # the other nine tenths cannot govern, so nobody asks for them

    def asked(task: Work) -> Callable[[Scenario], Truths]:
        engine = CrossCheckedEngine(task.law, DurableEngine(task.law))
        return lambda scenario: engine.evaluate(scenario, DAY).truths(groups)

    contenders = {"small": asked(small), "large": asked(large)}
    side_by_side(contenders, small.scenarios[:2], rounds=1)
    times = side_by_side(contenders, small.scenarios, rounds=2)
    ratio = times["large"].p50 / times["small"].p50
    yield goal("cost of ten times the norms, the others elsewhere", ratio, at_most=2)
    yield from _many(small)


def _many(task: Work, variants: int = 4096) -> Iterator[str]:
    """Time variants of one scenario together, as the interview and the remedies ask."""
    engine = BitsetEngine(task.law)
    flags = [fact for fact in task.law.vocabulary.facts if "flag" in fact]
    changes: list[Variant] = [
        {(flags[place % len(flags)], None): None, (flags[place % 7], None): bool(place & 1)}
        for place in range(variants)
    ]
    call = {
        "many": lambda scenario: engine.evaluate_many(scenario, DAY, changes).planes(task.groups),
        "one": lambda scenario: engine.evaluate(scenario, DAY).truths(task.groups),
    }
    side_by_side(call, task.scenarios[:2], rounds=1)
    times = side_by_side(call, task.scenarios[:20], rounds=2)
    each = times["many"].p50 / variants
    yield (
        f"noted   {variants} variants together: {each * 1e6:.2f} us each, "
        f"{times['one'].p50 / each:.0f} times as fast as one by one"
    )
