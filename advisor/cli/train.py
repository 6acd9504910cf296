"""`advisor train`: exercises from the cases and from the law itself, with a score."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error
from advisor.cli.exit_codes import FAILED, INTERRUPTED
from advisor.cli.loading import corpus_loader
from advisor.cli.output import training_export as papers
from advisor.cli.output.console import echo_err
from advisor.cli.parsing.jurisdiction_argument import parse_jurisdiction
from advisor.cli.parsing.options import (
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Misuse, Option
from advisor.reports.labels import join_words
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.i18n import Language
    from advisor.model.training import Exercise
    from advisor.model.training_session import TrainingRecord

_MOST = 500
_PAPERS, _SHEETS = join_words(papers.PAPERS, "or"), join_words(papers.SHEETS, "or")


class TopicOption(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The topics that can be asked for."""

    SENDING = "sending"
    RECEIVING = "receiving"
    CHOICE_OF_LAW = "choice-of-law"
    CONSENT = "consent"
    VENDORS = "vendors"
    TIME = "time"


class Levels(str, Enum):  # noqa: UP042 - likewise
    """How hard the exercises are to be."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class ExerciseSource(str, Enum):  # noqa: UP042 - likewise
    """Where exercises come from."""

    CASE = "case"
    PAIR = "pair"


def _count(text: object) -> int:
    """Read how many exercises are wanted."""
    if str(text).isdecimal() and 0 < int(str(text)) <= _MOST:
        return int(str(text))
    raise Misuse(f"`{text}` is no number of exercises; write 1 to {_MOST}")


def command(  # noqa: PLR0913 - one parameter for each option
    *,
    topic: Annotated[TopicOption | None, Option("--topic", help="Only this topic.")] = None,
    jurisdiction: Annotated[
        str, Option("--jurisdiction", metavar="PLACE", help="Only law of this place.")
    ] = "",
    difficulty: Annotated[
        Levels | None, Option("--difficulty", help="Only exercises this hard.")
    ] = None,
    only: Annotated[
        ExerciseSource | None,
        Option("--only", help="Only written cases, or only pairs found in the law."),
    ] = None,
    count: Annotated[
        int, Option("--count", metavar="N", parser=_count, help="So many exercises.")
    ] = 10,
    seed: Annotated[
        str, Option("--seed", metavar="WORD", help="Another word gives another set.")
    ] = "1",
    session: Annotated[
        list[Path] | None,
        Option(
            "--session",
            metavar="FILE",
            help="Keep answers in this file, or go on with it; several are only scored.",
        ),
    ] = None,
    answers: Annotated[
        str,
        Option(
            "--answers",
            metavar="FILE",
            help="Take answers from lines such as `B 80`; `-` is a pipe.",
        ),
    ] = "",
    name: Annotated[str, Option("--name", metavar="NAME", help="Your name, for the record.")] = "",
    bar_id: Annotated[
        str, Option("--bar-id", metavar="NUMBER", help="Your bar number, for the record.")
    ] = "",
    handout: Annotated[
        Path | None,
        Option(
            "--handout",
            metavar="FILE",
            help=f"Write the exercises as {_PAPERS}.",
        ),
    ] = None,
    key: Annotated[
        Path | None,
        Option("--key", metavar="FILE", help="Write the answers with reasons, likewise."),
    ] = None,
    score: Annotated[
        Path | None,
        Option("--score", metavar="FILE", help=f"Write the score as {_SHEETS}."),
    ] = None,
    attendance: Annotated[
        Path | None,
        Option("--attendance", metavar="FILE", help="Write who attended, likewise."),
    ] = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Practise on exercises whose every answer is proved, and learn how sure to be.

    You choose an answer and say how sure you are; then you see the law behind it, and the
    one fact that would turn it. With `--handout` or `--key` the set is written and nobody
    is asked. A seed gives the same set every time.
    """
    from advisor.model.training import Difficulty, ExerciseKind, ExerciseRequest, Topic
    from advisor.model.training_session import Learner, TrainingRecord

    tongue = spoken(language, dates)
    for path, kinds in (
        (handout, papers.PAPERS),
        (key, papers.PAPERS),
        (score, papers.SHEETS),
        (attendance, papers.SHEETS),
    ):
        papers.expect(path, kinds)
    kept = [_read(item) for item in session or () if item.exists()]
    if session and len(session) > 1:
        if handout or key or not (score or attendance):
            raise Misuse(
                "several sessions can be scored together; add `--score` or `--attendance`",
                option="--session",
            )
        if len(kept) < len(session):
            missing = next(item for item in session if not item.exists())
            raise Misuse(f"`{missing}` does not exist", option="--session")
        papers.write_sheets(kept, score, attendance, tongue)
        return
    corpus = corpus_loader.load_corpus(policies, engine=engine.value, cases=True)
    wanted = ExerciseRequest(
        seed=seed,
        topic=None if topic is None else Topic(topic.value),
        jurisdiction=parse_jurisdiction(jurisdiction, corpus.law) if jurisdiction else None,
        difficulty=None if difficulty is None else Difficulty(difficulty.value),
        kind=None if only is None else ExerciseKind(only.value),
    )
    path = session[0] if session else None
    sitting = kept[0] if kept else TrainingRecord(wanted, count, corpus.law.hash)
    if wanted not in (ExerciseRequest(), sitting.wanted):
        echo_err(f"`{path}` keeps the set it was begun with; what else was asked for is left aside")
    told = sitting.learner
    learner = Learner(name.strip() or told.name, bar_id.strip() or told.bar_id)
    sitting = replace(sitting, learner=learner)
    if handout or key:
        exercises = _set(corpus, sitting)
        papers.write_papers(exercises, corpus, sitting.wanted, handout, key, tongue)
        return
    status = 0
    ended = sitting.responses and sitting.corpus != corpus.law.hash and (score or attendance)
    if ended:
        echo_err("the law has changed since this session was begun; it is scored as it stands")
    elif not sitting.is_done:
        sitting, status = _sit(corpus, sitting, path, answers, tongue, plain=plain)
    elif not (score or attendance):
        from advisor.cli.conversation.training_session import show_score

        show_score(sitting, tongue, plain=plain)
    papers.write_sheets([sitting], score, attendance, tongue)
    raise SystemExit(status)


def _read(path: Path) -> TrainingRecord:
    """Read a session file; leaves with status 1 where it is none."""
    from advisor.diagnostics import Diagnostic
    from advisor.training import read_sitting

    sitting = read_sitting(path)
    if isinstance(sitting, Diagnostic):
        corpus_loader.report_diagnostics((sitting,))
        raise SystemExit(FAILED)
    return sitting


def _set(corpus: Corpus, sitting: TrainingRecord) -> list[Exercise]:
    """Draw the whole set of a sitting; leaves with status 1 where there is none."""
    from itertools import islice

    from advisor.training import draw_exercises

    _same_law(corpus, sitting)
    exercises: list[Exercise] = []
    tells = sys.stderr.isatty()
    for draw_exercise in islice(draw_exercises(corpus, sitting.wanted), sitting.count):
        exercises.append(draw_exercise)
        if tells:
            sys.stderr.write(f"\r{len(exercises)} of {sitting.count} exercises proved")
            sys.stderr.flush()
    if tells:
        sys.stderr.write("\r\x1b[K")
    if not exercises:
        from advisor.cli.conversation.training_session import exit_without_exercises

        exit_without_exercises(sitting.wanted)
    if len(exercises) < sitting.count:
        echo_err(f"only {len(exercises)} such exercises are found")
    return exercises


def _sit(  # noqa: PLR0913 - what is practised on, and how it is shown
    corpus: Corpus,
    sitting: TrainingRecord,
    path: Path | None,
    answers: str,
    language: Language,
    *,
    plain: bool,
) -> tuple[TrainingRecord, int]:
    from advisor.cli.conversation.training_session import TrainingSession

    _same_law(corpus, sitting)
    room = TrainingSession.of(corpus, sitting, path, answers, language, plain=plain)
    try:
        return room.sit()
    except KeyboardInterrupt:
        echo_err("")
        return room.left(), INTERRUPTED


def _same_law(corpus: Corpus, sitting: TrainingRecord) -> None:
    if sitting.corpus == corpus.law.hash:
        return
    exit_with_error(
        "session-other",
        "the law has changed since this session was begun",
        "the same seed would give other exercises now, or other answers",
        "begin another session; with `--score FILE` what was answered is scored",
    )
