"""What a scenario tells that cannot all be so, whatever law is asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Span
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.model.scenarios import Scenario

_DATE, _DIRECTION, _SENT = "message.date", "message.direction", "sent"
_SENDER = "sender"
_CLOCKS_DIFFER = timedelta(days=1)
"""Somewhere on earth it is tomorrow already."""


def impossible_facts(
    scenario: Scenario, *, own_day: bool, as_of_at: Span | None = None
) -> Iterator[Diagnostic]:
    """
    Return what cannot be so of a scenario that was read or put together.

    Without `own_day` the law of another day is asked about than the scenario tells, so that
    its own counts for nothing; `as_of_at` is where it stands.
    """
    within = scenario.sent_within
    sent_on = scenario.facts.get(_DATE) if within is None else within.first
    if own_day and isinstance(sent_on, date) and is_late(sent_on, scenario.as_of):
        as_of = f"{scenario.as_of}{_shown(as_of_at)}"
        yield late_message(_span(scenario, _DATE), sent_on, as_of)
    if scenario.facts.get(_DIRECTION) == _SENT:
        direction = f"{quoted(f'{_DIRECTION}: {_SENT}')}{_shown(scenario.spans.get(_DIRECTION))}"
        for fact in sender_facts(scenario.facts):
            yield outside_sender(_span(scenario, fact), fact, direction)


def is_late(sent_on: date, as_of: date | None) -> bool:
    """Return whether a message is dated more than a day after the day that is asked about."""
    return as_of is not None and sent_on - as_of > _CLOCKS_DIFFER


def sender_facts(facts: Iterable[str]) -> list[str]:
    """Return those of some facts that are about somebody who writes to the lawyer."""
    return [fact for fact in facts if fact.partition(".")[0] == _SENDER]


def late_message(at: Span, sent_on: date, as_of: str) -> Diagnostic:
    """Say that a message is dated after the day that its scenario asks about."""
    return Diagnostic(
        "message-after-as-of",
        at,
        f"{quoted(_DATE)} is {sent_on}, more than a day after the as-of date {as_of}",
        why="the message would be held against the law of a day on which nobody had sent it",
        fix="correct the date that is wrong, or remove the as-of date",
    )


def outside_sender(at: Span, fact: str, direction: str) -> Diagnostic:
    """Say that a fact of an outside sender is told of a message that the lawyer sends."""
    return Diagnostic(
        "outside-sender",
        at,
        f"{quoted(fact)} is told, and {direction} beside it",
        why="it is about somebody else who wrote the message, and this one is the lawyer's own",
        fix=f"remove it, or write `{_DIRECTION}: received` if somebody else sent the message",
    )


def _span(scenario: Scenario, fact: str) -> Span:
    return scenario.spans.get(fact) or Span(fact)


def _shown(at: Span | None) -> str:
    """Return a place in a file in brackets; nothing where there is no file."""
    return "" if at is None or at.source.startswith(_NO_FILE) else f" ({at})"


_NO_FILE = "<scenario>"
