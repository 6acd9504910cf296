"""The law asked again and again, for one act or under another place's law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.compare.assume_governing_law import assume_governing, on_acts
from advisor.training.opinion_answers import answer_on, verdict_of
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.training import ExerciseAnswer


@dataclass(frozen=True, slots=True)
class Focus:
    """
    What an exercise asks for: one act, as to one person or all; without an act, the verdict.

    A `bearer` leaves aside what the law says of others who do the same.
    """

    act: str = ""
    recipient: str | None = None
    bearer: str = ""

    def answer(self, opinion: Opinion) -> tuple[ExerciseAnswer, tuple[Finding, ...]]:
        """Return the answer of an opinion, with the findings that make it."""
        if self.act:
            return answer_on(opinion, self.act, self.recipient, self.bearer)
        return verdict_of(opinion)


@dataclass(frozen=True)
class AnswerOracle:
    """
    One corpus with those made from it, each made once.

    Every answer comes from an engine that checks itself; nothing is remembered from a
    search.
    """

    corpus: Corpus
    _narrowed: dict[tuple[str, str], Corpus] = field(default_factory=dict)
    _codes: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict)

    def whole(self, scenario: Scenario, day: date) -> Opinion:
        """Return the whole opinion."""
        return self.corpus.advise(scenario, as_of=day)

    def narrow(
        self, scenario: Scenario, day: date, act: str, law: str = "", *, everything: bool = False
    ) -> Opinion:
        """Answer for one act only (or for all), where told as if one place's law governed."""
        return self._corpus(act, law).advise(scenario, as_of=day, everything=everything)

    def codes_on(self, act: str, day: date) -> tuple[str, ...]:
        """Return the names of the places whose own or adopted law speaks on an act on a day."""
        key = act, day
        if key not in self._codes:
            from advisor.advice.norms_in_force import norms_in_force

            found = {
                norm.jurisdiction for norm in norms_in_force(self.corpus.law, day) if _on(norm, act)
            }
            known = self.corpus.law.jurisdictions
            self._codes[key] = tuple(code for code in known if code in found)
        return self._codes[key]

    def _corpus(self, act: str, law: str) -> Corpus:
        key = act, law
        if key not in self._narrowed:
            corpus = assume_governing(self.corpus, law) if law else self.corpus
            self._narrowed[key] = on_acts(corpus, (act,)) if act else corpus
        return self._narrowed[key]


def _on(instance: NormInstance, act: str) -> bool:
    return not act or instance.norm.act == act
