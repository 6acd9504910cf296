"""Real messages on the command line: read, told with what the user knows, and shown."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from advisor.cli import loading
from advisor.cli.reading import read
from advisor.cli.screen import complain, say
from advisor.cli.statuses import FAILED
from advisor.cli.stopping import tell
from advisor.diagnostics.lines import split_lines
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.cli.arguments import Given
    from advisor.diagnostics import Diagnostic
    from advisor.mail import Made, Mailroom, People, Reading
    from advisor.model.scenarios import Scenario


class Direction(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Which way a message went."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True)
class Told:
    """
    A scenario with the name of what it comes from; `None` where none could be had.

    `provenance` says of the facts of a message how each is known.
    """

    source: str
    scenario: Scenario | None = None
    provenance: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Desk:
    """Where messages become scenarios: what the user knows beside them."""

    room: Mailroom
    corpus: Corpus
    people: People | None
    known: Scenario | None
    direction: Direction | None

    def readings(self, one: Given) -> Iterator[Reading]:
        """Read every message of an argument; what was left out of a folder is told last."""
        from advisor.mail.leavings import leavings

        stdin = None if one.stdin is None else BytesIO(one.stdin)
        left: Counter[str] = Counter()
        yield from self.room.read_all(one.name, stdin=stdin, left=left)
        for said in leavings(left, named=True):
            complain(f"{one.name}: note: {said}")

    def tell(self, one: Given) -> Iterator[Told]:
        """Make the scenarios of an argument, one after another; what is wrong is told."""
        return map(self.told, self.readings(one))

    def told(self, reading: Reading) -> Told:
        """Make the scenario of a message, telling what could not be told; none if damaged."""
        from advisor.mail import joined, provenance
        from advisor.mail.problems import unreadable

        if reading.damage:
            _tell(unreadable(reading.source, reading.damage))
            return Told(reading.source)
        made = self.made(reading)
        notices, scenario = made.notices, made.scenario
        if self.known is not None:
            scenario, more = joined(made, self.known)
            notices = (*notices, *more)
        for notice in notices:
            complain(f"{reading.source}: note: {notice}")
        known = {name: how.value for name, how in provenance(made, self.known).items()}
        return Told(reading.source, scenario, known)

    def made(self, reading: Reading) -> Made:
        """Tell what a message shows."""
        from advisor.mail import made

        return made(reading, self.people, self.direction.value if self.direction else None)


def desk(  # noqa: PLR0913 - one parameter for each option
    corpus: Corpus,
    today: date,
    *,
    direction: Direction | None,
    people: Path | None,
    known: str | None,
    block_list: Path | None,
) -> Desk:
    """
    Make everything ready for reading messages.

    Leaves with status 1 where a library, the address book, the known facts or the block list
    cannot be had.
    """
    from advisor.mail import EXTRA, Mailroom, missing_libraries, read_people
    from advisor.mail.problems import missing_extra

    missing = missing_libraries()
    if missing:
        _stop(missing_extra(EXTRA, missing))
    book = None
    if people is not None:
        book, problems = read_people(people, corpus.law)
        loading.report(problems)
        if problems:
            sys.exit(FAILED)
    told = read(known, corpus, today) if known else None
    return Desk(Mailroom(block_list=_rules(block_list)), corpus, book, told, direction)


def show_facts(found: Iterable[Given], desk: Desk | None, *, as_json: bool) -> int:
    """Show what each message was found to hold; status 1 where one could not be read."""
    from advisor.cli.mail_facts import document, lines

    failed = False
    for one in found:
        if desk is None or not one.is_mail:
            complain(f"{one.name}: note: this is a described scenario, so nothing is read in it")
            continue
        for reading in desk.readings(one):
            failed = failed or bool(reading.damage)
            say(document(reading) if as_json else "\n".join(lines(reading)))
    return FAILED if failed else 0


def _rules(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    from importlib.util import find_spec

    from advisor.mail.problems import missing_block_list_reader, unreadable_block_list

    if find_spec("adblock") is None:
        _stop(missing_block_list_reader())
    try:
        return tuple(split_lines(path.read_text("utf-8", "replace")))
    except OSError:
        _stop(unreadable_block_list(path))
        return ()


def _stop(problem: Diagnostic) -> NoReturn:
    _tell(problem)
    sys.exit(FAILED)


def _tell(problem: Diagnostic) -> None:
    tell(problem.code, problem.what, problem.why, problem.fix, where=problem.at.source)
