"""What was found in each message, a line of JSON each: identifiers, verdict, norms."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from advisor.gate.check_result import CheckResult, Skipped
from advisor.gate.expected_records import ExpectedRecords, record_line

if TYPE_CHECKING:
    from advisor.gate.transactions import Transaction

AUDIT_LOG_SCHEMA = "advisor/gate/1"
_TAIL = 16_000_000
log = logging.getLogger("advisor.gate")


class Disposition(Enum):
    """What became of a message."""

    PASSED = "passed"
    MARKED = "marked"
    RETURNED = "returned"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class AuditLog:
    """
    A file to which lines are added.

    With a `key`, every identifier of a message or a person stands as its keyed hash: the same
    person is the same hash, and without the key nobody can tell who that is.
    """

    def __init__(
        self,
        path: Path,
        key: bytes | None = None,
        *,
        told: Callable[[CheckResult, Disposition], None] = lambda _judgment, _did: None,
    ) -> None:
        """
        Open the file, for its owner only; raises `OSError` as files do.

        `told` is called of each line that was added.
        """
        self._path = path
        self._told = told
        self._key = key
        self._file = _opened(path)
        self._expected = ExpectedRecords(path.with_name(f"{path.stem}.expected"))
        self._tell_lost()

    def _tell_lost(self) -> None:
        """Write a line for each message that a gate handed on before it died with its check."""
        lost = self._expected.left
        if not lost:
            return
        written = _last_idents(self._path)
        missing = [one for one in lost if one["id"] not in written]
        self._file.write(b"".join(map(record_line, missing)))
        os.fsync(self._file.fileno())
        self._expected.clear()
        if missing:
            log.warning(
                "%d checks were lost when the gate died; their records say so", len(missing)
            )

    def expect(self, given: Transaction, did: Disposition, now: datetime) -> None:
        """
        Note that a message was handed on whose line is still to come.

        Where the gate dies before `add`, the next one writes the line, with `skipped: lost`.
        Raises `OSError` where the disk is full.
        """
        self._expected.add(self._document(given, CheckResult(skipped=Skipped.LOST), did, now))

    async def keep_expected(self) -> None:
        """Return when what was noted as expected would outlive a power failure."""
        await asyncio.to_thread(sync_and_close, self._expected.descriptor())

    async def keep(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> None:
        """Add a line, and return when it would outlive a power failure."""
        if not self._added(given, judgment, did, now):
            return
        ident = self._named(given.digest) or ""
        self._expected.written(ident)
        try:
            await asyncio.to_thread(sync_and_close, os.dup(self._file.fileno()))
            self._expected.done(ident)
        except OSError as error:
            log.error("a record could not be kept: %s", error.strerror)  # noqa: TRY400

    def add(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> None:
        """Add a line; a disk that is full costs the line and never the message."""
        try:
            if self._added(given, judgment, did, now):
                self._expected.done(self._named(given.digest) or "")
        except OSError as error:
            log.error("a record could not be written: %s", error.strerror)  # noqa: TRY400

    def add_unless_kept(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> None:
        """Add a line where one is still expected."""
        if self._expected.awaits(self._named(given.digest) or ""):
            self.add(given, judgment, did, now)

    def _added(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> bool:
        try:
            self._follow()
            self._file.write(record_line(self._document(given, judgment, did, now)))
        except OSError as error:
            log.error("a record could not be written: %s", error.strerror)  # noqa: TRY400
            return False
        self._told(judgment, did)
        return True

    def _document(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> dict[str, Any]:
        return {
            "schema": AUDIT_LOG_SCHEMA,
            "at": now.isoformat(timespec="seconds"),
            "id": self._named(given.digest),
            "queue_id": self._named(given.ident),
            "message_id": self._named(judgment.message_id),
            "sender": self._named(given.sender.address.lower()),
            "recipients": [
                self._named(recipient.address.lower()) for recipient in given.recipients
            ],
            "verdict": judgment.verdict.value if judgment.verdict else None,
            "weight": judgment.weight,
            "norms": list(judgment.norms),
            "matters": [self._named(matter) for matter in judgment.matters],
            "assumed": list(judgment.assumed),
            "grounds": [ground.value for ground in judgment.grounds],
            "open_facts": list(judgment.open_facts),
            "skipped": judgment.skipped.value if judgment.skipped else None,
            "did": did.value,
            "corpus": judgment.corpus or None,
        }

    def _named(self, text: str) -> str | None:
        if not text:
            return None
        if self._key is None:
            return text
        digest = hmac.new(self._key, text.encode("utf-8", "surrogateescape"), hashlib.sha256)
        return f"hmac:{digest.hexdigest()[:32]}"

    def _follow(self) -> None:
        """Open the file again where it was moved away, as programs that turn logs over do."""
        try:
            if os.path.samestat(self._path.stat(), os.fstat(self._file.fileno())):
                return
        except FileNotFoundError:
            pass
        self._file.close()
        self._file = _opened(self._path)

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        self._expected.close()


def _last_idents(path: Path) -> set[str]:
    """Return the names of the messages of the last lines of a file of records."""
    with path.open("rb") as opened:
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(size - _TAIL, 0))
        lines = opened.read().split(b"\n")
    found = set()
    for line in lines:
        with suppress(ValueError):
            told = json.loads(line)
            found.add(str(told.get("id")) if isinstance(told, dict) else "")
    return found


def sync_and_close(file: int) -> None:
    """Return when what was written to a descriptor would outlive a power failure; close it."""
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _opened(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.fdopen(os.open(path, flags, 0o600), "ab", buffering=0)
