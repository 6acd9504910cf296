"""What is kept from table to table is bounded by its size, for all laws of a process at once."""

from __future__ import annotations

import pyarrow as pa

from advisor.advice import Corpus
from advisor.advice.batch.schedule_cache import ScheduleCache, ScheduleRoom

ROW = {"as_of": "2026-03-02", "matter.representing_client": True, "lawyer.admitted_in": ["US-IL"]}
ONE = [{"name": "Ann", "role": "client"}]
TWO = [*ONE, {"name": "Bob", "role": "client"}]


def cached(corpus: Corpus, room: ScheduleRoom) -> Corpus:
    """Return the law with a cache of its own in a room."""
    fresh = Corpus(corpus.law, corpus.engine)
    fresh.__dict__["_plans"] = ScheduleCache(fresh._assembly, few=0, room=room)  # noqa: SLF001
    return fresh


def answered(corpus: Corpus, people: list[dict[str, str]]) -> None:
    """Answer a table of one row."""
    assert corpus.advise_many(pa.Table.from_pylist([{**ROW, "recipients": people}])).whole.verdicts


def count(corpus: Corpus) -> int:
    """Count the schedules that a law keeps."""
    return sum(map(len, corpus._plans.made.values()))  # noqa: SLF001


def test_the_one_not_used_for_longest_makes_way(corpus: Corpus) -> None:
    """Two laws share the room; where there is none left, the oldest use is forgotten."""
    room = ScheduleRoom()
    first, second = cached(corpus, room), cached(corpus, room)
    answered(first, ONE)
    answered(first, TWO)
    assert (2, 0) == (count(first), count(second))
    room.most = room.gates  # no more than these

    answered(first, ONE)  # so that the one for two people is the older use
    answered(second, ONE)

    assert (1, 1) == (count(first), count(second))
    assert room.gates <= room.most
    (shape,) = (shape for shape, kept in first._plans.made.items() if kept)  # noqa: SLF001
    assert shape[1] == len(ONE)


def test_one_that_is_larger_than_the_room_serves_and_is_kept_alone(corpus: Corpus) -> None:
    """A law is answered whatever the room; the last schedule stays for the next table."""
    small = cached(corpus, ScheduleRoom(most=1))
    answered(small, ONE)
    assert 1 == count(small)
    answered(small, TWO)
    assert 1 == count(small)
