"""The shape of `policies/vocabulary/*.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from advisor.corpus.wire.parts import (
    CitationWire,
    Code,
    DerivedWire,
    FactName,
    Maybe,
    Text,
    Wire,
    Word,
)
from advisor.model.vocabulary import Control, FactType


class JudgmentWire(Wire):
    """A standard that no fact can settle."""

    factors: Annotated[list[Text], Field(min_length=1)]
    cites: list[CitationWire] = Field(default_factory=list)


class FactWire(Wire):
    """One thing a scenario may tell."""

    type: Annotated[FactType, Field(strict=False)]
    ask: Text
    help: Maybe[Text] = None
    options: Maybe[Annotated[dict[Word, Text], Field(min_length=1)]] = None
    control: Annotated[Control, Field(strict=False)] = Control.FIXED
    judgment: Maybe[JudgmentWire] = None


class VocabularyWire(Wire):
    """Facts, derived facts, acts, bearers and places."""

    vocabulary: Text
    facts: dict[FactName, FactWire] = Field(default_factory=dict)
    derived: dict[FactName, DerivedWire] = Field(default_factory=dict)
    acts: dict[Word, Text] = Field(default_factory=dict)
    bearers: dict[Word, Text] = Field(default_factory=dict)
    places: dict[Code, Text] = Field(default_factory=dict)
