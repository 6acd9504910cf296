"""What each key of a file may hold, told from the shapes in one vocabulary."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
)

from pydantic import BaseModel, StringConstraints, WithJsonSchema

from advisor.model.day_spans import DaySpan
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ModelClass: TypeAlias = type[BaseModel]
_CONDITIONS = ("condition", "scope")


class FieldKind(Enum):
    """The kinds of value that a key may hold."""

    TEXT = "text"
    WORD = "one of a few words"
    DAY = "a day"
    FLAG = "`true` or `false`"
    CONDITION = "a condition"
    MODEL = "a mapping of known keys"
    LIST = "a list"
    TABLE = "a mapping of names that its author chose"
    OTHER = "whatever is checked elsewhere"


@dataclass(frozen=True, slots=True)
class FieldForm:
    """
    What a key may hold.

    `inner` is the form of the items or values, `model` the shape of a mapping, `words`
    are those that are allowed, `pattern` is how a text is spelt; `is_needed` where the
    key may not be omitted; `is_span` where a month or a year may stand for a day.
    """

    kind: FieldKind
    inner: FieldForm | None = None
    model: ModelClass | None = None
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = field(default=None, repr=False)
    is_needed: bool = False
    is_span: bool = False


@cache
def forms(model: ModelClass) -> Mapping[str, FieldForm]:
    """
    Return the form of every key that a mapping of a shape may have.

    >>> from pydantic import create_model
    >>> forms(create_model("Note", said=(str, ...)))["said"].kind.value
    'text'
    """
    return {
        model_field.alias or name: replace(
            _form(model_field.annotation, model_field.metadata), is_needed=model_field.is_required()
        )
        for name, model_field in model.model_fields.items()
    }


@cache
def main_key(model: ModelClass) -> str:
    """Return the key that a text in place of the whole mapping most likely stands for."""
    return str(getattr(model, "main", ""))


def _form(annotation: Any, metadata: Sequence[Any]) -> FieldForm:  # noqa: ANN401 - any annotation
    notes = [*metadata]
    while True:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation, *more = inner
            notes += more
        elif origin in (Union, UnionType):
            annotation = next(item for item in inner if item is not NoneType)
        else:
            break
    if any("anyOf" in schema for schema in _schemas(notes)):
        return FieldForm(FieldKind.OTHER)
    if (shape := _shape(notes)) is not None:
        kind = FieldKind.CONDITION if shape in _CONDITIONS else FieldKind.OTHER
        return FieldForm(kind, model=annotation if _is_model(annotation) else None)
    if origin is list:
        return FieldForm(FieldKind.LIST, _form(inner[0], ()))
    if origin is dict:
        return FieldForm(FieldKind.TABLE, _form(inner[1], ()))
    if origin is Literal:
        return FieldForm(FieldKind.WORD, words=inner)
    return _plain(annotation, notes)


def _plain(annotation: Any, notes: Sequence[Any]) -> FieldForm:  # noqa: ANN401 - any annotation
    if _is_model(annotation):
        return FieldForm(FieldKind.MODEL, model=annotation)
    if annotation in (date, DaySpan):
        return FieldForm(FieldKind.DAY, is_span=annotation is DaySpan)
    if annotation is bool:
        return FieldForm(FieldKind.FLAG)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return FieldForm(FieldKind.WORD, words=tuple(str(item.value) for item in annotation))
    if annotation is str:
        patterns = (note.pattern for note in notes if isinstance(note, StringConstraints))
        found = next((one for one in patterns if one), None)
        return FieldForm(FieldKind.TEXT, pattern=re.compile(found) if found else None)
    return FieldForm(FieldKind.OTHER)


def _shape(notes: Sequence[Any]) -> str | None:
    return next((schema["x-shape"] for schema in _schemas(notes) if "x-shape" in schema), None)


def _schemas(notes: Sequence[Any]) -> list[dict[str, Any]]:
    return [note.json_schema or {} for note in notes if isinstance(note, WithJsonSchema)]


def _is_model(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, BaseModel)
