"""What an assistant is given, and what it is told to leave alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from mcp import Client
from mcp.types import BlobResourceContents, CallToolResult, TextResourceContents, Tool
from unit.lands import DAY, SENT, law_of_the_lands

from advisor.advice import Corpus
from advisor.mcp.guidance import INSTRUCTIONS, RULES
from advisor.mcp.server import server

CALLS: dict[str, dict[str, Any]] = {
    "check": {"scenario": SENT},
    "batch": {"scenarios": [SENT, {}]},
    "ask": {"scenario": {}},
    "describe": {"text": "I emailed opposing counsel."},
    "fix": {"scenario": SENT},
    "compare": {"left": "ZZ", "right": "YY"},
    "norms": {},
    "norm": {"name": "zz/rules#no-tracking"},
    "authorities": {},
    "coverage": {"place": "ZZ"},
    "facts": {},
    "version": {},
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load a law of two small lands."""
    return law_of_the_lands()


def called(corpus: Corpus, tool: str, **arguments: object) -> CallToolResult:
    """Call one tool as an assistant does."""

    async def talk() -> CallToolResult:
        async with Client(server(corpus, lambda: DAY)) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(talk())


def said(result: CallToolResult) -> dict[str, Any]:
    """Return the values of an answer."""
    assert result.structured_content is not None
    return dict(result.structured_content)


def within(part: object, key: str) -> Iterator[Any]:
    """Return every value under a key, however deep."""
    if isinstance(part, dict):
        for name, inner in part.items():
            if name == key:
                yield inner
            yield from within(inner, key)
    elif isinstance(part, list):
        for one in part:
            yield from within(one, key)


@pytest.mark.parametrize("tool", sorted(CALLS))
def test_every_answer_says_how_far_it_may_be_used(corpus: Corpus, tool: str) -> None:
    """The rules stand in each answer, since an assistant may see it without the instructions."""
    result = called(corpus, tool, **CALLS[tool])

    assert not result.is_error
    assert RULES == said(result)["rules"]


def test_every_tool_is_tried(corpus: Corpus) -> None:
    """No tool is offered that these tests do not call, and each only reads."""

    async def tools() -> list[Tool]:
        async with Client(server(corpus, lambda: DAY)) as client:
            assert INSTRUCTIONS == client.instructions
            return (await client.list_tools()).tools

    found = asyncio.run(tools())

    assert set(CALLS) == {one.name for one in found}
    hints = [one.annotations for one in found]
    assert all(one is not None and one.read_only_hint for one in hints)
    assert all(one is not None and one.open_world_hint is False for one in hints)


MOST_TOKENS = 1_500
TOKEN = 4
"""So many characters are about one token."""


def test_an_opinion_is_short(corpus: Corpus) -> None:
    """What it comes to, with its authorities, what can be done and what is open."""
    result = called(corpus, "check", scenario=SENT)
    found = said(result)

    (text,) = [part.text for part in result.content]
    assert len(text) < MOST_TOKENS * TOKEN
    assert "stop" == found["verdict"]
    assert all(one["authority"] and one["read"] for one in found["findings"])
    assert found["now"]


def test_an_opinion_keeps_its_citations(corpus: Corpus) -> None:
    """Each finding carries its citations and, in words, how well the text was read."""
    found = said(called(corpus, "check", scenario=SENT, detail="full"))

    assert "stop" == found["verdict"]
    assert found["findings"]
    for one in found["findings"]:
        assert one["citations"], one["norm"]
        assert one["read"], one["norm"]
    assert not list(within(found["findings"], "why"))


def test_a_proof_is_given_when_asked_for(corpus: Corpus) -> None:
    """The proof of one norm comes whole; the others stay short."""
    name = said(called(corpus, "check", scenario=SENT))["findings"][0]["norms"][0]
    found = said(called(corpus, "check", scenario=SENT, explain=name))

    assert 1 == len([one for one in found["findings"] if "why" in one])


def test_what_is_missing_comes_back_as_a_question(corpus: Corpus) -> None:
    """Nothing told is nothing answered: the verdict is `ask`, with the questions."""
    found = said(called(corpus, "check", scenario={}))

    assert "ask" == found["verdict"]
    assert found["questions"]
    assert all(one["question"] and one["fact"] for one in found["questions"])


def test_an_interview_begins_with_nothing_told(corpus: Corpus) -> None:
    """An assistant that knows nothing yet gets the first question, and no complaint."""
    assert said(called(corpus, "ask"))["question"]


def test_an_interview_goes_from_nothing_to_a_certificate(corpus: Corpus) -> None:
    """Answers put where the question says lead to the certificate, and no fact is asked twice."""
    scenario: dict[str, Any] = {}
    asked: list[str] = []
    while True:
        found = said(called(corpus, "ask", scenario=scenario))
        question = found["question"]
        if question is None:
            break
        asked.append(question["pointer"])
        scenario = found["scenario"]
        *way, last = question["pointer"].strip("/").split("/")
        at: Any = scenario
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        at[last] = [] if question["kind"] == "people" else "unknown"

    assert len(asked) == len(set(asked)) > 1
    assert found["certificate"]["unanswered"]
    assert not found["certificate"]["final"]


def test_a_refusal_says_what_mends_it(corpus: Corpus) -> None:
    """A misspelt fact is an error with the right name, and never a guess."""
    result = called(corpus, "check", scenario={"facts": {"message": {"direcion": "sent"}}})
    (one,) = said(result)["errors"]

    assert result.is_error
    assert "unknown-fact" == one["code"]
    assert "facts.message.direcion" == one["where"]
    assert "did you mean `message.direction`?" == one["fix"]


def test_remedies_carry_citations(corpus: Corpus) -> None:
    """What a remedy cures and leaves open is cited."""
    found = said(called(corpus, "fix", scenario=SENT))

    assert found["remedies"]
    assert all(one["citations"] and one["statement"] for one in found["breached"])


def test_nothing_of_a_scenario_is_logged(corpus: Corpus, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither an answer nor a refusal leaves a word on any stream."""
    called(corpus, "check", scenario={"facts": {"message": {"Privileged": "secret"}}})
    called(corpus, "check", scenario="secret")

    out, err = capfd.readouterr()
    assert "" == out
    assert "ecret" not in err
    assert "rivileged" not in err


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("advisor://norms/zz/rules%23no-tracking", "Zed. R. Conduct"),
        ("advisor://policies/zz/rules", "Zed. R. Conduct"),
        ("advisor://policies", "zz/rules"),
        ("advisor://authorities", "Zed. R. Conduct"),
        ("advisor://facts", "message.direction"),
        ("advisor://schemas/scenario", "advisor/scenario/1"),
    ],
)
def test_the_law_can_be_read(corpus: Corpus, address: str, holds: str) -> None:
    """Norms and policies are pages with their citations."""

    async def read() -> list[TextResourceContents | BlobResourceContents]:
        async with Client(server(corpus, lambda: DAY)) as client:
            return (await client.read_resource(address)).contents

    (found,) = asyncio.run(read())

    assert isinstance(found, TextResourceContents)
    assert holds in found.text
