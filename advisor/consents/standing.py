"""How a person's consent to the tracking of one message stands on the day of the message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from advisor.consents.records import Act, ConsentEvent, ConsentRecord, PersonConsents
from advisor.model.consent_fact_names import (
    CONSENT_BEFORE_SENDING,
    CONSENT_RECORDED,
    CONSENT_WITHDRAWN,
    CONSENTED_ON,
    HAS_CONSENTED,
    WITHDRAWN_BEFORE_SENDING,
    WITHDRAWN_ON,
)
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.vocabulary import Value

CONCLUDED = (
    HAS_CONSENTED,
    CONSENTED_ON,
    CONSENT_BEFORE_SENDING,
    CONSENT_RECORDED,
    CONSENT_WITHDRAWN,
    WITHDRAWN_ON,
    WITHDRAWN_BEFORE_SENDING,
)
"""What a register concludes from its events; none of it is told of a request."""


def is_of_agreement(fact: str) -> bool:
    """
    Return whether a fact describes an agreement, of which the register alone speaks.

    >>> [is_of_agreement(f"recipient.{name}") for name in ("consent_informed", "role")]
    [True, False]
    """
    return fact.startswith(("recipient.consent", "recipient.withdraw"))


class Standing(Enum):
    """How a consent to one mechanism stands on a day."""

    UNKNOWN = "unknown"
    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ENDED_THAT_DAY = "ended that day"

    @property
    def is_none(self) -> bool:
        """Return whether there certainly is no agreement."""
        return self in _NO_CONSENT


_NO_CONSENT = (Standing.REQUESTED, Standing.REFUSED, Standing.EXPIRED, Standing.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class MessageTracking:
    """
    What is asked of a register: how a message tracks, and when it is sent.

    `mechanisms` and `purposes` are `None` where nobody knows them. What happened after `known_by`
    is not looked at. With `is_leaving` the message is on its way out, so what stands
    in the register of this day happened before.
    """

    day: date
    known_by: date
    mechanisms: frozenset[str] | None = None
    purposes: frozenset[str] | None = None
    is_leaving: bool = False
    has_date: bool = True


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What a register tells of a person for one message; `notice` says what it cannot, and why."""

    facts: Mapping[str, Value] = field(default_factory=dict, repr=False)
    notice: str = ""


class _Entry(NamedTuple):
    event: ConsentEvent
    record: ConsentRecord | None


def consent_answer(person: PersonConsents, asked: MessageTracking) -> ConsentAnswer:
    """
    Return what a register says of a person for a message.

    The last act on each mechanism counts. An open request, a refusal, a consent that has run
    out and one that was withdrawn are no consent; where some mechanism or purpose of the
    message was never agreed on, or the order of one day is not known, nothing is told.
    """
    told = asked.mechanisms or frozenset()
    scope = told or _mechanisms(person)
    last = {name: _last_entry(person, name, asked.day) for name in scope}
    standings = {name: standing_of(person, name, asked) for name in scope}
    denied = [standing.is_none for standing in standings.values()]
    if denied and (any(denied) if told else all(denied)):
        return ConsentAnswer({HAS_CONSENTED: False})
    if not told:
        return ConsentAnswer(notice="how the message tracks is not known")
    if any(standing is not Standing.GIVEN for standing in standings.values()):
        return ConsentAnswer(notice=_open_notice(standings))
    given = [entry for entry in last.values() if entry is not None]
    return _given(given, asked)


def standing_of(person: PersonConsents, mechanism: str, asked: MessageTracking) -> Standing:
    """Return how a person's consent to one mechanism stands on the day of a message."""
    entries = _entries(person, mechanism, asked.day)
    standing = _standing(entries, asked.day)
    ended_now = standing in (Standing.REFUSED, Standing.WITHDRAWN) and any(
        entry.event.day == asked.day and entry.event.act is not Act.REQUESTED for entry in entries
    )
    if not ended_now or asked.is_leaving:
        return standing
    earlier = [entry for entry in entries if not _is_end(entry, asked.day)]
    stood = _standing(earlier, asked.day) is Standing.GIVEN
    return Standing.ENDED_THAT_DAY if stood else standing


def _is_end(entry: _Entry, day: date) -> bool:
    return entry.event.day == day and entry.event.act in (Act.REFUSED, Act.WITHDRAWN)


def _standing(entries: list[_Entry], day: date) -> Standing:
    acts = [entry for entry in entries if entry.event.act is not Act.REQUESTED]
    if not acts:
        return Standing.REQUESTED if entries else Standing.UNKNOWN
    event = acts[-1].event
    if event.act is not Act.GIVEN:
        return Standing.REFUSED if event.act is Act.REFUSED else Standing.WITHDRAWN
    lapsed = event.valid_until is not None and event.valid_until < day
    return Standing.EXPIRED if lapsed else Standing.GIVEN


def _entries(person: PersonConsents, mechanism: str, day: date) -> list[_Entry]:
    """Return what happened up to a day, in its order; an erasure counts as a withdrawal."""
    found = [
        _Entry(event, record)
        for record in person.records
        if mechanism in record.mechanisms
        for event in record.events
        if event.day <= day
    ]
    if person.erased_on is not None and person.erased_on <= day:
        found.append(_Entry(ConsentEvent(Act.WITHDRAWN, person.erased_on), None))
    return sorted(found, key=lambda entry: (entry.event.day, entry.event.sequence))


def _last_entry(person: PersonConsents, mechanism: str, day: date) -> _Entry | None:
    acts = [
        entry for entry in _entries(person, mechanism, day) if entry.event.act is not Act.REQUESTED
    ]
    return acts[-1] if acts else None


def _mechanisms(person: PersonConsents) -> frozenset[str]:
    """Return every mechanism that a person was asked about; one of no name where all is erased."""
    named = frozenset(name for record in person.records for name in record.mechanisms)
    return named or frozenset({""})


def _open_notice(standings: Mapping[str, Standing]) -> str:
    open_ones = ", ".join(
        sorted(name for name, one in standings.items() if one is Standing.UNKNOWN)
    )
    if open_ones:
        return f"nothing is registered on {open_ones}"
    return "it ended on the day of the message, and which came first is not registered"


def _given(given: list[_Entry], asked: MessageTracking) -> ConsentAnswer:
    """Return what is told of a consent to every mechanism of a message."""
    records = [entry.record for entry in given if entry.record is not None]
    limits = [frozenset(record.purposes) for record in records if record.purposes]
    if limits and asked.purposes is None:
        return ConsentAnswer(
            notice="it was given for some purposes only, and those of the message are not "
            "known: tell `tracking.purposes`"
        )
    if any(not (asked.purposes or frozenset()) <= limit for limit in limits):
        return ConsentAnswer(notice="it was given for other purposes than those of the message")
    day = max(entry.event.day for entry in given)
    facts: dict[str, Value] = {**_agreed_told(records), HAS_CONSENTED: True, CONSENTED_ON: day}
    if not asked.has_date and day < asked.day:
        facts[CONSENT_BEFORE_SENDING] = True
    if all(entry.event.evidence for entry in given):
        facts[CONSENT_RECORDED] = True
    ends = [
        event.day
        for record in records
        for event in record.events
        if event.act is Act.WITHDRAWN and asked.day < event.day <= asked.known_by
    ]
    facts[CONSENT_WITHDRAWN] = bool(ends)
    if ends:
        facts[WITHDRAWN_ON] = min(ends)
        if not asked.has_date:
            facts[WITHDRAWN_BEFORE_SENDING] = False
    return ConsentAnswer(facts)


def _agreed_told(records: list[ConsentRecord]) -> dict[str, Value]:
    """Return what all records tell alike of how they were asked for."""
    common = set(records[0].told) if records else set()
    for record in records[1:]:
        common &= set(record.told)
    return dict(sorted(common))
