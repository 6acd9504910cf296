"""Shapes that several kinds of file share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from advisor.corpus.scalars import day
from advisor.model.authorities import Kind, Verification, Weight
from advisor.model.norms import Outcome

NOT_IN_FORCE = "not-in-force"
OUTCOMES = (*(outcome.value for outcome in Outcome), NOT_IN_FORCE)
"""What a case may expect of a norm."""


class Wire(BaseModel):
    """
    A mapping in a file: no key that is not declared, nothing converted silently.

    `main` is the key that a text in place of the mapping most likely stands for.
    """

    main: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _day(value: Any) -> date:  # noqa: ANN401 - whatever a file holds
    found = day(value)
    if found is None:
        raise PydanticCustomError("not_a_day", "not a day")
    return found


def _listed(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return [value] if isinstance(value, str) else value


def _said(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    if value is None:
        raise PydanticCustomError("nothing", "nothing is said")
    return value


T = TypeVar("T")
Maybe = Annotated[T | None, BeforeValidator(_said)]
"""What may be left out; a key with nothing after it is not left out but forgotten."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[str, StringConstraints(min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Level = Annotated[Verification, Field(strict=False)]
KindWord = Annotated[Kind, Field(strict=False)]
WeightWord = Annotated[Weight, Field(strict=False)]
PolicyId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
]
NormName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
NormRef = Annotated[str, StringConstraints(pattern=r"^[^#\s]+#[^#\s]+$")]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z]+\.[a-z][a-z0-9_]*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)?$")]
Codes = Annotated[
    list[Code],
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)?$"},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]
Conditions = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "condition"})]


class CitationWire(Wire):
    """One place in one authority."""

    main: ClassVar[str] = "pinpoint"
    pinpoint: Maybe[Text] = None
    norm: Maybe[NormRef] = None
    policy: Maybe[PolicyId] = None
    quote: Maybe[Text] = None
    verified: Maybe[Level] = None


class ScopeWire(BaseModel):
    """A condition of governing: facts and joints as in any condition, and `cites`."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    cites: list[CitationWire] = Field(default_factory=list)


Scoped = Annotated[ScopeWire, WithJsonSchema({"x-shape": "scope"})]


class PeriodWire(Wire):
    """Days from (inclusive) until (exclusive)."""

    main: ClassVar[str] = "from"
    from_: Maybe[Day] = Field(None, alias="from")
    until: Maybe[Day] = None


class SaidWire(Wire):
    """A sentence with its citations."""

    main: ClassVar[str] = "says"
    says: Text
    cites: list[CitationWire] = Field(default_factory=list)


class DerivedWire(Wire):
    """A flag that the law derives from other facts."""

    means: Text
    when: Conditions
    cites: list[CitationWire] = Field(default_factory=list)
    verified: Maybe[Level] = None
