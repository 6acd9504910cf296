"""All questions about a body of law, on one day or on every day on which law changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.law_versions import LawVersions
from advisor.model.law_flaws import FlawKind, LawFlaw
from advisor.proof.condition_questions import condition_questions
from advisor.proof.fingerprints import Fingerprints
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.proof.norm_questions import norm_questions
from advisor.proof.pair_questions import pair_questions
from advisor.proof.place_gaps import place_gaps
from advisor.proof.place_questions import place_questions
from advisor.proof.rails import RECIPIENTS
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.law import Law
    from advisor.proof.questions import ProofQuestion, QuestionBundle


def day_questions(day: ProvableDay) -> Iterator[QuestionBundle]:
    """Walk over everything that is asked of one day of law."""
    yield from place_questions(day)
    yield from norm_questions(day)
    yield from pair_questions(day)
    yield from condition_questions(day)


@dataclass
class _Suspicion:
    """A question that was not settled yet: the days on which it found a flaw."""

    question: ProofQuestion
    days: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class ProofReport:
    """
    What was proved: the flaws, and over how many days, norms and questions.

    `asked` counts the questions that were put; those whose grounds had not changed since
    another day are not put again.
    """

    flaws: tuple[LawFlaw, ...]
    days: tuple[date, ...]
    norms: int
    asked: int


def proof_days(law: Law, day: date) -> tuple[date, ...]:
    """Return a day, and every day on which the law changes, the latest first."""
    turns = LawVersions.of(law).turns
    return (day, *sorted((turn for turn in turns if turn != day), reverse=True))


def prove_law(
    corpus: Corpus,
    days: Sequence[date],
    *,
    layers: frozenset[str] = frozenset(),
    people: int = RECIPIENTS,
    watch: Callable[[int], None] = lambda _: None,
) -> ProofReport:
    """
    Ask everything of the law of some days, of which the first is where it begins.

    A flaw that only holds where nothing speaks against it on any day is told once it was so
    on each of them. With `layers` only what concerns norms of these is told. `watch` is told
    how many days are done; `people` bounds the recipients. Raises `EngineFailure` where the
    evaluators do not bear out a scenario that the solver found.
    """
    return _Proof(corpus, layers, people, is_one_day=len(days) == 1).over(days, watch)


class _Proof:
    """One proof on its way over the days."""

    def __init__(
        self, corpus: Corpus, layers: frozenset[str], people: int, *, is_one_day: bool
    ) -> None:
        self.corpus = corpus
        self.layers = layers
        self.people = people
        self.is_one_day = is_one_day
        self.tests = LawTests([corpus.law])
        self.prints = Fingerprints(corpus.law, self.tests)
        self.sound: set[Hashable] = set()
        self.suspected: dict[Hashable, _Suspicion] = {}
        self.known: dict[Hashable, tuple[ProofQuestion, ...]] = {}
        self.settled: set[Hashable] = set()
        self.norms: set[str] = set()
        self.asked = 0

    def over(self, days: Sequence[date], watch: Callable[[int], None]) -> ProofReport:
        for done, day in enumerate(days):
            self._ask(ProvableDay(self.corpus, day, self.tests, self.people))
            watch(done + 1)
        gaps = () if self.is_one_day else place_gaps(self.corpus.law, days)
        flaws = [*self._told(), *gaps]
        flaws.sort(key=lambda one: (list(FlawKind).index(one.kind), one.subjects))
        return ProofReport(tuple(flaws), tuple(days), len(self.norms), self.asked)

    def _ask(self, day: ProvableDay) -> None:
        self.norms.update(one.id for one in day.spoken.instances)
        for bundle in day_questions(day):
            if bundle.key in self.settled or not self._concerns(bundle):
                continue
            grounds = self.prints.of(bundle, day)
            if grounds not in self.known:
                self.known[grounds] = tuple(self._unsound(bundle, day))
            for question in self.known[grounds]:
                if question.key not in self.sound:
                    self._suspect(question, day)
        day.close()

    def _unsound(self, bundle: QuestionBundle, day: ProvableDay) -> Iterator[ProofQuestion]:
        """Walk over the questions of a bundle that find a flaw, or may on another day."""
        is_settled = True
        for question in bundle.questions():
            if question.key in self.sound or (self.is_one_day and question.needs_days):
                continue
            self.asked += 1
            is_sound = question.is_sound(day)
            if is_sound and not question.one_is_enough:
                self.sound.add(question.key)
                self.suspected.pop(question.key, None)
                continue
            is_settled = False
            if not is_sound:
                yield question
        if is_settled:
            self.settled.add(bundle.key)

    def _suspect(self, question: ProofQuestion, day: ProvableDay) -> None:
        self.suspected.setdefault(question.key, _Suspicion(question)).days.append(day.day)
        if question.one_is_enough:
            self.sound.add(question.key)  # told once, and asked no more

    def _concerns(self, bundle: QuestionBundle) -> bool:
        if not self.layers:
            return True
        return any(one.layer in self.layers for one in bundle.instances)

    def _told(self) -> Iterable[LawFlaw]:
        """Tell each flaw with its scenario, by the law of the latest day on which it is one."""
        shown: dict[date, ProvableDay] = {}
        for suspicion in self._once_each():
            first = suspicion.days[0]
            if first not in shown:
                for old in shown.values():
                    old.close()
                shown = {first: ProvableDay(self.corpus, first, self.tests, self.people)}
            day, question = shown[first], suspicion.question
            yield LawFlaw(
                kind=question.kind,
                subjects=question.subjects,
                says=question.says(day),
                day=min(suspicion.days),
                until=max(suspicion.days),
                places=question.places,
                witness=question.show(day),
                at=question.at,
            )

    def _once_each(self) -> Sequence[_Suspicion]:
        """Return what is suspected, pairs of norms once for all places, by day."""
        found: dict[Hashable, _Suspicion] = {}
        for suspicion in self.suspected.values():
            question = suspicion.question
            key = question.kind, question.subjects, question.detail
            found.setdefault(key, suspicion)
        return sorted(found.values(), key=lambda one: one.days[0], reverse=True)
