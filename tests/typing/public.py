"""What callers may assume of the types: checked by mypy, never run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TypeAlias, assert_never, assert_type

import advisor
from advisor.diagnostics import Span

Answer: TypeAlias = advisor.Opinion | advisor.InvalidScenario | advisor.EngineFailure

corpus = advisor.load()
assert_type(corpus, advisor.Corpus)
assert_type(advisor.load("firm", Path("practice")), advisor.Corpus)

opinion = corpus.advise({"as_of": "2026-03-02", "facts": {}})
assert_type(opinion, advisor.Opinion)
assert_type(corpus.advise("scenario.yaml"), advisor.Opinion)
assert_type(corpus.advise(Path("scenario.yaml")), advisor.Opinion)
assert_type(corpus.advise(corpus.scenario("scenario.yaml")), advisor.Opinion)
assert_type(corpus.scenario("scenario.yaml"), advisor.Scenario)
assert_type(advisor.advise("scenario.yaml"), advisor.Opinion)
assert_type(advisor.advise_many(["scenario.yaml"]), Iterator[advisor.Opinion])

assert_type(opinion.verdict, advisor.Verdict)
assert_type(opinion.findings, tuple[advisor.Finding, ...])
for finding in opinion.findings:
    assert_type(finding.outcome, advisor.Outcome)
    assert_type(finding.modality, advisor.Modality)
    assert_type(finding.applies, advisor.Truth)
    assert_type(finding.recipient, str | None)

place = Span("scenario.yaml")
advisor.Diagnostic("unknown-fact", place, "what", "why", "fix")
advisor.Diagnostic("no-such-code", place, "what", "why", "fix")  # type: ignore[arg-type]

try:
    advisor.load()
except advisor.InvalidCorpus as error:
    assert_type(error.diagnostics, tuple[advisor.Diagnostic, ...])
except advisor.EngineFailure as failure:
    assert_type(failure.norm, str | None)


def every_verdict_is_here(verdict: advisor.Verdict) -> int:
    """Show that a program can treat every verdict and know that it has."""
    match verdict:
        case advisor.Verdict.CLEAR:
            return 0
        case advisor.Verdict.STOP:
            return 3
        case advisor.Verdict.VERIFY | advisor.Verdict.ASK | advisor.Verdict.UNSETTLED:
            return 4
        case _:
            assert_never(verdict)


async def in_an_event_loop(stream: AsyncIterator[Path]) -> None:
    """Show what the asynchronous calls give."""
    assert_type(await corpus.advise_async("scenario.yaml"), advisor.Opinion)
    async for answer in corpus.advise_each(stream):
        assert_type(answer, Answer)


def every_answer_is_here(answer: Answer) -> str:
    """Show that a program can treat every answer of a stream and know that it has."""
    match answer:
        case advisor.Opinion():
            return answer.verdict.value
        case advisor.InvalidScenario():
            return answer.diagnostics[0].fix
        case advisor.EngineFailure():
            return answer.norm or ""
        case _:
            assert_never(answer)


for one in corpus.advise_each(["scenario.yaml"]):
    assert_type(one, Answer)
assert_type(advisor.as_json(opinion, corpus.law), str)
assert_type(advisor.as_sarif([("scenario.yaml", opinion)], corpus.law), str)
