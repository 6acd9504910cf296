"""The published schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import advisor
from advisor.corpus import bundled_layer
from advisor.corpus.json_schemas import SCHEMA_NAMES, schema
from advisor.corpus.layers import LawFile, LayerFolder, law_files
from advisor.corpus.schema.descriptions import DESCRIPTIONS
from advisor.model.law import Law
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import parse_bytes
from advisor.source.nodes import PlainValue, plain_value

jsonschema = pytest.importorskip("jsonschema", reason="validating needs jsonschema")


def kind_of(file: LawFile, document: PlainValue) -> str:
    """Return the name of the schema that a file follows."""
    assert isinstance(document, dict)
    if file.is_cases:
        return "relation-cases" if "vocabulary" in document else "cases"
    if file.folder is LayerFolder.JURISDICTIONS:
        return "jurisdiction"
    return "vocabulary" if "vocabulary" in document else "policy"


NAMES = ("profile", "matters")


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_each_schema_is_one(name: str, law: Law) -> None:
    """Each is valid JSON Schema, says its version and can be printed."""
    for found in (schema(name), schema(name, law)):
        jsonschema.Draft202012Validator.check_schema(found)
        assert f"advisor/{name}/1" == found["$id"]
        assert found == json.loads(json.dumps(found))


def test_every_shipped_file_follows_its_schema() -> None:
    """What is shipped is valid by what is published."""
    validators = {name: jsonschema.Draft202012Validator(schema(name)) for name in SCHEMA_NAMES}
    for file in law_files(bundled_layer(), DiagnosticSink()):
        node = parse_bytes(file.file.read_bytes(), file.source, DiagnosticSink())
        assert node is not None
        document = plain_value(node)

        errors = list(validators[kind_of(file, document)].iter_errors(document))

        assert not errors, f"{file.source}: {errors[0].message}"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("policy", {"titel": "x"}),
        (
            "policy",
            {"norms": [{"id": "a", "act": "x", "bearer": "y", "cites": [{"pinpoint": "p"}]}]},
        ),
        ("jurisdiction", {"jurisdiction": "utopia"}),
        ("scenario", {"facts": {"message.color": "red"}}),
        ("scenario", {"recipients": [{"consented": "perhaps"}]}),
        ("scenario", {"origins": {"message.kind": "profil"}}),
        ("scenario", {"recipients": [{"origins": {"role": {"by": "x"}}}]}),
        ("profile", {"profile": "x", "facts": {"message": {"kind": "newsletter"}}}),
        ("profile", {"facts": {}}),
        ("matters", {"matters": [{"matter": "x", "match": [{"color": "red"}]}]}),
        ("matters", {"matters": [{"matter": "x", "match": []}]}),
        ("cases", {"cases": [{"name": "x", "expect": {"verdict": "maybe"}}]}),
        ("vocabulary", {"facts": {"message.a": {"type": "colour", "ask": "x"}}}),
    ],
)
def test_what_reading_refuses_the_schema_refuses(
    name: str, change: dict[str, Any], law: Law
) -> None:
    """An editor underlines what the program would not read."""
    assert not jsonschema.Draft202012Validator(schema(name, law)).is_valid(change)


def _keys(part: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Walk over every key that a schema describes, with its path."""
    if isinstance(part, list):
        for inner in part:
            yield from _keys(inner, path)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "properties":
                yield from ((f"{path}.{key}", told) for key, told in inner.items())
            if name not in {"if", "then", "else", "not"}:
                yield from _keys(inner, f"{path}.{name}")


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_key_says_what_it_is_for(name: str, law: Law) -> None:
    """An editor shows a sentence beside whatever it offers."""
    for found in (schema(name), schema(name, law)):
        bare = [
            path
            for path, part in _keys(found)
            if not (
                isinstance(part, dict) and str(part.get("description", "")).endswith((".", "?"))
            )
        ]
        assert [] == bare


def test_every_shape_is_described_to_the_last_key() -> None:
    """A key that is added to a shape is described, and none that is gone."""
    for model, texts in DESCRIPTIONS.items():
        keys = {field.alias or key for key, field in model.model_fields.items()}
        assert keys == set(texts), model.__name__


def test_a_first_day_is_asked_for_unless_it_is_a_draft(law: Law) -> None:
    """The schema says of `in_force` what reading says."""
    validator = jsonschema.Draft202012Validator(schema("policy", law))
    authority = {
        "kind": "guidance",
        "cite": "x",
        "issuer": "y",
        "jurisdiction": "UT",
        "verified": {"by": "primary"},
    }

    def is_valid(**more: object) -> bool:
        return validator.is_valid({"policy": "x", "title": "x", "authority": {**authority, **more}})

    assert not is_valid()
    assert is_valid(in_force={})
    assert is_valid(kind="draft")
    assert not is_valid(kind="draft", in_force={})
    assert not is_valid(in_force={}, jurisdiction="XX")


def test_facts_are_listed_for_editors(law: Law) -> None:
    """With a law at hand an editor completes facts and options, with their questions."""
    found = schema("policy", law)["$defs"]["condition"]["properties"]["message.direction"]

    assert [("sent", "we send it"), ("received", "we receive it")] == [
        (word["const"], word["description"]) for word in found["anyOf"][0]["oneOf"]
    ]
    assert "Do you send it?" == found["description"]


def test_what_is_told_once_is_listed_for_editors() -> None:
    """A profile offers what lasts, a matter its own facts and people by their addresses."""
    law = advisor.load(engine="reference").law
    profile, matters = (jsonschema.Draft202012Validator(schema(n, law)) for n in NAMES)

    assert profile.is_valid({"profile": "x", "facts": {"lawyer": {"admitted_in": ["US-IL"]}}})
    assert not profile.is_valid({"profile": "x", "facts": {"lawyer": {"knows_of_tracking": True}}})
    assert not profile.is_valid({"profile": "x", "facts": {"matter": {"tribunal": "US-IL"}}})

    def is_valid(**more: object) -> bool:
        clue = {"domain": "other.example", "header": {"X-Matter": 7}}
        return matters.is_valid({"matters": [{"matter": "x", "match": [clue], **more}]})

    assert is_valid(facts={"matter": {"tribunal": "US-IL"}, "lawyer": {"setting": "private"}})
    assert is_valid(recipients=[{"address": "a@b.example", "role": "client"}])
    assert not is_valid(facts={"message": {"direction": "sent"}})
    assert not is_valid(recipients=[{"address": "a@b.example", "role": "clint"}])
