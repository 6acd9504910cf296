"""Every problem that training can find, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "session-foreign": "a file is not a session",
        "session-damaged": "a session is not what was saved",
        "session-other": "a session was begun with other exercises, or under other law",
        "no-exercises": "no exercise is found that is as it was asked for",
        "unread-answer": "an answer that was prepared cannot be understood",
    }
)
"""Each code with what it means, for the page that explains them."""
