"""What a program that embeds the library may rely on: streams, event loops, logs, documents."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import subprocess
import sys
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from waiting import Pause

import advisor
from advisor import Corpus, EngineFailure, InvalidScenario, Opinion

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2021, 5, 1)
CAREFUL = {
    "value": True,
    "decided_by": "A. Partner",
    "on": "2021-04-30",
    "because": "It was looked at.",
}
LOUD = {
    "scenario": "The Smith merger",
    "as_of": "2021-05-01",
    "facts": {
        "message": {"sent": True, "loud": True, "urgent": False, "careful": CAREFUL},
        "matter": {"seat": "AA"},
    },
    "recipients": [{"name": "Otto Foe", "role": "foe", "agreed": False}],
}
TYPO = {"as_of": "2021-05-01", "facts": {"message": {"lowd": True}}}


def test_a_stream_goes_on_after_a_failure(corpus: Corpus) -> None:
    """Each scenario has its answer in its place, and a failure is one."""
    answers = list(corpus.advise_each([LOUD, TYPO, 5, "nowhere.yaml", {}, LOUD]))

    kinds = [Opinion, InvalidScenario, InvalidScenario, InvalidScenario, InvalidScenario, Opinion]
    assert kinds == [type(one) for one in answers]
    codes = [one.diagnostics[0].code for one in answers if isinstance(one, InvalidScenario)]
    assert ["unknown-fact", "wrong-type", "unreadable", "missing-as-of"] == codes


def test_a_broken_engine_is_an_answer(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an engine breaks, the stream tells so and goes on."""
    failing = [True, False]

    def advise(_: Corpus, *given: object, **more: object) -> Opinion:
        del given, more
        if failing.pop():
            raise EngineFailure("they disagree", norm="aa/one#norm")
        raise InvalidScenario(())

    monkeypatch.setattr(Corpus, "advise", advise)
    kinds = [type(one) for one in corpus.advise_each([LOUD, LOUD])]
    assert [InvalidScenario, EngineFailure] == kinds


def test_a_stream_is_read_as_it_is_answered(corpus: Corpus) -> None:
    """Nothing is read ahead, and an endless stream has a first answer."""
    read = 0

    def endless() -> Iterator[dict[str, Any]]:
        nonlocal read
        while True:
            read += 1
            yield LOUD

    answers = corpus.advise_each(endless())
    assert 0 == read
    next(answers)
    next(answers)
    assert 2 == read


def test_a_long_stream_takes_no_more_memory(corpus: Corpus) -> None:
    """Failures keep nothing alive that was used to find them."""

    def grown(count: int) -> int:
        for _ in corpus.advise_each(LOUD if at % 2 else TYPO for at in range(count)):
            pass
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = grown(300)
        assert grown(300) - before < 100_000
    finally:
        tracemalloc.stop()


def test_the_event_loop_goes_on(corpus: Corpus) -> None:
    """Answers of the asynchronous calls are those of the others, many at once."""

    async def stream() -> AsyncIterator[dict[str, Any]]:
        for one in (LOUD, TYPO, LOUD):
            await asyncio.sleep(0)
            yield one

    async def run() -> None:
        opinions = await asyncio.gather(*(corpus.advise_async(LOUD) for _ in range(8)))
        assert {"stop"} == {one.verdict.value for one in opinions}
        with pytest.raises(InvalidScenario):
            await corpus.advise_async(TYPO)
        kinds = [type(one) async for one in corpus.advise_each(stream())]
        assert [Opinion, InvalidScenario, Opinion] == kinds

    asyncio.run(run())


def test_waiting_can_be_given_up(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time limit around an answer holds, and the corpus goes on answering."""
    advise = Corpus.advise
    pause = Pause()
    pause.close()

    def held_up(self: Corpus, *given: Any, **more: Any) -> Opinion:  # noqa: ANN401
        pause.pass_by()
        return advise(self, *given, **more)

    async def run() -> None:
        monkeypatch.setattr(Corpus, "advise", held_up)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await corpus.advise_async(LOUD)
        monkeypatch.undo()
        pause.open()
        assert "stop" == (await corpus.advise_async(LOUD)).verdict.value

    asyncio.run(run())


def test_logs_say_that_and_never_what(corpus: Corpus, caplog: pytest.LogCaptureFixture) -> None:
    """At the lowest level there is a line for each answer, with nothing of the scenario in it."""
    caplog.set_level(logging.DEBUG, "advisor")
    list(corpus.advise_each([LOUD, TYPO]))

    lines = [one.getMessage() for one in caplog.records]
    count = len(corpus.advise(LOUD).findings)
    assert [
        f"answered: stop, with {count} findings",
        "a scenario was refused: unknown-fact",
    ] == lines[:2]
    assert not [
        one for one in ("Smith", "Otto", "lowd", "2021", "loud", "Partner") if one in caplog.text
    ]


def test_who_wants_no_logs_pays_for_none() -> None:
    """A program that uses no logging is not made to load it, and sees no line of it."""
    program = (
        "import sys, advisor\n"
        "advisor.load().advise({'as_of': '2026-03-02'})\n"
        "print('logging' in sys.modules)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ("False\n", "") == (done.stdout, done.stderr)


def test_documents_are_public(corpus: Corpus) -> None:
    """An opinion becomes JSON, and a batch SARIF, by names of the package itself."""
    opinion = corpus.advise(LOUD)
    document = json.loads(advisor.as_json(opinion, corpus.law))
    assert ("advisor/opinion/1", "stop") == (document["schema"], document["verdict"])
    one_line = advisor.as_json(opinion, corpus.law, indent=None)
    assert document == json.loads(one_line)
    assert "\n" not in one_line

    log = json.loads(advisor.as_sarif([("a.yaml", opinion), ("b.yaml", opinion)], corpus.law))
    places = [one["locations"][0]["physicalLocation"] for one in log["runs"][0]["results"]]
    assert {"a.yaml", "b.yaml"} <= {one["artifactLocation"]["uri"] for one in places}


def test_a_law_shows_itself_in_a_line(corpus: Corpus) -> None:
    """At a prompt or in a log a corpus names its law, and does not print a library of it."""
    shown = repr(corpus)

    assert corpus.law.hash in shown
    assert len(shown) < 500


def test_a_table_is_not_shown(corpus: Corpus) -> None:
    """What was asked about stays out of whatever writes down the answers' name."""
    answers = corpus.advise_many(["The Smith merger"])
    table = corpus.advise_many(Path("Smith-merger.parquet"))

    assert "Smith" not in repr(answers)
    assert "Smith" not in repr(table)


def test_a_second_corpus_takes_tables_too(corpus: Corpus) -> None:
    """What the first one has loaded is nothing to the next."""
    another = Corpus(corpus.law, corpus.engine)

    for one in (corpus, another):
        assert "findings" in dir(one.advise_many(Path("mail.parquet")))
