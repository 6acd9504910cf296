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

from advisor.advice import load
from advisor.web.api.limits import ApiSettings
from advisor.web.application import application

LAW = Path(__file__).parents[1] / "unit/interview/law"
DAY = date(2026, 3, 2)
HOST = {"Host": "localhost"}
EXAMPLES = 10
UNSAYABLE = {"future-as-of", "impossible-value", "unread-judgment", "unknown-name"}
"""Why a request may be refused although its shape is right: no schema can say these."""

load_all_checks()


@schemathesis.serializer("application/x-ndjson")
def one_line(_: schemathesis.SerializationContext, value: object) -> bytes:
    """Send an example as it is written, and whatever else is drawn as a line of JSON."""
    if isinstance(value, str) and value.endswith("}\n"):
        return value.encode()
    return json.dumps(value).encode()


# What is refused although its shape is right is looked at below, by its code.
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"mode": "all", "max-examples": EXAMPLES, "deterministic": True},
        "checks": {"positive_data_acceptance": {"enabled": False}},
    }
)
# A small law: what is tried grows with the options of every fact.
SITE = application(
    load(LAW, bundled=False, engine="planes"),
    interface=ApiSettings(per_minute=10**9, burst=10**9, batch_most=9, today=lambda: DAY),
)
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", SITE, config=CONFIG, headers=HOST)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_nothing_undocumented(case: schemathesis.Case[Any]) -> None:
    """No answer is a fault of the server, of an undocumented status, or of another shape."""
    response = case.call(headers=HOST)
    case.validate_response(response)

    fits = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if fits and response.status_code >= 400:
        codes = {one["code"] for one in response.json()["errors"]}
        assert codes <= UNSAYABLE
