"""What the library tells a program's own logs: that something happened, and nothing of what."""

from __future__ import annotations

import sys

LOGGER_NAME = "advisor"


def log_event(message: str, *details: object) -> None:
    """
    Log at the level DEBUG, under the name `advisor`.

    No title, name, fact or date of a scenario is ever among the details. A program that
    has not loaded `logging` has not asked for logs, and does not pay for loading it here.
    """
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger(LOGGER_NAME).debug(message, *details)
