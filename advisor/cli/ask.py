"""`advisor ask`: an interview about one email."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import loading
from advisor.cli.clock import today
from advisor.cli.options import (
    AsOf,
    DatesIn,
    Engine,
    Engines,
    Plain,
    Policies,
    Tongue,
    spoken,
)
from advisor.cli.screen import complain, screen
from advisor.cli.statuses import FAILED, INTERRUPTED, status
from advisor.cli.stopping import tell
from advisor.i18n import message

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.cli.dialogue import Dialogue, End
    from advisor.cli.hearing import Hearing, Prepared
    from advisor.i18n import Language
    from advisor.interview import Interview


def command(  # noqa: PLR0913 - one parameter for each option
    *,
    start: Annotated[
        str, typer.Option("--start", metavar="SCENARIO", help="Go on from this scenario.")
    ] = "",
    answers: Annotated[
        str,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take the answers from a file, one a line, or `fact = answer`; `-` is a pipe.",
        ),
    ] = "",
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Where to keep the scenario that was built."),
    ] = None,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: Engine = Engines.AUTO,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Be asked, one question at a time, only for what can still matter.

    The scenario that the answers make is saved, also on Ctrl-C, and can be gone on with
    by `--start`. The exit status is that of the opinion: 0 clear, 3 stop, 4 open.
    """
    tongue = spoken(language, dates)
    corpus = loading.corpus(policies, engine=engine.value)
    interview = _begun(corpus, start, as_of)
    dialogue = _dialogue(interview, answers, tongue, plain=plain)
    keeping = save or _free_name(interview.as_of)
    try:
        end = _run(dialogue)
    except KeyboardInterrupt:
        complain("")
        _save(dialogue.interview, keeping, tongue)
        raise typer.Exit(INTERRUPTED) from None
    _save(dialogue.interview, keeping, tongue)
    if end is None:
        raise typer.Exit(FAILED)
    raise typer.Exit(_conclude(dialogue, end, plain=plain))


def _begun(corpus: Corpus, start: str, as_of: date | None) -> Interview:
    from advisor.cli.reading import read
    from advisor.interview import Interview
    from advisor.interview.keeping import continued
    from advisor.model.scenarios import Scenario

    if not start:
        return Interview(corpus, as_of or today(), Scenario())
    told = read(start, corpus, today())
    return continued(corpus, told, as_of or told.as_of or today())


def _dialogue(interview: Interview, answers: str, language: Language, *, plain: bool) -> Dialogue:
    from advisor.cli.dialogue import Dialogue
    from advisor.cli.voice import Voice

    looks = screen(plain=plain)
    voice = Voice(looks.width, looks.colour, looks.plain)
    return Dialogue(
        interview,
        voice,
        _hearing(answers, interview.corpus),
        today(),
        prepared=bool(answers),
        language=language,
    )


def _hearing(answers: str, corpus: Corpus) -> Hearing:
    from advisor.cli.hearing import Prepared, hearing

    heard = hearing(answers, "one answer on each line")
    return _checked(heard, corpus) if isinstance(heard, Prepared) else heard


def _checked(given: Prepared, corpus: Corpus) -> Prepared:
    """Refuse answers to questions that do not exist: nobody would ever hear them."""
    from advisor.corpus.problems import did_you_mean

    words = corpus.law.vocabulary
    odd = [name for name in given.facts if name not in words.facts]
    for name in odd:
        means = words.derived.get(name)
        fix = "tell the facts it is found from instead"
        if means is None:
            fix = did_you_mean(name, words.facts, "`advisor facts` lists every fact")
        tell(
            "unknown-fact",
            f"no question asks for `{name}`",
            "an answer that nobody hears would be lost",
            fix,
        )
    if odd:
        raise typer.Exit(FAILED)
    return given


def _run(dialogue: Dialogue) -> End | None:
    """Hold the conversation; `None` where prepared answers could not be understood."""
    from advisor.cli.dialogue import Unheard

    try:
        if sys.stdin.isatty():
            import readline  # noqa: F401 - gives the line its editing
        return dialogue.run()
    except Unheard as unheard:
        tell(
            "unread-answer",
            str(unheard),
            "a guess would build a scenario that nobody told",
            "correct the line; `unknown` says that it is not known",
        )
        return None


def _conclude(dialogue: Dialogue, end: End, *, plain: bool) -> int:
    from advisor.cli.dialogue import End
    from advisor.diagnostics import EngineFailure
    from advisor.reports.opinions import page
    from advisor.service.reasoning import certificate_lines, stopped_lines

    interview, voice = dialogue.interview, dialogue.voice
    try:
        opinion = interview.opinion
    except EngineFailure as failure:
        loading.broken(failure)
        return FAILED
    voice.line()
    lines = certificate_lines if end is End.DONE else stopped_lines
    for text, indent in lines(interview):
        voice.line(
            dialogue.language.render(text),
            style="green" if end is End.DONE else "yellow",
            indent=indent,
        )
    voice.line()
    screen(plain=plain).show(page(opinion, interview.corpus.law, language=dialogue.language))
    return status(opinion)


def _save(interview: Interview, path: Path, language: Language) -> None:
    """Keep the scenario, with the questions that nobody could answer as unknown."""
    from advisor.interview.keeping import kept

    if not interview.steps:
        complain(language.render(message("nothing was answered, so nothing was saved")))
        return
    try:
        path.write_text(kept(interview), encoding="utf-8")
    except OSError as error:
        tell(
            "cannot-write",
            f"{path} cannot be written",
            (error.strerror or "the system refused").casefold(),
            "give another file with `--save`; here is the scenario:",
        )
        complain(f"\n{kept(interview)}")
        return
    saved = message("saved as {file}; go on with `advisor ask --start {file}`", file=str(path))
    complain(language.render(saved))


def _free_name(day: date) -> Path:
    number, path = 1, Path(f"scenario-{day}.yaml")
    while path.exists():
        number += 1
        path = Path(f"scenario-{day}-{number}.yaml")
    return path
