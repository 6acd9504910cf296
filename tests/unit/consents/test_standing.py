"""How a consent stands on the day of a message."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.consents import (
    Act,
    ConsentEvent,
    ConsentRecord,
    MessageTracking,
    PersonConsents,
    consent_answer,
)

PIXEL, BOTH = frozenset({"pixel"}), frozenset({"pixel", "link"})
ASKED = ConsentEvent(Act.REQUESTED, date(2026, 2, 1), sequence=1)
GIVEN = ConsentEvent(Act.GIVEN, date(2026, 2, 10), evidence="a" * 64, sequence=2)
LIMITED = ConsentEvent(Act.GIVEN, date(2026, 2, 10), valid_until=date(2026, 2, 28), sequence=2)
REFUSED = ConsentEvent(Act.REFUSED, date(2026, 2, 10), sequence=2)
WITHDRAWN = ConsentEvent(Act.WITHDRAWN, date(2026, 3, 5), sequence=3)
LATE = date(2026, 12, 1)


def _record(*events: ConsentEvent, name: str = "1", purposes: tuple[str, ...] = (),
            told: tuple[tuple[str, bool], ...] = ()) -> ConsentRecord:  # fmt: skip
    return ConsentRecord(name, "o@other.example", ("pixel",), purposes, told, events)


def _told(
    day: date,
    *records: ConsentRecord,
    mechanisms: frozenset[str] | None = PIXEL,
    purposes: frozenset[str] | None = None,
    erased: date | None = None,
    leaving: bool = False,
) -> dict[str, object]:
    asked = MessageTracking(day, LATE, mechanisms, purposes, is_leaving=leaving)
    facts = consent_answer(PersonConsents(records, erased), asked).facts
    return {name.removeprefix("recipient."): value for name, value in facts.items()}


@pytest.mark.parametrize(
    ("events", "day"),
    [
        ((ASKED,), date(2026, 3, 1)),
        ((ASKED, GIVEN), date(2026, 2, 9)),
        ((ASKED, REFUSED), date(2026, 3, 1)),
        ((ASKED, LIMITED), date(2026, 3, 1)),
        ((ASKED, GIVEN, WITHDRAWN), date(2026, 3, 6)),
    ],
    ids=["open", "answered later", "refused", "lapsed", "withdrawn"],
)
def test_what_is_no_consent(events: tuple[ConsentEvent, ...], day: date) -> None:
    """An open request, a refusal, a lapsed and a withdrawn consent are told as none."""
    assert {"consented": False} == _told(day, _record(*events))
    assert {"consented": False} == _told(day, _record(*events), mechanisms=None)


def test_a_consent() -> None:
    """A consent that stands is told with its day, how it was asked and whether it can be shown."""
    record = _record(ASKED, GIVEN, told=(("recipient.consent_informed", True),))

    assert {
        "consented": True,
        "consented_on": GIVEN.day,
        "consent_informed": True,
        "consent_recorded": True,
        "consent_withdrawn": False,
    } == _told(date(2026, 3, 1), record)
    assert _told(date(2026, 2, 28), _record(ASKED, LIMITED))["consented"] is True


def test_a_withdrawal_leaves_the_past() -> None:
    """Of a message before the withdrawal there was a consent, which was taken back since."""
    told = _told(date(2026, 3, 4), _record(ASKED, GIVEN, WITHDRAWN))

    assert told["consented"] is True
    assert (True, WITHDRAWN.day) == (told["consent_withdrawn"], told["withdrawn_on"])


def test_the_day_of_a_withdrawal() -> None:
    """Nobody knows which came first on one day, but for a message that is only now leaving."""
    record = _record(ASKED, GIVEN, WITHDRAWN)

    assert {} == _told(WITHDRAWN.day, record)
    assert {"consented": False} == _told(WITHDRAWN.day, record, leaving=True)


def test_what_nobody_was_asked_is_not_told() -> None:
    """Before the request, for another tracker and where the trackers are not known."""
    record = _record(ASKED, GIVEN)

    assert {} == _told(date(2026, 1, 31), record)
    assert {} == _told(date(2026, 3, 1), record, mechanisms=BOTH)
    assert {} == _told(date(2026, 3, 1), record, mechanisms=None)
    assert {"consented": False} == _told(date(2026, 3, 1), _record(ASKED), mechanisms=BOTH)


def test_purposes() -> None:
    """A consent for some purposes is one for these alone, and only where they are known."""
    record = _record(ASKED, GIVEN, purposes=("statistics",))
    day = date(2026, 3, 1)

    assert {} == _told(day, record)
    assert {} == _told(day, record, purposes=frozenset({"statistics", "profiling"}))
    assert _told(day, record, purposes=frozenset({"statistics"}))["consented"] is True


def test_the_last_act_counts() -> None:
    """A new consent follows a withdrawal; a new request takes none back, a refusal does."""
    again = ConsentEvent(Act.GIVEN, date(2026, 4, 1), sequence=4)
    asked = ConsentEvent(Act.REQUESTED, date(2026, 4, 1), sequence=4)
    refused = ConsentEvent(Act.REFUSED, date(2026, 4, 2), sequence=5)
    old, day = _record(ASKED, GIVEN, WITHDRAWN), date(2026, 5, 1)

    assert _told(day, old, _record(again, name="2"))["consented"] is True
    assert _told(day, _record(ASKED, GIVEN), _record(asked, name="2"))["consented"] is True
    assert {"consented": False} == _told(day, _record(GIVEN), _record(asked, refused, name="2"))


def test_an_erasure_counts_as_a_withdrawal() -> None:
    """Nothing is told of the time before it; a consent given since counts again."""
    again = ConsentEvent(Act.GIVEN, date(2026, 4, 1), sequence=4)
    erased = date(2026, 3, 5)

    assert {} == _told(date(2026, 3, 4), erased=erased)
    assert {"consented": False} == _told(date(2026, 3, 6), erased=erased)
    assert _told(date(2026, 5, 1), _record(again), erased=erased)["consented"] is True
