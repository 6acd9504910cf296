"""*Check*: the interview as a form that grows, with the opinion beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from advisor.application.interview_text import certificate_lines
from advisor.corpus import read_scenario
from advisor.diagnostics import EngineFailure
from advisor.facts.profile import apply_profile
from advisor.i18n import message
from advisor.interview import InterviewQuestion, RecipientsQuestion
from advisor.interview.answer_parser import Unread
from advisor.interview.confirmations import ConfirmationStep
from advisor.interview.questions import QuestionStep
from advisor.reports import labels
from advisor.values import dataclass, field, replace
from advisor.web import examples
from advisor.web.downloads import (
    DownloadRequest,
    download,
    download_name,
    file_formats,
    languages,
    written_memo,
)
from advisor.web.error_pages import NO_ANSWER, ErrorAnswer, RequestRefused
from advisor.web.form_actions import FormActions
from advisor.web.forms import carried, sent, text_of, typed_texts
from advisor.web.opinions import laid_out
from advisor.web.questions import asked_question, chapters, everything_to_tell, open_asked_questions
from advisor.web.remedies import left_to_do, remedies_shown, search_remedies
from advisor.web.state import (
    CarriedState,
    Naming,
    asked_fact_text,
    begun,
    parse_asked_fact,
    started,
)
from advisor.web.step_form import confirmation_card, step_card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.interview import Interview
    from advisor.interview.questions import AskedFact
    from advisor.web.site import Site


@dataclass(frozen=True)
class CheckPage:
    """
    The page to be shown: what was told, which question is put, and what went wrong.

    `whole` shows what does not apply too; `typed` is what was typed where something is wrong.
    """

    state: CarriedState
    put: AskedFact | None = None
    problem: str = ""
    note: str = ""
    whole: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)


def router(site: Site) -> APIRouter:
    """Return the routes of *Check*."""
    routes = APIRouter(prefix="/check")

    @routes.get("")
    async def start(request: Request) -> Response:
        return await show(site, request, CheckPage(started(site.corpus)))

    @routes.get("/example/{name}")
    async def example(request: Request, name: str) -> Response:
        scenario = await site.workers.do(examples.scenario, name, site.corpus)
        if scenario is None:
            return RedirectResponse("/check")
        return await show(site, request, CheckPage(begun(scenario, site.corpus)))

    @routes.post("")
    async def go_on(request: Request) -> Response:
        form = await sent(site, request)
        sheet = await site.workers.do(_gone_on, site, form)
        return await show(site, request, sheet)

    @routes.post("/open")
    async def reopen(request: Request) -> Response:
        form = await sent(site, request)
        sheet = await site.workers.do(_opened, site, await _text_of(form.get("file")))
        return await show(site, request, sheet)

    @routes.post("/save")
    async def save(request: Request) -> Response:
        form = await sent(site, request)
        state = await site.workers.do(carried, site, form)
        return download(
            state.file().encode(), f"{download_name(state.scenario)}.yaml", "application/yaml"
        )

    @routes.post("/memo")
    async def memo(request: Request) -> Response:
        form = await sent(site, request)
        state = await site.workers.do(carried, site, form)
        wish = DownloadRequest(
            text_of(form, "format", 20),
            text_of(form, "language", 20),
            for_client=text_of(form, "reader", 20) == "client",
        )
        data, written = await site.workers.do(written_memo, site, state, wish)
        return download(
            data, f"{download_name(state.scenario)}{written.suffix}", written.media_type
        )

    return routes


def _gone_on(site: Site, form: FormData) -> CheckPage:
    state = carried(site, form)
    telling = FormActions(site.corpus, site.settings.today(), form)
    wish = text_of(form, "unknown") or text_of(form, "none") or text_of(form, "do")
    if text_of(form, "none_known"):
        wish = "step:"
    verb, _, about = wish.partition(":")
    if verb == "whole":
        return CheckPage(state, whole=True)
    try:
        page = CheckPage(*telling.done(verb, about, state))
    except (Unread, ValueError) as unread:
        place = parse_asked_fact(about, state, site.corpus.law) if verb == "answer" else None
        page = CheckPage(state, place, _as_problem(unread))
    return replace(page, typed=typed_texts(form)) if page.problem else page


def _as_problem(unread: Unread | ValueError) -> str:
    """Say why an answer was not understood, as a sentence."""
    if isinstance(unread, Unread):
        return unread.why
    return f"{str(unread)[:1].upper()}{str(unread)[1:]}."


async def _text_of(file: object) -> bytes:
    if not isinstance(file, UploadFile) or not file.filename:
        raise RequestRefused(_NO_FILE)
    return await file.read()


def _opened(site: Site, data: bytes) -> CheckPage:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestRefused(_NO_TEXT) from None
    today = site.settings.today()
    scenario, problems = read_scenario(text, site.corpus.law, today=today, source="your file")
    if scenario is None:
        raise RequestRefused(replace(_BROKEN, problems=problems))
    scenario = apply_profile(scenario, site.corpus.profile)
    state = begun(replace(scenario, as_of=scenario.as_of or today), site.corpus)
    if not problems:
        return CheckPage(state, note=message("Your scenario was opened."))
    said = tuple(f"{problem.what}; {problem.fix}." for problem in problems)
    warned = message("Your scenario was opened. Look at this: {warnings}", warnings=" ".join(said))
    return CheckPage(state, note=warned)


async def show(site: Site, request: Request, sheet: CheckPage) -> Response:
    """Print the page."""
    about: dict[str, Any] = {"place": "check", "title": message("Check", context="menu")}
    return await site.made(request, "check.html", _sheet, site, sheet, **about)


def _sheet(site: Site, sheet: CheckPage) -> dict[str, Any]:
    """Work out everything that the page shows."""
    today, law = site.settings.today(), site.corpus.law
    interview = sheet.state.interview(site.corpus, today)
    try:
        opinion = site.corpus.with_usual(interview.opinion, changes=True)
        remedies = search_remedies(site.corpus, opinion)
        left = left_to_do(site.corpus, opinion)
        scenario, day = interview.scenario, interview.as_of
        whole = None
        if sheet.whole:
            whole = site.corpus.advise(scenario, as_of=day, everything=True)
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    step, question = interview.step, interview.question
    place = sheet.put
    naming = place is None and _is_naming(sheet.state, question)
    return {
        "state": sheet.state.packed(),
        "scenario": sheet.state.scenario,
        "day": interview.as_of,
        "today": today,
        "problem": sheet.problem,
        "typed": defaultdict(str, sheet.typed),
        "note": sheet.note,
        "question": None
        if naming or place is None
        else asked_question(place, sheet.state, interview),
        "people": _people(question, sheet.state, interview) if naming else None,
        "step": step_card(step, sheet.state, interview)
        if isinstance(step, QuestionStep) and not naming and place is None
        else None,
        "confirmation": confirmation_card(step, interview)
        if isinstance(step, ConfirmationStep) and not naming and place is None
        else None,
        "chapters": chapters(sheet.state, law),
        "others": open_asked_questions(sheet.state, interview, _put_places(place, step)),
        "facts": everything_to_tell(law),
        "places_known": law.places.names,
        "answer": laid_out(opinion, law, whole=whole),
        "whole": sheet.whole,
        "cures": remedies_shown(remedies, law),
        "afterwards": left,
        "remark": _remark(interview, question),
        "certificate": ()
        if naming or place is not None or step is not None
        else tuple(certificate_lines(interview)),
        "left": interview.open_questions if question is not None else 0,
        "untouched": not sheet.state.trail and sheet.state.naming is Naming.UNASKED,
        "formats": file_formats(),
        "languages": languages(),
        "examples": examples.examples(law) if not sheet.state.trail else (),
        "back": asked_fact_text(sheet.state.trail[-1]) if sheet.state.trail else "",
    }


def _is_naming(
    state: CarriedState, question: InterviewQuestion | RecipientsQuestion | None
) -> bool:
    named = isinstance(question, RecipientsQuestion) and bool(question.named)
    return state.naming is Naming.OPEN or named


def _put_places(
    place: AskedFact | None, step: QuestionStep | ConfirmationStep | None
) -> frozenset[AskedFact]:
    """Return the facts that are asked for already."""
    if place is not None or not isinstance(step, QuestionStep):
        return frozenset({place} if place is not None else ())
    return frozenset(asked.place for asked in step.fields if isinstance(asked, InterviewQuestion))


def _people(question: object, state: CarriedState, interview: Interview) -> dict[str, Any]:
    because = question.because if isinstance(question, RecipientsQuestion) else None
    law = interview.corpus.law
    from advisor.application.interview_text import why_lines

    return {
        "named": [recipient.name for recipient in state.scenario.recipients or ()],
        "why": tuple(why_lines(interview.why(because), law)) if because is not None else (),
        "first": because.fact.ask if because is not None else "",
    }


def _remark(interview: Interview, question: object) -> str:
    """Say what has been reached before the questions come to an end."""
    if isinstance(question, InterviewQuestion) and question.elsewhere:
        return message(
            "No more is to be asked about what governs here. What follows decides only whether "
            "law from elsewhere, which persuades, speaks against it."
        )
    if question is not None and interview.verdict_is_final:
        verdict = labels.verdict_word(interview.opinion.verdict)
        return message(
            "The verdict is {verdict}, and no answer can change that any more. "
            "Go on only to complete the findings.",
            verdict=verdict,
        )
    return ""


_NO_FILE = ErrorAnswer(
    400,
    "no-file",
    "no file was chosen",
    "a scenario is opened from a file in YAML or JSON",
    "go back, choose a file, and open it",
)
_NO_TEXT = ErrorAnswer(
    400,
    "not-utf8",
    "this file is not text in UTF-8",
    "a scenario is written in YAML or JSON, which are text",
    "choose the file that was saved here; a message belongs under “Drop a message”",
)
_BROKEN = ErrorAnswer(
    400,
    "invalid-scenario",
    "this scenario cannot be opened as it stands",
    "what cannot be read exactly would have to be guessed, and a guess is no answer",
    "mend each place that is listed here, and open the file again",
)
