"""The file of a register: an SQLite database with its versions."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from advisor.consents.records import RegisterProblem

APPLICATION = 0x61647663
"""Marks a database as a register (`advc`)."""
_PRIVATE = 0o600
_WAIT = 30.0
"""Seconds that a writer waits for another one."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE record (
            id TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            mechanisms TEXT NOT NULL,
            purposes TEXT NOT NULL,
            told TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX record_of_address ON record (address)",
        """CREATE TABLE event (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            record TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
            act TEXT NOT NULL CHECK (act IN ('requested', 'given', 'refused', 'withdrawn')),
            day TEXT NOT NULL,
            method TEXT NOT NULL,
            evidence TEXT NOT NULL,
            valid_until TEXT
        ) STRICT""",
        "CREATE INDEX event_of_record ON event (record)",
        """CREATE TRIGGER events_stay BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'an event is never written over'); END""",
        "CREATE TABLE erased (token TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ),
)
"""What makes each version out of the one before it, the first out of an empty file."""


def create_file(path: Path) -> None:
    """Make an empty register that only its owner may read; it must not be there yet."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
    except FileExistsError:
        raise RegisterProblem(
            f"`{path}` is there already",
            "a register is never written over",
            "give the name of a new file, or use the one that is there",
        ) from None
    except OSError as error:
        raise RegisterProblem(
            f"`{path}` cannot be written",
            (error.strerror or "the system gave no reason").lower(),
            "check that the folder exists and may be written to",
        ) from error
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            migrate(connection, path)
        finally:
            connection.close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_file(path: Path, *, writing: bool) -> sqlite3.Connection:
    """Open a register, of an older version too where it is written to."""
    if not path.is_file():
        raise RegisterProblem(
            f"the consent register `{path}` cannot be opened",
            "no file is there",
            f"make one with `advisor consent init {path}`",
        )
    uri = f"file:{quote(str(path.absolute()))}?mode={'rw' if writing else 'ro'}"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT)
        _check_kind(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        if writing:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON").fetchone()
            migrate(connection, path)
        elif version_of(connection) < len(MIGRATIONS):
            raise RegisterProblem(
                f"the consent register `{path}` is of an older version",
                "it is only read here, and so is not changed",
                f"bring it up with `advisor consent check {path}`",
            )
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def unusable(path: Path, error: sqlite3.Error) -> RegisterProblem:
    """Return why a database cannot be used, as SQLite says it; its words hold no address."""
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RegisterProblem(
            f"somebody else has been writing to the consent register `{path}` all the time",
            f"nothing was entered within {_WAIT:.0f} seconds, and nothing is half entered",
            "run it again",
        )
    return RegisterProblem(
        f"the consent register `{path}` cannot be used",
        str(error) or "the database gave no reason",
        "name a file that `advisor consent init` made, or take its last backup",
    )


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a register."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a register to the version of this program, wholly or not at all."""
    _refuse_newer(connection, path)
    while version_of(connection) < len(MIGRATIONS):
        with transaction(connection):
            version = version_of(connection)  # another program may have been first
            for statement in MIGRATIONS[version] if version < len(MIGRATIONS) else ():
                connection.execute(statement)
            if version == 0:
                key = secrets.token_hex(32)
                connection.execute("INSERT INTO setting VALUES ('key', ?)", (key,))
            if version < len(MIGRATIONS):
                connection.execute(f"PRAGMA user_version = {version + 1}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep all that is written within, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    (kind,) = connection.execute("PRAGMA application_id").fetchone()
    if kind != APPLICATION:
        raise RegisterProblem(
            f"`{path}` is no consent register",
            "it is a database of another program",
            "name a file that `advisor consent init` made",
        )
    _refuse_newer(connection, path)


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    if version_of(connection) > len(MIGRATIONS):
        raise RegisterProblem(
            f"the consent register `{path}` was written by a newer version of this program",
            "what the newer one keeps in it could be lost",
            "install that version",
        )
