"""What an interview puts to a person, and what waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.vocabulary import Fact

AskedFact: TypeAlias = tuple[str, int | None]
"""A fact and the index of the recipient it is about; `None` for the message."""


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """
    Something that waits for an answer: a norm in one place, or whether a law governs.

    `norm` is empty where it is the law of `jurisdiction` as a whole; `text` is the norm's
    sentence.
    """

    jurisdiction: str
    norm: str = ""
    text: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewQuestion:
    """
    One fact to be told, of one recipient where it belongs to them.

    `settles` is how many points the answer is expected to settle: whether a law governs,
    whether a norm applies, what becomes of it. `recipient` is a name, `who` its index.
    `elsewhere` tells that all that governs is settled, and only law that persuades waits.
    `stands_for` names the fact for which it waits, where this one is asked in its place.
    """

    fact: Fact
    who: int | None
    recipient: str | None
    settles: float
    elsewhere: bool = False
    stands_for: str = ""

    @property
    def place(self) -> AskedFact:
        """Return the name of the fact and the person."""
        return self.fact.name, self.who

    @property
    def awaited(self) -> AskedFact:
        """Return the fact that law waits for, and the person."""
        return self.stands_for or self.fact.name, self.who


@dataclass(frozen=True, slots=True)
class RecipientsQuestion:
    """
    The question who receives the message, put once for each person.

    `named` are those named so far; `because` is what is to be asked about them first.
    """

    named: tuple[str, ...]
    because: InterviewQuestion | None = None


AskedField: TypeAlias = InterviewQuestion | RecipientsQuestion
"""What one field of a step asks for."""


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """
    What is asked in one breath, at most `MOST_FIELDS` at a time.

    `id` and `ask` are those of a step of the vocabulary; a fact that stands in none is
    asked alone, with no heading.
    """

    id: str
    ask: str
    fields: tuple[AskedField, ...]


MOST_FIELDS = 4
