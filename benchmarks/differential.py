"""
Random scenarios of the bundled law by all executors: `python -m benchmarks differential [N]`.

Each is answered by durable_rules with the plain recursion as its check, and once more in a
table by planes; verdict, grounds and every finding of the law that governs are compared, and
so is what is refused because its facts cannot all be so.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from advisor import EngineFailure, InvalidScenario, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.model.vocabulary import Fact, Value

SCENARIOS = 100_000
_LOT = 5_000
_FIRST, _DAYS = date(2024, 1, 1), 900
_MOST_PEOPLE = 2
_SHOWN, _TRIES = 5, 8
_UNTOLD = ("message.date", "recipient.name", "recipient.count")
_PERSONAL, _DIRECTION = "recipient.", "message.direction"


def report(count: int = SCENARIOS, *, seed: int | None = None) -> Iterator[str]:
    """Answer so many scenarios by all executors, and tell how many differ, with the seed."""
    seed = random.randrange(1 << 32) if seed is None else seed  # noqa: S311 - nothing secret
    corpus = load()
    chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
    outcomes: Counter[str] = Counter()
    differing: list[str] = []
    done, began = 0, perf_counter()
    while done < count:
        drawn = _possible(corpus, draw_rows(corpus, chance))
        rows = list(islice(drawn, min(_LOT, count - done)))
        by_table = _by_table(corpus, rows)
        for at, row in enumerate(rows):
            one = answer_singly(corpus, row)
            outcomes[str(one[0])] += 1
            if one != by_table.get(at, ("refused",)):
                differing.append(f"row {done + at}: {one} against {by_table.get(at)}")
        done += len(rows)
    took = perf_counter() - began
    yield f"{done:,} random scenarios, seed {seed}, {done / took:,.0f} a second"
    yield f"  by {corpus.engine.version}, {corpus.engine.checked_by} and tables of planes"
    yield "  " + ", ".join(f"{number:,} {what}" for what, number in outcomes.most_common())
    yield from (f"  {line[:400]}" for line in differing[:_SHOWN])
    holds = "MISSED" if differing else "holds "
    yield f"{holds}  scenarios on which executors differ: {len(differing)}, goal 0"


def answer_singly(corpus: Corpus, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what an opinion comes to: its verdict and grounds, and its governing findings."""
    try:
        opinion = corpus.advise(_document(row))
    except InvalidScenario:
        return ("refused",)
    except EngineFailure as failure:
        return ("failed", str(failure))
    return _verdict(opinion), _findings(opinion)


def _document(row: Mapping[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in row.items() if "." in name}
    return {**{name: value for name, value in row.items() if "." not in name}, "facts": facts}


def _verdict(opinion: Opinion) -> tuple[Any, ...]:
    weight = opinion.weight.value if opinion.weight else None
    return opinion.verdict.value, opinion.because.value, weight


def _findings(opinion: Opinion) -> frozenset[tuple[Any, ...]]:
    return frozenset(
        (
            one.norm.id,
            one.jurisdiction,
            one.recipient,
            one.outcome.value,
            one.overridden_by is not None,
        )
        for one in opinion.findings
    )


def _by_table(corpus: Corpus, rows: Sequence[Mapping[str, Any]]) -> dict[int, tuple[Any, ...]]:
    """Return the same for each row of a table; nothing for those that are refused."""
    names = dict.fromkeys(name for row in rows for name in row)
    people = dict.fromkeys(
        name for row in rows for one in row.get("recipients") or () for name in one
    )
    columns = {name: [row.get(name) for row in rows] for name in names}
    columns["recipients"] = [
        None if told is None else [{name: one.get(name) for name in people} for one in told]
        for told in columns.get("recipients", [None] * len(rows))
    ]
    found: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    answers = corpus.advise_many(pa.table(columns)).whole
    for one in answers.findings.to_pylist():
        if one["source"] == "governing":
            told = one["norm"], one["jurisdiction"], one["recipient_name"]
            found[one["row"]].add((*told, one["outcome"], one["set_aside"]))
    return {
        one["row"]: (
            (one["verdict"], one["because"], one["weight"]),
            frozenset(found[one["row"]]),
        )
        for one in answers.verdicts.to_pylist()
    }


def _possible(corpus: Corpus, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Take from each row what its facts exclude each other by, and pass it on either way."""
    for row in rows:
        told = dict(row)
        for _ in range(_TRIES):
            try:
                scenario = corpus.scenario(_document(told))
            except InvalidScenario:  # told of nobody, or twice: few things are of this kind
                told.pop(_DIRECTION, None)
                continue
            closed = corpus.engine.close(scenario, told["as_of"])
            if closed.contradiction is None:
                break
            for fact, who in closed.contradiction.of[:1]:
                holder = told if who is None else told["recipients"][who]
                holder.pop(fact, None)
        yield told


def draw_rows(corpus: Corpus, chance: random.Random) -> Iterator[dict[str, Any]]:
    """
    Tell facts of one day at random, for ever: few or many of them, of up to two recipients.

    All are of one day because each law in force wants plans of its own.
    """
    day = _FIRST + timedelta(days=chance.randrange(_DAYS))
    answers = corpus.prospects.answers(day)
    facts = [
        (fact, answers.likely(fact))
        for fact in corpus.law.vocabulary.facts.values()
        if fact.name not in _UNTOLD and fact.judgment is None and answers.likely(fact)
    ]
    of_message = [item for item in facts if not item[0].name.startswith(_PERSONAL)]
    of_people = [item for item in facts if item[0].name.startswith(_PERSONAL)]
    while True:
        share = chance.choice((0.03, 0.08, 0.15, 0.3))
        row: dict[str, Any] = {"as_of": day}
        row.update(_told(of_message, share, chance))
        row["recipients"] = [
            {"name": f"R{number}", **_told(of_people, share, chance)}
            for number in range(chance.randint(0, _MOST_PEOPLE))
        ]
        yield row


def _told(
    facts: Sequence[tuple[Fact, Sequence[Value]]], share: float, chance: random.Random
) -> dict[str, Any]:
    told = {fact.name: chance.choice(values) for fact, values in facts if chance.random() < share}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in told.items()
    }
