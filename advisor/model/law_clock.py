"""Which day's law speaks on an act: that of the day on which the act is done."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

SENT_ON = "message.date"
ALREADY_SENT = "message.already_sent"


class ActTime(Enum):
    """When an act is done: by sending the message, by reading it, or after either."""

    SENDING = "sending"
    READING = "reading"
    AFTERWARDS = "afterwards"


EVERY_TIME = frozenset(ActTime)
BY_SENDING = frozenset({ActTime.SENDING})
LATER_THAN_SENDING = EVERY_TIME - BY_SENDING


def lacks_day(scenario: Scenario) -> bool:
    """Return whether a message is told to be sent already, and nothing of the day."""
    is_sent = scenario.facts.get(ALREADY_SENT) is True
    return is_sent and SENT_ON not in scenario.facts and scenario.sent_within is None


def is_past(scenario: Scenario, as_of: date) -> bool:
    """Return whether a message is told to be sent already, or was before some day."""
    is_told = scenario.facts.get(ALREADY_SENT) is True
    return is_told or LawClock.of(scenario, as_of).sending < as_of


def moved_to(scenario: Scenario, day: date) -> Scenario:
    """
    Return a scenario as if its message were of another day: what it tells of days moves along.

    One that tells no day of the message stays as it is; days of which its day is one count
    for nothing then.
    """
    sent_on = scenario.facts.get(SENT_ON)
    if scenario.sent_within is not None:
        scenario = replace(scenario, sent_within=None)
    if not isinstance(sent_on, date) or sent_on == day:
        return scenario

    def moved(facts: Mapping[str, Value]) -> dict[str, Value]:
        return {name: moved_day(value, day - sent_on) for name, value in facts.items()}

    people = scenario.recipients
    if people is not None:
        people = tuple(replace(person, facts=moved(person.facts)) for person in people)
    return replace(scenario, facts=moved(scenario.facts), recipients=people, moved_from=sent_on)


def moved_day(value: Value, by: timedelta) -> Value:
    """Return a day so much later; another value as it is."""
    if not isinstance(value, date):
        return value
    try:
        return value + by
    except OverflowError:  # before the first day of the calendar, or after the last
        return value


@dataclass(frozen=True, slots=True)
class LawClock:
    """
    The two days of one scenario: that of sending, and that which is asked about.

    What is done by sending is judged by the law of `sending`, everything else by that of
    `later`. They are one day where the message has not been sent yet, or nobody told when.
    """

    sending: date
    later: date

    @classmethod
    def of(cls, scenario: Scenario, as_of: date) -> LawClock:
        """
        Return the days of a scenario that is asked about on a day.

        Where the message was sent on one of several days, the last of them stands for all.
        """
        sent_on = scenario.facts.get(SENT_ON)
        if sent_on is None and scenario.sent_within is not None:
            sent_on = scenario.sent_within.last
        return cls.between(sent_on if isinstance(sent_on, date) else as_of, as_of)

    @classmethod
    def between(cls, sent_on: date, as_of: date) -> LawClock:
        """Return the days of a message of one day that is asked about on another."""
        return cls(min(sent_on, as_of), as_of)

    @classmethod
    def stopped(cls, day: date) -> LawClock:
        """Return the clock by which everything is done on one day."""
        return cls(day, day)

    @property
    def is_one_day(self) -> bool:
        """Return whether both days are the same."""
        return self.sending == self.later

    @property
    def parts(self) -> Iterator[tuple[date, frozenset[ActTime]]]:
        """Walk over the days, each with the times of the acts that are judged by its law."""
        if self.is_one_day:
            yield self.later, EVERY_TIME
        else:
            yield self.sending, BY_SENDING
            yield self.later, LATER_THAN_SENDING
