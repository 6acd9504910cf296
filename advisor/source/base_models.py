"""What the models of all files share: strict mappings, days, texts, what may be omitted."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from advisor.model.day_spans import DaySpan
from advisor.source.scalars import parse_date, parse_day_span


class FileModel(BaseModel):
    """
    A mapping in a file: no key that is not declared, nothing converted silently.

    `main` is the key that a text in place of the mapping most likely stands for.
    """

    main: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(value: Any) -> date:  # noqa: ANN401 - whatever a file holds
    found = parse_date(value)
    if found is None:
        raise PydanticCustomError("not_a_day", "not a day")
    return found


def _day_span(value: Any) -> DaySpan:  # noqa: ANN401 - whatever a file holds
    found = parse_day_span(value)
    if found is None:
        raise PydanticCustomError("not_a_day", "not a day")
    return found


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    if value is None:
        raise PydanticCustomError("nothing", "nothing is said")
    return value


Item = TypeVar("Item")
Maybe = Annotated[Item | None, BeforeValidator(_said)]
"""What may be left out; a key with nothing after it is not left out but forgotten."""

DateValue = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
DaySpanValue = Annotated[
    DaySpan,
    PlainValidator(_day_span),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$",
            "minimum": 1000,
            "maximum": 9999,
        }
    ),
]
"""A day, or a month or a year of which the day is not known."""
Text = Annotated[str, StringConstraints(min_length=1)]
