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

from advisor.cli.errors import exit_with_error, tell
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.scenario_input import path_beside, read_or_exit
from advisor.cli.output.console import echo, echo_err
from advisor.diagnostics import Severity
from advisor.diagnostics.lines import split_lines
from advisor.model.law_clock import moved_to
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.cli.loading.profile_input import ProfileFinder
    from advisor.cli.parsing.inputs import InputArgument
    from advisor.consents import ConsentSnapshot
    from advisor.diagnostics import Diagnostic
    from advisor.mail import (
        KnownSources,
        MessageAnalysis,
        MessageReader,
    )
    from advisor.model.scenarios import Scenario


class Direction(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Which way a message went."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True)
class MailScenario:
    """
    A scenario with the name of what it comes from; `None` where none could be had.

    `provenance` says of the facts of a message how each is known.
    """

    source: str
    scenario: Scenario | None = None
    provenance: Mapping[str, str] | None = None


@dataclass(frozen=True)
class MailInput:
    """
    Where messages become scenarios: what the user knows beside them.

    `as_of` is the day that is asked about whatever is known, where one is: every message is
    then taken as sent on it.
    """

    room: MessageReader
    sources: KnownSources
    direction: Direction | None
    today: date
    as_of: date | None = None

    def readings(self, input_argument: InputArgument) -> Iterator[MessageAnalysis]:
        """Read every message of an argument; what was omitted of a folder is told last."""
        from advisor.mail.sources.skipped_files import describe_skipped

        stdin = None if input_argument.stdin is None else BytesIO(input_argument.stdin)
        left: Counter[str] = Counter()
        yield from self.room.read_all(input_argument.name, stdin=stdin, left=left)
        for said in describe_skipped(left, named=True):
            echo_err(f"{input_argument.name}: note: {said}")

    def tell(self, input_argument: InputArgument) -> Iterator[MailScenario]:
        """Make the scenarios of an argument, one after another; what is wrong is told."""
        return map(self.told, self.readings(input_argument))

    def told(self, reading: MessageAnalysis) -> MailScenario:
        """Make the scenario of a message, telling what could not be told; none if damaged."""
        from advisor.mail.problems import matters_disagree, unreadable
        from advisor.mail.scenario.consent_facts import SendingDay
        from advisor.mail.scenario.matter_match import disagreement_text

        if reading.damage:
            _tell(unreadable(reading.source, reading.damage))
            return MailScenario(reading.source)
        direction = self.direction.value if self.direction else None
        facts = self.sources.read(reading, direction, SendingDay(self.today, self.as_of))
        for disagreement in facts.disagreements:
            _tell(matters_disagree(reading.source, disagreement_text(disagreement)))
        if facts.disagreements:
            return MailScenario(reading.source)
        for notice in facts.notices:
            echo_err(f"{reading.source}: note: {notice}")
        if self.sources.matters is not None and not facts.matters:
            echo_err(f"{reading.source}: note: it belongs to no matter, so none tells its facts")
        problems = facts.impossible(own_day=self.as_of is None)
        if problems:
            echo_err(f"{reading.source}: with what is known beside it:")
            corpus_loader.report_diagnostics(problems)
            return MailScenario(reading.source)
        known = {name: how.value for name, how in facts.provenance.items()}
        scenario = facts.scenario
        if self.as_of is not None:
            scenario = moved_to(scenario, self.as_of)
        return MailScenario(reading.source, scenario, known)


def open_mail_input(  # noqa: PLR0913 - one parameter for each option
    corpus: Corpus,
    today: date,
    *,
    direction: Direction | None,
    people: Path | None,
    known: str | None,
    block_list: Path | None,
    matters: Path | None = None,
    profiles: ProfileFinder | None = None,
    as_of: date | None = None,
    consents: Path | None = None,
) -> MailInput:
    """
    Make everything ready for reading messages.

    A profile is looked for beside the known facts, or else in the folder that the command runs
    in. Leaves with status 1 where a library, the address book, the register of consents, the
    matters, the known facts, the profile or the block list cannot be had.
    """
    from advisor.mail import (
        MAIL_EXTRA,
        KnownSources,
        MatterFile,
        MessageReader,
        missing_mail_libraries,
        read_address_book,
        read_matters,
    )
    from advisor.mail.problems import missing_extra

    missing = missing_mail_libraries()
    if missing:
        _stop(missing_extra(MAIL_EXTRA, missing))
    book = None
    if people is not None:
        book, problems = read_address_book(people, corpus.law)
        corpus_loader.report_diagnostics(problems)
        if problems:
            sys.exit(FAILED)
        for note in book.notes:
            echo_err(f"note: {note}")
    matter_file = None
    if matters is not None:
        read, problems = read_matters(matters, corpus.law)
        corpus_loader.report_diagnostics(problems)
        if any(problem.severity is Severity.ERROR for problem in problems):
            sys.exit(FAILED)
        matter_file = MatterFile(read)
    told = read_or_exit(known, corpus, today, as_of=as_of) if known else None
    near = path_beside(known) if known else Path()
    profile = profiles.profile(near) if profiles is not None else None
    register = read_consents(consents) if consents is not None else None
    sources = KnownSources(book, matter_file, told, profile, register)
    gateways = book.gateways if book is not None else ()
    room = MessageReader(block_list=_rules(block_list), gateways=gateways)
    return MailInput(room, sources, direction, today, as_of)


def read_consents(path: Path) -> ConsentSnapshot:
    """Return what a consent register holds now, or leave with status 1."""
    from advisor.consents import ConsentRegister, RegisterProblem

    try:
        with ConsentRegister(path) as register:
            return register.snapshot()
    except RegisterProblem as problem:
        exit_with_error("bad-register", problem.what, problem.why, problem.fix)


def show_facts(
    input_arguments: Iterable[InputArgument], desk: MailInput | None, *, as_json: bool
) -> int:
    """Show what each message was found to hold; status 1 where one could not be read."""
    from advisor.cli.output.mail_signals_output import signal_document, signal_lines

    failed = False
    for item in input_arguments:
        if desk is None or not item.is_mail:
            echo_err(f"{item.name}: note: this is a described scenario, so nothing is read in it")
            continue
        for reading in desk.readings(item):
            failed = failed or bool(reading.damage)
            echo(signal_document(reading) if as_json else "\n".join(signal_lines(reading)))
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
