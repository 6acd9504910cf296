"""*Drop a message*: what a real message shows, each fact with how it is known."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from advisor.facts.profile import apply_profile
from advisor.i18n import message
from advisor.mail import MAIL_EXTRA, Presence, looks_like_mail, missing_mail_libraries, to_scenario
from advisor.reports.origins import origin_note
from advisor.values import dataclass, replace
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.forms import carried, sent, text_of
from advisor.web.pages.check import CheckPage, show
from advisor.web.questions import ORIGINS, answer_text
from advisor.web.state import MOST_RECIPIENTS_SHOWN, begun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.mail import MessageAnalysis, MessageScenario
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.web.site import Site

_DIRECTIONS = ("sent", "received")
_SNIFFED = 4_000
_SHOWN = 4


@dataclass(frozen=True)
class ReadMessage:
    """One fact that a message shows, and how it is known."""

    name: str
    ask: str
    answer: str
    origin: str


@dataclass(frozen=True)
class Seen:
    """One thing that was looked for, with what speaks for it."""

    name: str
    state: str
    how: str
    evidence: tuple[str, ...]
    more: int


def router(site: Site) -> APIRouter:
    """Return the routes of *Drop a message*."""
    routes = APIRouter(prefix="/message")

    @routes.get("")
    async def ask(request: Request) -> Response:
        missing = missing_mail_libraries()
        return site.page(
            request,
            "message.html",
            place="message",
            title=message("Drop a message", context="menu"),
            missing=missing,
            extra=MAIL_EXTRA,
            most=site.settings.file_limit // 1_000_000,
        )

    @routes.post("")
    async def read(request: Request) -> Response:
        if missing_mail_libraries():
            raise RequestRefused(_MISSING)
        form = await sent(site, request)
        data = await _file(form)
        asked = (site, data, text_of(form, "direction", 20))
        about: dict[str, Any] = {"place": "message", "title": message("What it shows")}
        return await site.made(request, "read.html", _read, *asked, **about)

    @routes.post("/carry-on")
    async def carry_on(request: Request) -> Response:
        form = await sent(site, request)
        sheet = await site.workers.do(_kept, site, form)
        return await show(site, request, sheet)

    return routes


async def _file(form: FormData) -> bytes:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise RequestRefused(_NO_FILE)
    return await file.read()


def _read(site: Site, data: bytes, direction: str) -> dict[str, Any]:
    if not looks_like_mail(data[:_SNIFFED]):
        raise RequestRefused(_NO_MAIL)
    readings = site.mailroom().read_all("-", stdin=BytesIO(data))
    reading = next(readings, None)
    if reading is None or reading.damage:
        raise RequestRefused(replace(_DAMAGED, why=reading.damage if reading else _DAMAGED.why))
    several = next(readings, None) is not None
    found = to_scenario(reading, None, direction if direction in _DIRECTIONS else None)
    return _shown(site, reading, found, several=several)


def _shown(
    site: Site, reading: MessageAnalysis, message_scenario: MessageScenario, *, several: bool
) -> dict[str, Any]:
    law, today = site.corpus.law, site.settings.today()
    people = message_scenario.scenario.recipients
    scenario = replace(
        apply_profile(message_scenario.scenario, site.corpus.profile),
        as_of=today,
        recipients=None if people is None else people[:MOST_RECIPIENTS_SHOWN],
    )
    facts = {name: value for name, value in scenario.facts.items() if name in law.vocabulary.facts}
    origins = {
        name: message_scenario.provenance[name].value
        for name in facts
        if name in message_scenario.provenance
    }
    state = begun(replace(scenario, facts=facts), site.corpus, origins)
    notices = [*message_scenario.notices, *reading.gaps]
    if several:
        notices.append("the file holds several messages; this is the first of them")
    if len(people or ()) > MOST_RECIPIENTS_SHOWN:
        notices.append(
            f"only the first {MOST_RECIPIENTS_SHOWN} of {len(people or ())} recipients are taken"
        )
    return {
        "state": state.packed(),
        "facts": tuple(_facts(state.scenario, origins, law)),
        "people": [recipient.name for recipient in scenario.recipients or ()],
        "seen": tuple(_signals(reading)),
        "vendors": reading.vendors,
        "notices": notices,
        "disclosures": reading.disclosures,
        "tracked": reading.tracked,
    }


def _facts(scenario: Scenario, origins: Mapping[str, str], law: Law) -> list[ReadMessage]:
    known, facts = law.vocabulary.facts, scenario.facts
    return [
        ReadMessage(
            name,
            known[name].ask,
            answer_text(facts[name], known[name], law),
            ORIGINS.get(origins.get(name, ""), "") or origin_note(scenario.origin(name)),
        )
        for name in sorted(facts, key=lambda fact: known[fact].order)
    ]


def _signals(reading: MessageAnalysis) -> list[Seen]:
    order = (Presence.PRESENT, Presence.CANNOT_TELL, Presence.ABSENT)
    return [
        Seen(
            signal.name.value.replace("-", " "),
            signal.state.value.replace("-", " "),
            f"{signal.confidence.value} confidence" if signal.confidence else "",
            tuple(
                f"{item.tag} {item.address}: {'; '.join(item.why)}"
                f" ({item.origin.value} part)".strip()
                for item in signal.evidence[:_SHOWN]
            )
            or signal.reasons,
            max(len(signal.evidence) - _SHOWN, 0),
        )
        for signal in sorted(reading.signals.values(), key=lambda signal: order.index(signal.state))
    ]


def _kept(site: Site, form: FormData) -> CheckPage:
    """Go on with the facts that were left standing."""
    state = carried(site, form)
    kept = set(form.getlist("keep"))
    for name in list(state.scenario.facts):
        if name not in kept:
            state = state.forgotten((name, None))
    return CheckPage(state, note="Read from the message. Change whatever it cannot know.")


_NO_FILE = ErrorAnswer(
    400,
    "no-file",
    "no message was chosen",
    "a message is read from an .eml or .msg file, as a mail program saves it",
    "go back, and choose a file; most mail programs save one when a message is dragged out",
)
_NO_MAIL = ErrorAnswer(
    400,
    "no-messages",
    "this file is not a mail message",
    "it does not begin as a message does, so nothing in it is guessed at",
    "save the message from the mail program as .eml or .msg; a scenario belongs under “Check”",
)
_DAMAGED = ErrorAnswer(
    400,
    "unreadable-message",
    "this message cannot be read",
    "what was not read could hold anything",
    "save the message again from the mail program, as .eml",
)
_MISSING = ErrorAnswer(
    501,
    "missing-extra",
    "messages cannot be read on this machine yet",
    "described scenarios need no mail reader, so it is installed only when asked for",
    f"on the machine that serves these pages: `pip install 'legal-ethics-advisor[{MAIL_EXTRA}]'`",
)
