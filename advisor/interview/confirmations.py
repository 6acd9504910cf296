"""The usual values that a person is asked to confirm, on one page of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, message
from advisor.interview.answer_parser import Unread, is_none
from advisor.model.conclusions import Remaining
from advisor.model.conditions import ALWAYS_TRUE
from advisor.model.relations import UsualValue
from advisor.model.usual import UsualFact
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.advice.usual import UsualScenario
    from advisor.engine.bitset.variants import Variant
    from advisor.interview.questions import AskedFact
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.law import Law
    from advisor.model.vocabulary import Value

CONFIRMATION_HEADING = message("Is this so, as it usually is?")
_ALL_TO_TYPE = message("all", context="word to type")
MOST_LINES = 7
MOST_IN_A_LINE = 4
NONE_OF_THESE = "none-of-these"
_NOT_SO = False
_DENIED = "each was shown to a person, who said that it is not so"


@dataclass(frozen=True, slots=True)
class UsualLine:
    """
    What one usual value says of one message, to be confirmed as a whole.

    `by` says why it is usual; `facts` are at most `MOST_IN_A_LINE` facts, of several
    recipients those of each, or all wrongs that nobody told.
    """

    by: UsualValue
    facts: tuple[UsualFact, ...]

    @property
    def denies_wrongs(self) -> bool:
        """Return whether it says that none of the wrongs is so which nobody told."""
        return self.by.id == NONE_OF_THESE


@dataclass(frozen=True, slots=True)
class ConfirmationStep:
    """What would apply and was not told, what changes the verdict first; none is ticked."""

    lines: tuple[UsualLine, ...]


_ALL = {"all", "a"}


def chosen_lines(
    typed: str, lines: Sequence[UsualLine], language: Language = ENGLISH
) -> tuple[UsualLine, ...]:
    """Return the lines that somebody confirmed by their numbers, or all; raises `Unread`."""
    said = typed.strip()
    if said.casefold() in {*_ALL, language.render(_ALL_TO_TYPE).casefold()}:
        return tuple(lines)
    if is_none(said, language):
        return ()
    numbers = said.replace(",", " ").replace(";", " ").split()
    if not numbers or not all(
        number.isdecimal() and 1 <= int(number) <= len(lines) for number in numbers
    ):
        raise Unread(
            message("please give numbers from 1 to {last}, or `all`, or `none`", last=len(lines))
        )
    return tuple(lines[at] for at in sorted({int(number) - 1 for number in numbers}))


def usual_lines(space: QuestionSpace, usual: UsualScenario) -> tuple[UsualLine, ...]:
    """
    Return the lines that matter most: each is chosen as if those before it were confirmed.

    A line matters where an open point mentions one of its facts. What makes the word of the
    verdict final comes first, then what settles most.
    """
    names = space.mentioned_names(space.outlook([{}]), early=True)
    mattering = [
        fact
        for fact in usual.facts
        if fact.fact in names and fact.about not in space.closed and not space.is_known(fact.about)
    ]
    left = _lines(mattering)
    chosen: list[UsualLine] = []
    told: dict[AskedFact, Value | None] = {}
    while left and len(chosen) < MOST_LINES:
        variants: list[Variant] = [told, *({**told, **_values(line)} for line in left)]
        counts = space.counts(variants)
        best = min(range(len(left)), key=lambda at: (counts[at + 1], at))
        line = left.pop(best)
        told |= _values(line)
        chosen.append(line)
    if not chosen:
        return ()
    denial = denied_wrongs(space.prospects.law, usual.told)
    return (*chosen[: MOST_LINES - 1], denial) if denial is not None else tuple(chosen)


def denied_wrongs(law: Law, told: ClosedScenario) -> UsualLine | None:
    """Return the line that none of the wrongs is so which may be and was not told."""
    names = untold_wrongs(law, told)
    if not names:
        return None
    by = UsualValue(NONE_OF_THESE, ALWAYS_TRUE, dict.fromkeys(names, _NOT_SO), _DENIED)
    return UsualLine(by, tuple(UsualFact(name, None, value=_NOT_SO, by=by) for name in names))


def untold_wrongs(law: Law, told: ClosedScenario) -> tuple[str, ...]:
    """Return the wrongs of a message that may be so, as far as anything was told."""
    muted = {name for name, _ in told.muted}
    return tuple(
        fact.name
        for fact in law.vocabulary.wrongs
        if fact.entity != RECIPIENT and fact.name not in muted
        if isinstance(told.closed.value(fact.name), Remaining | None)
    )


def _values(line: UsualLine) -> Variant:
    return {fact.about: fact.value for fact in line.facts}


def _lines(facts: Sequence[UsualFact]) -> list[UsualLine]:
    by_rule: dict[str, list[UsualFact]] = {}
    for fact in facts:
        by_rule.setdefault(fact.by.id, []).append(fact)
    return [line for of_rule in by_rule.values() for line in _parted(of_rule)]


def _parted(facts: Sequence[UsualFact]) -> Iterator[UsualLine]:
    """Part what one usual value says into lines, a fact of several recipients in one."""
    names = list(dict.fromkeys(fact.fact for fact in facts))
    for start in range(0, len(names), MOST_IN_A_LINE):
        part = names[start : start + MOST_IN_A_LINE]
        yield UsualLine(facts[0].by, tuple(fact for fact in facts if fact.fact in part))
