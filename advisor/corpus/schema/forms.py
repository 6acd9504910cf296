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

from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Model: TypeAlias = type[BaseModel]
_CONDITIONS = ("condition", "scope")


class Kind(Enum):
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
class Form:
    """
    What a key may hold.

    `inner` is the form of the items or values, `model` the shape of a mapping, `words`
    are those that are allowed, `pattern` is how a text is spelt; `is_needed` where the
    key may not be left out.
    """

    kind: Kind
    inner: Form | None = None
    model: Model | None = None
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = field(default=None, repr=False)
    is_needed: bool = False


@cache
def forms(model: Model) -> Mapping[str, Form]:
    """
    Return the form of every key that a mapping of a shape may have.

    >>> from advisor.corpus.schema.parts import CitationWire
    >>> forms(CitationWire)["pinpoint"].kind.value
    'text'
    """
    return {
        found.alias or name: replace(
            _form(found.annotation, found.metadata), is_needed=found.is_required()
        )
        for name, found in model.model_fields.items()
    }


@cache
def main_key(model: Model) -> str:
    """Return the key that a text in place of the whole mapping most likely stands for."""
    return str(getattr(model, "main", ""))


def _form(annotation: Any, metadata: Sequence[Any]) -> Form:  # noqa: ANN401 - any annotation
    notes = [*metadata]
    while True:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation, *more = inner
            notes += more
        elif origin in (Union, UnionType):
            annotation = next(one for one in inner if one is not NoneType)
        else:
            break
    if any("anyOf" in schema for schema in _schemas(notes)):
        return Form(Kind.OTHER)
    if (shape := _shape(notes)) is not None:
        kind = Kind.CONDITION if shape in _CONDITIONS else Kind.OTHER
        return Form(kind, model=annotation if _is_model(annotation) else None)
    if origin is list:
        return Form(Kind.LIST, _form(inner[0], ()))
    if origin is dict:
        return Form(Kind.TABLE, _form(inner[1], ()))
    if origin is Literal:
        return Form(Kind.WORD, words=inner)
    return _plain(annotation, notes)


def _plain(annotation: Any, notes: Sequence[Any]) -> Form:  # noqa: ANN401 - any annotation
    if _is_model(annotation):
        return Form(Kind.MODEL, model=annotation)
    if annotation is date:
        return Form(Kind.DAY)
    if annotation is bool:
        return Form(Kind.FLAG)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Form(Kind.WORD, words=tuple(str(one.value) for one in annotation))
    if annotation is str:
        patterns = (note.pattern for note in notes if isinstance(note, StringConstraints))
        found = next((one for one in patterns if one), None)
        return Form(Kind.TEXT, pattern=re.compile(found) if found else None)
    return Form(Kind.OTHER)


def _shape(notes: Sequence[Any]) -> str | None:
    return next((one["x-shape"] for one in _schemas(notes) if "x-shape" in one), None)


def _schemas(notes: Sequence[Any]) -> list[dict[str, Any]]:
    return [note.json_schema or {} for note in notes if isinstance(note, WithJsonSchema)]


def _is_model(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, BaseModel)
