"""A room: the wall that everybody sees, and the phone that each holds."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from advisor.i18n import message
from advisor.model.training_session import Learner, respond
from advisor.reports.training.pages import reveal_page, score_page
from advisor.training import scored
from advisor.web.error_pages import RequestRefused
from advisor.web.forms import sent, text_of
from advisor.web.listen_urls import pictured, there
from advisor.web.pages.train import answered_with, drawn, exercise_shown, sheet, wanted_of
from advisor.web.rooms import NO_NETWORK, NOT_HERE, NOT_KEPT, Phase, TrainingRoom, TrainingRooms

if TYPE_CHECKING:
    from advisor.web.site import Site

KEY, SEAT = "advisor_room", "advisor_seat"
_NAME = 120


def router(site: Site) -> APIRouter:
    """Return the routes of the wall and of the phones."""
    routes = APIRouter()
    _wall(routes, site, site.rooms)
    _phones(routes, site, site.rooms)
    return routes


def _wall(routes: APIRouter, site: Site, rooms: TrainingRooms) -> None:
    @routes.post("/train/room/open")
    async def open_room(request: Request) -> Response:
        form = await sent(site, request)
        if not site.settings.room:
            raise RequestRefused(NO_NETWORK)
        if not _is_here(request):
            raise RequestRefused(NOT_HERE)
        wanted, count = wanted_of(site, form)
        room = rooms.open(wanted, count, site.corpus.law.hash)
        response = RedirectResponse(f"/train/room/{room.code}", 303)
        response.set_cookie(KEY, room.key, httponly=True, samesite="strict", path="/train/room")
        return response

    @routes.get("/train/room/{code}")
    async def wall(request: Request, code: str) -> Response:
        room = _kept(rooms, request, code)
        return await site.made(request, "wall.html", _on_the_wall, site, room, place="train")

    @routes.post("/train/room/{code}")
    async def act(request: Request, code: str) -> Response:
        form = await sent(site, request)
        room = _kept(rooms, request, code)
        match text_of(form, "do", 20):
            case "ask":
                number = room.number + 1
                found = None
                if number <= room.count:
                    found = await site.workers.do(drawn, site, room.wanted, number)
                room.ask(found, number)
            case "reveal":
                room.reveal()
            case "end":
                room.end(site.settings.now())
            case "forget":
                rooms.forget(room)
                return RedirectResponse("/train", 303)
            case _:
                pass
        return RedirectResponse(f"/train/room/{room.code}", 303)

    @routes.post("/train/room/{code}/take")
    async def take(request: Request, code: str) -> Response:
        form = await sent(site, request)
        room = _kept(rooms, request, code)
        thing, _, suffix = text_of(form, "what", 40).partition(".")
        return await site.workers.do(
            sheet, room.sittings, thing, suffix, site.languages.of(request)
        )


def _phones(routes: APIRouter, site: Site, rooms: TrainingRooms) -> None:
    @routes.get("/room")
    async def door(request: Request, code: str = "") -> Response:
        if code:
            return RedirectResponse(f"/room/{rooms.find(code[:10]).code}", 303)
        return site.page(request, "door.html", place="train", title=message("Join a room"))

    @routes.get("/room/{code}")
    async def phone(request: Request, code: str) -> Response:
        room = rooms.find(code[:10])
        return await _shown(site, request, room)

    @routes.post("/room/{code}/join")
    async def join(request: Request, code: str) -> Response:
        form = await sent(site, request)
        room = rooms.find(code[:10])
        learner = Learner(text_of(form, "name", _NAME), text_of(form, "bar_id", _NAME))
        seat = await site.phones.do(room.join, learner, site.settings.now())
        response = RedirectResponse(f"/room/{room.code}", 303)
        response.set_cookie(SEAT, seat, httponly=True, samesite="strict", path="/room")
        return response

    @routes.post("/room/{code}/answer")
    async def answer(request: Request, code: str) -> Response:
        form = await sent(site, request)
        room = rooms.find(code[:10])
        seat, number = request.cookies.get(SEAT, ""), text_of(form, "exercise", 4)
        exercise = room.exercise
        if exercise is not None and number.isdecimal():
            heard = answered_with(form, exercise)
            if isinstance(heard, str):
                return await _shown(site, request, room, heard)
            now = site.settings.now()
            await site.phones.do(room.answer, seat, int(number), heard, now)
        return RedirectResponse(f"/room/{room.code}", 303)

    @routes.get("/room/{code}/state")
    async def state(code: str) -> Response:
        room = rooms.find(code[:10])
        return JSONResponse(
            {
                "phase": room.phase.value,
                "number": room.number,
                "seats": len(room.seats),
                "answered": room.answered,
            }
        )


async def _shown(site: Site, request: Request, room: TrainingRoom, problem: str = "") -> Response:
    asked = (site, room, request.cookies.get(SEAT, ""), problem)
    about: dict[str, Any] = {"place": "train", "title": message("Room {code}", code=room.code)}
    workers = site.phones
    return await site.made(request, "phone.html", _on_the_phone, *asked, workers=workers, **about)


def _kept(rooms: TrainingRooms, request: Request, code: str) -> TrainingRoom:
    """Find a room for its instructor, and nobody else."""
    room = rooms.find(code[:10])
    if not room.is_kept_by(request.cookies.get(KEY, "")):
        raise RequestRefused(NOT_KEPT)
    return room


def _is_here(request: Request) -> bool:
    """Return whether a request comes from the machine that serves."""
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _on_the_wall(site: Site, room: TrainingRoom) -> dict[str, Any]:
    tally, exercise = room.tally(), room.exercise
    about: dict[str, Any] = {
        "title": message("Room {code}", code=room.code),
        "room": room,
        "phase": room.phase.value,
        "tally": tally,
        "address": f"{there(site.settings)}/room",
        "square": Markup(pictured(f"{there(site.settings)}/room/{room.code}")),  # noqa: S704 - drawn here
        "exercise": None,
        "reveal": None,
        "score": None,
    }
    if exercise is not None and room.phase in (Phase.ASKING, Phase.REVEALED):
        about["exercise"] = exercise_shown(site, exercise, room.number, room.count)
    if exercise is not None and room.phase is Phase.REVEALED:
        # The page of the answer is laid out for one learner; the wall leaves its banner out.
        told = respond(exercise, exercise.right, 1.0, site.settings.now())
        about["reveal"] = reveal_page(exercise, site.corpus.law, told)
        about["right"] = exercise.right
    if room.phase is Phase.OVER:
        given = [one for sitting in room.sittings for one in sitting.responses]
        about["score"] = score_page(scored(given))
    return about


def _on_the_phone(site: Site, room: TrainingRoom, seat: str, problem: str = "") -> dict[str, Any]:
    exercise, given = room.exercise, room.response(seat)
    about: dict[str, Any] = {
        "room": room,
        "phase": room.phase.value,
        "seated": seat in room.seats,
        "given": given,
        "problem": problem,
        "exercise": None,
        "reveal": None,
        "score": None,
    }
    if seat not in room.seats:
        return about
    if exercise is not None and room.phase is Phase.ASKING:
        about["exercise"] = exercise_shown(site, exercise, room.number, room.count)
    if exercise is not None and room.phase is Phase.REVEALED:
        letter, sure = given or ("none", 0.0)
        told = respond(exercise, letter, sure, site.settings.now())
        about["reveal"] = reveal_page(exercise, site.corpus.law, told)
        about["is_right"] = given is not None and letter == exercise.right
    if room.phase is Phase.OVER:
        about["score"] = score_page(scored(room.seats[seat].responses))
    return about
