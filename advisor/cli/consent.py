"""`advisor consent`: a register of who agreed to what tracking."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn

from advisor.cli.errors import exit_with_error, stop_unwritable
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.output.console import echo, echo_err
from advisor.cli.parsing.options import parse_day
from advisor.cli.parsing.parameters import Argument, Misuse, Option
from advisor.consents import (
    Act,
    ConsentEvent,
    ConsentRecord,
    ConsentRegister,
    MessageTracking,
    PersonConsents,
    RegisterProblem,
)
from advisor.consents.exchange import (
    consents_csv,
    consents_json,
    read_address,
    read_consents_csv,
    read_consents_json,
)
from advisor.consents.register import new_record_id
from advisor.consents.standing import standing_of
from advisor.consents.words import ConsentWords
from advisor.facts.value_parser import parse_flag

_IMPORT_LIMIT = 200_000_000


class ReplyWord(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """What somebody answered."""

    YES = "yes"
    NO = "no"


def _told_fact(text: str) -> tuple[str, bool]:
    """Read `consent_informed=true`."""
    name, sign, word = str(text).partition("=")
    value = parse_flag(word.strip())
    if not sign or value is None:
        raise Misuse(f"`{text}` says nothing of a fact; write it as `consent_informed=true`")
    return name.strip(), value


RegisterFile = Annotated[Path, Argument(metavar="REGISTER", help="The file of the register.")]
PersonAddress = Annotated[str, Argument(metavar="ADDRESS", help="The person's address of mail.")]
MechanismsIn = Annotated[
    list[str] | None,
    Option("--mechanism", metavar="WORD", help="A means of tracking, as `pixel`; repeatable."),
]
PurposesIn = Annotated[
    list[str] | None,
    Option("--purpose", metavar="WORD", help="A purpose that was named; repeatable."),
]
OnDay = Annotated[
    date | None,
    Option("--on", metavar="DATE", parser=parse_day, help="The day of it; today."),
]
How = Annotated[
    str, Option("--how", metavar="TEXT", help="By what means, as `letter` or `sign-up form`.")
]
EvidenceFile = Annotated[
    Path | None,
    Option("--evidence", metavar="FILE", help="What shows it; only its SHA-256 is kept."),
]
RequestFacts = Annotated[
    list[str] | None,
    Option(
        "--told",
        metavar="FACT=YES",
        parser=_told_fact,
        help="How it was asked, as `consent_informed=true`; repeatable.",
    ),
]
RecordId = Annotated[
    str, Option("--record", metavar="ID", help="Which record, where several could be meant.")
]


def init(register: RegisterFile) -> None:
    """Make an empty register, which only you may read."""
    with _problems():
        ConsentRegister.create(register).close()
    echo(f"made {register}")


def request(  # noqa: PLR0913 - one parameter for each option
    register: RegisterFile,
    address: PersonAddress,
    *,
    mechanism: MechanismsIn = None,
    purpose: PurposesIn = None,
    on: OnDay = None,
    how: How = "",
    evidence: EvidenceFile = None,
    told: RequestFacts = None,
) -> None:
    """
    Enter that somebody was asked to agree to tracking.

    Until there is an answer this is no consent.
    """
    with _opened(register) as book:
        event = ConsentEvent(Act.REQUESTED, on or today(), how, _hash_of(evidence))
        kept = book.add(_new_record(address, mechanism, purpose, told, event), today())
        echo(f"record {kept.id}: {kept.last.act.word} on {kept.last.day.isoformat()}")


def answer(  # noqa: PLR0913 - one parameter for each option
    register: RegisterFile,
    address: PersonAddress,
    reply: Annotated[ReplyWord, Argument(metavar="yes|no", help="What was answered.")],
    *,
    mechanism: MechanismsIn = None,
    purpose: PurposesIn = None,
    on: OnDay = None,
    how: How = "",
    evidence: EvidenceFile = None,
    until: Annotated[
        date | None,
        Option("--until", metavar="DATE", parser=parse_day, help="The last day it holds."),
    ] = None,
    told: RequestFacts = None,
    record: RecordId = "",
) -> None:
    """
    Enter what somebody answered to an open request, or without one.

    Without a request name the means of tracking that was agreed to or refused.
    """
    act = Act.GIVEN if reply is ReplyWord.YES else Act.REFUSED
    with _opened(register) as book:
        event = ConsentEvent(act, on or today(), how, _hash_of(evidence), until)
        if mechanism:
            kept = book.add(_new_record(address, mechanism, purpose, told, event), today())
        else:
            open_one = _one_record(book, address, Act.REQUESTED, record)
            kept = book.append(open_one, event, today())
        echo(f"record {kept.id}: {act.word} on {kept.last.day.isoformat()}")


def withdraw(  # noqa: PLR0913 - one parameter for each option
    register: RegisterFile,
    address: PersonAddress,
    *,
    on: OnDay = None,
    how: How = "",
    evidence: EvidenceFile = None,
    record: RecordId = "",
) -> None:
    """
    Enter that somebody took back what was agreed: all of it, or one record.

    What was sent before stays as lawful as it was.
    """
    with _opened(register) as book:
        event = ConsentEvent(Act.WITHDRAWN, on or today(), how, _hash_of(evidence))
        standing = _records_at(book, address, Act.GIVEN, record)
        if not standing:
            _none_at(Act.GIVEN)
        for one in standing:
            kept = book.append(one, event, today())
            echo(f"record {kept.id}: withdrawn on {kept.last.day.isoformat()}")


def show_person(register: RegisterFile, address: PersonAddress, *, on: OnDay = None) -> None:
    """Show what is registered of somebody, and how it stands on a day."""
    with _opened(register, writing=False) as book:
        person = book.of(read_address(address))
        if person is None:
            exit_with_error(
                "bad-register",
                "nothing is registered of that address",
                "so it is unknown whether that person agreed",
                "`advisor consent list` names the records",
            )
        echo("\n".join(_person_lines(person, on or today())))


def list_records(register: RegisterFile, *, on: OnDay = None) -> None:
    """List every record with its state on a day."""
    day = on or today()
    with _opened(register, writing=False) as book:
        for record in book.records():
            states = _states(PersonConsents((record,)), day)
            said = ", ".join(f"{name} {state}" for name, state in states.items())
            echo(f"{record.id}  {record.address}  {said}")


def export(
    register: RegisterFile,
    to: Annotated[Path, Argument(metavar="FILE", help="A new file, `.csv` or `.json`.")],
) -> None:
    """Write every record as CSV or JSON into a new file that only you may read."""
    write = {".csv": consents_csv, ".json": consents_json}.get(to.suffix.lower())
    if write is None:
        raise Misuse(f"`{to}` is neither `.csv` nor `.json`", option="FILE")
    if to.exists():
        _exists(to)
    with _opened(register, writing=False) as book:
        text = write(book.records())
    from advisor.atomic_files import write_whole

    try:
        write_whole(to, text.encode(), private=True)
    except OSError as error:
        stop_unwritable(to, error)


def import_records(
    register: RegisterFile,
    source: Annotated[Path, Argument(metavar="FILE", help="`.csv` or `.json`.")],
) -> None:
    """
    Take the records of a CSV or JSON file, or none of them where one is wrong.

    Those that are there already are left as they are.
    """
    read = {".csv": read_consents_csv, ".json": read_consents_json}.get(source.suffix.lower())
    if read is None:
        raise Misuse(f"`{source}` is neither `.csv` nor `.json`", option="FILE")
    with _opened(register) as book:
        try:
            with source.open("rb") as opened:
                text = opened.read(_IMPORT_LIMIT).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise RegisterProblem(
                f"`{source}` cannot be read as UTF-8 text", "nothing was taken from it",
                "give the path of a file, saved as UTF-8",
            ) from None  # fmt: skip
        records = read(text, _words())
        kept = book.add_all(records, today())
        echo(f"took {len(kept)} of {len(records)} records; the others were there, or were erased")


def erase(register: RegisterFile, address: PersonAddress) -> None:
    """
    Erase all that is registered of somebody.

    A keyed hash of the address stays with today's date, so that nobody tracks that person by
    another list: from today on it counts as withdrawn until there is a new consent.
    """
    with _opened(register) as book:
        count = book.erase(read_address(address), today())
        echo(f"records erased: {count}; copies made before still hold them")


def backup(
    register: RegisterFile,
    to: Annotated[Path, Argument(metavar="FILE", help="A new file.")],
) -> None:
    """Copy the register as it is at this moment, while others go on writing to it."""
    with _opened(register, writing=False) as book:
        book.backup(to)
    echo(f"copied to {to}")


def check_register(register: RegisterFile) -> None:
    """Bring a register to this version, and tell what is wrong with the file."""
    with _opened(register) as book:
        faults = book.faults()
        book.checkpoint()
    for fault in faults:
        echo_err(f"{register}: {fault}")
    if faults:
        raise SystemExit(FAILED)
    echo(f"{register} is whole")


commands = {
    "init": init,
    "request": request,
    "answer": answer,
    "withdraw": withdraw,
    "show": show_person,
    "list": list_records,
    "import": import_records,
    "export": export,
    "erase": erase,
    "backup": backup,
    "check": check_register,
}


@contextmanager
def _problems() -> Iterator[None]:
    try:
        yield
    except RegisterProblem as problem:
        exit_with_error("bad-register", problem.what, problem.why, problem.fix)


@contextmanager
def _opened(path: Path, *, writing: bool = True) -> Iterator[ConsentRegister]:
    with _problems(), ConsentRegister(path, writing=writing) as book:
        yield book


def _words() -> ConsentWords:
    corpus = corpus_loader.load_corpus(None, engine="reference")
    return ConsentWords.of(corpus.law.vocabulary)


def _new_record(
    address: str,
    mechanism: list[str] | None,
    purpose: list[str] | None,
    told: object,
    event: ConsentEvent,
) -> ConsentRecord:
    words = _words()
    facts = told if isinstance(told, list) else []
    return ConsentRecord(
        new_record_id(),
        read_address(address),
        words.read_mechanisms(mechanism or ()),
        words.read_purposes(purpose or ()),
        words.read_told(facts),
        (event,),
    )


def _records_at(
    book: ConsentRegister, address: str, act: Act, record: str
) -> tuple[ConsentRecord, ...]:
    person = book.of(read_address(address)) or PersonConsents()
    return tuple(one for one in person.records if one.last.act is act and record in ("", one.id))


def _one_record(book: ConsentRegister, address: str, act: Act, record: str) -> ConsentRecord:
    found = _records_at(book, address, act, record)
    if not found:
        _none_at(act)
    if len(found) > 1:
        raise RegisterProblem(
            f"{len(found)} records of that address are {act.word}",
            "what is entered for one of them could be meant for another",
            f"name one: {', '.join(f'`--record {one.id}`' for one in found)}",
        )
    return found[0]


def _none_at(act: Act) -> NoReturn:
    fix = {
        Act.REQUESTED: "name what was agreed to or refused with `--mechanism`",
        Act.GIVEN: "enter a refusal instead: `advisor consent answer … no --mechanism …`",
    }
    raise RegisterProblem(
        f"no record of that address is {act.word}", "nothing was written", fix[act]
    )


def _exists(path: Path) -> NoReturn:
    exit_with_error(
        "file-exists", f"`{path}` is there already", "nothing is written over",
        "give the name of a new file",
    )  # fmt: skip


def _hash_of(evidence: Path | None) -> str:
    if evidence is None:
        return ""
    try:
        with evidence.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise RegisterProblem(
            f"the evidence `{evidence}` cannot be read",
            (error.strerror or "the system gave no reason").lower(),
            "give the path of a file",
        ) from error


def _states(person: PersonConsents, day: date) -> dict[str, str]:
    asked = MessageTracking(day, day)
    names = sorted({name for record in person.records for name in record.mechanisms})
    return {name: standing_of(person, name, asked).value for name in names}


def _person_lines(person: PersonConsents, day: date) -> Iterator[str]:
    for name, state in _states(person, day).items():
        yield f"{name}: {state} on {day.isoformat()}"
    for record in person.records:
        purposes = f" for {', '.join(record.purposes)}" if record.purposes else ""
        yield f"record {record.id}: {', '.join(record.mechanisms)}{purposes}"
        for event in record.events:
            extra = [event.method, f"sha256:{event.evidence}" if event.evidence else ""]
            until = event.valid_until
            extra.append(f"until {until.isoformat()}" if until else "")
            said = "; ".join([f"{event.day.isoformat()} {event.act.word}", *filter(None, extra)])
            yield f"  {said}"
        for name, value in record.told:
            yield f"  {name}: {'yes' if value else 'no'}"
    if person.erased_on is not None:
        yield f"erased on {person.erased_on.isoformat()}: counts as withdrawn from then on"
