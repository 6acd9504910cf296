"""Shapes that several kinds of file share."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from advisor.model.authorities import Kind, Verification, Weight
from advisor.source.base_models import DateValue, DaySpanValue, FileModel, Maybe, Text


def _listed(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return [value] if isinstance(value, str) else value


Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Level = Annotated[Verification, Field(strict=False)]
KindWord = Annotated[Kind, Field(strict=False)]
WeightText = Annotated[Weight, Field(strict=False)]
PolicyId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
]
NormName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
NormRef = Annotated[str, StringConstraints(pattern=r"^[^#\s]+#[^#\s]+$")]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z]+\.[a-z][a-z0-9_]*$")]
NonEmptyText = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PlaceCodeText = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)?$")]
PlaceCodes = Annotated[
    list[PlaceCodeText],
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
ConditionMapping = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "condition"})]


class CitationModel(FileModel):
    """One place in one authority."""

    main: ClassVar[str] = "pinpoint"
    pinpoint: Maybe[Text] = None
    norm: Maybe[NormRef] = None
    policy: Maybe[PolicyId] = None
    quote: Maybe[Text] = None
    verified: Maybe[Level] = None
    since_then: bool = False


class ScopeModel(BaseModel):
    """A condition of governing: facts and joints as in any condition, and `cites`."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    cites: list[CitationModel] = Field(default_factory=list)


Scoped = Annotated[ScopeModel, WithJsonSchema({"x-shape": "scope"})]


class PeriodModel(FileModel):
    """Days from (inclusive) until (exclusive)."""

    main: ClassVar[str] = "from"
    from_: Maybe[DaySpanValue] = Field(None, alias="from")
    by: Maybe[DaySpanValue] = None
    until: Maybe[DaySpanValue] = None


class MembershipModel(FileModel):
    """Days from (inclusive) until (exclusive) which a place belongs to a union."""

    main: ClassVar[str] = "from"
    from_: Maybe[DateValue] = Field(None, alias="from")
    until: Maybe[DateValue] = None


class SaidModel(FileModel):
    """A sentence with its citations."""

    main: ClassVar[str] = "says"
    says: Text
    cites: list[CitationModel] = Field(default_factory=list)


class DerivedFactModel(FileModel):
    """A flag that the law derives from other facts."""

    means: Text
    when: ConditionMapping
    serves: list[NonEmptyText] = Field(default_factory=list)
    cites: list[CitationModel] = Field(default_factory=list)
    verified: Maybe[Level] = None
