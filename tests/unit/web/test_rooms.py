"""A room keeps who answered what, once each, and tells nothing before the reveal."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import islice

import httpx2
import pytest
from starlette.testclient import TestClient

from advisor.advice import Corpus, load
from advisor.model.training import Exercise, ExerciseKind, ExerciseRequest
from advisor.model.training_session import Learner
from advisor.training import draw_exercises
from advisor.web.application import application
from advisor.web.error_pages import RequestRefused
from advisor.web.exercises import Sets
from advisor.web.rooms import ROOMS, SEATS, Phase, TrainingRoom, TrainingRooms
from advisor.web.settings import ServerSettings

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
WANTED = ExerciseRequest(kind=ExerciseKind.CASE)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law with its cases."""
    return load(engine="reference", cases=True)


@pytest.fixture(scope="module")
def exercises(corpus: Corpus) -> list[Exercise]:
    """Draw two exercises."""
    return list(islice(draw_exercises(corpus, WANTED), 2))


@pytest.fixture
def room() -> TrainingRoom:
    """Open a room."""
    return TrainingRooms(lambda: NOW).open(WANTED, 2, "sha256:0")


def test_an_answer_counts_once(room: TrainingRoom, exercises: list[Exercise]) -> None:
    """What was answered stays, and nothing is taken for another question or after the reveal."""
    seats = [room.join(Learner(), NOW) for _ in range(3)]
    room.ask(exercises[0], 1)

    assert room.answer(seats[0], 1, ("A", 0.9), NOW)
    assert not room.answer(seats[0], 1, ("B", 0.9), NOW)
    assert not room.answer(seats[1], 2, ("A", 0.9), NOW)
    assert not room.answer("nobody", 1, ("A", 0.9), NOW)
    room.reveal()
    assert not room.answer(seats[2], 1, ("A", 0.9), NOW)

    tally = room.tally()
    assert (3, 1) == (tally.seats, tally.answered)
    assert 1 == tally.by_letter["A"]
    assert 0.9 == tally.mean_sure


def test_a_room_goes_on_only_after_the_reveal(
    room: TrainingRoom, exercises: list[Exercise]
) -> None:
    """A second click on the wall skips nothing; after the last question it is over."""
    room.ask(exercises[0], 1)
    room.ask(exercises[1], 2)
    assert 1 == room.number
    room.reveal()
    room.ask(exercises[1], 2)
    room.ask(exercises[1], 2)
    assert (2, Phase.ASKING) == (room.number, room.phase)
    room.reveal()
    room.ask(None, 3)
    assert Phase.OVER is room.phase


def test_rooms_and_seats_are_limited() -> None:
    """A network cannot fill the memory with rooms or seats; old rooms are forgotten."""
    clock = [NOW]
    rooms = TrainingRooms(lambda: clock[0])
    opened = [rooms.open(WANTED, 2, "sha256:0") for _ in range(ROOMS)]
    assert ROOMS == len({one.code for one in opened})
    with pytest.raises(RequestRefused):
        rooms.open(WANTED, 2, "sha256:0")
    for _ in range(SEATS):
        opened[0].join(Learner(), NOW)
    with pytest.raises(RequestRefused):
        opened[0].join(Learner(), NOW)
    clock[0] += timedelta(hours=9)
    with pytest.raises(RequestRefused):
        rooms.find(opened[0].code)
    assert rooms.open(WANTED, 2, "sha256:0")


def test_a_set_is_drawn_once(corpus: Corpus, exercises: list[Exercise]) -> None:
    """The same words give the same exercises, in whatever order they are asked for."""
    sets = Sets(corpus)

    second = sets.numbered(WANTED, 2)

    assert second is not None
    assert [one.id for one in exercises] == [one.id for one in sets.first(WANTED, 2)]
    assert second is sets.numbered(WANTED, 2)


def test_a_whole_room_looks_at_once(corpus: Corpus) -> None:
    """When the wall goes on every phone asks in the same second, and each is answered."""
    app = application(corpus, ServerSettings(host="0.0.0.0", seconds=120, waiting=0))  # noqa: S104 - told so
    room = app.state.site.rooms.open(WANTED, 2, corpus.law.hash)
    exercise = app.state.site.sets.numbered(WANTED, 1)
    seats = [room.join(Learner(), NOW) for _ in range(60)]
    room.ask(exercise, 1)

    async def look() -> list[int]:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://192.0.2.2") as phones:
            asked = (
                phones.get(f"/room/{room.code}", headers={"cookie": f"advisor_seat={seat}"})
                for seat in seats
            )
            return [one.status_code for one in await asyncio.gather(*asked)]

    assert [200] * len(seats) == asyncio.run(look())


def test_without_a_network_there_is_no_room(corpus: Corpus) -> None:
    """Where `--host` was not told, the page says how to let phones in."""
    client = TestClient(application(corpus, ServerSettings()), base_url="http://127.0.0.1:8710")
    page = client.get("/train").text
    token = page.partition('name="token" value="')[2][:64]

    answer = client.post("/train/room/open", data={"token": token})

    assert 403 == answer.status_code
    assert "--host" in answer.text
