"""The steps of an interview: what belongs together and is answered in one breath."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.diagnostics import Span

RECIPIENTS_FIELD = "recipients"
"""The field of a step that asks who receives the message."""


class IntakeTime(Enum):
    """When the steps of an interview come: `LAST` only where nothing else decides a breach."""

    OPENING = "opening"
    RANKED = "ranked"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class IntakeStep:
    """
    What one step of an interview asks for, in this order.

    `fields` are names of facts, and `recipients` for the people who receive the message.
    """

    id: str
    ask: str
    fields: tuple[str, ...]
    asked: IntakeTime = IntakeTime.RANKED
    at: Span | None = None
