"""Rooms that outlive the server: a file for each, which grows line by line."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.atomic_files import write_whole
from advisor.model.training_session import TrainingRecord
from advisor.training.session_schema import TrainingSessionDocument, session_document
from advisor.values import dataclass
from advisor.web.rooms import Phase, TrainingRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = re.compile(r"[A-Z2-9]{5}\.room")
_PRIVATE = 0o600
_SECRET = 32


class RoomLine(BaseModel):
    """How a room stands, or how one of its seats does; the last line on either counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    room: RoomPart | None = None
    seat: str = Field(default="", max_length=100)
    sitting: TrainingSessionDocument | None = None


class RoomPart(BaseModel):
    """A room without its seats; `wanted` is its set as a sitting in which nothing is answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(max_length=10)
    key: str = Field(max_length=100)
    wanted: TrainingSessionDocument
    opened: datetime
    phase: Phase
    number: int = Field(ge=0, le=10_000)


@dataclass(frozen=True, slots=True)
class RoomJournal:
    """
    A folder in which rooms are kept until they are closed; only its owner may read it.

    A line is written through to the disk before what it tells is taken for done. It holds
    the whole of what it is about and begins on a line of its own, so that a torn one, of a
    crash or a full disk, costs itself alone. It holds the keys of instructors and of seats.
    """

    folder: Path

    @classmethod
    def opened(cls, folder: Path) -> RoomJournal:
        """Make the folder where it is missing; raises `OSError` where it cannot be written to."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(None, "it cannot be written to", str(folder))
        return cls(folder)

    def secret(self) -> bytes:
        """Return what binds the forms of this folder's rooms, made once; raises `OSError`."""
        path = self.folder / "forms.secret"
        if path.exists() and len(known := path.read_bytes()) == _SECRET:
            return known
        made = secrets.token_bytes(_SECRET)
        write_whole(path, made, private=True)
        return made

    def note_room(self, room: TrainingRoom, phase: Phase, number: int) -> None:
        """Write down how far a room has come; raises `OSError`."""
        wanted = session_document(TrainingRecord(room.wanted, room.count, room.corpus))
        self._write(
            room.code,
            RoomLine(
                room=RoomPart(
                    code=room.code,
                    key=room.key,
                    wanted=wanted,
                    opened=room.opened,
                    phase=phase,
                    number=number,
                )
            ),
        )

    def note_seat(self, code: str, seat: str, sitting: TrainingRecord) -> None:
        """Write down a seat with all that it answered; raises `OSError`."""
        self._write(code, RoomLine(seat=seat, sitting=session_document(sitting)))

    def forget(self, code: str) -> None:
        """Delete the file of a room; raises `OSError`."""
        self._path(code).unlink(missing_ok=True)

    def rooms(self) -> Iterator[TrainingRoom]:
        """Return the rooms as they stood, each without its exercise, which is drawn again."""
        for path in sorted(self.folder.iterdir()):
            if _FILE.fullmatch(path.name):
                room = self._read(path)
                if room is not None:
                    yield room

    def _read(self, path: Path) -> TrainingRoom | None:
        part: RoomPart | None = None
        seats: dict[str, TrainingRecord] = {}
        for line in path.read_bytes().split(b"\n"):
            try:
                told = RoomLine.model_validate_json(line)
            except ValidationError:  # torn, or the empty one at the start
                continue
            part = told.room or part
            if told.sitting is not None:
                seats[told.seat] = told.sitting.sitting()
        if part is None or part.code != path.stem:
            return None
        wanted = part.wanted.sitting()
        return TrainingRoom(
            code=part.code,
            key=part.key,
            wanted=wanted.wanted,
            count=wanted.count,
            corpus=wanted.corpus,
            opened=part.opened,
            phase=part.phase,
            number=part.number,
            seats=seats,
            journal=self,
        )

    def _path(self, code: str) -> Path:
        return self.folder / f"{code}.room"

    def _write(self, code: str, line: RoomLine) -> None:
        data = b"\n" + line.model_dump_json(by_alias=True, exclude_none=True).encode()
        path = self._path(code)
        is_new = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
        with os.fdopen(handle, "ab", buffering=0) as file:
            size = os.fstat(handle).st_size
            try:
                while data:
                    data = data[file.write(data) :]
                os.fsync(handle)
            except OSError:
                with suppress(OSError):  # what was not done is not to be gone on with either
                    os.ftruncate(handle, size)
                raise
        if is_new:
            _sync_folder(self.folder)


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # a system on which a folder is no file
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
