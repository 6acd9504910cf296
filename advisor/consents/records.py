"""
What a register holds: records, each with the events of one consent in their order.

The shape is that of ISO/IEC TS 27560 as public guides show it: a record with an identifier, a
person, the processing, and events that each have a time and a state. The states are those of
the Data Privacy Vocabulary.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from advisor.values import dataclass, field


class RegisterProblem(Exception):
    """Tells why a register cannot do what is asked of it; no address stands in it."""

    def __init__(self, what: str, why: str, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.fix = fix


class Act(Enum):
    """What happened to a consent, with its term in the Data Privacy Vocabulary."""

    REQUESTED = "requested", "dpv:ConsentRequested"
    GIVEN = "given", "dpv:ConsentGiven"
    REFUSED = "refused", "dpv:ConsentRefused"
    WITHDRAWN = "withdrawn", "dpv:ConsentWithdrawn"

    def __init__(self, word: str, term: str) -> None:
        self.word = word
        self.term = term

    @classmethod
    def named(cls, word: str) -> Act | None:
        """Return the act of a word or of a term; `None` where there is none."""
        return next((act for act in cls if word in (act.word, act.term)), None)


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """
    One thing that happened to a consent, on a day.

    `method` says by what means, `evidence` is the SHA-256 of the file that shows it, and
    `valid_until` the last day of a consent that was given for a time. `sequence` numbers the
    events of a register as they were entered; 0 where it is not in one yet.
    """

    act: Act
    day: date
    method: str = field(default="", repr=False)
    evidence: str = ""
    valid_until: date | None = None
    sequence: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """
    One consent of one person: to what tracking, for what purposes, and what happened to it.

    `mechanisms` and `purposes` are options of the vocabulary; without purposes none was named
    when it was asked for. `told` says how it was asked for, by facts of a recipient.
    """

    id: str
    address: str = field(repr=False)
    mechanisms: tuple[str, ...]
    purposes: tuple[str, ...] = ()
    told: tuple[tuple[str, bool], ...] = ()
    events: tuple[ConsentEvent, ...] = ()

    @property
    def last(self) -> ConsentEvent:
        """Return the event that was entered last."""
        return self.events[-1]


@dataclass(frozen=True, slots=True)
class PersonConsents:
    """All that a register holds of one person; `erased_on` where all of it was erased once."""

    records: tuple[ConsentRecord, ...] = ()
    erased_on: date | None = None


_LONGEST_METHOD = 200
_MAY_FOLLOW: dict[Act | None, tuple[Act, ...]] = {
    None: (Act.REQUESTED, Act.GIVEN, Act.REFUSED),
    Act.REQUESTED: (Act.GIVEN, Act.REFUSED),
    Act.GIVEN: (Act.WITHDRAWN,),
    Act.REFUSED: (),
    Act.WITHDRAWN: (),
}


def check_events(events: tuple[ConsentEvent, ...], today: date) -> None:
    """Raise `RegisterProblem` where events cannot follow one another as they are told."""
    before: ConsentEvent | None = None
    for event in events:
        _check_event(event, before, today)
        before = event


def _check_event(event: ConsentEvent, before: ConsentEvent | None, today: date) -> None:
    word, day = event.act.word, event.day
    if event.act not in _MAY_FOLLOW[before.act if before else None]:
        after = f"after one that was {before.act.word}" if before else "before any other event"
        raise RegisterProblem(
            f"a consent cannot be {word} {after}",
            "what happened to one consent is kept in its order, and nothing is written over",
            "tell the events in their order; a new request or answer begins a new record",
        )
    if day > today:
        raise RegisterProblem(
            f"a consent cannot be {word} on {day.isoformat()}: that day has not come",
            "a register says what has happened",
            "give the day on which it happened",
        )
    if len(event.method) > _LONGEST_METHOD or not event.method.isprintable():
        raise RegisterProblem(
            f"how a consent was {word} is no line of at most {_LONGEST_METHOD} letters",
            "a register holds by what means it was, and not what was written",
            "write a word or two, as `letter`, and give the letter itself as evidence",
        )
    if before is not None and day < before.day:
        raise RegisterProblem(
            f"a consent cannot be {word} on {day.isoformat()}, "
            f"before it was {before.act.word} on {before.day.isoformat()}",
            "each event of one consent follows the one before it",
            "correct the day",
        )
    if event.valid_until is not None and (event.act is not Act.GIVEN or event.valid_until < day):
        raise RegisterProblem(
            f"a consent that is {word} on {day.isoformat()} "
            f"cannot be valid until {event.valid_until.isoformat()}",
            "only a consent that was given can run out, and not before it was given",
            "give a day from that of the answer on, or none",
        )
