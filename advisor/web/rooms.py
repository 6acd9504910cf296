"""Rooms: one instructor, many phones, and a tally that lives as long as the room."""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from enum import Enum
from threading import RLock
from typing import TYPE_CHECKING

from advisor.model.training_session import TrainingRecord
from advisor.values import dataclass, field
from advisor.web.error_pages import ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from advisor.model.training import Exercise, ExerciseRequest
    from advisor.model.training_session import Learner
    from advisor.web.room_journal import RoomJournal

ROOMS = 4
SEATS = 300
HOURS = 8
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What can be read off a wall and typed on a phone without a mistake."""
_CODE = 5
_SECONDS = 3_600


class Phase(Enum):
    """Where a room stands."""

    WAITING = "waiting"
    ASKING = "asking"
    REVEALED = "revealed"
    OVER = "over"


@dataclass(frozen=True)
class AnswerTally:
    """How a room answered one question: seats taken, answers given, and how many each."""

    seats: int
    answered: int
    by_letter: dict[str, int]
    mean_sure: float


@dataclass
class TrainingRoom:
    """
    One room; `key` is the instructor's, a seat is one phone.

    A new question shows nothing of what was answered until it is revealed, and takes no
    answer after that. With a `journal` nothing is done that was not written down first, so
    what changes a room raises `OSError` where the disk is full.
    """

    code: str
    key: str
    wanted: ExerciseRequest
    count: int
    corpus: str
    opened: datetime
    phase: Phase = Phase.WAITING
    number: int = 0
    exercise: Exercise | None = None
    answered: int = 0
    seats: dict[str, TrainingRecord] = field(default_factory=dict)
    journal: RoomJournal | None = field(default=None, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)

    def join(self, learner: Learner, now: datetime) -> str:
        """Take a seat; gives what the phone keeps. Raises `RequestRefused` where none is free."""
        with self._lock:
            if len(self.seats) >= SEATS:
                raise RequestRefused(_FULL)
            if self.phase is Phase.OVER:
                raise RequestRefused(NO_ROOM)
            seat = secrets.token_hex(16)
            sitting = TrainingRecord(self.wanted, self.count, self.corpus, learner)
            self._seat(seat, sitting.begun(now))
            return seat

    def ask(self, exercise: Exercise | None, number: int) -> None:
        """Put the next question; `None` where there are no more."""
        with self._lock:
            if number != self.number + 1 or self.phase is Phase.ASKING:
                return
            if exercise is None:
                self._go(Phase.OVER)
                return
            self._go(Phase.ASKING, number)
            self.exercise, self.answered = exercise, 0

    def answer(self, seat: str, number: int, heard: tuple[str, float], now: datetime) -> bool:
        """Take an answer; false where the question is no longer open, or was answered."""
        with self._lock:
            sitting = self.seats.get(seat)
            if sitting is None or self.phase is not Phase.ASKING or number != self.number:
                return False
            if self.exercise is None or self.response(seat) is not None:
                return False
            self._seat(seat, sitting.answered(self.exercise, *heard, now))
            self.answered += 1
            return True

    def reveal(self) -> None:
        """Take no more answers, and show them."""
        with self._lock:
            if self.phase is Phase.ASKING:
                self._go(Phase.REVEALED)

    def end(self, now: datetime) -> None:
        """Close the room; what was answered can still be taken away."""
        with self._lock:
            self._go(Phase.OVER)
            for seat, sitting in tuple(self.seats.items()):
                self._seat(seat, sitting.until(now))

    def take_up(self, exercise: Exercise | None, corpus: str) -> None:
        """
        Go on after a restart with the exercise that was put, drawn again.

        Under other law, or where it is not found again, the room is over: what was
        answered can still be taken away.
        """
        with self._lock:
            is_put = self.phase in (Phase.ASKING, Phase.REVEALED)
            if self.corpus != corpus or (is_put and exercise is None):
                self._go(Phase.OVER)
                return
            self.exercise = exercise
            self.answered = self.tally().answered

    def _go(self, phase: Phase, number: int | None = None) -> None:
        """Write down how far the room has come, then go there."""
        reached = self.number if number is None else number
        if self.journal is not None:
            self.journal.note_room(self, phase, reached)
        self.phase, self.number = phase, reached

    def _seat(self, seat: str, sitting: TrainingRecord) -> None:
        """Write down what a seat has answered, then hold it."""
        if self.journal is not None:
            self.journal.note_seat(self.code, seat, sitting)
        self.seats[seat] = sitting

    def response(self, seat: str) -> tuple[str, float] | None:
        """Return what a seat answered to the question that is put."""
        sitting, exercise = self.seats.get(seat), self.exercise
        if sitting is None or exercise is None:
            return None
        given = (one for one in sitting.responses if one.exercise == exercise.id)
        return next(((item.chosen, item.confidence) for item in given), None)

    def tally(self) -> AnswerTally:
        """Count the answers to the question that is put."""
        with self._lock:
            given = [found for seat in self.seats if (found := self.response(seat)) is not None]
            letters = Counter(letter for letter, _ in given)
            choices = self.exercise.choices if self.exercise is not None else ()
            return AnswerTally(
                len(self.seats),
                len(given),
                {choice.letter: letters[choice.letter] for choice in choices},
                sum(sure for _, sure in given) / len(given) if given else 0.0,
            )

    def is_kept_by(self, key: str) -> bool:
        """Return whether a key is the instructor's."""
        return hmac.compare_digest(self.key.encode(), key.encode())

    @property
    def sittings(self) -> list[TrainingRecord]:
        """Return what each seat answered, for the sheets."""
        with self._lock:
            return [seat for seat in self.seats.values() if seat.responses or seat.learner.name]


@dataclass
class TrainingRooms:
    """
    The rooms that are open, a few at a time; each is forgotten after some hours.

    With a `journal` they outlive the server: `take_up` goes on with them.
    """

    now: Callable[[], datetime]
    journal: RoomJournal | None = None
    _rooms: dict[str, TrainingRoom] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def open(self, wanted: ExerciseRequest, count: int, corpus: str) -> TrainingRoom:
        """Open a room; raises `RequestRefused` where too many are open."""
        with self._lock:
            self._forget()
            if len(self._rooms) >= ROOMS:
                raise RequestRefused(_ROOMS)
            code = self._free_code()
            key = secrets.token_hex(16)
            room = TrainingRoom(code, key, wanted, count, corpus, self.now(), journal=self.journal)
            if self.journal is not None:
                self.journal.note_room(room, room.phase, room.number)
            self._rooms[code] = room
            return room

    def find(self, code: str) -> TrainingRoom:
        """Find a room by its code; raises `RequestRefused` where there is none."""
        with self._lock:
            self._forget()
            room = self._rooms.get(code.strip().upper())
        if room is None:
            raise RequestRefused(NO_ROOM)
        return room

    def forget(self, room: TrainingRoom) -> None:
        """Forget a room and everything that was answered in it."""
        with self._lock:
            self._rooms.pop(room.code, None)
            if self.journal is not None:
                self.journal.forget(room.code)

    def take_up(
        self, corpus: str, drawn: Callable[[ExerciseRequest, int], Exercise | None]
    ) -> None:
        """Go on with the rooms of the journal, each at the question that was put last."""
        with self._lock:
            for room in self.journal.rooms() if self.journal is not None else ():
                self._rooms[room.code] = room
            self._forget()
            for room in self._rooms.values():
                is_same = room.number > 0 and room.corpus == corpus
                room.take_up(drawn(room.wanted, room.number) if is_same else None, corpus)

    def _free_code(self) -> str:
        while True:
            code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
            if code not in self._rooms:
                return code

    def _forget(self) -> None:
        now = self.now()
        for code, room in tuple(self._rooms.items()):
            if (now - room.opened).total_seconds() >= HOURS * _SECONDS:
                del self._rooms[code]
                if self.journal is not None:
                    self.journal.forget(code)


NO_ROOM = ErrorAnswer(
    404,
    "no-room",
    "there is no room of this code",
    "a room is open until its instructor closes it, and its code is five letters and figures",
    "look at the wall again, and type the code as it stands there",
)
_FULL = ErrorAnswer(
    503,
    "room-full",
    f"all {SEATS} seats of this room are taken",
    "a limit keeps a network from filling it with nobody",
    "ask the instructor to open another room",
)
_ROOMS = ErrorAnswer(
    503,
    "too-many-rooms",
    f"{ROOMS} rooms are open already",
    "what is answered in a room is kept in memory as long as it is open",
    "close a room that is over",
)
NOT_KEPT = ErrorAnswer(
    403,
    "not-the-instructor",
    "this page is the instructor's",
    "whoever opened the room asks, reveals and closes",
    "on a phone, open the address that is shown on the wall",
)
NO_NETWORK = ErrorAnswer(
    403,
    "this-machine-only",
    "no phone can reach these pages yet",
    "only this machine is let in until somebody says otherwise",
    "start again with `advisor serve --host 0.0.0.0`, on a network that you trust",
)
NOT_HERE = ErrorAnswer(
    403,
    "not-here",
    "a room is opened on the machine that serves these pages",
    "anybody on the network could open one otherwise",
    "on that machine, open http://localhost with the port that was printed, and go to Train",
)
