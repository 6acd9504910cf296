"""What is offered, what is passed over, and what is not understood: each with its words."""

from __future__ import annotations

from enum import Enum

from advisor.model.vocabulary import Value
from advisor.values import dataclass


class OfferBasis(Enum):
    """Why a fact is offered: it was said, it follows, or it was said so that one must ask."""

    STATED = "stated"
    IMPLIED = "implied"
    ASKED = "asked"


class PassingReason(Enum):
    """Why words that speak of a fact are no fact about the message."""

    NEGATED = "said not to be so"
    HEARSAY = "only heard from others"
    WISH = "wished, planned or thought of"
    ELSEWHERE = "about something else"
    LEFT_OFF = "not said to get the message"
    PLACE_IN_DOUBT = "could be several places"


@dataclass(frozen=True, slots=True)
class OfferedFact:
    """
    A fact to confirm, with the words it came from: `text[start:end]`.

    `person` is the number of the recipient whom it is about. A set is offered member by
    member, as sets of one; the empty set says that there is none.
    """

    fact: str
    value: Value
    basis: OfferBasis
    start: int
    end: int
    person: int | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that were understood, and are no fact about the message."""

    fact: str
    reason: PassingReason
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A sentence of which nothing was understood."""

    start: int
    end: int
