"""Consents in one file, read while they are written, and the same held in memory."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol, Self

from advisor.consents.records import (
    Act,
    ConsentEvent,
    ConsentRecord,
    PersonConsents,
    RegisterProblem,
    check_events,
)
from advisor.consents.storage import create_file, open_file, transaction, unusable
from advisor.values import dataclass, field, replace

_ALL = (
    "SELECT record.id, address, mechanisms, purposes, told, sequence, act, day, method, evidence, "
    "valid_until FROM record LEFT JOIN event ON event.record = record.id"
)


class ConsentSource(Protocol):
    """Says what is registered of an address."""

    def of(self, address: str) -> PersonConsents | None:
        """Return what is registered of an address; `None` where that is nothing."""


@dataclass(frozen=True, slots=True)
class ConsentSnapshot:
    """All that a register held at one moment."""

    records: Mapping[str, tuple[ConsentRecord, ...]] = field(default_factory=dict, repr=False)
    erased: Mapping[str, date] = field(default_factory=dict, repr=False)
    key: str = field(default="", repr=False)

    def of(self, address: str) -> PersonConsents | None:
        """Return what is registered of an address; `None` where that is nothing."""
        plain = address_key(address)
        erased = self.erased.get(_token(self.key, plain)) if self.erased else None
        return _person(self.records.get(plain, ()), erased)


class ConsentRegister:
    """
    A register in a file. Whoever reads it never waits for who writes to it.

    `close` it, or use it in a `with` statement. Every method raises `RegisterProblem` where the
    file cannot be used.
    """

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        self.path = path
        self._connection = open_file(path, writing=writing)

    @classmethod
    def create(cls, path: Path) -> ConsentRegister:
        """Make a new register, which only its owner may read."""
        create_file(path)
        return cls(path, writing=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def of(self, address: str) -> PersonConsents | None:
        """Return what is registered of an address; `None` where that is nothing."""
        plain = address_key(address)
        with self._reading():
            records = tuple(self._records("WHERE address = ?", (plain,)))
            erased = self._erased_on(plain)
        return _person(records, erased)

    def records(self) -> tuple[ConsentRecord, ...]:
        """Return every record, in the order of their first events."""
        with self._reading():
            found = tuple(self._records("", ()))
        return tuple(sorted(found, key=lambda record: record.events[0].sequence))

    def snapshot(self) -> ConsentSnapshot:
        """Return all that it holds at this moment."""
        people: dict[str, list[ConsentRecord]] = {}
        with self._reading():
            for record in self._records("", ()):
                people.setdefault(record.address, []).append(record)
            rows = self._connection.execute("SELECT token, day FROM erased ORDER BY token")
            erased = {token: date.fromisoformat(day) for token, day in rows}
            key = self._key
        records = {address: tuple(found) for address, found in sorted(people.items())}
        return ConsentSnapshot(records, erased, key)

    def add(self, record: ConsentRecord, today: date) -> ConsentRecord:
        """Enter a record with its events, and return it as it is kept."""
        with self._writing():
            kept = self._add(record, today)
        return kept or record

    def add_all(self, records: Iterable[ConsentRecord], today: date) -> tuple[ConsentRecord, ...]:
        """
        Enter all of some records, or none, with what is new of those that are there already.

        A record that lies wholly before its person was erased is left out.
        """
        with self._writing():
            return tuple(
                kept
                for record in records
                if not self._is_erased(record) and (kept := self._add(record, today)) is not None
            )

    def append(self, record: ConsentRecord, event: ConsentEvent, today: date) -> ConsentRecord:
        """Enter what happened to a consent next, and return its record as it is then."""
        with self._writing():
            (now,) = tuple(self._records("WHERE id = ?", (record.id,))) or (None,)
            if now is None:
                raise _no_record(record.id)
            check_events((*now.events, event), today)
            kept = replace(event, sequence=self._insert(record.id, event))
        return replace(now, events=(*now.events, kept))

    def erase(self, address: str, today: date) -> int:
        """
        Erase all that is registered of an address, and return how many records that was.

        A keyed hash stays with the day, so that nobody is tracked again by a consent that was
        erased: from that day on the person counts as one who withdrew.
        """
        plain = address_key(address)
        with self._writing():
            token = _token(self._key, plain)
            deleted = self._connection.execute("DELETE FROM record WHERE address = ?", (plain,))
            self._connection.execute(
                "INSERT INTO erased VALUES (?, ?) ON CONFLICT (token) DO UPDATE SET day = "
                "max(day, excluded.day)",
                (token, today.isoformat()),
            )
        self.checkpoint()
        return deleted.rowcount

    def checkpoint(self) -> None:
        """Bring all that was written into the file itself, so that a copy of it is whole."""
        with self._told():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def backup(self, target: Path) -> None:
        """Write a whole copy of this moment into a new file, while others go on writing."""
        create_file(target)
        try:
            with self._told():
                copy = sqlite3.connect(target)
                try:
                    self._connection.backup(copy)
                finally:
                    copy.close()
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the file: its pages, its links, its events, its permissions."""
        found = []
        with self._told():
            pages = [row[0] for row in self._connection.execute("PRAGMA integrity_check")]
            found += [f"the database is damaged: {said}" for said in pages if said != "ok"]
            links = self._connection.execute("PRAGMA foreign_key_check").fetchall()
            found += ["an event belongs to no record"] if links else []
        for record in self.records():
            try:
                check_events(record.events, date.max)
            except RegisterProblem as problem:
                found.append(f"record {record.id}: {problem.what}")
        if self.path.stat().st_mode & 0o077:
            found.append(f"others may open it: run `chmod 600 {self.path}`")
        return tuple(found)

    @property
    def _key(self) -> str:
        row = self._connection.execute("SELECT value FROM setting WHERE name = 'key'").fetchone()
        return str(row[0])

    def _add(self, record: ConsentRecord, today: date) -> ConsentRecord | None:
        there = tuple(self._records("WHERE id = ?", (record.id,)))
        if there:
            kept = there[0]
            known = kept.events[: len(record.events)]
            if replace(kept, events=()) == replace(record, events=()) and (
                known == record.events[: len(kept.events)]
            ):
                return self._continued(kept, record.events[len(kept.events) :], today)
            raise RegisterProblem(
                f"the record {record.id} is there already and says something else",
                "what is registered is never written over",
                "give what is new as a record with another id, or as a later event",
            )
        if not record.events:
            raise RegisterProblem(
                f"the record {record.id} has no event",
                "nothing is kept of a consent that nobody asked for or gave",
                "tell what happened",
            )
        check_events(record.events, today)
        self._connection.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
            (
                record.id,
                record.address,
                json.dumps(record.mechanisms),
                json.dumps(record.purposes),
                json.dumps(dict(record.told)),
            ),
        )
        events = [
            replace(event, sequence=self._insert(record.id, event)) for event in record.events
        ]
        return replace(record, events=tuple(events))

    def _continued(
        self, kept: ConsentRecord, events: tuple[ConsentEvent, ...], today: date
    ) -> ConsentRecord | None:
        """Enter what is new of a record that is there; `None` where that is nothing."""
        if not events:
            return None
        check_events((*kept.events, *events), today)
        added = (replace(event, sequence=self._insert(kept.id, event)) for event in events)
        return replace(kept, events=(*kept.events, *added))

    def _is_erased(self, record: ConsentRecord) -> bool:
        day = self._erased_on(record.address)
        return day is not None and bool(record.events) and record.last.day <= day

    def _erased_on(self, address: str) -> date | None:
        row = self._connection.execute(
            "SELECT day FROM erased WHERE token = ?", (_token(self._key, address),)
        ).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def _insert(self, record: str, event: ConsentEvent) -> int:
        until = event.valid_until.isoformat() if event.valid_until else None
        row = self._connection.execute(
            "INSERT INTO event (record, act, day, method, evidence, valid_until) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (record, event.act.word, event.day.isoformat(), event.method, event.evidence, until),
        )
        return int(row.lastrowid or 0)

    def _records(self, which: str, values: tuple[str, ...]) -> Iterator[ConsentRecord]:
        rows = self._connection.execute(f"{_ALL} {which} ORDER BY record.id, sequence", values)
        heads: dict[str, ConsentRecord] = {}
        events: dict[str, list[ConsentEvent]] = {}
        for row in rows:
            heads.setdefault(row[0], _head(row))
            found = events.setdefault(row[0], [])
            if row[5] is not None:
                found.append(_event(row))
        for name, head in heads.items():
            yield replace(head, events=tuple(events[name]))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """See one moment of the file, whoever writes to it meanwhile."""
        with self._told():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._told(), transaction(self._connection):
            yield


def new_record_id() -> str:
    """Return an identifier that no record has yet."""
    return str(uuid.uuid4())


def address_key(address: str) -> str:
    """
    Return an address as a register keeps it.

    >>> address_key(" Otto@Other.Example ")
    'otto@other.example'
    """
    return address.strip().lower()


def _token(key: str, address: str) -> str:
    return hmac.new(bytes.fromhex(key), address.encode(), hashlib.sha256).hexdigest()


def _person(records: tuple[ConsentRecord, ...], erased: date | None) -> PersonConsents | None:
    return PersonConsents(records, erased) if records or erased is not None else None


def _head(row: tuple[str, ...]) -> ConsentRecord:
    mechanisms, purposes, told = (json.loads(text) for text in row[2:5])
    return ConsentRecord(
        row[0], row[1], tuple(mechanisms), tuple(purposes), tuple(sorted(told.items()))
    )


def _event(row: tuple[str, ...]) -> ConsentEvent:
    act = Act.named(row[6])
    if act is None:
        raise sqlite3.IntegrityError("an event has no act")
    return ConsentEvent(
        act,
        date.fromisoformat(row[7]),
        row[8],
        row[9],
        date.fromisoformat(row[10]) if row[10] else None,
        int(row[5]),
    )


def _no_record(name: str) -> RegisterProblem:
    return RegisterProblem(
        f"no record has the id {name}",
        "it was erased, or never there",
        "`advisor consent list` names the records",
    )
