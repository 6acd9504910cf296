"""JSON Schemas of conditions and told facts, with the facts of a law listed by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from advisor.facts.origins import BECAUSE_KEY, BY_KEY, KNOWN_KEY, ORIGINS_KEY
from advisor.facts.told_days import TOLD_DAYS_PATTERN
from advisor.model.law_clock import SENT_ON
from advisor.model.places import NOWHERE
from advisor.model.scenarios import Source
from advisor.model.vocabulary import ENTITIES, RECIPIENT, FactType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact

JsonSchema = dict[str, Any]
_NAME = r"^[a-z]+\.[a-z][a-z0-9_]*$"
_DAY: JsonSchema = {"type": "string", "format": "date"}
_DAYS_OF_MESSAGE: JsonSchema = {
    "anyOf": [
        _DAY,
        {
            "type": ["string", "integer"],
            "pattern": TOLD_DAYS_PATTERN,
            "minimum": 1000,
            "maximum": 8999,
            "description": "a month, a season or a year; or days from one to another",
        },
    ]
}
_WORD: JsonSchema = {"type": "string"}
_ANY_WORD: JsonSchema = {"type": ["string", "number", "boolean"]}
# The spellings that are read of these, as docs/reference/fact-values.md lists them.
_UNJUDGED: JsonSchema = {"enum": [None, "unknown"]}
_UNKNOWN: JsonSchema = {
    "anyOf": [
        _UNJUDGED,
        {"type": "string", "pattern": r"^\s*(~|null|Null|NULL|[Uu][Nn][Kk][Nn][Oo][Ww][Nn])?\s*$"},
    ]
}
_FLAG: JsonSchema = {
    "anyOf": [
        {"type": "boolean"},
        {
            "type": "string",
            "pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])\s*$",
        },
    ]
}
_NUMBER: JsonSchema = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^\s*[0-9]+(\.[0-9]+)?\s*$"},
    ]
}
_ORIGINS = "How facts of this recipient are known that nobody told in this file."
_SOURCES = {
    Source.TOLD.value: "Told in the scenario itself.",
    Source.MESSAGE.value: "Read off a message.",
    Source.MATTER.value: "From the file of matters.",
    Source.PROFILE.value: "From the profile of the lawyer and the firm.",
    Source.CONFIRMED.value: "A usual value that a person confirmed.",
    Source.ASSUMED.value: "A usual value that nobody confirmed.",
}
_PERSON_KEYS = {
    "address": "The address of the person.",
    "domain": "The domain of all whom this is true of.",
    "name": "Who this is, for whoever reads the file.",
}
_HERE: JsonSchema = {"$ref": "#/$defs/condition"}
_MEANINGS = {
    "all": "Each of these conditions.",
    "any": "At least one of these conditions.",
    "none": "None of these conditions.",
    "some": "At least one recipient fulfils this.",
    "every": "Each recipient fulfils this.",
    RECIPIENT: "A condition about one recipient at a time.",
    "includes_all": "Includes all of these.",
    "only": "Has no other member than these.",
    "at_least": "This number or a larger one.",
    "above": "A larger number.",
    "at_most": "This number or a smaller one.",
    "below": "A smaller number.",
    "from": "This day or a later one.",
    "before": "An earlier day.",
}


def condition_schema(law: Law | None) -> JsonSchema:
    """Return the schema of a condition."""
    parts = {"type": "array", "minItems": 1, "items": {**_HERE, "minProperties": 1}}
    inner = _meaning({RECIPIENT: {**_HERE, "minProperties": 1}})
    quantified = _closed(inner, needed=[RECIPIENT])
    joints = _meaning(
        {"all": parts, "any": parts, "none": parts, "some": quantified, "every": quantified}
    )
    if law is None:
        test = {"type": ["boolean", "string", "array", "object"]}
        return {**_closed(joints), "patternProperties": {_NAME: test}}
    words = law.vocabulary
    derived = {
        name: {"type": "boolean", "description": item.means} for name, item in words.derived.items()
    }
    tested = {
        name: {**_test(fact), "description": _described(fact)}
        for name, fact in words.facts.items()
        if fact.type is not FactType.TEXT
    }
    return _closed({**joints, **tested, **derived})


def compared_dates(law: Law | None, tests: Mapping[str, JsonSchema]) -> dict[str, JsonSchema]:
    """Return the tests of dates in relations, which may compare one with another."""
    facts = {} if law is None else law.vocabulary.facts
    dates = [name for name, fact in facts.items() if fact.type is FactType.DATE]
    other = {**_bounds(("from", "before"), {"enum": dates}), "maxProperties": 1}
    return {
        name: {"anyOf": [tests[name], other], "description": tests[name]["description"]}
        for name in dates
    }


def facts_schema(law: Law | None, tells: Callable[[Fact], bool] | None = None) -> JsonSchema:
    """
    Return the schema of `facts` in a scenario: nested by entity, or dotted.

    With `tells`, of a file that may tell only these facts.
    """
    entities = [entity for entity in ENTITIES if entity != RECIPIENT]
    if law is None:
        inner: JsonSchema = {
            entity: {"type": ["object", "null"], "description": f"Facts of the {entity}."}
            for entity in entities
        }
        return {**_closed(inner), "patternProperties": {_NAME: True}}
    told = {
        name: _told(fact)
        for name, fact in law.vocabulary.facts.items()
        if tells is None or tells(fact)
    }
    if tells is not None:
        of_these = {name.partition(".")[0] for name in told}
        entities = [entity for entity in entities if entity in of_these]
    nested: JsonSchema = {
        entity: {
            **_closed(
                {
                    name.partition(".")[2]: item
                    for name, item in told.items()
                    if name.startswith(f"{entity}.")
                }
            ),
            "description": f"Facts of the {entity}.",
        }
        for entity in entities
    }
    dotted = {name: item for name, item in told.items() if not name.startswith(f"{RECIPIENT}.")}
    return _closed({**nested, **dotted})


def recipient_schema(law: Law | None) -> JsonSchema:
    """Return the schema of one entry under `recipients`."""
    if law is None:
        return {"type": "object"}
    told = {
        name: _told(fact) for name, fact in law.vocabulary.facts.items() if fact.entity == RECIPIENT
    }
    short = {name.partition(".")[2]: item for name, item in told.items()}
    known = {"$ref": f"#/$defs/{ORIGINS_KEY}", "description": _ORIGINS}
    return _closed({**short, **told, ORIGINS_KEY: known})


def matter_person_schema(law: Law | None) -> JsonSchema:
    """Return the schema of a recipient in the file of matters, who is known by an address."""
    keys: JsonSchema = {
        key: {**_WORD, "description": described} for key, described in _PERSON_KEYS.items()
    }
    if law is None:
        return {"type": "object", "properties": keys}
    told = {
        name: _told(fact)
        for name, fact in law.vocabulary.facts.items()
        if fact.entity == RECIPIENT and fact.judgment is None
    }
    short = {name.partition(".")[2]: item for name, item in told.items()}
    return _closed({**short, **told, **keys})


def origins_schema() -> JsonSchema:
    """Return the schema of how facts are known: a word, or the word with its reason."""
    word: JsonSchema = named(_SOURCES)
    whole = _closed(
        {
            KNOWN_KEY: {**word, "description": "How it is known."},
            BY_KEY: {**_WORD, "description": "The matter, the profile or the usual value."},
            BECAUSE_KEY: {**_WORD, "description": "The reason, or what another source says."},
        },
        needed=[KNOWN_KEY],
    )
    return {"type": ["object", "null"], "additionalProperties": {"anyOf": [word, whole]}}


def place_schema(law: Law | None) -> JsonSchema:
    """Return the schema of a place code."""
    return _WORD if law is None else named(law.places.names)


def named(words: Mapping[str, str]) -> JsonSchema:
    """
    Return the schema of one of several words, each with its meaning.

    >>> named({"US": "United States"})
    {'oneOf': [{'const': 'US', 'description': 'United States'}]}
    """
    return {"oneOf": [{"const": word, "description": said} for word, said in words.items()]}


def _test(fact: Fact) -> JsonSchema:
    """Return the schema of a test of one fact."""
    match fact.type:
        case FactType.FLAG:
            return {"type": "boolean"}
        case FactType.CHOICE:
            return _one_or_list(_options(fact))
        case FactType.CHOICES:
            return _one_or_list(_options(fact), "includes_all", "only")
        case FactType.PLACE:
            return _one_or_list(_codes(NOWHERE, "self"))
        case FactType.PLACES:
            return _one_or_list(_codes(NOWHERE, "self"), "includes_all")
        case FactType.NUMBER:
            return _bounds(("at_least", "above", "at_most", "below"), {"type": "number"})
        case FactType.DATE:
            return _bounds(("from", "before"), _DAY)
        case FactType.TEXT:
            return {"not": {}}
    assert_never(fact.type)


def _told(fact: Fact) -> JsonSchema:
    """Return the schema of what a scenario may tell of one fact."""
    if fact.judgment is not None:
        return {"anyOf": [_UNJUDGED, {"$ref": "#/$defs/ruling"}], "description": _described(fact)}
    match fact.type:
        case FactType.FLAG:
            value: JsonSchema = _FLAG
        case FactType.CHOICE:
            value = _options(fact)
        case FactType.CHOICES:
            value = {"type": "array", "items": _options(fact)}
        case FactType.PLACE:
            value = _codes(NOWHERE)
        case FactType.PLACES:
            value = {"type": "array", "items": _codes()}
        case FactType.NUMBER:
            value = _NUMBER
        case FactType.DATE:
            value = _DAYS_OF_MESSAGE if fact.name == SENT_ON else _DAY
        case FactType.TEXT:  # `true` and `007` are texts too (docs/reference/fact-values.md)
            value = _ANY_WORD
        case _:
            assert_never(fact.type)
    return {"anyOf": [value, _UNKNOWN], "description": _described(fact)}


def _one_or_list(word: JsonSchema, *keys: str) -> JsonSchema:
    several = {"type": "array", "items": word}
    branches = [word, {**several, "minItems": 1}]
    branches += [_closed(_meaning({key: several}), needed=[key]) for key in keys]
    return {"anyOf": branches}


def _bounds(keys: Sequence[str], value: JsonSchema) -> JsonSchema:
    return {**_closed(_meaning(dict.fromkeys(keys, value))), "minProperties": 1}


def _meaning(properties: dict[str, JsonSchema]) -> JsonSchema:
    """Say of keys that every condition has what they mean."""
    return {key: {**part, "description": _MEANINGS[key]} for key, part in properties.items()}


def _options(fact: Fact) -> JsonSchema:
    return named(fact.options)


def _codes(*others: str) -> JsonSchema:
    known: JsonSchema = {"$ref": "#/$defs/place"}
    return {"anyOf": [known, {"enum": list(others)}]} if others else known


def _described(fact: Fact) -> str:
    return f"{fact.ask} {fact.help}".strip()


def _closed(properties: JsonSchema, needed: Sequence[str] = ()) -> JsonSchema:
    json_schema: JsonSchema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**json_schema, "required": list(needed)} if needed else json_schema
