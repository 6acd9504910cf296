"""What may stand behind the `?` of an address; anything else is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

AsOfParameter = Annotated[
    str | None,
    Field(
        description="Ask by the law of this day and as if sent on it, whatever the scenario says;"
        " today or earlier.",
        json_schema_extra={"format": "date"},
    ),
]
Everything = Annotated[bool, Field(description="Show what does not apply too.")]
JurisdictionParameter = Annotated[
    str, Field(description="The code of a jurisdiction, as `US-IL` or `DE`.")
]


class Query(BaseModel):
    """Parameters of an address: a name that means nothing is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")


class CheckQuery(Query):
    """How an opinion is asked for."""

    as_of: AsOfParameter = None
    everything: Everything = False
    detail: Annotated[
        Literal["brief", "full"],
        Field(description="`brief` gives what the opinion comes to, with what can be done."),
    ] = "full"


class AskQuery(Query):
    """How the next question is asked for."""

    as_of: AsOfParameter = None
    opinion: Annotated[bool, Field(description="Give the opinion so far beside it.")] = False


class FixQuery(Query):
    """How remedies are asked for."""

    as_of: AsOfParameter = None
    changes: Annotated[
        int, Field(ge=1, le=4, description="Consider every set of up to so many changes.")
    ] = 3
    most: Annotated[int, Field(ge=1, le=50, description="Give at most so many remedies.")] = 10


class NormsQuery(Query):
    """Which norms are listed."""

    jurisdiction: JurisdictionParameter = ""
    policy: Annotated[str, Field(description="The id of a policy.")] = ""
    act: Annotated[str, Field(description="What is commanded, forbidden or allowed.")] = ""
    text: Annotated[
        str, Field(max_length=200, description="Words that the norm or its title holds.")
    ] = ""
    limit: Annotated[int, Field(ge=1, le=200, description="Give at most so many.")] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="Leave out so many first.")] = 0


class AuthoritiesQuery(Query):
    """Which authorities are listed."""

    jurisdiction: JurisdictionParameter = ""
    unverified: Annotated[bool, Field(description="Only where something is not verified.")] = False


class CoverageQuery(Query):
    """Of which day and topic coverage is told."""

    as_of: Annotated[
        str | None,
        Field(
            description="By the law of this day; today or earlier.",
            json_schema_extra={"format": "date"},
        ),
    ] = None
    topic: Annotated[
        str,
        Field(max_length=200, description="Only a topic, or a wrong by the name of its fact."),
    ] = ""


class FactsQuery(Query):
    """Which facts are listed."""

    text: Annotated[
        str, Field(max_length=200, description="Words in the name or the question.")
    ] = ""


class NoQuery(Query):
    """Nothing at all."""
