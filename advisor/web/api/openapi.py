"""The description of the interface (OpenAPI 3.1): bodies, answers, problems, real examples."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from advisor.application.describe import LONGEST_DESCRIPTION
from advisor.application.scenario_input import MOST_RECIPIENTS_ASKED
from advisor.corpus.json_schemas import schema
from advisor.web.api import API_PREFIX
from advisor.web.api.examples import answers, requests
from advisor.web.api.problems import MEDIA_TYPE, Problem
from advisor.web.api.request_body import JSON, NDJSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI

    from advisor.advice import Corpus
    from advisor.web.api.api_settings import ApiSettings

OpenApiSchema = dict[str, Any]
_SUMMARY = "What professional-conduct law says about an email, and who says so."
_ABOUT = """\
The same answers as the command line gives, with the same codes where there is none.

An answer is only as good as its citations: each finding carries them, with how well the text
behind it was read. What nobody told stays unknown, and comes back as a question.
Nothing that is sent is stored or logged.
"""
_REFUSALS = {
    "400": "The body is not readable JSON.",
    "401": "Nobody knows who asks.",
    "403": "The request does not come from a trusted proxy.",
    "413": "The body is too large.",
    "415": "The body is of another kind.",
    "422": "What was asked cannot be answered; `errors` lists every problem.",
    "429": "More was asked than is answered to one caller; `Retry-After` says when to ask again.",
    "500": "The program made a mistake, or two evaluators disagree; there is no answer.",
    "503": "Too much to do, or it took too long; `Retry-After` says when to ask again.",
}
_ALWAYS = ("422",)
_ADMITTED = ("401", "403", "429")
_WORKED = ("500", "503")
_BODY = ("400", "413", "415")
_RETRY = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "Seconds."}}
_UNKNOWN: OpenApiSchema = {"enum": [None, "unknown"]}
_OPEN = ("/health", "/problems/{code}")
_NAMED = (
    "/norms/{name}",
    "/policies/{name}",
    "/problems/{code}",
    "/coverage",
    "/coverage/{place}",
)
_NOT_FOUND = "Nothing has this name."


def describe(app: FastAPI, corpus: Corpus, settings: ApiSettings) -> None:
    """Let an application describe itself, once somebody asks."""

    def openapi() -> OpenApiSchema:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, corpus, settings)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the documented way to extend it


def _described(app: FastAPI, corpus: Corpus, settings: ApiSettings) -> OpenApiSchema:
    result = get_openapi(
        title=app.title,
        version=app.version,
        summary=_SUMMARY,
        description=_ABOUT,
        routes=app.routes,
        servers=[{"url": f"{settings.root}{API_PREFIX}"}],
    )
    parts = result["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.pop(unused, None)
    parts |= _scenario(corpus)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts |= problem.pop("$defs", {})
    parts["Problem"] = problem
    _narrow(result, corpus)
    for path, operation in _operations(result):
        if path in _bodies(settings):
            operation["requestBody"] = _bodies(settings)[path]
        _add_refusals(path, operation)
    _add_batch(result)
    _add_examples(result, corpus, settings)
    scheme = dict(settings.access.scheme)
    if scheme:
        result["components"]["securitySchemes"] = scheme
        result["security"] = [{name: []} for name in scheme]
        for path, operation in _operations(result):
            if path in _OPEN:
                operation["security"] = []
    return result


def _operations(open_api_schema: OpenApiSchema) -> Iterator[tuple[str, OpenApiSchema]]:
    for path, methods in open_api_schema["paths"].items():
        for operation in methods.values():
            yield path, operation


def _scenario(corpus: Corpus) -> dict[str, OpenApiSchema]:
    """Return the schema of a scenario, with every fact of this law by its name."""
    whole = _pointed(schema("scenario", corpus.law))
    for name in ("facts", "recipient"):
        # Dotted names are read too; described are nested ones only, since both tell twice.
        told = whole["$defs"][name]["properties"]
        whole["$defs"][name]["properties"] = {k: v for k, v in told.items() if "." not in k}
    told = whole["$defs"]["facts"]["properties"]
    for entity, item in told.items():
        told[entity] = {"anyOf": [item, _UNKNOWN]}
    judged = {"type": "object", "required": ["value"], "properties": {"value": _UNKNOWN}}
    whole["$defs"]["ruling"] = {"anyOf": [whole["$defs"]["ruling"], judged]}
    parts = {f"Scenario_{name}": one for name, one in whole.pop("$defs").items()}
    for key in ("$schema", "$id"):
        whole.pop(key)
    people = whole["properties"]["recipients"]["anyOf"]
    people[0]["maxItems"] = MOST_RECIPIENTS_ASKED
    people.append({"const": "unknown"})
    return {"Scenario": whole, **parts}


def _pointed(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    if isinstance(part, list):
        return [_pointed(item) for item in part]
    if not isinstance(part, dict):
        return part
    result = {key: _pointed(item) for key, item in part.items()}
    reference = result.get("$ref")
    if isinstance(reference, str):
        name = reference.rpartition("/")[2]
        result["$ref"] = f"#/components/schemas/Scenario_{name}"
    return result


def _bodies(settings: ApiSettings) -> Mapping[str, OpenApiSchema]:
    one = {"$ref": "#/components/schemas/Scenario"}
    several = {
        "type": "object",
        "required": ["scenarios"],
        "additionalProperties": False,
        "properties": {
            "scenarios": {
                "type": "array",
                "minItems": 1,
                "maxItems": settings.batch_most,
                # What one scenario lacks is told on its own line, and stops no other.
                "items": {},
            }
        },
    }
    laws = {
        "type": "object",
        "required": ["laws"],
        "additionalProperties": False,
        "properties": {
            "laws": {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "items": {"$ref": "#/components/schemas/Jurisdiction"},
            },
            "scenario": {"anyOf": [one, {"type": "null"}]},
            "as_of": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        },
    }
    words = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {"text": {"type": "string", "maxLength": LONGEST_DESCRIPTION}},
    }
    scenario = {"required": True, "content": {JSON: {"schema": one}}}
    ndjson = {"schema": {"description": "A scenario on each line."}}
    return {
        "/check": scenario,
        "/ask": scenario,
        "/fix": scenario,
        "/describe": {"required": True, "content": {JSON: {"schema": words}}},
        "/compare": {"required": True, "content": {JSON: {"schema": laws}}},
        "/batch": {"required": True, "content": {JSON: {"schema": several}, NDJSON: ndjson}},
    }


def _narrow(open_api_schema: OpenApiSchema, corpus: Corpus) -> None:
    """Return the name of what the law names: jurisdictions, policies, acts."""
    law = corpus.law
    open_api_schema["components"]["schemas"]["Jurisdiction"] = {"enum": list(law.jurisdictions)}
    words = {
        "jurisdiction": ["", *law.jurisdictions],
        "policy": ["", *law.policies],
        "act": ["", *law.vocabulary.acts],
    }
    for _, operation in _operations(open_api_schema):
        for item in operation.get("parameters", ()):
            if item["in"] == "query" and item["name"] in words:
                item["schema"]["enum"] = words[item["name"]]


def _add_refusals(path: str, operation: OpenApiSchema) -> None:
    wanted = [*_ALWAYS]
    if path not in _OPEN:
        wanted += [*_ADMITTED, *_WORKED]
    if "requestBody" in operation:
        wanted += _BODY
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = operation["responses"]
    for status in sorted(wanted):
        responses[status] = {"description": _REFUSALS[status], "content": deepcopy(content)}
        if status in ("429", "503"):
            responses[status]["headers"] = deepcopy(_RETRY)
    if path in _NAMED:
        responses["404"] = {"description": _NOT_FOUND, "content": deepcopy(content)}


def _add_batch(open_api_schema: OpenApiSchema) -> None:
    """Describe the lines of a batch; OpenAPI has no word for one value a line."""
    answer = open_api_schema["paths"]["/batch"]["post"]["responses"]["200"]
    said = "One `BatchEntry` on each line, in the order of the scenarios."
    answer["description"] = said
    answer["content"] = {NDJSON: {"schema": {"type": "string", "description": said}}}


def _add_examples(open_api_schema: OpenApiSchema, corpus: Corpus, settings: ApiSettings) -> None:
    for path, example in requests().items():
        content = open_api_schema["paths"][path]["post"]["requestBody"]["content"]
        for media_type, item in example.items():
            content[media_type]["example"] = item
    for path, answered in answers(corpus, settings.today()).items():
        for operation in open_api_schema["paths"][path].values():
            for item in operation["responses"]["200"]["content"].values():
                item["example"] = answered
