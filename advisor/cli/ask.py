"""`advisor ask`: an interview about one email."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.atomic_files import write_whole
from advisor.cli.errors import tell, tell_unsaved
from advisor.cli.exit_codes import FAILED, INTERRUPTED, exit_code
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.loading.profile_input import NO_PROFILE, ProfileFinder, user_profile_path
from advisor.cli.loading.scenario_input import STDIN, path_beside
from advisor.cli.output.console import echo_err, open_console
from advisor.cli.parsing.options import (
    AsOf,
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    ProfileFile,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Misuse, Option
from advisor.i18n import message

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.cli.conversation.answer_source import AnswerSource, ScriptedAnswers
    from advisor.cli.conversation.dialogue import Dialogue, End
    from advisor.i18n import Language
    from advisor.interview import Interview


def command(  # noqa: PLR0913 - one parameter for each option
    *,
    start: Annotated[
        str, Option("--start", metavar="SCENARIO", help="Go on from this scenario.")
    ] = "",
    told: Annotated[
        str, Option("--from", metavar="FILE", help="Begin with what this text tells.")
    ] = "",
    answers: Annotated[
        str,
        Option(
            "--answers",
            metavar="FILE",
            help="Take the answers from a file, one a line, or `fact = answer`; `-` is a pipe.",
        ),
    ] = "",
    save: Annotated[
        Path | None,
        Option("--save", metavar="FILE", help="Where to keep the scenario that was built."),
    ] = None,
    as_of: AsOf = None,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Be asked, one question at a time, only for what can still matter.

    The scenario that the answers make is saved, also on Ctrl-C, and can be gone on with
    by `--start`. What lasts of the lawyer and the firm is offered to be kept as your
    profile; prepared answers take only a profile that `--profile` names. The exit status is
    that of the opinion: 0 clear, 3 stop, 4 open.
    """
    if told and start:
        raise Misuse(
            "an interview begins with a description or with a scenario; give one of the two",
            option="--from",
        )
    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    profiles = ProfileFinder(corpus.law, NO_PROFILE if answers and profile is None else profile)
    interview = (
        _begun_from(corpus, told, as_of, profiles, plain=plain)
        if told
        else _begun(corpus, start, as_of, profiles)
    )
    dialogue = _dialogue(interview, answers, tongue, plain=plain)
    keeping = save or _free_name(interview.as_of)
    try:
        end = _run(dialogue)
    except KeyboardInterrupt:
        echo_err("")
        _save(dialogue.interview, keeping, tongue, is_told=bool(told))
        raise SystemExit(INTERRUPTED) from None
    _save(dialogue.interview, keeping, tongue, is_told=bool(told))
    if end is None:
        raise SystemExit(FAILED)
    status = _conclude(dialogue, end, plain=plain)
    _offer_profile(dialogue, profiles, start)
    raise SystemExit(status)


def _offer_profile(dialogue: Dialogue, profiles: ProfileFinder, start: str) -> None:
    """Offer to keep what lasts of the lawyer and the firm, where no profile told it."""
    path = user_profile_path()
    if path is None or profiles.given is not None or profiles.profile(_near(start)) is not None:
        return
    from advisor.cli.conversation.profile_offer import offer_profile

    offer_profile(dialogue, path)


def _near(start: str) -> Path | None:
    """Return beside what a profile is looked for: the scenario, or where it will be saved."""
    return path_beside(start) if start else Path()


def _begun(corpus: Corpus, start: str, as_of: date | None, profiles: ProfileFinder) -> Interview:
    from advisor.cli.loading.scenario_input import read_or_exit
    from advisor.interview import Interview
    from advisor.interview.scenario_export import continued
    from advisor.model.scenarios import Scenario

    if not start:
        return Interview(corpus, as_of or today(), profiles.apply(Scenario(), _near(start)))
    begun = read_or_exit(start, corpus, today(), as_of=as_of)
    begun = profiles.apply(begun, _near(start))
    return continued(corpus, begun, as_of or begun.as_of or today())


def _begun_from(
    corpus: Corpus, told: str, as_of: date | None, profiles: ProfileFinder, *, plain: bool
) -> Interview:
    """Begin with the facts of a description that are confirmed in one step."""
    from advisor.application.describe import confirmed_scenario, description_document
    from advisor.application.results import RefusedRequest
    from advisor.cli.conversation.confirmed_description import confirmed_numbers, read_description
    from advisor.cli.errors import exit_with_diagnostics
    from advisor.corpus import scenario_from
    from advisor.interview.scenario_export import continued
    from advisor.reports.description import description_page

    text = read_description(told)
    document = description_document(corpus, text)
    if isinstance(document, RefusedRequest):
        exit_with_diagnostics(document.diagnostics)
    open_console(plain=plain).show(description_page(document))
    numbers = confirmed_numbers("", document["offered"], is_piped=told == STDIN)
    confirmed = confirmed_scenario(corpus, text, numbers)
    if isinstance(confirmed, RefusedRequest):
        exit_with_diagnostics(confirmed.diagnostics)
    scenario, problems = scenario_from(confirmed, corpus.law, today(), own_day=as_of is None)
    if scenario is None:
        exit_with_diagnostics(problems)
    return continued(corpus, profiles.apply(scenario, Path()), as_of or today())


def _dialogue(interview: Interview, answers: str, language: Language, *, plain: bool) -> Dialogue:
    from advisor.cli.conversation.dialogue import Dialogue
    from advisor.cli.conversation.prompt_style import PromptStyle

    looks = open_console(plain=plain)
    voice = PromptStyle(looks.width, looks.colour, looks.plain)
    return Dialogue(
        interview,
        voice,
        _hearing(answers, interview.corpus),
        today(),
        prepared=bool(answers),
        language=language,
    )


def _hearing(answers: str, corpus: Corpus) -> AnswerSource:
    from advisor.cli.conversation.answer_source import ScriptedAnswers, open_answer_source

    heard = open_answer_source(answers, "one answer on each line")
    return _checked(heard, corpus) if isinstance(heard, ScriptedAnswers) else heard


def _checked(given: ScriptedAnswers, corpus: Corpus) -> ScriptedAnswers:
    """Refuse answers to questions that do not exist: nobody would ever hear them."""
    from advisor.source.diagnostics_sink import did_you_mean

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
        raise SystemExit(FAILED)
    return given


def _run(dialogue: Dialogue) -> End | None:
    """Hold the conversation; `None` where prepared answers could not be understood."""
    from advisor.cli.conversation.dialogue import Unheard

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
    from advisor.application.interview_text import certificate_lines, decided_lines, stopped_lines
    from advisor.application.proposed_remedies import propose_remedies
    from advisor.cli.conversation.dialogue import End
    from advisor.diagnostics import EngineFailure
    from advisor.reports.brief import brief_page

    interview, voice = dialogue.interview, dialogue.voice
    try:
        opinion = interview.opinion
        remedies = propose_remedies(opinion, interview.corpus)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        return FAILED
    voice.line()
    lines = {End.DONE: certificate_lines, End.DECIDED: decided_lines}.get(end, stopped_lines)
    for text, indent in lines(interview):
        voice.line(
            dialogue.language.render(text),
            style="yellow" if end is End.STOPPED else "green",
            indent=indent,
        )
    voice.line()
    open_console(plain=plain).show(
        brief_page(opinion, interview.corpus.law, remedies, language=dialogue.language)
    )
    return exit_code(opinion)


def _save(interview: Interview, path: Path, language: Language, *, is_told: bool) -> None:
    """
    Keep the scenario, with the questions that nobody could answer as unknown.

    Without answers there is something to keep only where it was told in a description.
    """
    from advisor.interview.scenario_export import kept_scenario

    if not interview.steps and not is_told:
        echo_err(language.render(message("nothing was answered, so nothing was saved")))
        return
    kept = kept_scenario(interview)
    try:
        write_whole(path, kept.encode())
    except OSError as error:
        tell_unsaved(path, error, "give another file with `--save`; here is the scenario:", kept)
        return
    saved = message("saved as {file}; go on with `advisor ask --start {file}`", file=str(path))
    echo_err(language.render(saved))


def _free_name(day: date) -> Path:
    number, path = 1, Path(f"scenario-{day}.yaml")
    while path.exists():
        number += 1
        path = Path(f"scenario-{day}-{number}.yaml")
    return path
