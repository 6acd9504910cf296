"""An interview as a value: what was told so far, and what that leaves to ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.advice.usual import tell_usual
from advisor.interview.certificates import Certificate
from advisor.interview.confirmations import untold_wrongs, usual_lines
from advisor.interview.final_words import (
    final_models,
    final_stops,
    open_scopes,
    possible_breaches,
    possible_stops,
    stays_unsettled,
)
from advisor.interview.questions import MOST_FIELDS, InterviewQuestion, RecipientsQuestion
from advisor.interview.ranking import QuestionSpace, is_open
from advisor.interview.reasons import coarse, waiting_norms
from advisor.interview.step_planner import StepPlanner, avoided_facts
from advisor.interview.verdict_stability import elsewhere, is_decided, still_open
from advisor.model.conclusions import Remaining
from advisor.model.law_clock import SENT_ON, LawClock, lacks_day
from advisor.model.opinions import Reason, Verdict
from advisor.model.scenarios import Recipient, Scenario, Source
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.usual import UsualScenario
    from advisor.advice.variants.analysis import Elsewhere, VariantOutcomes
    from advisor.interview.confirmations import ConfirmationStep, UsualLine
    from advisor.interview.questions import AskedFact, AskedField, QuestionStep, WaitingFor
    from advisor.model.conclusions import ClosedScenario, ContradictoryFacts
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Ruling
    from advisor.model.usual import UsualFact
    from advisor.model.vocabulary import ToldOrSpan, Value


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer to a question; without a value it is *I don't know*."""

    place: AskedFact
    value: ToldOrSpan | None
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One more person who receives the message."""

    name: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """The end of the list of people; `unknown` where nobody could tell it."""

    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The usual values that a person confirmed, of those that were shown once."""

    facts: tuple[UsualFact, ...] = ()


_DAY = SENT_ON, None

InterviewAnswer: TypeAlias = ToldAnswer | Named | Nobody | Reviewed


@dataclass(frozen=True)
class Interview:
    """
    A scenario being built, one answer at a time.

    Nothing changes in place: each answer gives a new interview, and `back` gives the one
    before it. A scenario with facts can be continued, and questions that nobody can
    answer be omitted, by `start` and `unanswered`: then an interview is a pure function
    of what is known. `carried` saves working out again which law from elsewhere matters.
    `reviewed` tells that usual values were shown to be confirmed before.
    """

    corpus: Corpus
    as_of: date
    start: Scenario = field(default_factory=Scenario)
    steps: tuple[InterviewAnswer, ...] = ()
    unanswered: frozenset[AskedFact] = frozenset()
    carried: Elsewhere | None = field(default=None, repr=False, compare=False)
    reviewed: bool = False

    @cached_property
    def scenario(self) -> Scenario:
        """Return the scenario as it was told so far."""
        scenario = replace(self.start, as_of=self.as_of)
        for step in self.steps:
            scenario = _after(scenario, step)
        return scenario

    @cached_property
    def closing(self) -> ClosedScenario:
        """Return what follows from what was told so far; raises `EngineFailure`."""
        return self.corpus.engine.close(self.scenario, self._clock.sending)

    @cached_property
    def usual(self) -> UsualScenario:
        """Return which values facts usually have that nobody told."""
        return self.corpus.usual(self.scenario, self.as_of)

    @cached_property
    def opinion(self) -> Opinion:
        """Answer the scenario as it was told so far; raises `EngineFailure`."""
        return self.corpus.advise(self.scenario, as_of=self.as_of)

    @cached_property
    def step(self) -> QuestionStep | ConfirmationStep | None:
        """
        Return what to ask next, in one breath; `None` where no answer can change anything.

        First the opening; then what is usual, to be confirmed; then what can change a
        governing finding; then, where the verdict still can turn on it, what decides whether
        law from elsewhere speaks against the act.
        """
        return self._planner.step

    @property
    def asking(self) -> QuestionStep | None:
        """Return the next step that asks, whatever might be confirmed before."""
        return self._planner.asking

    @property
    def question(self) -> AskedField | None:
        """Return the first field of the next step that asks."""
        return None if self.asking is None else self.asking.fields[0]

    def rest_of(self, step: QuestionStep, asked: int) -> tuple[AskedField, ...]:
        """Return what a step of which some fields were asked still asks for."""
        if asked >= MOST_FIELDS:
            return ()
        return self._planner.rest_of(step)[: MOST_FIELDS - asked]

    @cached_property
    def certificate(self) -> Certificate:
        """Say what the result still depends on, now that there is nothing left to ask."""
        asked = self._field(frozenset()).ranking()
        settling = {item.place for item in asked if item.settles > 0}
        unanswered = tuple(place for place in sorted(self.closed, key=str) if place in settling)
        if self.question is None and not unanswered:
            mentioned = {item.place for item in asked}
            unanswered = tuple(p for p in sorted(self.closed, key=str) if p in mentioned)
        if _DAY in self.closed and lacks_day(self.closing.closed):
            unanswered += (_DAY,)
        people_unknown = self.scenario.recipients is None and (
            self._people_told and self._people_matter
        )
        return Certificate(
            unanswered=tuple(p for p in unanswered if not (people_unknown and p[1] is not None)),
            coarse=coarse(self._field(self.closed)),
            people_unknown=people_unknown,
            unasked_wrongs=tuple(
                name
                for name in untold_wrongs(self.corpus.law, self.closing)
                if (name, None) not in self.closed
            ),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the recipients told so far."""
        return tuple(recipient.name for recipient in self.scenario.recipients or ())

    @property
    def closed(self) -> frozenset[AskedFact]:
        """Return the questions that were put and are not put again."""
        told = (step for step in self.steps if isinstance(step, ToldAnswer) and step.value is None)
        return self.unanswered | {step.place for step in told}

    @property
    def remaining(self) -> tuple[InterviewQuestion, ...]:
        """Return the questions that would each settle something, the best first."""
        return self._planner.remaining

    @cached_property
    def open_questions(self) -> int:
        """Estimate how many questions are left that matter; none where the interview ends."""
        return 0 if self.question is None else max(1, self._planner.about_left)

    @cached_property
    def verdict_is_final(self) -> bool:
        """
        Return whether no answer can change the word of the verdict any more.

        That is proved over all that may still be told, and may come late: what is not
        shown is not said.
        """
        people = self.scenario.recipients
        if (people is None and self._people_matter) or (people and not self._people_told):
            return False
        outlook = self._field(self.closed).outlook([{}])
        prospects, clock = self.corpus.prospects, self._clock
        match self.opinion.verdict:
            case Verdict.STOP:
                return bool(final_stops(outlook, prospects, clock))
            case Verdict.VERIFY:
                return not possible_stops(outlook) and self._stays_unread(outlook)
            case Verdict.UNSETTLED:
                still_open = possible_breaches(outlook) | open_scopes(outlook)
                return not still_open and stays_unsettled(self.opinion, outlook, prospects, clock)
            case Verdict.CLEAR:
                return not any(map(is_open, outlook.standings)) and not self._elsewhere
            case Verdict.ASK:
                return False
        assert_never(self.opinion.verdict)

    def _stays_unread(self, outlook: VariantOutcomes) -> bool:
        """Return whether what has to be verified stays so, whatever is told."""
        match self.opinion.because:
            case Reason.STAND_IN:
                return bool(final_models(outlook))
            case Reason.UNREAD_WRONG | Reason.UNREAD_PLACE:
                return not possible_breaches(outlook) and not open_scopes(outlook)
            case Reason.UNREAD_TOPIC:
                return not any(map(is_open, outlook.standings)) and not self._elsewhere
            case _:
                return False

    def why(self, question: InterviewQuestion) -> tuple[WaitingFor, ...]:
        """Return what waits for the answer: laws and norms, the surest and weightiest first."""
        abroad = self._elsewhere if question.elsewhere else None
        return waiting_norms(self._field(self.closed, abroad), question.awaited)

    def answer(
        self, question: InterviewQuestion, value: ToldOrSpan, ruling: Ruling | None = None
    ) -> Interview:
        """Tell a fact; a judgment needs the ruling of the person who made it."""
        if question.fact.judgment is not None and ruling is None:
            raise ValueError(f"a judgment needs a ruling: {question.fact.name}")
        return self._then(ToldAnswer(question.place, value, ruling))

    def skip(self, question: InterviewQuestion | RecipientsQuestion) -> Interview:
        """Leave a question unanswered; it is not put again."""
        if isinstance(question, RecipientsQuestion):
            return self._then(Nobody(unknown=not question.named))
        return self._then(ToldAnswer(question.place, None))

    def add(self, name: str) -> Interview:
        """Add one person who receives the message; raises `ValueError` for a name in use."""
        if not name.strip() or name in self.names:
            raise ValueError(f"a name of its own is needed: {name}")
        return self._then(Named(name))

    def no_more(self) -> Interview:
        """Say that all people have been named."""
        return self._then(Nobody())

    def is_offered(self, question: InterviewQuestion, value: Value) -> bool:
        """Return whether an option may still be so, by what was told."""
        known: object = self.closing.closed.value(*question.place)
        return value in known.values if isinstance(known, Remaining) else True

    def contradiction(
        self, question: InterviewQuestion, value: ToldOrSpan
    ) -> ContradictoryFacts | None:
        """Return what an answer would contradict, if anything."""
        told = self.scenario.told(question.fact.name, value, question.who)
        day = LawClock.of(told, self.as_of).sending
        return self.corpus.engine.close(told, day).contradiction

    def forget(self, place: AskedFact) -> Interview:
        """Take one answer back, whenever it was given."""
        steps = tuple(_without(step, place) for step in self.steps)
        start = (
            self.start.told(place[0], None, place[1]) if self.start.value(*place) else self.start
        )
        return replace(self, start=start, steps=tuple(filter(None, steps)), carried=None)

    def confirm(self, lines: Iterable[UsualLine]) -> Interview:
        """Tell the usual values of some lines as confirmed; the others stay open."""
        return self._then(Reviewed(tuple(fact for line in lines for fact in line.facts)))

    def back(self) -> Interview:
        """Take the last answer back; the first question has nothing before it."""
        return replace(self, steps=self.steps[:-1], carried=None)

    def _then(self, step: InterviewAnswer) -> Interview:
        # What governs is settled then, so the law from elsewhere can only become less.
        abroad = isinstance(step, ToldAnswer) and self._planner.is_abroad
        carried = self._elsewhere if abroad else None
        return replace(self, steps=(*self.steps, step), carried=carried)

    @property
    def _is_reviewed(self) -> bool:
        return self.reviewed or any(isinstance(step, Reviewed) for step in self.steps)

    @property
    def _people_told(self) -> bool:
        return self.start.recipients is not None or any(isinstance(s, Nobody) for s in self.steps)

    @cached_property
    def _planner(self) -> StepPlanner:
        here = self._field(self.closed)
        return StepPlanner(
            here,
            lambda: self._field(self.closed, self._elsewhere) if self._elsewhere else None,
            self._people_told,
            lambda: self._people_matter,
            lambda: usual_lines(here, self.usual),
            self._is_reviewed,
        )

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        """Return the norms of other places on which the verdict still turns."""
        if self.carried is not None:
            return still_open(self._field(self.closed, self.carried), self.carried)
        if is_decided(self._field(self.closed)):
            return {}
        whole = self.corpus.advise(self.scenario, as_of=self.as_of, everything=True)
        instances = self.corpus.prospects.instances(self._clock)
        return elsewhere(whole, instances, self.corpus.law.base)

    @cached_property
    def _people_matter(self) -> bool:
        """Return whether anything can turn on who receives the message, if anyone does."""
        here = self._field(self.closed)
        nobody = replace(here, scenario=replace(self.scenario, recipients=()))
        someone, none = here.outlook([{}]), nobody.outlook([{}])
        if any(
            standing.concerned and standing.personal and standing.applies | standing.unapplied
            for standing in someone.standings
        ):
            return True
        bare = {
            standing.at: (standing.applies, standing.unapplied, standing.unsettled)
            for standing in none.standings
        }
        return any(
            bare.get(standing.at, (0, 0, 0))
            != (standing.applies, standing.unapplied, standing.unsettled)
            for standing in someone.standings
            if not standing.personal
        )

    @cached_property
    def _clock(self) -> LawClock:
        """Return the days whose law speaks."""
        return LawClock.of(self.scenario, self.as_of)

    @cached_property
    def _priors(self) -> Mapping[AskedFact, Value]:
        """Return which values facts usually have, as far as nobody left them unconfirmed."""
        return {fact.about: fact.value for fact in self.usual.facts}

    def _field(
        self, closed: frozenset[AskedFact], abroad: Elsewhere | None = None
    ) -> QuestionSpace:
        prospects, day = self.corpus.prospects, self.as_of
        answers, avoided = prospects.answers(day), avoided_facts(self.corpus.law.vocabulary.steps)
        return QuestionSpace(
            prospects,
            answers,
            self.scenario,
            day,
            closed,
            abroad or {},
            avoided,
            self.closing,
            self._priors,
        )


def _without(step: InterviewAnswer, place: AskedFact) -> InterviewAnswer | None:
    match step:
        case ToldAnswer(told):
            return None if told == place else step
        case Reviewed(facts):
            return Reviewed(tuple(fact for fact in facts if fact.about != place))
        case Named() | Nobody():
            return step
    assert_never(step)


def _after(scenario: Scenario, step: InterviewAnswer) -> Scenario:
    match step:
        case ToldAnswer((fact, who), value, ruling):
            told = scenario.told(fact, value, who) if value is not None else scenario
            return told if ruling is None else replace(told, rulings=(*told.rulings, ruling))
        case Named(name):
            people = scenario.recipients or ()
            return replace(scenario, recipients=(*people, Recipient(name)))
        case Nobody(unknown):
            if unknown or scenario.recipients is not None:
                return scenario
            return replace(scenario, recipients=())
        case Reviewed(facts):
            return tell_usual(scenario, facts, Source.CONFIRMED)
    assert_never(step)
