"""JSON Schemas of the files that people write, for editors and other programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from advisor.corpus.fact_json_schemas import (
    compared_dates,
    condition_schema,
    facts_schema,
    matter_person_schema,
    named,
    origins_schema,
    place_schema,
    recipient_schema,
)
from advisor.corpus.schema.cases import CasesModel, RelationCasesModel
from advisor.corpus.schema.descriptions import DESCRIPTIONS
from advisor.corpus.schema.jurisdiction import JurisdictionModel
from advisor.corpus.schema.parts import CitationModel, SaidModel
from advisor.corpus.schema.policy import (
    AuthorityModel,
    ExceptionModel,
    NormModel,
    OverrideModel,
    PolicyModel,
)
from advisor.corpus.schema.vocabulary import VocabularyModel
from advisor.facts.known_schema import MattersModel, ProfileModel
from advisor.facts.profile import is_matter_fact, is_profile_fact
from advisor.facts.scenario_schema import RulingModel, ScenarioModel
from advisor.model.authorities import Kind
from advisor.model.norms import Modality
from advisor.model.relations import COUNT_WORDS, RECIPIENT_COUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.model.law import Law
    from advisor.source.base_models import FileModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_DIALECT = 1
_SHAPES: dict[str, type[FileModel]] = {
    "cases": CasesModel,
    "jurisdiction": JurisdictionModel,
    "matters": MattersModel,
    "policy": PolicyModel,
    "profile": ProfileModel,
    "relation-cases": RelationCasesModel,
    "scenario": ScenarioModel,
    "vocabulary": VocabularyModel,
}
SCHEMA_NAMES = tuple(_SHAPES)
_TOLD_ONCE: dict[str, Callable[[Law | None], dict[str, Any]]] = {
    "profile-facts": partial(facts_schema, tells=is_profile_fact),
    "matter-facts": partial(facts_schema, tells=is_matter_fact),
    "matter-person": matter_person_schema,
}
_CITED = (NormModel.__name__, ExceptionModel.__name__, OverrideModel.__name__)


def schema(name: str, law: Law | None = None) -> dict[str, Any]:
    """
    Return the JSON Schema of one kind of file; `SCHEMA_NAMES` lists the kinds.

    With a `law` the names of its facts, acts, bearers and places are listed, each with its
    meaning, so that an editor can complete them. Raises `KeyError` for a name that is no kind.
    """
    tidied = _shape(_SHAPES[name], keep=name == "scenario")
    defs: dict[str, Any] = tidied.setdefault("$defs", {})
    _describe(_SHAPES[name], tidied)
    _add_rules(defs)
    if law is not None:
        _add_names(tidied, defs, law)
    wanted = _named(tidied)
    if wanted & {"condition", "scope", "relation"}:
        defs["condition"] = condition_schema(law)
        defs["scope"] = _scope(defs["condition"])
    if "relation" in wanted:
        counted = {"enum": sorted(COUNT_WORDS), "description": "How many receive the message."}
        tests = defs["condition"]["properties"]
        properties = {**tests, **compared_dates(law, tests), RECIPIENT_COUNT: counted}
        defs["relation"] = {**defs["condition"], "properties": properties}
    if "facts" in wanted:
        defs["facts"] = facts_schema(law)
        defs["recipient"] = recipient_schema(law)
        defs["ruling"] = _shape(RulingModel, keep=False)
        _describe(RulingModel, defs["ruling"])
        defs["origins"] = origins_schema()
    defs |= {name: of(law) for name, of in _TOLD_ONCE.items() if name in wanted}
    defs["place"] = place_schema(law)
    return {"$schema": DIALECT, "$id": f"advisor/{name}/{SCHEMA_DIALECT}", **tidied}


def _shape(model: type[FileModel], *, keep: bool) -> dict[str, Any]:
    result: dict[str, Any] = _without_null(model.model_json_schema(by_alias=True), keep=keep)
    return result


def _describe(model: type[FileModel], shape: dict[str, Any]) -> None:
    """Say of every key what it is for."""
    parts = {model.__name__: shape, **shape.get("$defs", {})}
    for described, texts in DESCRIPTIONS.items():
        for key, part in parts.get(described.__name__, {}).get("properties", {}).items():
            part["description"] = texts[key]


def _add_names(shape: dict[str, Any], defs: dict[str, Any], law: Law) -> None:
    """List the names that a law gives to acts, bearers and places."""
    words = law.vocabulary
    norm = defs.get(NormModel.__name__, {}).get("properties", {})
    for key, names in (("act", words.acts), ("bearer", words.bearers)):
        if key in norm:
            norm[key] = {"description": norm[key]["description"], **named(names)}
    authority = defs.get(AuthorityModel.__name__, {}).get("properties", {})
    if "jurisdiction" in authority:
        told = authority["jurisdiction"]["description"]
        authority["jurisdiction"] = {"description": told, "$ref": "#/$defs/place"}
    if "within" in shape.get("properties", {}):
        told = shape["properties"]["within"]["description"]
        inner = {"$ref": "#/$defs/place"}
        shape["properties"]["within"] = {
            "description": told,
            "anyOf": [inner, {"type": "array", "items": inner}],
        }


def _scope(conditions: dict[str, Any]) -> dict[str, Any]:
    cites = {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": f"#/$defs/{CitationModel.__name__}"},
        "description": DESCRIPTIONS[SaidModel]["cites"],
    }
    properties = {**conditions["properties"], "cites": cites}
    return {**conditions, "properties": properties, "required": ["cites"]}


def _add_rules(defs: dict[str, Any]) -> None:
    """Say what shapes alone do not: one modality, its compliance key, citations, a first day."""
    if AuthorityModel.__name__ in defs:
        draft = {"properties": {"kind": {"const": Kind.DRAFT.value}}, "required": ["kind"]}
        period = {"required": ["in_force"]}
        defs[AuthorityModel.__name__] |= {"if": draft, "then": {"not": period}, "else": period}
    for name in _CITED:
        if name in defs:
            defs[name]["required"] = [*defs[name]["required"], "cites"]
            defs[name]["properties"]["cites"]["minItems"] = 1
    norm = defs.get(NormModel.__name__)
    if norm is None:
        return
    norm["oneOf"] = [{"required": [modality.value]} for modality in Modality]
    norm["allOf"] = [_compliance(modality) for modality in Modality]


def _compliance(modality: Modality) -> dict[str, Any]:
    keys = ["met_if", "breached_if"]
    wanted = "met_if" if modality.commands else "breached_if" if modality.forbids else None
    then: dict[str, Any] = {"properties": {key: False for key in keys if key != wanted}}
    if wanted is not None:
        then["required"] = [wanted]
    return {"if": {"required": [modality.value]}, "then": then}


def _without_null(part: Any, *, keep: bool) -> Any:  # noqa: ANN401 - any part of a schema
    """Take out what Python needs and files do not: nulls, defaults of nothing, titles."""
    if isinstance(part, list):
        return [_without_null(item, keep=keep) for item in part]
    if not isinstance(part, dict):
        return part
    if "x-shape" in part:
        return {"$ref": f"#/$defs/{part['x-shape']}"}
    result = {key: _without_null(value, keep=keep) for key, value in part.items()}
    if isinstance(result.get("title"), str):
        del result["title"]
    if "default" in result and result["default"] is None:
        del result["default"]
    branches = result.get("anyOf")
    if branches is not None and not keep:
        rest = [branch for branch in branches if branch != {"type": "null"}]
        del result["anyOf"]
        result = {**rest[0], **result} if len(rest) == 1 else {**result, "anyOf": rest}
    return result


def _named(part: Any) -> set[str]:  # noqa: ANN401 - any part of a schema
    """Return the definitions that a schema refers to."""
    if isinstance(part, list):
        return {name for one in part for name in _named(one)}
    if not isinstance(part, dict):
        return set()
    result = {name for value in part.values() for name in _named(value)}
    reference = part.get("$ref")
    if isinstance(reference, str):
        result.add(reference.rpartition("/")[2])
    return result
