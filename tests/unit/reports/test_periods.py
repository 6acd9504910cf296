"""When something is in force, in words: no day is told that nobody read."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.model.authorities import ALWAYS_IN_FORCE, Period
from advisor.reports.periods import dates

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, "never in force"),
        (ALWAYS_IN_FORCE, "no dates told"),
        (Period(FIRST), "from 1 January 2021"),
        (Period(FIRST, LAST), "from 1 January 2021 until 31 December 2021"),
        (
            Period(FIRST, start_by=LAST),
            "from a day between 1 January 2021 and 31 December 2021 that was not read",
        ),
        (Period(start_by=LAST), "from a day by 31 December 2021 that was not read"),
        (
            Period(until=LAST, until_from=FIRST),
            "until a day between 1 January 2021 and 31 December 2021 that was not read",
        ),
    ],
)
def test_days_that_were_not_read_are_told_as_spans(period: Period | None, said: str) -> None:
    """A month, a year or the day of a copy is never told as the first day."""
    assert dates(period) == said


def test_an_adoption_of_which_no_day_was_read_says_so() -> None:
    """It is not told as law of all times."""
    assert dates(ALWAYS_IN_FORCE, is_day_unread=True) == "from a day that was not read"
