"""What the words of a description mean: phrases by value, and cues that say what is no fact."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span

ROLE_SLOT, PLACE_SLOT, DATE_SLOT, NUMBER_SLOT = "{role}", "{place}", "{date}", "{number}"
SLOTS = (ROLE_SLOT, PLACE_SLOT, DATE_SLOT, NUMBER_SLOT)
"""What a phrase may leave open, for the value to be taken from the text."""
ANY_VALUE = "*"
NO_MEMBERS = "none"
"""What stands for a set that is known to be empty."""


class CueKind(Enum):
    """
    What a cue says of the words after it, or, where `WHOLE`, of its sentence.

    `FILLER` words may stand between the words of any phrase; `BREAK` words end a clause.
    """

    FILLER = "filler"
    BREAK = "break"
    NEGATION = "negation"
    HEDGE = "hedge"
    HEDGE_WHOLE = "hedge-whole"
    HEARSAY = "hearsay"
    WISH = "wish"
    PLAN = "plan"
    ELSEWHERE = "elsewhere"
    LEFT_OFF = "left-off"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class HeardValue:
    """
    The phrases that tell one value of a fact, and those from which it only follows.

    `value` is as the vocabulary writes it; `None` where a slot of the phrase holds it.
    `follows` names values of other facts from which it follows too, `*` any value of one.
    """

    fact: str
    value: bool | str | None
    says: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    follows: Mapping[str, tuple[bool | str, ...]] = field(default_factory=dict)
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class HeardWords:
    """Everything that vocabularies say of words: values, names of roles, towns and cues."""

    values: tuple[HeardValue, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)
    cues: Mapping[CueKind, tuple[str, ...]] = field(default_factory=dict)
