"""Messages and consents in their order: what happened in one exchange, day by day."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.scenarios import Scenario


class ThreadEventKind(Enum):
    """What may happen in an exchange of messages."""

    MESSAGE = "message"
    CONSENT = "consent"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """
    One event of a day; `said` names the message or the person who consents or withdraws.

    `scenario` is what was so of a message on its day; other events have none.
    """

    on: date
    kind: ThreadEventKind
    said: str
    scenario: Scenario | None = None


@dataclass(frozen=True, slots=True)
class MessageThread:
    """An exchange under its title, its events in the order of their days."""

    title: str
    events: tuple[ThreadEvent, ...]
