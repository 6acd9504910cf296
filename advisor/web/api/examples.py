"""Examples of what is asked and answered: the answers are what the verbs give, cut short."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from advisor.application.authorities import authorities_document, policy_document
from advisor.application.compare import compare
from advisor.application.coverage import coverage_document, place_coverage_document
from advisor.application.describe import description_document
from advisor.application.interview import ask_next
from advisor.application.norms import norm, norms
from advisor.application.opinions import check_scenario
from advisor.application.remedies import fix_document
from advisor.application.results import RefusedRequest
from advisor.application.versions import health, version
from advisor.application.vocabulary import facts_document
from advisor.web.api.problems import code_meaning
from advisor.web.api.request_body import JSON, NDJSON

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from advisor.advice import Corpus

_CUT = 1
_DESCRIBED = "I emailed opposing counsel with a pixel. Nobody asked her."
_SHORTENED = (
    *("findings", "persuasive", "norms", "authorities", "facts", "separations", "adoptions"),
    *("places", "subjects", "own_norms", "union_norms", "unread"),
)


def _told() -> dict[str, Any]:
    text = files("advisor.web.api").joinpath("examples.json").read_text("utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


def requests() -> Mapping[str, Mapping[str, Any]]:
    """Return a body for each address, by its media type."""
    told = _told()
    scenario, laws = told["scenario"], told["laws"]
    return {
        "/check": {JSON: scenario},
        "/ask": {JSON: scenario},
        "/describe": {JSON: {"text": _DESCRIBED}},
        "/fix": {JSON: scenario},
        "/compare": {JSON: {"laws": laws, "scenario": scenario}},
        "/batch": {JSON: {"scenarios": [scenario]}, NDJSON: f"{json.dumps(scenario)}\n"},
    }


def answers(corpus: Corpus, today: date) -> Mapping[str, Any]:
    """
    Return the answer of each address to its example, its lists cut to their first entry.

    Where this law cannot answer the example there is none.
    """
    told = _told()
    scenario, laws = told["scenario"], told["laws"]
    opinion = check_scenario(corpus, scenario, today=today)
    place = next(iter(corpus.law.jurisdictions), "")
    first = next((one.id for it in corpus.law.policies.values() for one in it.norms), "")
    found = {
        "/check": opinion,
        "/ask": ask_next(corpus, scenario, today=today),
        "/describe": description_document(corpus, _DESCRIBED),
        "/fix": fix_document(corpus, scenario, today=today),
        "/compare": compare(corpus, laws, scenario=scenario, today=today),
        "/norms": norms(corpus, limit=1),
        "/norms/{name}": norm(corpus, first),
        "/authorities": authorities_document(corpus, today=today),
        "/policies/{name}": policy_document(corpus, first.partition("#")[0]),
        "/coverage": coverage_document(corpus, today=today),
        "/coverage/{place}": place_coverage_document(corpus, place, today=today),
        "/facts": facts_document(corpus),
        "/health": health(corpus),
        "/version": version(corpus),
        "/problems/{code}": {"code": "unknown-fact", "means": code_meaning("unknown-fact")},
    }
    known = {
        path: _short(one) for path, one in found.items() if not isinstance(one, RefusedRequest)
    }
    if not isinstance(opinion, RefusedRequest):
        line = {"index": 0, "opinion": _short(opinion), "errors": []}
        known["/batch"] = f"{json.dumps(line)}\n"
    return known


def _short(part: Any) -> Any:  # noqa: ANN401 - any part of an answer
    if isinstance(part, list):
        return [_short(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _short(item[:_CUT] if key in _SHORTENED and isinstance(item, list) else item)
        for key, item in part.items()
    }
