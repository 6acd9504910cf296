"""What was found in each message, a line of JSON each: identifiers, verdict, norms."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.gate.check_result import CheckResult
    from advisor.gate.transactions import Transaction

AUDIT_LOG_SCHEMA = "advisor/gate/1"
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

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        """Open the file, for its owner only; raises `OSError` as files do."""
        self._path = path
        self._key = key
        self._file = _opened(path)

    def add(
        self, given: Transaction, judgment: CheckResult, did: Disposition, now: datetime
    ) -> None:
        """Add a line; a disk that is full costs the line and never the message."""
        line = json.dumps(self._document(given, judgment, did, now), ensure_ascii=False)
        try:
            self._follow()
            self._file.write(f"{line}\n".encode("utf-8", "backslashreplace"))
        except OSError as error:
            log.error("a record could not be written: %s", error.strerror)  # noqa: TRY400

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
        """Let go of the file."""
        self._file.close()


def _opened(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    return os.fdopen(os.open(path, flags, 0o600), "ab", buffering=0)
