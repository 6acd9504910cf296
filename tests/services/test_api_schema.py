"""The programs' interface keeps to its own description, whatever is sent to it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.schemas import OpenApiSchema

from advisor.advice import Corpus, load
from advisor.web.api.api_settings import ApiSettings
from advisor.web.application import application

LAW = Path(__file__).parents[1] / "unit/interview/law"
DAY = date(2026, 3, 2)
HOST = {"Host": "localhost"}
EXAMPLES, FEW = 10, 5
UNSAYABLE = {
    "bad-date",
    "contradictory-facts",
    "future-as-of",
    "idle-origin",
    "impossible-value",
    "message-after-as-of",
    "outside-sender",
    "unknown-jurisdiction",
    "unknown-name",
}
"""Why a request may be refused although its shape is right: no schema can say these."""

load_all_checks()


@schemathesis.serializer("application/x-ndjson")
def one_line(_: schemathesis.SerializationContext, value: object) -> bytes:
    """Send an example as it is written, and whatever else is drawn as a line of JSON."""
    if isinstance(value, str) and value.endswith("}\n"):
        return value.encode()
    return json.dumps(value).encode()


def described(corpus: Corpus, examples: int, *, walked: bool) -> OpenApiSchema:
    """Read the description of a site as a client would; `walked` tries every corner of it."""
    how = {
        "generation": {"mode": "all", "max-examples": examples, "deterministic": True},
        "phases": {"coverage": {"enabled": walked}},
        # What is refused although its shape is right is looked at below, by its code.
        "checks": {"positive_data_acceptance": {"enabled": False}},
    }
    plenty = ApiSettings(per_minute=10**9, burst=10**9, batch_most=9, today=lambda: DAY)
    return schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json",
        application(corpus, interface=plenty),
        config=SchemathesisConfig.from_dict(how),
        headers=HOST,
    )


def bounded(examples: int) -> settings:
    """Draw so many examples, the same ones each time."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


# The corners of a description are as many as the options of every fact.
small = described(load(LAW, bundled=False, engine="planes"), EXAMPLES, walked=True)
whole = described(load(), FEW, walked=False).include(method="POST")


@small.parametrize()
@bounded(EXAMPLES)
def test_nothing_undocumented(case: schemathesis.Case[Any]) -> None:
    """No answer is a fault of the server, of an undocumented status, or of another shape."""
    hold(case)


@whole.parametrize()
@bounded(FEW)
def test_nothing_undocumented_of_the_law(case: schemathesis.Case[Any]) -> None:
    """The same of the law that is served, on scenarios that tell any of its facts."""
    hold(case)


def hold(case: schemathesis.Case[Any]) -> None:
    """Send one request, and hold the answer to the description."""
    response = case.call(headers=HOST)
    case.validate_response(response)

    fits = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if fits and response.status_code >= 400:
        codes = {one["code"] for one in response.json()["errors"]}
        assert codes <= UNSAYABLE
