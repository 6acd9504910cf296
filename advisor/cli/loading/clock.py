"""The calendar, looked at here and nowhere below."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """Return which day it is where the user is."""
    return datetime.now().astimezone().date()
