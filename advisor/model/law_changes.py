"""What law says otherwise than it did, over every possible scenario."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.scenarios import Scenario


class ChangeKind(Enum):
    """In what way law says otherwise, the gravest first."""

    STRICTER = "stricter"
    LAXER = "laxer"
    ASKED = "newly asked"
    NOT_ASKED = "no longer asked"
    UNREAD = "newly unread"
    READ = "newly read"
    CONFLICT = "newly in conflict"
    RECONCILED = "no longer in conflict"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class LawChange:
    """
    One change: of a norm, or of two that conflict, in some places, on one day.

    `witness` is the smallest scenario that shows it, `before` and `after` what the opinions
    of both laws say of it.
    """

    kind: ChangeKind
    norms: tuple[str, ...]
    act: str
    places: tuple[str, ...]
    day: date
    says: str
    witness: Scenario | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LawDifference:
    """
    The changes from one law to another.

    Of `norms`, each in its place and on each of `days`, `unchanged` have no word changed that
    they rest on, and `proved` are the same in every possible scenario. `vocabulary` tells of
    facts, relations and places that one of the two lacks.
    """

    changes: tuple[LawChange, ...]
    days: tuple[date, ...]
    norms: int
    unchanged: int
    proved: int
    vocabulary: tuple[str, ...] = ()
