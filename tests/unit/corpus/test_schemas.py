"""The published schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest

from advisor.corpus import bundled_layer
from advisor.corpus.json_schemas import SCHEMA_NAMES, schema
from advisor.corpus.layers import LawFile, LayerFolder, law_files
from advisor.model.law import Law
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import parse_bytes
from advisor.source.nodes import PlainValue, plain_value

jsonschema = pytest.importorskip("jsonschema", reason="validating needs jsonschema")


def kind_of(file: LawFile, document: PlainValue) -> str:
    """Name the schema that a file follows."""
    if file.is_cases:
        return "cases"
    if file.folder is LayerFolder.JURISDICTIONS:
        return "jurisdiction"
    assert isinstance(document, dict)
    return "vocabulary" if "vocabulary" in document else "policy"


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
        ("scenario", {"recipients": [{"consented": "yes"}]}),
        ("cases", {"cases": [{"name": "x", "expect": {"verdict": "maybe"}}]}),
        ("vocabulary", {"facts": {"message.a": {"type": "colour", "ask": "x"}}}),
    ],
)
def test_what_reading_refuses_the_schema_refuses(
    name: str, change: dict[str, Any], law: Law
) -> None:
    """An editor underlines what the program would not read."""
    assert not jsonschema.Draft202012Validator(schema(name, law)).is_valid(change)


def test_facts_are_listed_for_editors(law: Law) -> None:
    """With a law at hand an editor completes facts and options, with their questions."""
    found = schema("policy", law)["$defs"]["condition"]["properties"]["message.direction"]

    assert ["sent", "received"] == found["anyOf"][0]["enum"]
    assert "Do you send it?" == found["description"]
