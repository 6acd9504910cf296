"""*Train*: exercises whose every answer is proved; commit, be sure, and see the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from advisor.diagnostics import EngineFailure
from advisor.i18n import Language, message
from advisor.model.training import Difficulty, ExerciseKind, ExerciseRequest, Topic
from advisor.model.training_session import Learner, TrainingRecord
from advisor.reports.render import HTML, MissingLibrary, format_by_suffix, render
from advisor.reports.training import handouts, score_sheets
from advisor.reports.training.pages import exercise_page, reveal_page, score_page
from advisor.reports.training.wording import DIFFICULTIES, TOPICS, choice_text
from advisor.training import scored, sitting_text
from advisor.values import replace
from advisor.web.downloads import download, missing
from advisor.web.error_pages import NO_ANSWER, ErrorAnswer, RequestRefused
from advisor.web.exercises import MOST_EXERCISES, sitting_of
from advisor.web.forms import sent, text_of

if TYPE_CHECKING:
    from advisor.model.training import Exercise
    from advisor.reports.document import ReportDocument
    from advisor.web.site import Site

_NAME, _SEED = 120, 60
_COUNTS = (5, 10, 20, 30)
FormWord = TypeVar("FormWord", Topic, Difficulty, ExerciseKind)


def router(site: Site) -> APIRouter:
    """Return the routes of *Train*."""
    routes = APIRouter(prefix="/train")

    @routes.get("")
    async def choose(request: Request) -> Response:
        return site.page(
            request,
            "train.html",
            place="train",
            title=message("Train", context="menu"),
            **choices_of(site),
        )

    @routes.post("/begin")
    async def begin(request: Request) -> Response:
        form = await sent(site, request)
        sitting = _begun(site, form).begun(site.settings.now())
        return await _ask(site, request, sitting)

    @routes.post("/open")
    async def reopen(request: Request) -> Response:
        form = await sent(site, request)
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise RequestRefused(_NO_FILE)
        sitting = sitting_of(await file.read(), site.corpus)
        return await _ask(site, request, sitting.begun(site.settings.now()))

    @routes.post("/go")
    async def go_on(request: Request) -> Response:
        form = await sent(site, request)
        return await _ask(site, request, _carried(site, form))

    @routes.post("/answer")
    async def answer(request: Request) -> Response:
        form = await sent(site, request)
        sitting = _carried(site, form)
        return await site.made(request, "", _answered, site, sitting, form, place="train")

    @routes.post("/take")
    async def take(request: Request) -> Response:
        form = await sent(site, request)
        sitting = _carried(site, form)
        return await site.workers.do(
            _taken, site, sitting, text_of(form, "what", 40), site.languages.of(request)
        )

    return routes


def choices_of(site: Site) -> dict[str, Any]:
    """Return what a set can be chosen by."""
    law = site.corpus.law
    return {
        "topics": [(item.value, said) for item, said in TOPICS.items()],
        "levels": [(item.value, said) for item, said in DIFFICULTIES.items()],
        "laws": sorted(
            ((code, jurisdiction.name) for code, jurisdiction in law.jurisdictions.items()),
            key=lambda one: one[1],
        ),
        "counts": _COUNTS,
        "room": site.settings.room,
    }


def wanted_of(site: Site, form: FormData) -> tuple[ExerciseRequest, int]:
    """Read which exercises are wanted, and how many."""
    code = text_of(form, "jurisdiction", 20)
    if code and code not in site.corpus.law.jurisdictions:
        raise RequestRefused(_UNKNOWN)
    count = text_of(form, "count", 3)
    wanted = ExerciseRequest(
        seed=text_of(form, "seed", _SEED) or "1",
        topic=_one_of(Topic, text_of(form, "topic", 40)),
        jurisdiction=code or None,
        difficulty=_one_of(Difficulty, text_of(form, "difficulty", 40)),
        kind=_one_of(ExerciseKind, text_of(form, "kind", 40)),
    )
    return wanted, min(max(int(count), 1), MOST_EXERCISES) if count.isdecimal() else _COUNTS[1]


def _one_of(kind: type[FormWord], text: str) -> FormWord | None:
    try:
        return kind(text) if text else None
    except ValueError:
        raise RequestRefused(_UNKNOWN) from None


def _begun(site: Site, form: FormData) -> TrainingRecord:
    wanted, count = wanted_of(site, form)
    learner = Learner(text_of(form, "name", _NAME), text_of(form, "bar_id", _NAME))
    return TrainingRecord(wanted, count, site.corpus.law.hash, learner)


def _carried(site: Site, form: FormData) -> TrainingRecord:
    return sitting_of(text_of(form, "sitting"), site.corpus)


async def _ask(site: Site, request: Request, sitting: TrainingRecord) -> Response:
    return await site.made(request, "", _asked, site, sitting, place="train")


def _asked(site: Site, sitting: TrainingRecord, problem: str = "") -> dict[str, Any]:
    """Show the next exercise, or the score where there is none."""
    number = len(sitting.responses) + 1
    exercise = None if sitting.is_done else drawn(site, sitting.wanted, number)
    if exercise is None:
        if not sitting.responses:
            raise RequestRefused(NO_EXERCISES)
        return _scored(sitting)
    return {
        "template": "exercise.html",
        "title": message("Exercise {number}", number=number),
        "sitting": sitting_text(sitting),
        "number": number,
        "count": sitting.count,
        "problem": problem,
        **exercise_shown(site, exercise, number, sitting.count),
    }


def drawn(site: Site, wanted: ExerciseRequest, number: int) -> Exercise | None:
    """Draw one exercise of a set; raises `RequestRefused` where no answer can be trusted."""
    try:
        return site.sets.numbered(wanted, number)
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None


def exercise_shown(site: Site, exercise: Exercise, number: int, count: int) -> dict[str, Any]:
    """Lay out an exercise: what is told, what is asked, and what can be answered."""
    law = site.corpus.law
    return {
        "report": exercise_page(exercise, law, number=number, of=count),
        "has_story": bool(exercise.situation),
        "question": exercise.question,
        "choices": [
            (choice.letter, choice_text(choice.answer, law)) for choice in exercise.choices
        ],
        "sures": sures(exercise),
    }


def sures(exercise: Exercise) -> list[tuple[int, str]]:
    """Return how sure one can be, from a guess to certain."""
    least = round(100 * exercise.chance)
    steps: list[tuple[int, str]] = [(least, message("{percent} %, a guess", percent=least))]
    steps += [(item, message("{percent} %", percent=item)) for item in (50, 70, 90) if item > least]
    return [*steps, (100, message("100 %, certain"))]


def answered_with(form: FormData, exercise: Exercise) -> tuple[str, float] | str:
    """Read a letter and how sure somebody is, or say what is missing."""
    letter, sure = text_of(form, "letter", 1), text_of(form, "sure", 3)
    if letter not in [choice.letter for choice in exercise.choices]:
        return "Choose one of the answers."
    least = round(100 * exercise.chance)
    if not sure.isdecimal() or not least <= int(sure) <= 100:  # noqa: PLR2004 - percent
        return "Say how sure you are: that is what makes the score worth something."
    return letter, int(sure) / 100


def _answered(site: Site, sitting: TrainingRecord, form: FormData) -> dict[str, Any]:
    number = len(sitting.responses) + 1
    exercise = drawn(site, sitting.wanted, number)
    if exercise is None or text_of(form, "exercise", 200) != str(number):
        return _asked(site, sitting)
    heard = answered_with(form, exercise)
    if isinstance(heard, str):
        return _asked(site, sitting, heard)
    sitting = sitting.answered(exercise, *heard, site.settings.now())
    response = sitting.responses[-1]
    report = reveal_page(exercise, site.corpus.law, response)
    return {
        "template": "reveal.html",
        "title": report.banner.word,
        "sitting": sitting_text(sitting),
        "number": number,
        "count": sitting.count,
        "is_right": response.is_right,
        "question": exercise.question,
        "report": report,
    }


def _scored(sitting: TrainingRecord) -> dict[str, Any]:
    score = scored(sitting.responses)
    return {
        "template": "score.html",
        "title": message("Your score"),
        "sitting": sitting_text(sitting),
        "fewer": len(sitting.responses) < sitting.count,
        "report": score_page(score),
        "bins": score.bins,
    }


def _taken(site: Site, sitting: TrainingRecord, what: str, language: Language) -> Response:
    """Return a session, a sheet or a paper as a file."""
    thing, _, suffix = what.partition(".")
    if thing == "session":
        return download(sitting_text(sitting).encode(), "session.json", "application/json")
    if thing in ("handout", "key"):
        exercises = site.sets.first(sitting.wanted, sitting.count)
        label = handouts.label(sitting.wanted, len(exercises))
        paper = handouts.handout if thing == "handout" else handouts.answer_key
        document = paper(exercises, site.corpus.law, label=label)
        return _rendered(document, thing, suffix, language)
    return sheet([sitting], thing, suffix, language)


def sheet(sittings: list[TrainingRecord], thing: str, suffix: str, language: Language) -> Response:
    """Return the scores or the attendance of some sittings as a file."""
    is_score = thing == "score"
    if suffix == "csv":
        head, rows = (
            (score_sheets.SCORES, score_sheets.score_rows(sittings))
            if is_score
            else (score_sheets.ATTENDANCE, score_sheets.attendance_rows(sittings))
        )
        data = score_sheets.csv_text(head, rows).encode("utf-8-sig")
        return download(data, f"{thing}.csv", "text/csv; charset=utf-8")
    memo = (
        score_sheets.score_sheet([(sitting, scored(sitting.responses)) for sitting in sittings])
        if is_score
        else score_sheets.attendance_sheet(sittings)
    )
    return _rendered(memo, "score" if is_score else "attendance", suffix, language)


def _rendered(memo: ReportDocument, name: str, suffix: str, language: Language) -> Response:
    form = format_by_suffix(f".{suffix}") or HTML
    try:
        data = render(memo._replace(language=language), form)
    except MissingLibrary as lacking:
        raise RequestRefused(missing(lacking)) from None
    return download(data, f"{name}{form.suffix}", form.media_type)


NO_EXERCISES = ErrorAnswer(
    404,
    "no-exercises",
    "no exercise is found for this",
    "an exercise needs a fact on which the answer of the law turns",
    "go back, and leave out the topic, the place or the difficulty",
)
_UNKNOWN = ErrorAnswer(
    400,
    "unknown-choice",
    "there are no exercises of this kind",
    "a set is chosen from the lists of the page",
    "go back, and choose from the lists",
)
_NO_FILE = replace(
    _UNKNOWN,
    code="no-file",
    what="no session file was chosen",
    why="a session is gone on with from the file that was saved",
    fix="go back, choose the file, and open it",
)
