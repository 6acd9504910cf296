"""What the next hop has accepted while the client may not know it yet."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import IO

from advisor.atomic_files import write_whole
from advisor.gate.audit_log import sync_and_close

KEPT = 6 * 86_400
"""How long an answer that nobody was seen to hear is kept: longer than mail servers try."""

_SHORTEN = 20_000


class AcceptanceState(Enum):
    """
    How far a message for a recipient has come.

    `HANDING`: the next hop has all of it, its answer is not known. `HANDED`: it accepted,
    the client may not know. `SETTLED`: nothing is left to remember.
    """

    HANDING = "handing"
    HANDED = "handed"
    SETTLED = "settled"


class AcceptanceLogInUse(Exception):
    """Another gate keeps this ledger."""


class AcceptanceLog:
    """
    A file that outlives the gate, a line for each step.

    It holds digests and times, nothing that tells of a message or a person.
    """

    def __init__(self, folder: Path, *, now: float) -> None:
        """Open the ledger of a folder; raises `AcceptanceLogInUse`, and `OSError` as files do."""
        self._path = folder / "ledger"
        self._lock = (folder / "ledger.lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise AcceptanceLogInUse(str(folder)) from None
        self._states: dict[str, tuple[AcceptanceState, float]] = {}
        self._lines = 0
        self._read(now)
        self._file = self._rewritten()

    def _read(self, now: float) -> None:
        if not self._path.exists():
            return
        with self._path.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                word, _, rest = line.rstrip("\n").partition(" ")
                key, _, at = rest.partition(" ")
                if line.endswith("\n") and at.isdecimal() and word in _STATES:
                    self._note(_STATES[word], key, float(at))
        old = [key for key, (_, at) in self._states.items() if now - at > KEPT]
        for key in old:
            del self._states[key]

    def _rewritten(self) -> IO[bytes]:
        """Write the file anew with what still counts, and open it for more."""
        counting = (_line(state, key, at) for key, (state, at) in self._states.items())
        write_whole(self._path, b"".join(counting), private=True)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._lines = len(self._states)
        return self._path.open("ab", buffering=0)

    def _note(self, state: AcceptanceState, key: str, at: float) -> None:
        if state is AcceptanceState.SETTLED:
            self._states.pop(key, None)
        else:
            self._states[key] = (state, at)

    def state(self, key: str) -> AcceptanceState:
        """Return how far a message has come; `SETTLED` where nothing is known of it."""
        return self._states.get(key, (AcceptanceState.SETTLED, 0.0))[0]

    def note(self, state: AcceptanceState, keys: Iterable[str], *, now: float) -> None:
        """Write a step down; raises `OSError` where the disk is full."""
        every = tuple(keys)
        for key in every:
            self._note(state, key, now)
        self._file.write(b"".join(_line(state, key, now) for key in every))
        self._lines += len(every)
        if self._lines > _SHORTEN + 2 * len(self._states):
            self._file.close()
            self._file = self._rewritten()

    async def keep(self) -> None:
        """Return when what was noted would outlive a power failure."""
        await asyncio.to_thread(sync_and_close, os.dup(self._file.fileno()))

    def close(self) -> None:
        """Let another gate have it."""
        self._file.close()
        self._lock.close()


_STATES = {item.value: item for item in AcceptanceState}


def _line(state: AcceptanceState, key: str, at: float) -> bytes:
    return f"{state.value} {key} {int(at)}\n".encode("ascii")
