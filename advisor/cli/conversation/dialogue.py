"""The interview as a conversation: asks, listens, explains, and never loses an answer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

from advisor.cli.conversation.answer_source import PEOPLE, USUAL, ScriptedAnswers
from advisor.cli.conversation.prompt_commands import PromptCommand, prompt_command
from advisor.facts.place_names import told_places
from advisor.facts.value_parser import is_unknown
from advisor.i18n import ENGLISH, Language, message, messages
from advisor.interview import InterviewQuestion, RecipientsQuestion
from advisor.interview.answer_parser import (
    KEYS,
    Unread,
    impossible_answer,
    is_none,
    parse_answer,
    place_confirmation,
)
from advisor.interview.confirmations import CONFIRMATION_HEADING, ConfirmationStep, chosen_lines
from advisor.interview.place_examples import place_example
from advisor.model.recipient_names import RecipientNames
from advisor.model.scenarios import UNNAMED, Ruling
from advisor.model.vocabulary import FactType
from advisor.printable import is_invisible
from advisor.reports import labels
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from advisor.cli.conversation.answer_source import AnswerSource
    from advisor.cli.conversation.prompt_style import PromptStyle
    from advisor.interview import Interview
    from advisor.interview.questions import AskedField, QuestionStep
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, ToldOrSpan

_COMMANDS = messages(
    "what can be typed",
    {
        "?": "why do you ask",
        "d": "I don't know",
        "b": "back",
        "f": "what do we have so far",
        "s": "stop here",
    },
)
_NEW = message("new", context="word to type")
_GO_ON = message("go on", context="word to type")
_PATIENCE = 20


class End(Enum):
    """How a conversation ended; `DECIDED` before everything was asked that matters."""

    DONE = "done"
    DECIDED = "decided"
    STOPPED = "stopped"
    LOST = "lost"


class Unheard(Exception):
    """Answers that were prepared and cannot be understood."""


@dataclass
class Dialogue:
    """
    One conversation; `interview` is how far it has come, whatever interrupts it.

    `prepared` tells that the answers were written beforehand, so that one that cannot be
    understood ends it.
    """

    interview: Interview
    voice: PromptStyle
    hearing: AnswerSource
    today: date
    prepared: bool = False
    language: Language = ENGLISH
    _said: set[str] = field(default_factory=set)
    _begun: list[int] = field(default_factory=list)
    _goes_on: bool = False
    _taken_back: bool = False

    @property
    def law(self) -> Law:
        """Return the law that is asked about."""
        return self.interview.corpus.law

    def run(self) -> End:
        """Ask step by step until nothing is left to ask, or until told to stop."""
        self._greet()
        while True:
            step = self.interview.step
            if step is None:
                return End.DONE
            if self.interview.verdict_is_final and not self._goes_on and not self._go_on():
                return End.DECIDED
            if isinstance(step, ConfirmationStep):
                if not self._confirm(step):
                    return End.STOPPED
                continue
            self._remark(step.fields[0])
            if not self._ask_step(step):
                return End.STOPPED

    def _confirm(self, step: ConfirmationStep) -> bool:
        """Show what is usual and take what is confirmed of it; false where told to stop."""
        self._begun.append(len(self.interview.steps))
        self._put_lines(step)
        reason = message("What you confirm is kept as told by you, with its reason.")

        def take(typed: str) -> bool:
            try:
                lines = chosen_lines(typed, step.lines, self.language)
            except Unread as unread:
                self._not_understood(USUAL, self.language.render(unread.why))
                return False
            self.interview = self.interview.confirm(lines)
            return True

        return self._listen(
            (USUAL, None),
            take,
            unknown=lambda: self.interview.confirm(()),
            why=lambda: self._line(reason),
        )

    def _ask_step(self, step: QuestionStep) -> bool:
        """Ask for the fields of a step, as long as they still matter; false where told to stop."""
        self._begun.append(len(self.interview.steps))
        self._put_step(step)
        fields, asked = step.fields, 0
        while fields:
            self._taken_back = False
            put = fields[0]
            answered = (
                self._ask_people(put) if isinstance(put, RecipientsQuestion) else self._ask(put)
            )
            if not answered:
                return False
            if self._taken_back:
                return True
            asked += 1
            fields = self.interview.rest_of(step, asked)
        return True

    def _go_on(self) -> bool:
        """Say that the verdict is final, and ask whether to go on; prepared answers end here."""
        if self.prepared:
            return False
        from advisor.application.interview_text import decided_lines

        self._line()
        for text, indent in decided_lines(self.interview):
            self._line(text, style="yellow", indent=indent)
        said = message("Enter ends here; `g` goes on with these questions.")
        self._line(said, style="dim")
        typed = self._hear("go on", None) or ""
        self._goes_on = typed.strip().casefold() in ("g", self.language.render(_GO_ON).casefold())
        return self._goes_on

    # -- what is said

    def _greet(self) -> None:
        self._line(message("Each answer decides what is asked next. At any question you can type:"))
        render = self.language.render
        commands = [(key, render(meaning)) for key, meaning in _COMMANDS.items()]
        if self.voice.plain:
            for key, meaning in commands:
                self._line(message("{key}, for {meaning}.", key=key, meaning=meaning))
        else:
            for shown in (commands[:3], commands[3:]):
                said = "   ".join(f"{key}  {meaning}" for key, meaning in shown)
                self._line(said, style="dim", indent=2)
        if not self.language.is_laws:
            self._line(
                message(
                    "The questions stand in English, as they were written; only what is said "
                    "around them has been translated."
                ),
                style="dim",
            )

    def _line(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Say one paragraph in the language of the conversation."""
        self.voice.line(self.language.render(text), style=style, indent=indent)

    def _remark(self, question: AskedField) -> None:
        """Say once that only law from elsewhere is asked about from here on."""
        if isinstance(question, InterviewQuestion) and question.elsewhere:
            self._once(
                message(
                    "No more is to be asked about what governs here. What follows decides only "
                    "whether law from elsewhere, which persuades, speaks against it. `s` stops "
                    "here."
                )
            )

    def _once(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            self._line()
            self._line(text, style="yellow")

    def _put_step(self, step: QuestionStep) -> None:
        self._put_heading(step.ask)

    def _put_heading(self, heading: str) -> None:
        number = len(self._begun)
        said = message("Step {number}.", number=number)
        if heading:
            said = message("Step {number}. {heading}", number=number, heading=heading)
        self._line()
        self._line(said, style="cyan")

    def _put_lines(self, step: ConfirmationStep) -> None:
        from advisor.application.interview_text import usual_line

        self._put_heading(CONFIRMATION_HEADING)
        self._line()
        self._line(message("Nothing of it is assumed unless you confirm it."), indent=2)
        render = self.language.render
        said = [render(usual_line(line, self.interview)) for line in step.lines]
        self.voice.options([(str(number), text) for number, text in enumerate(said, 1)])
        hint = message("The numbers of those that hold, as in 1, 3; or `all`; or `none`.")
        self._line(hint, style="dim", indent=2)

    def _put(self, question: InterviewQuestion) -> None:
        fact = question.fact
        self._line()
        if question.recipient and question.recipient != UNNAMED:
            self._line(message("About {person}:", person=question.recipient), style="dim")
        self._line(fact.ask, style="bold")
        if fact.help:
            self._line(fact.help, indent=2)
        if fact.judgment is not None:
            self._line(message("This is for a person to judge. Weigh:"), indent=2)
            for factor in fact.judgment.factors:
                self._line(f"- {factor}", indent=4)
        render = self.language.render
        offered = [self.interview.is_offered(question, name) for name in fact.options]
        shown = [
            (render(key), render(label))
            for at, (key, label) in enumerate(choices(fact))
            if fact.type is not FactType.CHOICE or offered[at]
        ]
        self.voice.options(shown)
        hint = _hint(fact, self.law.places.names)
        if hint:
            self._line(hint, style="dim", indent=2)

    # -- what is heard

    def _ask(self, question: InterviewQuestion) -> bool:
        self._put(question)

        def take(typed: str) -> bool:
            if _is_not_known(question.fact, typed):
                self.interview = self.interview.skip(question)
                return True
            value = self._value(typed, question)
            return value is not None and self._tell(question, value)

        return self._listen(
            (question.fact.name, question.recipient),
            take,
            unknown=lambda: self.interview.skip(question),
            why=lambda: self._explain(question),
        )

    def _listen(
        self,
        about: tuple[str, str | None],
        take: Callable[[str], bool],
        *,
        unknown: Callable[[], Interview],
        why: Callable[[], None],
    ) -> bool:
        """
        Hear answers until one is taken; false where told to stop, or at the end of patience.

        `about` names the fact and the recipient, `take` tells whether an answer was taken,
        `unknown` gives the interview where nobody knows it, and `why` says why it is asked.
        """
        for _ in range(_PATIENCE):
            typed = self._hear(*about)
            if typed is None:
                return False
            match prompt_command(typed, self.language):
                case None:
                    if take(typed):
                        return True
                case PromptCommand.UNKNOWN:
                    self.interview = unknown()
                    return True
                case PromptCommand.WHY:
                    why()
                case PromptCommand.SO_FAR:
                    self._so_far()
                case PromptCommand.BACK:
                    return self._back()
                case PromptCommand.STOP:
                    return False
        return False

    def _value(self, typed: str, question: InterviewQuestion) -> ToldOrSpan | None:
        if not typed.strip():
            said = message("`d` if you don't know; `?` tells why it is asked.")
            self._line(said, style="dim")
            return None
        fact, places = question.fact, self.law.places
        told = told_places(
            self.interview.scenario, self.law.vocabulary.facts, without=question.place
        )
        try:
            value = parse_answer(typed, fact, places, self.today, self.language, told=told)
        except Unread as unread:
            self._not_understood(fact.name, self.language.render(unread.why))
            return None
        if value is not None:
            told_so = self.interview.scenario.told(fact.name, value, question.who)
            impossible = impossible_answer(told_so)
            if impossible:
                self._not_understood(fact.name, self.language.render(impossible))
                return None
        if value is not None and not self.stands(question, value):
            return None
        understood = "" if value is None else place_confirmation(typed, fact, value, places)
        if understood:
            self._line(understood, style="dim", indent=2)
        return value

    def stands(self, question: InterviewQuestion, value: ToldOrSpan) -> bool:
        """Return whether an answer can be so; where earlier ones stand against it, ask which do."""
        found = self.interview.contradiction(question, value)
        if found is None:
            return True
        from advisor.application.interview_text import answered_text

        others = [about for about in found.of if about != question.place]
        if not others:
            self._not_understood(question.fact.name, found.relation.because)
            return False
        if self.prepared:
            raise Unheard(
                f"the answer to `{question.fact.name}` contradicts what was told: "
                f"{found.relation.because}"
            )
        self._line(message("That cannot be so together with what you told:"), style="yellow")
        self._line(found.relation.because, indent=2)
        for about in others:
            self._line(f"- {self.language.render(answered_text(about, self.interview))}", indent=2)
        self._line(
            message("Enter keeps what you told; `n` keeps the new answer, and asks again."),
            style="dim",
        )
        typed = self._hear("contradiction", None) or ""
        if typed.strip().casefold() not in ("n", self.language.render(_NEW).casefold()):
            return False
        for about in others:
            self.interview = self.interview.forget(about)
        return self.stands(question, value)

    def _not_understood(self, fact: str, why: str) -> None:
        if self.prepared:
            raise Unheard(f"the answer to `{fact}` cannot be understood: {why}")
        self._line(f"{why[0].upper()}{why[1:]}.", style="yellow")

    def _tell(self, question: InterviewQuestion, value: ToldOrSpan) -> bool:
        if question.fact.judgment is None:
            self.interview = self.interview.answer(question, value)
            return True
        self._line(message("Who decides this? (a name; Enter takes the answer back)"), indent=2)
        who = self._hear("decided_by", None)
        if who is None or is_invisible(who):
            return False
        self._line(message("Why, in a sentence?"), indent=2)
        why = self._hear("because", None)
        if why is None or is_invisible(why):
            return False
        ruling = Ruling(
            fact=question.fact.name,
            value=bool(value),
            decided_by=who.strip(),
            on=self.today,
            because=why.strip(),
            recipient=question.recipient,
        )
        self.interview = self.interview.answer(question, value, ruling)
        return True

    def _ask_people(self, question: RecipientsQuestion) -> bool:
        self._line()
        if question.named:
            self._line(message("Who else receives it?"), style="bold")
            said = message("One name, or Enter if that is everyone.")
            self._line(said, style="dim", indent=2)
        else:
            self._line(message("Who receives the message?"), style="bold")
            self._line(
                message(
                    "Name everyone, with `;` between; a word such as `Opposing counsel` will do. "
                    "Everyone on copy counts, blind copies too. `none` if nobody receives it."
                ),
                indent=2,
            )
        return self._listen(
            (PEOPLE, str(len(question.named))),
            lambda typed: self._name(typed.strip(), question),
            unknown=lambda: self.interview.skip(question),
            why=lambda: self._why_people(question),
        )

    def _name(self, typed: str, question: RecipientsQuestion) -> bool:
        before = self.interview
        names = [item.strip() for item in typed.split(";") if item.strip()]
        done = not names or (len(names) == 1 and is_none(names[0], self.language))
        if done and not (question.named or names):
            said = message("A name, or `none` if nobody receives it.")
            self._line(said, style="dim")
            return False
        numbering = RecipientNames()
        for name in self.interview.names:
            numbering.free(name)
        for name in () if done else names:
            numbered = numbering.free(name)
            self.interview = self.interview.add(numbered)
            if numbered != name:
                said = message("One more {name}: here `{numbered}`.", name=name, numbered=numbered)
                self._line(said, style="dim")
        named = self.interview.no_more()
        found = named.closing.contradiction
        if found is not None:
            self.interview = before
            self._not_understood(PEOPLE, found.relation.because)
            return False
        self.interview = named
        return True

    def _back(self) -> bool:
        if not self.interview.steps:
            said = message("This is the first question.")
            self._line(said, style="yellow")
        self.interview = self.interview.back()
        self._taken_back = True
        told = len(self.interview.steps)
        while self._begun and self._begun[-1] > told:
            self._begun.pop()
        if self._begun:
            self._begun.pop()
        return True

    def _hear(self, fact: str, recipient: str | None) -> str | None:
        if isinstance(self.hearing, ScriptedAnswers):
            unclear = self.hearing.unclear(self.interview.names)
            if unclear:
                raise Unheard(unclear)
        return self.hearing.answer(self.voice.prompt(self.language), fact, recipient)

    # -- what is explained

    def _explain(self, question: InterviewQuestion) -> None:
        from advisor.application.interview_text import why_lines

        self._line()
        for text, indent in why_lines(self.interview.why(question), self.law):
            self._line(text, indent=indent)

    def _why_people(self, question: RecipientsQuestion) -> None:
        if question.because is None:
            self._line(message("Some norms are about each person who receives the message."))
            return
        self._line(
            message(
                "Much depends on who receives it and where; about each person you name, only "
                "what matters is asked, first: {question}",
                question=question.because.fact.ask,
            )
        )
        self._explain(question.because)

    def _so_far(self) -> None:
        from advisor.application.interview_text import told_lines

        self._line()
        for text, indent in told_lines(self.interview):
            self._line(text, indent=indent)


def choices(fact: Fact) -> list[tuple[str, str]]:
    """Return what can be answered, each with its number; nothing where that is free."""
    match fact.type:
        case FactType.FLAG:
            return [(KEYS[value], labels.told_text(value)) for value in (True, False)]
        case FactType.CHOICE | FactType.CHOICES:
            return [
                (str(number), _label(name, label))
                for number, (name, label) in enumerate(fact.options.items(), 1)
            ]
        case FactType.PLACE | FactType.PLACES | FactType.DATE | FactType.NUMBER | FactType.TEXT:
            return []
    assert_never(fact.type)


def _is_not_known(fact: Fact, typed: str) -> bool:
    """Return whether an answer says in the words of a file that it is not known."""
    return bool(typed.strip()) and is_unknown(fact, typed.strip())


def _label(name: str, label: str) -> str:
    plain = name.replace("-", " ").casefold()
    return label if plain in label.casefold() or not label else f"{label} ({name})"


def _hint(fact: Fact, places: Mapping[str, str]) -> str:
    match fact.type:
        case FactType.CHOICES:
            return message("Several numbers, as in 1, 3; or `none` if none of these.")
        case FactType.PLACE:
            name, code = place_example(places)
            return message(
                "A name or a code, such as {name} or {code}; or `none`.", name=name, code=code
            )
        case FactType.PLACES:
            name, code = place_example(places)
            return message(
                "Names or codes, such as {name} or {code}, with commas between; "
                "or `none` if nowhere.",
                name=name,
                code=code,
            )
        case FactType.DATE:
            return message("A date as 2026-03-02, or `today`.")
        case FactType.NUMBER:
            return message("A number.")
        case FactType.FLAG | FactType.CHOICE | FactType.TEXT:
            return ""
    assert_never(fact.type)
