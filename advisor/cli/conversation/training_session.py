"""A sitting at a terminal: shows, asks, listens, reveals, and keeps every answer at once."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from advisor.cli.conversation.answer_source import open_answer_source
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.cli.errors import exit_with_error, stop_unwritable, tell
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading.corpus_loader import report_engine_failure
from advisor.cli.output.console import echo_err, open_console
from advisor.i18n import ENGLISH, Language, message, messages
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.cli.conversation.answer_source import AnswerSource
    from advisor.model.training import Exercise, ExerciseRequest
    from advisor.model.training_session import TrainingRecord

_ANSWER = re.compile(r"([A-Ha-h])(?:[\s,:;]+(\d{1,3})\s*%?)?")
_SURE = re.compile(r"(\d{1,3})\s*%?")
_STOP, _WHOLE = ("s", "stop", "q", "quit"), ("o", "opinion")
_PATIENCE = 20
_PAUSES = messages(
    "after an exercise",
    {
        True: "Enter ends; `o` shows the whole opinion; `s` stops.",
        False: "Enter goes on; `o` shows the whole opinion; `s` stops.",
    },
)
_ALL = 100


def clock_time() -> datetime:
    """Look at the clock, here and nowhere below."""
    return datetime.now().astimezone().replace(microsecond=0)


def show_score(sitting: TrainingRecord, language: Language = ENGLISH, *, plain: bool) -> None:
    """Show the score of what was answered."""
    from advisor.reports.training.pages import score_page
    from advisor.training import scored

    page = score_page(scored(sitting.responses))
    open_console(plain=plain).show(page._replace(language=language))


def exit_without_exercises(wanted: ExerciseRequest) -> NoReturn:
    """Exit with status 1 and the reason that no exercise is as `wanted` asks."""
    criteria = (wanted.topic, wanted.difficulty, wanted.kind)
    names = [criterion.value for criterion in criteria if criterion is not None]
    names += [wanted.jurisdiction] if wanted.jurisdiction else []
    exit_with_error(
        "no-exercises",
        f"no exercise is found for {', '.join(names) or 'this set'}",
        "an exercise needs a fact on which the answer of the law turns",
        "leave out `--difficulty`, `--topic` or `--jurisdiction`",
    )


@dataclass
class TrainingSession:
    """One sitting while it lasts; `sitting` is how far it has come, whatever interrupts it."""

    corpus: Corpus
    sitting: TrainingRecord
    path: Path | None
    hearing: AnswerSource
    voice: PromptStyle
    plain: bool
    prepared: bool
    language: Language = ENGLISH

    @classmethod
    def of(  # noqa: PLR0913 - what is practised on, and how it is shown
        cls,
        corpus: Corpus,
        sitting: TrainingRecord,
        path: Path | None,
        answers: str,
        language: Language = ENGLISH,
        *,
        plain: bool,
    ) -> TrainingSession:
        """Open the room; leaves with status 1 where prepared answers cannot be read."""
        looks = open_console(plain=plain)
        voice = PromptStyle(looks.width, looks.colour, looks.plain)
        heard = open_answer_source(answers, "an answer on each line, such as `B 80`")
        return cls(corpus, sitting, path, heard, voice, plain, bool(answers), language)

    def sit(self) -> tuple[TrainingRecord, int]:
        """Go through what is left of the set; give the sitting and the exit status."""
        from advisor.diagnostics import EngineFailure

        if sys.stdin.isatty():
            import readline  # noqa: F401 - gives the line its editing
        try:
            drawn = self._drawn()
            self.sitting = self.sitting.begun(clock_time())
            finished = self._all(drawn)
        except EngineFailure as failure:
            report_engine_failure(failure)
            return self.sitting, FAILED
        self._keep(self.sitting.until(clock_time()))
        self.voice.line()
        show_score(self.sitting, self.language, plain=self.plain)
        if not finished:
            self._tell_left()
        return self.sitting, 0

    def left(self) -> TrainingRecord:
        """Keep what there is after an interruption, and tell how to go on."""
        self._keep(self.sitting.until(clock_time()))
        if self.sitting.responses:
            show_score(self.sitting, self.language, plain=self.plain)
        self._tell_left()
        return self.sitting

    def _all(self, drawn: list[Exercise]) -> bool:
        done = {response.exercise for response in self.sitting.responses}
        for number, exercise in enumerate(drawn, 1):
            if exercise.id not in done and not self._one(exercise, number, len(drawn)):
                return False
        return True

    def _drawn(self) -> list[Exercise]:
        """Draw the whole set; say before the first question where it is smaller than asked for."""
        from advisor.training import draw_exercises

        wanted, count = self.sitting.wanted, self.sitting.count
        drawn: list[Exercise] = []
        for exercise in islice(draw_exercises(self.corpus, wanted), count):
            drawn.append(exercise)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r\x1b[K{len(drawn)} of {count} exercises proved")
                sys.stderr.flush()
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
        if not drawn:
            exit_without_exercises(wanted)
        if len(drawn) < count:
            said = message(
                "Only {number} of {count} such exercises are found.", number=len(drawn), count=count
            )
            self._line(said)
        return drawn

    # -- one exercise

    def _one(self, exercise: Exercise, number: int, count: int) -> bool:
        from advisor.reports.training.pages import exercise_page, reveal_page
        from advisor.reports.training.wording import choice_text

        law = self.corpus.law
        self.voice.line()
        page = exercise_page(exercise, law, number=number, of=count)
        open_console(plain=self.plain).show(page._replace(language=self.language))
        self.voice.line()
        self.voice.line(exercise.question, style="bold")
        render = self.language.render
        self.voice.options(
            (choice.letter, render(choice_text(choice.answer, law))) for choice in exercise.choices
        )
        heard = self._hear(exercise)
        if heard is None:
            return False
        letter, sure = heard
        self._keep(self.sitting.answered(exercise, letter, sure, clock_time()))
        response = next(one for one in self.sitting.responses if one.exercise == exercise.id)
        self.voice.line()
        revealed = reveal_page(exercise, law, response)
        open_console(plain=self.plain).show(revealed._replace(language=self.language))
        return self._pause(exercise, last=number == count)

    def _hear(self, exercise: Exercise) -> tuple[str, float] | None:
        """Listen for a letter and how sure the learner is; `None` to stop."""
        letters = [choice.letter for choice in exercise.choices]
        least = round(_ALL * exercise.chance)
        hint = message(
            "A letter and how sure you are, from {least} (a guess) to 100 (certain), "
            "as in {letter} 80. `s` stops here.",
            least=least,
            letter=letters[0],
        )
        self._line(hint, style="dim", indent=2)
        letter = ""
        for _ in range(_PATIENCE):
            typed = self.hearing.answer(self.voice.prompt(self.language), "", None)
            if typed is None or typed.strip().lower() in _STOP:
                return None
            match = _ANSWER.fullmatch(typed.strip())
            sure = _SURE.fullmatch(typed.strip()) if letter else None
            said = match[2] if match else sure[1] if sure else None
            letter = match[1].upper() if match else letter
            if letter not in letters:
                self._unheard(typed, message("choose one of {letters}", letters=tuple(letters)))
                letter = ""
            elif said is None:
                asked = message(
                    "How sure are you of {letter}, from {least} to 100?",
                    letter=letter,
                    least=least,
                )
                self._line(asked, indent=2)
            elif least <= int(said) <= _ALL:
                return letter, int(said) / _ALL
            else:
                self._unheard(
                    typed, message("say how sure you are from {least} to 100", least=least)
                )
        return None

    def _unheard(self, typed: str, fix: str) -> None:
        if self.prepared:
            tell(
                "unread-answer",
                f"`{typed.strip()}` is no answer here",
                "a guess would be a score that nobody earned",
                fix,
            )
            self._keep(self.sitting.until(clock_time()))
            raise SystemExit(FAILED)
        said = self.language.render(fix)
        self.voice.line(f"{said[0].upper()}{said[1:]}.", style="yellow")

    def _pause(self, exercise: Exercise, *, last: bool) -> bool:
        """Wait for the reader; the whole opinion is there to be read."""
        if self.prepared or not sys.stdin.isatty():
            return True
        following = _PAUSES[last]
        while True:
            self._line(following, style="dim")
            typed = self.hearing.answer(self.voice.prompt(self.language), "", None)
            if typed is None or typed.strip().lower() in _STOP:
                return last
            if typed.strip().lower() not in _WHOLE:
                return True
            from advisor.reports.opinions import opinion_page

            page = opinion_page(exercise.opinion, self.corpus.law, language=self.language)
            open_console(plain=self.plain).show(page)

    def _line(self, text: str, *, style: str = "", indent: int = 0) -> None:
        """Say one paragraph in the language of the session."""
        self.voice.line(self.language.render(text), style=style, indent=indent)

    # -- what is kept

    def _keep(self, sitting: TrainingRecord) -> None:
        self.sitting = sitting
        if self.path is None or not sitting.responses:
            return
        from advisor.training import save_sitting

        try:
            save_sitting(sitting, self.path)
        except OSError as error:
            stop_unwritable(self.path, error)

    def _tell_left(self) -> None:
        left = self.sitting.count - len(self.sitting.responses)
        if self.path is not None and self.sitting.responses:
            echo_err(f"{left} left; go on with `advisor train --session {self.path}`")
        elif self.path is None:
            echo_err("nothing was kept; with `--session FILE` a set can be gone on with")
