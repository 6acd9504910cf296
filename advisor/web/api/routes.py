"""The addresses of the interface: what is read, which verb answers, how long that may take."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from advisor.application.authorities import authorities_document, policy_document
from advisor.application.compare import compare
from advisor.application.coverage import coverage_document, place_coverage_document
from advisor.application.describe import asked_description
from advisor.application.interview import ask_next
from advisor.application.norms import norm, norms
from advisor.application.opinions import check_scenario
from advisor.application.remedies import fix_document
from advisor.application.results import RefusedRequest
from advisor.application.scenario_input import asked_day
from advisor.application.versions import health, version
from advisor.application.vocabulary import facts_document
from advisor.web.api import law_models, scenario_models
from advisor.web.api.context import ApiContext
from advisor.web.api.problems import Halted, code_meaning, halted
from advisor.web.api.queries import (
    AskQuery,
    AuthoritiesQuery,
    CheckQuery,
    CoverageQuery,
    FactsQuery,
    FixQuery,
    NoQuery,
    NormsQuery,
)
from advisor.web.api.request_body import JSON, NDJSON, json_line_items, value

_COSTS = {"fix": 3.0, "compare": 10.0, "coverage": 3.0}
"""What an answer costs beyond the token of its request, about as the work does."""
_LINE = b"\n"


def router(desk: ApiContext) -> APIRouter:
    """Lay out the addresses."""
    made = APIRouter()
    _questions(made, desk)
    _batches(made, desk)
    _law(made, desk)
    _state(made, desk)
    return made


def _questions(made: APIRouter, desk: ApiContext) -> None:
    corpus, today = desk.corpus, desk.settings.today

    checked = scenario_models.CheckedDocument | scenario_models.BrieflyCheckedDocument

    @made.post("/check", response_model=checked, tags=["opinions"])
    async def _check(request: Request, asked: Annotated[CheckQuery, Query()]) -> Response:
        """Give the opinion on a scenario, as `advisor check --output json` writes it."""
        told = await desk.scenario(request)
        how = partial(
            check_scenario,
            as_of=asked.as_of,
            everything=asked.everything,
            brief=asked.detail == "brief",
            today=today(),
        )
        return await desk.answer(partial(how, corpus, told))

    @made.post("/ask", response_model=scenario_models.InterviewDocument, tags=["opinions"])
    async def _ask(request: Request, asked: Annotated[AskQuery, Query()]) -> Response:
        """
        Give the next question on a scenario, or the certificate that none can matter.

        Nothing is remembered: put the answer into the scenario that comes back, at
        `pointer`, and send it again. Write `unknown` for what nobody can tell.
        """
        told = await desk.scenario(request)
        how = partial(ask_next, as_of=asked.as_of, opinion=asked.opinion, today=today())
        return await desk.answer(partial(how, corpus, told))

    @made.post("/describe", response_model=law_models.DescriptionDocument, tags=["opinions"])
    async def _describe(request: Request, _: Annotated[NoQuery, Query()]) -> Response:
        """
        Offer the facts of a text told in one's own words, each with the words it came from.

        Nothing is taken: show them to whoever told it, and put what is confirmed into a
        scenario. `scenario` is what it would be if all that is said and follows were so.
        """
        told = await desk.scenario(request)
        return await desk.answer(partial(asked_description, corpus, told))

    @made.post("/fix", response_model=scenario_models.RemediesDocument, tags=["opinions"])
    async def _fix(request: Request, asked: Annotated[FixQuery, Query()]) -> Response:
        """Give the smallest changes after which nothing that governs is breached."""
        told = await desk.scenario(request)
        desk.charge(request, _COSTS["fix"])
        how = partial(fix_document, as_of=asked.as_of, changes=asked.changes, most=asked.most)
        return await desk.answer(partial(how, corpus, told, today=today()))

    @made.post(
        "/compare",
        response_model=scenario_models.SeparatedDocument | scenario_models.SidesDocument,
        tags=["opinions"],
    )
    async def _compare(request: Request, _: Annotated[NoQuery, Query()]) -> Response:
        """
        Compare two laws.

        With a scenario: the answers if either law governed. Without one: the smallest
        scenarios that tell the two laws apart.
        """
        told = _comparison(await desk.scenario(request))
        desk.charge(request, _COSTS["compare"])
        return await desk.answer(lambda: compare(corpus, today=today(), **told))


def _batches(made: APIRouter, desk: ApiContext) -> None:
    corpus, settings = desk.corpus, desk.settings

    @made.post("/batch", response_class=StreamingResponse, tags=["opinions"])
    async def _batch(request: Request, asked: Annotated[CheckQuery, Query()]) -> Response:
        """
        Give the opinion on each scenario, one line of JSON for each, as it is answered.

        The scenarios come as `{"scenarios": [...]}`, or one a line as
        `application/x-ndjson`. One that cannot be answered stops no other.
        """
        data, kind = await desk.body(request, settings.batch_limit, JSON, NDJSON)
        told = await desk.done(partial(_several, data, kind, settings.batch_most))
        desk.charge(request, max(0.0, len(told) - 1.0))
        today = settings.today()
        day = asked_day(asked.as_of, today)
        if isinstance(day, RefusedRequest):
            raise Halted(day)
        how = partial(check_scenario, as_of=day, everything=asked.everything, today=today)

        async def answered() -> AsyncIterator[bytes]:
            for index, scenario in enumerate(told):
                yield await desk.patiently(partial(how, corpus, scenario), index) + _LINE

        return StreamingResponse(answered(), media_type=NDJSON)


def _law(made: APIRouter, desk: ApiContext) -> None:
    corpus = desk.corpus

    @made.get("/norms", response_model=law_models.NormsDocument, tags=["law"])
    async def _norms(asked: Annotated[NormsQuery, Query()]) -> Response:
        """List norms as sentences, each with its citations and how well they were read."""
        return await desk.answer(lambda: norms(corpus, **asked.model_dump()))

    @made.get("/norms/{name:path}", response_model=law_models.NormDocument, tags=["law"])
    async def _norm(name: str, _: Annotated[NoQuery, Query()]) -> Response:
        """Give everything behind one norm; `#` in its name is written `%23`."""
        return await desk.answer(lambda: norm(corpus, name))

    @made.get("/authorities", response_model=law_models.AuthoritiesDocument, tags=["law"])
    async def _authorities(asked: Annotated[AuthoritiesQuery, Query()]) -> Response:
        """List the authorities: what, where, when, and how well each was read."""
        today = desk.settings.today()
        return await desk.answer(
            lambda: authorities_document(corpus, today=today, **asked.model_dump())
        )

    @made.get("/policies/{name:path}", response_model=law_models.PolicyDocument, tags=["law"])
    async def _policy(name: str, _: Annotated[NoQuery, Query()]) -> Response:
        """Give one instrument, with the names of its norms."""
        return await desk.answer(lambda: policy_document(corpus, name))

    @made.get("/coverage", response_model=law_models.CoverageSurveyDocument, tags=["law"])
    async def _coverage(request: Request, asked: Annotated[CoverageQuery, Query()]) -> Response:
        """
        Tell for each place and topic by what it is covered: texts read, a model rule, nothing.

        Law of the unions in which a place lies counts, and is told apart.
        """
        desk.charge(request, _COSTS["coverage"])
        today, topic, day = desk.settings.today(), asked.topic, asked.as_of
        return await desk.answer(
            lambda: coverage_document(corpus, today=today, topic=topic, as_of=day)
        )

    @made.get("/coverage/{place}", response_model=law_models.PlaceCoverageDocument, tags=["law"])
    async def _place_coverage(place: str, asked: Annotated[CoverageQuery, Query()]) -> Response:
        """Tell what was read for one place, with citations, and where to look for the rest."""
        today, topic, day = desk.settings.today(), asked.topic, asked.as_of
        return await desk.answer(
            lambda: place_coverage_document(corpus, place, today=today, topic=topic, as_of=day)
        )

    @made.get("/facts", response_model=law_models.FactsDocument, tags=["law"])
    async def _facts(asked: Annotated[FactsQuery, Query()]) -> Response:
        """List what a scenario may tell, with the question behind each fact."""
        return await desk.answer(lambda: facts_document(corpus, **asked.model_dump()))


def _state(made: APIRouter, desk: ApiContext) -> None:
    @made.get("/health", tags=["state"])
    async def _health(_: Annotated[NoQuery, Query()]) -> law_models.HealthDocument:
        """Tell that the law is loaded; needs no key, and is not counted."""
        return law_models.HealthDocument.model_validate(health(desk.corpus))

    @made.get("/version", tags=["state"])
    async def _version(_: Annotated[NoQuery, Query()]) -> law_models.VersionDocument:
        """Tell the versions of the program and of the law."""
        return law_models.VersionDocument.model_validate(version(desk.corpus))

    @made.get("/problems/{code}", tags=["state"])
    async def _problem(code: str, _: Annotated[NoQuery, Query()]) -> law_models.MeaningDocument:
        """Say what the code of a problem means; needs no key."""
        means = code_meaning(code)
        if not means:
            raise halted(
                "unknown-name",
                "code",
                "no problem has this code",
                why="a code is one of those that the documentation lists",
                fix="take the `code` of an answer, exactly as written",
            )
        return law_models.MeaningDocument(code=code, means=means)


def _comparison(body: object) -> dict[str, Any]:
    """Read what is to be compared."""
    known = ("laws", "scenario", "as_of")
    if not isinstance(body, dict):
        raise _misshapen("body", "the body should be an object")
    for key in body:
        if key not in known:
            raise halted(
                "unknown-key",
                key[:60],
                f"no key is named `{key[:60]}` here",
                why="a key that is not read would look as if it had an effect",
                fix="send `laws`, and `scenario` or `as_of` beside it",
            )
    laws = body.get("laws")
    if not isinstance(laws, list) or not all(isinstance(law, str) for law in laws):
        raise _misshapen("laws", "`laws` should be a list of two codes")
    return {"laws": laws, "scenario": body.get("scenario"), "as_of": body.get("as_of")}


def _several(data: bytes, kind: str, most: int) -> list[Any]:
    """Read the scenarios of a batch; a line that cannot be read refuses the whole."""
    if kind == NDJSON:
        told = [
            value(json_line_item, f"line {at}")
            for at, json_line_item in enumerate(json_line_items(data), 1)
        ]
    else:
        body = value(data)
        inner = body.get("scenarios") if isinstance(body, dict) and len(body) == 1 else None
        if not isinstance(inner, list):
            raise _misshapen("scenarios", "the body should be an object with `scenarios`, a list")
        told = inner
    if not 0 < len(told) <= most:
        raise halted(
            "too-many" if told else "bad-value",
            "scenarios",
            f"{len(told)} scenarios are more than {most}" if told else "there is no scenario",
            why="one batch would hold up everybody else" if told else "there is nothing to answer",
            fix=f"send from 1 to {most} at once",
        )
    return told


def _misshapen(where: str, what: str) -> Halted:
    return halted(
        "wrong-type",
        where,
        what,
        why="what is of another kind cannot be read",
        fix="see the example of this address in `openapi.json`",
    )
