"""What pydantic found wrong, in the words of someone who writes YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.model.cases import OUTCOME_WORDS
from advisor.source.diagnostics_sink import did_you_mean, nearest, quoted, word_list
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described
from advisor.source.value_diagnostics import report_day, report_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from advisor.diagnostics.codes import Code
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_EXPECTED = {
    "string_type": "text",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "int_type": "a whole number",
    "float_type": "a number",
}
_PATTERNS: Mapping[str, tuple[Code, str, str]] = {
    "^https?": ("bad-value", "a web address", "write it in full, starting with `https://`"),
    "^[A-Z]": ("bad-name", "a place code", "write a code in capitals, such as `US-IL` or `DE`"),
    "^[a-z]+\\.": (
        "bad-name",
        "the name of a fact",
        "write `entity.fact`, such as `recipient.role`",
    ),
    "^[a-z0-9]": ("bad-name", "a name", "use small letters, digits and hyphens"),
    "^[^#": (
        "bad-name",
        "the id of a norm",
        "write `policy#norm`, such as `us/aba/model-rules#1.6-c`",
    ),
    "^[A-Za-z0-9]": ("bad-name", "an id", "use letters, digits, dots and hyphens"),
}
_NAME: tuple[Code, str, str] = ("bad-name", "a name", "spell it as the reference shows")


def report_shape(
    node: Node, model: type[BaseModel], errors: Sequence[ErrorDetails], problems: DiagnosticSink
) -> None:
    """Note every error of a validation at its place in the file."""
    for error in errors:
        if error["type"] != "missing":
            holder, found, key, in_key = locate(node, error["loc"])
            _report(error, model, _Place(holder, found, key, in_key), problems)
    _report_missing(
        node, [error["loc"] for error in errors if error["type"] == "missing"], problems
    )


def _report_missing(
    node: Node, locs: Sequence[tuple[int | str, ...]], problems: DiagnosticSink
) -> None:
    """Note all keys that one mapping lacks as one problem."""
    lacking: dict[tuple[int | str, ...], list[str]] = {}
    for loc in locs:
        lacking.setdefault(loc[:-1], []).append(str(loc[-1]))
    for around, keys in lacking.items():
        holder, _, _, _ = locate(node, (*around, keys[0]))
        if isinstance(holder, MapNode) and holder.is_partial:
            continue  # what could not be read may be what is missing
        is_one = len(keys) == 1
        problems.add(
            "missing-key",
            holder.span,
            f"the key{'' if is_one else 's'} {word_list(keys)} {'is' if is_one else 'are'} missing"
            f"{_inside((*around, keys[0]))}",
            why="what it says is needed before anything here can be used",
            fix=f"add {' and '.join(f'`{key}:`' for key in keys)}",
        )


class _Place:
    """Where an error is: the mapping that holds it, the value, the key."""

    def __init__(self, holder: Node, node: Node | None, key: str, in_key: bool) -> None:  # noqa: FBT001
        self.holder = holder
        self.found = node
        self.key = key
        self.in_key = in_key


def locate(node: Node, loc: Sequence[int | str]) -> tuple[Node, Node | None, str, bool]:
    """
    Follow the path of an error through marked values.

    Gives what holds the last step, the value there, its key, and whether the error is
    about the key. Steps that name no part of the file (branches of a union) are omitted.
    """
    holder: Node = node
    found: Node | None = node
    key = ""
    for step in loc:
        if step == "[key]":
            return holder, found, key, True
        current = found
        if isinstance(current, MapNode) and isinstance(step, str):
            holder, key, found = current, step, current.values.get(step)
        elif isinstance(current, ListNode) and isinstance(step, int):
            items = current.items
            holder, found = current, items[step] if step < len(items) else None
    return holder, found, key, False


def _report(
    error: ErrorDetails, model: type[BaseModel], place: _Place, problems: DiagnosticSink
) -> None:
    kind = error["type"]
    at = place.found or place.holder
    match kind:
        case "extra_forbidden":
            _unknown_key(error["loc"], model, place, problems)
        case "nothing":
            problems.add(
                "wrong-type",
                at.span,
                f"{quoted(place.key)} says nothing",
                why="a key with nothing after it was started and forgotten",
                fix="quote the text: `#` begins a remark"
                if "#" in at.span.excerpt[at.span.column - 1 :]
                else "write its value, or remove the key",
            )
        case "not_a_day":
            report_day(at, problems)
        case "no_outcome":
            _not_an_outcome(at, problems)
        case "enum" | "literal_error":
            allowed = _allowed(error)
            said = at.raw if isinstance(at, ScalarNode) else ""
            problems.add(
                "bad-value",
                at.span,
                f"{described(at)} is not one of the words allowed for {quoted(place.key)}",
                why="each word has a fixed meaning, and this one has none",
                fix=did_you_mean(said, allowed, f"use one of {word_list(allowed)}"),
            )
        case "string_pattern_mismatch":
            _misspelt(error, place, problems)
        case "string_too_short" | "too_short" | "too_long":
            problems.add(
                "wrong-type",
                at.span,
                f"{quoted(place.key)} holds {'too much' if kind == 'too_long' else 'too little'}",
                why="a key that says nothing, or half of it, would be read as an intention",
                fix="fill it in, or remove the key",
            )
        case _:
            report_type(at, place.key, _EXPECTED.get(kind, "something else"), problems)


def _unknown_key(
    loc: Sequence[int | str], model: type[BaseModel], place: _Place, problems: DiagnosticSink
) -> None:
    known = _keys_at(model, loc[:-1])
    span = place.holder.span
    fix = f"remove it, or use one of {word_list(known)}"
    if isinstance(place.holder, MapNode) and place.key in place.holder.keys:
        span = place.holder.key_span(place.key)
        meant = nearest(place.key, known)
        if meant in place.holder.keys:
            fix = f"remove it: {quoted(meant)} stands there already"
        elif meant is not None:
            fix = f"did you mean {quoted(meant)}?"
    problems.add(
        "unknown-key",
        span,
        f"no key is named {quoted(place.key)} here",
        why="a key that is not read would look as if it had an effect",
        fix=fix,
    )


def _misspelt(error: ErrorDetails, place: _Place, problems: DiagnosticSink) -> None:
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    code, what, fix = next(
        (words for start, words in _PATTERNS.items() if pattern.startswith(start)),
        _NAME,
    )
    holder = place.holder
    if place.in_key and isinstance(holder, MapNode) and place.key in holder.keys:
        span, said = holder.key_span(place.key), place.key
    else:
        at = place.found or holder
        span, said = at.span, at.raw if isinstance(at, ScalarNode) else place.key
    problems.add(
        code,
        span,
        f"{quoted(said)} is not {what}",
        why="names are spelt one way only, so that they can be found everywhere",
        fix=fix,
    )


def _not_an_outcome(at: Node, problems: DiagnosticSink) -> None:
    values = at.values.values() if isinstance(at, MapNode) else (at,)
    wrong = next((v for v in values if getattr(v, "value", None) not in OUTCOME_WORDS), at)
    said = wrong.raw if isinstance(wrong, ScalarNode) else ""
    problems.add(
        "bad-value",
        wrong.span,
        f"{described(wrong)} is no outcome",
        why="a case compares outcomes, and there is none of that name",
        fix=did_you_mean(said, OUTCOME_WORDS, f"use one of {word_list(OUTCOME_WORDS)}"),
    )


def _allowed(error: ErrorDetails) -> list[str]:
    said = str(error.get("ctx", {}).get("expected", ""))
    return [word.strip().strip("'") for part in said.split(" or ") for word in part.split(",")]


def _inside(loc: Sequence[int | str]) -> str:
    holders = [step for step in loc[:-1] if isinstance(step, str)]
    return f" in {quoted(holders[-1])}" if holders else ""


def _keys_at(model: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """
    Return the keys that the mapping at a path may have.

    Numbers and names that people chose lead to an entry of the same shape.
    """
    current: Any = model
    for step in loc:
        fields = {f.alias or name: f for name, f in current.model_fields.items()}
        if step in fields:
            current = _models(fields[step].annotation)
            if current is None:
                return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _is_model(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and hasattr(kind, "model_fields")


def _models(kind: Any) -> Any:  # noqa: ANN401 - any annotation
    """Find the one shape inside an annotation such as `list[NormModel] | None`."""
    if _is_model(kind):
        return kind
    for inner in getattr(kind, "__args__", ()):
        if (models := _models(inner)) is not None:
            return models
    return None
