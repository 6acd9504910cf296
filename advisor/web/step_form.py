"""A step of the interview as one card of a page: put together, and read when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.application.interview_text import usual_line
from advisor.i18n import message
from advisor.interview import RecipientsQuestion
from advisor.interview.answer_parser import Unread, is_none
from advisor.interview.confirmations import CONFIRMATION_HEADING, ConfirmationStep
from advisor.model.scenarios import Origin, Source
from advisor.printable import printable_line
from advisor.values import dataclass, replace
from advisor.web.questions import asked_question
from advisor.web.state import Naming, parse_asked_fact

if TYPE_CHECKING:
    from advisor.interview import Interview
    from advisor.interview.questions import AskedFact, QuestionStep
    from advisor.web.answer_reader import AnswerReader
    from advisor.web.questions import AskedQuestion
    from advisor.web.state import CarriedState

PEOPLE_KEY = "recipients"
_NAMES = 2_000
_NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class StepCard:
    """A step on a page: its heading, whether it asks for names, and its questions."""

    heading: str
    asks_names: bool
    questions: tuple[AskedQuestion, ...]


def step_card(step: QuestionStep, state: CarriedState, interview: Interview) -> StepCard:
    """Put a step; a question about nobody named yet is about the one who is named."""
    return StepCard(
        step.ask,
        any(isinstance(asked, RecipientsQuestion) for asked in step.fields),
        tuple(
            asked_question(asked.place, state, interview)
            for asked in step.fields
            if not isinstance(asked, RecipientsQuestion)
        ),
    )


@dataclass(frozen=True)
class ConfirmationCard:
    """What is usual, on a page: a heading, and each line with its number."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def confirmation_card(step: ConfirmationStep, interview: Interview) -> ConfirmationCard:
    """Put what is usual; none of it is ticked."""
    lines = [usual_line(line, interview) for line in step.lines]
    return ConfirmationCard(
        CONFIRMATION_HEADING, tuple((str(at), line) for at, line in enumerate(lines))
    )


def read_confirmation(reader: AnswerReader, state: CarriedState) -> CarriedState:
    """Tell the usual values that were ticked as confirmed; the page shows them once."""
    interview = state.interview(reader.corpus, reader.today)
    step = interview.step
    ticked = {item for item in reader.form.getlist("confirmed") if isinstance(item, str)}
    if isinstance(step, ConfirmationStep):
        lines = [line for at, line in enumerate(step.lines) if str(at) in ticked]
        for fact in (fact for line in lines for fact in line.facts):
            origin = Origin(Source.CONFIRMED, fact.by.id, fact.by.because)
            state = state.told(fact.about, fact.value, origin=origin)
    return replace(state, reviewed=True)


def read_step(reader: AnswerReader, state: CarriedState) -> tuple[CarriedState, str, str]:
    """
    Tell what the card of a step holds; what was left blank is not known.

    Returns the problem with the first answer that cannot be understood, and how places were
    understood. Raises `Unread` where nothing was answered at all.
    """
    keys = [key for key in reader.form.getlist("asked") if isinstance(key, str)]
    names = reader.typed(PEOPLE_KEY, _NAMES) if PEOPLE_KEY in keys else ""
    not_known = reader.form.get("none_known") is not None
    suffixes = {key: f":{key}" for key in keys if key != PEOPLE_KEY}
    if not not_known and not names and all(map(reader.is_blank, suffixes.values())):
        raise Unread(message("nothing was answered; if it is not known, say so"))
    if PEOPLE_KEY in keys:
        state = _named(state, names)
        reader.must_stand(state.scenario)
        if not state.scenario.recipients:
            suffixes = {key: at for key, at in suffixes.items() if "@" not in key}
    problems: list[str] = []
    notes: list[str] = []
    blank: list[AskedFact] = []
    for key, suffix in suffixes.items():
        place = parse_asked_fact(key, state, reader.corpus.law)
        if not_known or reader.is_blank(suffix):
            blank.append(place)
            continue
        try:
            state, note = reader.answered(place, state, suffix)
        except Unread as unread:
            ask = reader.corpus.law.vocabulary.facts[place[0]].ask
            problems.append(message("{question} {why}", question=ask, why=unread.why))
        else:
            notes.append(note)
    for place in () if problems else blank:
        state = state.unknown(place)
    return state, problems[0] if problems else "", " ".join(filter(None, notes))


def _named(state: CarriedState, names: str) -> CarriedState:
    """Name everyone; without a name nobody can say who receives the message."""
    if not names or names.casefold() == _NOT_KNOWN:
        return replace(state, naming=Naming.UNKNOWN)
    if is_none(names):
        return state.everyone()
    for name in names.split(";"):
        if name.strip():
            state = state.named(printable_line(name))
    return state.everyone()
