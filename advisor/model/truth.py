"""Three truths and how they combine."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(Enum):
    """
    What is known of a statement; strong Kleene logic.

    Kleene, *Introduction to Metamathematics* (1952), section 64.
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # Members are single objects: hashing them by identity is right, and much quicker.
    __hash__ = object.__hash__

    @classmethod
    def of(cls, value: bool | None) -> Truth:  # noqa: FBT001 - it is the value itself
        """
        Read a Python value that may be missing.

        >>> Truth.of(None)
        <Truth.UNKNOWN: 'unknown'>
        """
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE

    def negated(self) -> Truth:
        """Return the opposite; the opposite of unknown is unknown."""
        match self:
            case Truth.TRUE:
                return Truth.FALSE
            case Truth.FALSE:
                return Truth.TRUE
            case Truth.UNKNOWN:
                return Truth.UNKNOWN


def every(truths: Iterable[Truth]) -> Truth:
    """
    Combine conditions that must all hold.

    One failure settles it; one silence leaves it open.
    """
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """
    Combine conditions of which one is enough.

    One success settles it; otherwise one silence leaves it open.
    """
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result
