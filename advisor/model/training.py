"""Exercises for a class: a question, answers that are all proved somewhere, and the point."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from advisor.model.norms import Bearing, Outcome
from advisor.model.opinions import Verdict
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.authorities import Citation, Weight
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value

AnswerValue: TypeAlias = Verdict | Outcome
"""The word of an answer: a verdict on the whole message, or an outcome on one act."""

AGAINST = tuple(item for item in Outcome if item.bearing is Bearing.AGAINST)
"""What stands against an act."""
TOWARDS = tuple(item for item in Outcome if item.bearing in (Bearing.TOWARDS, Bearing.SILENT))
"""What does not."""


class Topic(Enum):
    """What an exercise practises."""

    SENDING = "sending"
    RECEIVING = "receiving"
    CHOICE_OF_LAW = "choice-of-law"
    CONSENT = "consent"
    VENDORS = "vendors"
    TIME = "time"


class Difficulty(Enum):
    """How many steps lie between the facts and the answer."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class ExerciseKind(Enum):
    """Where an exercise comes from: a written case, or a boundary found in the law itself."""

    CASE = "case"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class ExerciseAnswer:
    """
    What an opinion says, as far as an exercise asks for it.

    `statement` is a sentence of the law (or of the opinion) and is empty where the law is
    silent; `norm`, `jurisdiction` and `citations` are what it stands on. `exception` says
    what lifted the norm. `doubted` is a breach that stands on nothing that anybody
    verified, and `moot` an open question only whether there is an open question.
    """

    ruling: AnswerValue
    statement: str = ""
    norm: str = ""
    jurisdiction: str = ""
    exception: str = ""
    weight: Weight | None = None
    citations: tuple[Citation, ...] = ()
    doubted: bool = False
    moot: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes two answers the same for a reader."""
        return self.ruling.value, self.statement, self.exception


@dataclass(frozen=True, slots=True)
class FactDifference:
    """
    One fact told otherwise, of one recipient where it belongs to them.

    `fact` is `None` where it is the day that differs. `before` is what the exercise tells.
    """

    fact: Fact | None
    recipient: str | None
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class AnswerOrigin:
    """
    Where an answer is proved.

    `difference` leads to a scenario one fact away, `law` names the jurisdiction whose law
    would have to govern; without either it is the answer to the exercise itself.
    """

    scenario: Scenario
    as_of: date
    difference: FactDifference | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseChoice:
    """One of the answers to choose from, with the place where it is right."""

    letter: str
    answer: ExerciseAnswer
    origin: AnswerOrigin


@dataclass(frozen=True, slots=True)
class Twin:
    """The scenario one fact away, whose answer is the opposite."""

    difference: FactDifference
    opinion: Opinion
    answer: ExerciseAnswer
    deciding: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """
    One question with its choices, everything proved before it is shown.

    `situation` is told in words for a written case and empty for a pair, whose scenario
    speaks for itself. `act`, `recipient` and `bearer` say what is asked about; `act` is empty
    where the verdict on the whole message is asked for, `bearer` where nobody is left
    aside. `opinion` is the whole answer and `deciding` are the findings that make the right
    choice. `title` names a case and would often give the answer away: it is for afterwards.
    """

    id: str
    kind: ExerciseKind
    topic: Topic
    difficulty: Difficulty
    jurisdiction: str
    question: str
    choices: tuple[ExerciseChoice, ...]
    right: str
    opinion: Opinion
    deciding: tuple[Finding, ...]
    situation: str = ""
    point: str = ""
    title: str = ""
    act: str = ""
    recipient: str | None = None
    bearer: str = ""
    twin: Twin | None = None

    @property
    def scenario(self) -> Scenario:
        """Return the facts that are asked about."""
        return self.opinion.scenario

    @property
    def right_choice(self) -> ExerciseChoice:
        """Return the choice that is right."""
        return next(choice for choice in self.choices if choice.letter == self.right)

    @property
    def chance(self) -> float:
        """Return how often somebody who only guesses is right."""
        return 1 / len(self.choices)


@dataclass(frozen=True, slots=True)
class ExerciseRequest:
    """
    Which exercises are wanted; `None` takes all.

    `seed` makes the set: the same words give the same exercises of the same law, in the
    same order, however many are taken.
    """

    seed: str = "1"
    topic: Topic | None = None
    jurisdiction: str | None = None
    difficulty: Difficulty | None = None
    kind: ExerciseKind | None = None
