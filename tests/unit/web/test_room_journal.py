"""A room outlives the server that it is served by, with all that was answered in it."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from advisor.advice import Corpus, load
from advisor.model.training import Exercise, ExerciseKind, ExerciseRequest
from advisor.model.training_session import Learner
from advisor.training import draw_exercises
from advisor.web.application import application
from advisor.web.error_pages import RequestRefused
from advisor.web.room_journal import RoomJournal
from advisor.web.rooms import HOURS, Phase, TrainingRoom, TrainingRooms
from advisor.web.settings import ServerSettings

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=7, seconds=50)
WANTED = ExerciseRequest(kind=ExerciseKind.CASE)
LAW = "sha256:0"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law with its cases."""
    return load(engine="reference", cases=True)


@pytest.fixture(scope="module")
def exercises(corpus: Corpus) -> list[Exercise]:
    """Draw two exercises."""
    return list(islice(draw_exercises(corpus, WANTED), 2))


def rooms_in(folder: Path, exercises: list[Exercise], law: str = LAW) -> TrainingRooms:
    """Start as a server does, with what an earlier one left in the folder."""
    rooms = TrainingRooms(lambda: LATER, RoomJournal.opened(folder))
    rooms.take_up(law, lambda _, number: exercises[number - 1])
    return rooms


def asked(folder: Path, exercises: list[Exercise]) -> tuple[TrainingRoom, list[str]]:
    """Open a room in which one of two has answered the first question."""
    room = rooms_in(folder, exercises).open(WANTED, 2, LAW)
    seats = [room.join(Learner("Ann Lee", "6212345"), NOW), room.join(Learner(), NOW)]
    room.ask(exercises[0], 1)
    assert room.answer(seats[0], 1, ("A", 0.9), LATER)
    return room, seats


def test_a_room_goes_on_after_a_restart(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Instructor and phones are known by the keys they hold; nobody answers twice."""
    room, seats = asked(tmp_path / "rooms", exercises)

    again = rooms_in(tmp_path / "rooms", exercises).find(room.code)

    assert again is not room
    assert again.is_kept_by(room.key)
    assert (Phase.ASKING, 1, 1) == (again.phase, again.number, again.answered)
    assert room.seats == again.seats
    assert room.tally() == again.tally()
    assert not again.answer(seats[0], 1, ("B", 0.9), LATER)
    assert again.answer(seats[1], 1, ("B", 0.5), LATER)
    again.reveal()
    again.ask(exercises[1], 2)
    again.end(LATER)
    last = rooms_in(tmp_path / "rooms", exercises).find(room.code)
    assert Phase.OVER is last.phase
    assert [7, 7] == [one.minutes for one in last.sittings]
    assert "Ann Lee" in {one.learner.name for one in last.sittings}


def test_a_torn_line_costs_itself_alone(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Wherever a crash tore the file, the lines before it count, and those after it too."""
    room, seats = asked(tmp_path, exercises)
    path = tmp_path / f"{room.code}.room"
    whole = path.read_bytes()
    last = len(whole.rpartition(b"\n")[2])

    for cut in (1, last // 2, last - 1):
        path.write_bytes(whole[:-cut])
        torn = rooms_in(tmp_path, exercises).find(room.code)
        assert 0 == torn.tally().answered
        assert 2 == len(torn.seats)
        assert torn.answer(seats[0], 1, ("B", 0.9), LATER)
        healed = rooms_in(tmp_path, exercises).find(room.code)
        assert ("B", 0.9) == healed.response(seats[0])


def test_nothing_is_done_that_was_not_written(
    tmp_path: Path, exercises: list[Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk an answer is not taken, and the phone may send it again."""
    room, seats = asked(tmp_path, exercises)

    def full(_: int) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            room.answer(seats[1], 1, ("B", 0.5), LATER)
        with pytest.raises(OSError, match="no space"):
            room.reveal()
    assert (Phase.ASKING, None) == (room.phase, room.response(seats[1]))
    assert room.answer(seats[1], 1, ("B", 0.5), LATER)


def test_closed_and_old_rooms_leave_no_file(tmp_path: Path, exercises: list[Exercise]) -> None:
    """What was answered is deleted when the room is closed, or after some hours."""
    rooms = rooms_in(tmp_path, exercises)
    closed = rooms.open(WANTED, 2, LAW)
    rooms.open(WANTED, 2, LAW)
    assert 2 == len(list(tmp_path.iterdir()))
    rooms.forget(closed)
    assert 1 == len(list(tmp_path.iterdir()))

    late = TrainingRooms(lambda: LATER + timedelta(hours=HOURS), RoomJournal(tmp_path))
    late.take_up(LAW, lambda _, number: exercises[number - 1])

    assert not list(tmp_path.iterdir())
    with pytest.raises(RequestRefused):
        late.find(closed.code)


def test_under_other_law_a_room_is_over(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Its questions would have other answers; what was answered can be taken away."""
    room, _ = asked(tmp_path, exercises)

    again = rooms_in(tmp_path, exercises, law="sha256:1").find(room.code)

    assert Phase.OVER is again.phase
    assert 1 == len([one for one in again.sittings if one.responses])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions otherwise")
def test_only_the_owner_reads_it(tmp_path: Path, exercises: list[Exercise]) -> None:
    """The file holds names and keys."""
    room, _ = asked(tmp_path / "new" / "rooms", exercises)
    path = tmp_path / "new" / "rooms" / f"{room.code}.room"

    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)


def test_other_files_are_left_alone(tmp_path: Path, exercises: list[Exercise]) -> None:
    """What is no room, or holds none, is neither read nor deleted."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "ABCDE.room").write_bytes(b"\nnothing\xff")

    rooms = rooms_in(tmp_path, exercises)

    with pytest.raises(RequestRefused):
        rooms.find("ABCDE")
    assert 2 == len(list(tmp_path.iterdir()))


def test_a_phone_answers_after_a_restart(corpus: Corpus, tmp_path: Path) -> None:
    """The form that a phone was shown before counts afterwards; the wall is there again."""
    settings = ServerSettings(host="0.0.0.0", seconds=120, rooms=tmp_path)  # noqa: S104 - told so
    app = application(corpus, settings)
    site = app.state.site
    room = site.rooms.open(WANTED, 2, corpus.law.hash)
    seat = room.join(Learner(), site.settings.now())
    room.ask(site.sets.numbered(WANTED, 1), 1)
    before = TestClient(app, base_url="http://192.0.2.2", cookies={"advisor_seat": seat})
    page = before.get(f"/room/{room.code}").text
    token = page.partition('name="token" value="')[2].partition('"')[0]

    again = application(corpus, settings)
    phone = TestClient(again, base_url="http://192.0.2.2", cookies=before.cookies)
    given = {"token": token, "exercise": "1", "letter": "A", "sure": "100"}
    answered = phone.post(f"/room/{room.code}/answer", data=given)
    wall = phone.get(f"/train/room/{room.code}", headers={"cookie": f"advisor_room={room.key}"})

    assert (200, 200) == (answered.status_code, wall.status_code)
    assert ("A", 1.0) == again.state.site.rooms.find(room.code).response(seat)
    for shown in (page, answered.text, wall.text):
        assert "on the machine that serves" in shown
