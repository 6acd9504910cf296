"""Real messages on the command line: read, told with what the user knows, and shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from advisor.cli import loading
from advisor.cli.reading import STDIN, read, read_if_sound
from advisor.cli.screen import complain, say

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.mail import Made, Mailroom, People, Reading
    from advisor.model.scenarios import Scenario

_DESCRIBED = {".yaml", ".yml", ".json"}
_SNIFFED = 4_000


class Direction(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Which way a message went."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True)
class Given:
    """One argument of the command: a described scenario, or messages to read."""

    name: str
    is_mail: bool
    stdin: bytes | None = None

    @property
    def several(self) -> bool:
        """Tell whether it can hold more than one message."""
        if self.stdin is not None:
            return self.stdin[:5] == b"From "
        return self.is_mail and (Path(self.name).is_dir() or _starts_mailbox(Path(self.name)))


def given(name: str) -> Given:
    """Find out what an argument is, by its name or by how it begins."""
    path = Path(name)
    if path.suffix.lower() in _DESCRIBED:
        return Given(name, is_mail=False)
    from advisor.mail import is_mail, looks_like_mail  # late: most arguments are no mail

    if name == STDIN:
        data = sys.stdin.buffer.read()
        return Given(name, looks_like_mail(data[:_SNIFFED]), data)
    return Given(name, is_mail(path) or looks_like_mail(_start(path)))


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as opened:
            return opened.read(_SNIFFED)
    except OSError:
        return b""


def _starts_mailbox(path: Path) -> bool:
    return _start(path)[:5] == b"From "


@dataclass(frozen=True)
class Desk:
    """Where messages become scenarios: what the user knows beside them."""

    room: Mailroom
    corpus: Corpus
    people: People | None
    known: Scenario | None
    direction: Direction | None

    def readings(self, one: Given) -> Iterator[Reading]:
        """Read every message of an argument."""
        stdin = None if one.stdin is None else BytesIO(one.stdin)
        return self.room.read_all(one.name, stdin=stdin)

    def scenario(self, reading: Reading) -> Scenario | None:
        """Make the scenario of a message, telling what could not be told; `None` if damaged."""
        from advisor.mail import joined

        if reading.damage:
            complain(_damaged(reading))
            return None
        made = self.made(reading)
        notices, scenario = made.notices, made.scenario
        if self.known is not None:
            scenario, more = joined(made, self.known)
            notices = (*notices, *more)
        for notice in notices:
            complain(f"{reading.source}: note: {notice}")
        return scenario

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

    missing = missing_libraries()
    if missing:
        _stop(
            "missing-extra",
            f"reading messages needs {', '.join(f'`{one}`' for one in missing)}",
            "described scenarios need none of it, so it is installed only when asked for",
            f"pip install 'legal-ethics-advisor[{EXTRA}]'",
        )
    book = None
    if people is not None:
        book, problems = read_people(people, corpus.law)
        loading.report(problems)
        if problems:
            raise typer.Exit(loading.FAILED)
    told = read(known, corpus, today) if known else None
    return Desk(Mailroom(block_list=_rules(block_list)), corpus, book, told, direction)


def scenarios(
    one: Given, desk: Desk | None, corpus: Corpus, today: date
) -> Iterator[tuple[str, Scenario | None]]:
    """Give the scenarios of an argument with their names; what is wrong is told."""
    if one.is_mail and desk is not None:
        for reading in desk.readings(one):
            yield reading.source, desk.scenario(reading)
    elif one.stdin is None:
        yield one.name, read_if_sound(one.name, corpus, today)
    else:
        yield one.name, _from_bytes(one.stdin, corpus, today)


def _from_bytes(data: bytes, corpus: Corpus, today: date) -> Scenario | None:
    """Read a described scenario that was read once already, to see what it is."""
    from advisor.corpus import read_scenario

    file = os.memfd_create("scenario")
    try:
        with open(file, "wb", closefd=False) as opened:
            opened.write(data)
        path = Path(f"/dev/fd/{file}")
        scenario, problems = read_scenario(path, corpus.law, today=today, source="<stdin>")
    finally:
        os.close(file)
    loading.report(problems)
    return scenario


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
    return loading.FAILED if failed else 0


def _rules(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    from importlib.util import find_spec

    if find_spec("adblock") is None:
        _stop(
            "missing-extra",
            "a block list needs `adblock`",
            "no list comes with this program, so its reader does not either",
            "pip install 'legal-ethics-advisor[block-list]'",
        )
    try:
        return tuple(path.read_text("utf-8", "replace").splitlines())
    except OSError:
        _stop(
            "unreadable",
            f"the block list `{path}` cannot be opened",
            "an answer without it would look like one with it",
            "give the path of a file that you may read",
        )
        return ()


def _stop(code: str, what: str, why: str, fix: str) -> None:
    complain(f"advisor: error[{code}]: {what}\n   = why: {why}\n   = fix: {fix}")
    raise typer.Exit(loading.FAILED)


def _damaged(reading: Reading) -> str:
    return (
        f"{reading.source}: error[unreadable-message]: {reading.damage}\n"
        "   = why: what was not read could hold anything\n"
        "   = fix: save the message again from the mail program, as `.eml`"
    )
