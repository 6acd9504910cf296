"""The server that an assistant starts: tools for the verbs, resources for the law."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from advisor.application.authorities import authorities_document
from advisor.application.compare import compare
from advisor.application.coverage import place_coverage_document
from advisor.application.describe import description_document
from advisor.application.interview import ask_next
from advisor.application.norms import norm, norms
from advisor.application.opinions import batch, check_scenario
from advisor.application.remedies import fix_document
from advisor.application.results import RefusedRequest, problem_documents
from advisor.application.versions import health, version
from advisor.application.vocabulary import facts_document
from advisor.mcp import brief_answers, guidance
from advisor.mcp.law_resources import add_resources
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.application.results import Document, Reply

MOST_SCENARIOS = 20
"""So many scenarios are answered at once; an assistant reads no more."""

ScenarioArgument = Annotated[dict[str, Any], Field(description="What is told about one email.")]
AsOfArgument = Annotated[
    str | None, Field(description="Ask by the law of this day, YYYY-MM-DD; today or earlier.")
]
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server(corpus: Corpus, today: Callable[[], date]) -> MCPServer[Any]:
    """Put the server together around a corpus; it keeps nothing between two calls."""
    # At any lower level the library would log what a tool said of the scenario.
    made: MCPServer[Any] = MCPServer(
        "advisor",
        title="Legal ethics of email",
        instructions=guidance.INSTRUCTIONS,
        version=VERSION,
        log_level="CRITICAL",
    )
    _add_questions(made, corpus, today)
    _add_law(made, corpus, today)
    add_resources(made, corpus, today)
    return made


def _add_questions(made: MCPServer[Any], corpus: Corpus, today: Callable[[], date]) -> None:
    @made.tool("check", "Opinion on an email", guidance.CHECK, _READS)
    def _check(
        scenario: ScenarioArgument,
        *,
        as_of: AsOfArgument = None,
        everything: Annotated[bool, Field(description="Show what does not apply too.")] = False,
        explain: Annotated[str, Field(description="The norm whose proof is wanted.")] = "",
        detail: Annotated[
            Literal["brief", "full"], Field(description="`full` has every finding and citation.")
        ] = "brief",
    ) -> CallToolResult:
        whole = everything or bool(explain) or detail == "full"
        how = partial(check_scenario, as_of=as_of, everything=everything, brief=not whole)
        reply = how(corpus, scenario, today=today())
        if not whole:
            return _said(reply)
        return _said(reply, lambda found: brief_answers.brief_opinion(found, explain))

    @made.tool("batch", "Opinions on several emails", guidance.BATCH, _READS)
    def _batch(
        scenarios: Annotated[list[Any], Field(min_length=1, max_length=MOST_SCENARIOS)],
        as_of: AsOfArgument = None,
    ) -> CallToolResult:
        entries = batch(corpus, scenarios, today=today(), as_of=as_of)
        return _said({"opinions": [brief_answers.brief_verdict(entry) for entry in entries]})

    @made.tool("ask", "Next question", guidance.ASK, _READS)
    def _ask(
        scenario: ScenarioArgument | None = None, as_of: AsOfArgument = None
    ) -> CallToolResult:
        return _said(ask_next(corpus, scenario or {}, today=today(), as_of=as_of))

    @made.tool("describe", "Facts in a text", guidance.DESCRIBE, _READS)
    def _describe(
        text: Annotated[str, Field(description="What happened, in the person's own words.")],
    ) -> CallToolResult:
        return _said(description_document(corpus, text))

    @made.tool("fix", "Remedies", guidance.FIX, _READS)
    def _fix(
        scenario: ScenarioArgument,
        as_of: AsOfArgument = None,
        changes: Annotated[int, Field(ge=1, le=4)] = 3,
        most: Annotated[int, Field(ge=1, le=20)] = 5,
    ) -> CallToolResult:
        how = partial(fix_document, as_of=as_of, changes=changes, most=most)
        return _said(how(corpus, scenario, today=today()))

    @made.tool("compare", "Two laws side by side", guidance.COMPARE, _READS)
    def _compare(
        left: str, right: str, scenario: dict[str, Any] | None = None, as_of: AsOfArgument = None
    ) -> CallToolResult:
        how = {"scenario": scenario, "as_of": as_of}
        return _said(compare(corpus, (left, right), today=today(), **how), brief_answers.comparison)


def _add_law(made: MCPServer[Any], corpus: Corpus, today: Callable[[], date]) -> None:
    @made.tool("norms", "Find norms", guidance.NORMS, _READS)
    def _norms(  # noqa: PLR0913 - one for each way to narrow the list
        *,
        jurisdiction: str = "",
        policy: str = "",
        act: str = "",
        text: str = "",
        limit: Annotated[int, Field(ge=1, le=50)] = 20,
        offset: Annotated[int, Field(ge=0)] = 0,
    ) -> CallToolResult:
        how = {"jurisdiction": jurisdiction, "policy": policy, "act": act, "text": text}
        return _said(norms(corpus, **how, limit=limit, offset=offset))

    @made.tool("norm", "One norm in full", guidance.NORM, _READS)
    def _norm(name: str) -> CallToolResult:
        return _said(norm(corpus, name))

    @made.tool("authorities", "Table of authorities", guidance.AUTHORITIES_TOOL, _READS)
    def _authorities(*, jurisdiction: str = "", unverified: bool = False) -> CallToolResult:
        how = partial(authorities_document, jurisdiction=jurisdiction, unverified=unverified)
        return _said(how(corpus, today=today()))

    @made.tool("coverage", "What was read for a place", guidance.COVERAGE, _READS)
    def _coverage(place: str, topic: str = "", as_of: AsOfArgument = None) -> CallToolResult:
        how = partial(place_coverage_document, topic=topic, as_of=as_of)
        return _said(how(corpus, place, today=today()))

    @made.tool("facts", "What can be told", guidance.FACTS_TOOL, _READS)
    def _facts(text: str = "") -> CallToolResult:
        return _said(facts_document(corpus, text=text))

    @made.tool("version", "What is at work", guidance.GUIDANCE_VERSION, _READS)
    def _version() -> CallToolResult:
        return _said({**version(corpus), **health(corpus)})


def _said(
    reply: Reply, cut: Callable[[Document], Document] = brief_answers.brief_answer
) -> CallToolResult:
    """Write a reply as text and as values; a refusal lists every problem with its cure."""
    if isinstance(reply, RefusedRequest):
        made: Document = {
            "rules": guidance.REFUSED,
            "errors": problem_documents(reply.diagnostics),
        }
    else:
        made = cut(reply)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structured_content=made,
        is_error=isinstance(reply, RefusedRequest),
    )
