"""An engine held to the reference: no truth leaves that only one of them found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.evaluation import truth_at
from advisor.engine.bitset.interpreter import Interpreter
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.closure.closing import ScenarioCloser
from advisor.engine.place_containment import Containment
from advisor.engine.reference import REFERENCE_VERSION, FactView, evaluate, prove
from advisor.model.conditions import All, Any, Every, Leaf, Nor, Some
from advisor.model.law_clock import LawClock
from advisor.model.propositions import Members
from advisor.model.truth import every, some
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.engine.bitset.interpreter import CompiledTests
    from advisor.engine.protocols import Engine, Evaluation, PropositionAt, Truths
    from advisor.model.conclusions import ClosedScenario, Conclusion
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Value

_MOST_DAYS = 64


@dataclass(frozen=True)
class CrossCheckedEngine:
    """
    An engine and the reference evaluator, which must agree on every truth that is used.

    Either may be said to have answered and the other to have checked: with
    `reference_first` a receipt names the reference first.
    """

    law: Law
    engine: Engine
    reference_first: bool = False
    _days: dict[date, tuple[Containment, CompiledTests]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @cached_property
    def members(self) -> Members:
        """Return the propositions of the law by their groups."""
        return Members(self.law)

    @property
    def version(self) -> str:
        """Return the name of the evaluator that answers, as a receipt shows it."""
        return REFERENCE_VERSION if self.reference_first else self.engine.version

    @property
    def checked_by(self) -> str:
        """Return the name of the evaluator that checks."""
        return self.engine.version if self.reference_first else REFERENCE_VERSION

    @cached_property
    def closer(self) -> ScenarioCloser:
        """Return what closes scenarios under the law."""
        return ScenarioCloser(self.law)

    def close(self, scenario: Scenario, as_of: date) -> ClosedScenario:
        """
        Return what follows from a scenario, found by two closures.

        Places lie where they did on the day of its message. Raises `EngineFailure` where the
        two differ.
        """
        return self.closer.close(scenario, LawClock.of(scenario, as_of).sending)

    def evaluate(
        self, scenario: Scenario, as_of: date, conclusions: Sequence[Conclusion] = ()
    ) -> CrossCheckedEvaluation:
        """
        Take up one scenario on one day, with both.

        It is closed already; `conclusions` are those of its facts that nobody told.
        """
        concluded = {(item.fact, item.who): item for item in conclusions}
        view = FactView(self.law, scenario, as_of, concluded)
        return CrossCheckedEvaluation(self, self.engine.evaluate(scenario, as_of), view)

    def under(self, law: Law) -> CrossCheckedEngine:
        """Return the same evaluators for a part of their law."""
        return replace(self, law=law)

    def day(self, as_of: date) -> tuple[Containment, CompiledTests]:
        """Return what lay within what on a day, and its tests, as the engine's side has them."""
        day = self._days.get(as_of)
        if day is None:
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            day = self._days[as_of] = Containment(self.law.places, as_of), {}
        return day


class CrossCheckedEvaluation:
    """
    One scenario on one day before an engine and the reference.

    What the engine finds is handed out only when the reference has found the same.
    """

    def __init__(self, checked: CrossCheckedEngine, considered: Evaluation, view: FactView) -> None:
        self.view = view
        self._checked = checked
        self._considered = considered
        self._found: dict[PropositionAt, Truth] = {}
        self._walk: Interpreter | None = None
        self._unions: dict[str, frozenset[str]] = {}
        self._otherwise: dict[tuple[str, Value, int | None], CrossCheckedEvaluation] = {}

    def ask(self, groups: Sequence[str]) -> None:
        """Let the engine find the propositions of these groups, for `truth`."""
        self._found.update(self._considered.truths(groups))

    def truth(self, proposition: str, condition: Condition, who: int | None) -> Truth:
        """
        Find a proposition of which the engine was asked, by the condition it stands for.

        What is so of the whole message is so for each recipient. Raises `EngineFailure`
        naming the norm where the engine found another truth than the reference, or none.
        """
        key = proposition, who
        found = self._found.get(key)
        if found is None:
            key = proposition, None
            found = self._found.get(key)
        truth = evaluate(condition, self.view, key[1])
        if truth is not found:
            raise self._disagreement(key, found, truth)
        return truth

    def truth_of(self, condition: Condition, who: int | None) -> Truth:
        """
        Find a condition that is no proposition of the law.

        The reference is held to the walk, the engine's side of what is asked too seldom
        for more.
        """
        truth = evaluate(condition, self.view, who)
        found = self._walked(condition, who)
        if truth is not found:
            raise EngineFailure(
                f"no opinion can be given: of a condition {self._checked.engine.version} "
                f"finds {found.value} and {REFERENCE_VERSION} {truth.value}"
            )
        return truth

    def _walked(self, condition: Condition, who: int | None) -> Truth:
        if self._walk is None:
            checked, view = self._checked, self.view
            lanes = LaneLayout(1, len(view.scenario.people))
            atlas, compiled = checked.day(view.as_of)
            self._walk = Interpreter(checked.law, atlas, view.scenario, lanes, compiled)
        true, false = self._walk.planes(condition)
        return truth_at(true >> (who or 0), false >> (who or 0))

    def proof(self, proposition: str, condition: Condition, who: int | None) -> Proof:
        """Show why a proposition has the truth that both found of it."""
        truth = self.truth(proposition, condition, who)
        about_one = who if (proposition, who) in self._found else None
        return held(prove(condition, self.view, about_one), truth)

    def proof_of(self, condition: Condition, who: int | None) -> Proof:
        """Show why a condition has the truth that both found of it."""
        return held(prove(condition, self.view, who), self.truth_of(condition, who))

    def hold_reasons(self) -> None:
        """
        Hold all that was proved to the engine's side: tests to the walk, joints to their parts.

        What is proved can be right and a reason for it wrong.
        """
        for (_, who), (condition, proof) in self.view.proofs.items():
            if isinstance(condition, Leaf):
                held(proof, self._walked(condition, who))
            else:
                held(proof, _joined(condition, [part.truth for part in proof.of]))

    def unions_of(self, code: str) -> frozenset[str]:
        """Return a place and all that it lies within on the day; found twice like the rest."""
        unions = self._unions.get(code)
        if unions is None:
            view = self.view
            unions = view.law.places.unions_of(code, view.as_of)
            if unions != self._checked.day(view.as_of)[0].unions_of(code):
                raise EngineFailure(
                    f"no opinion can be given: two evaluators differ on what {code} lies within"
                )
            self._unions[code] = unions
        return unions

    def otherwise(self, fact: str, value: Value, who: int | None) -> CrossCheckedEvaluation:
        """Take up the same scenario with one fact told otherwise; each is taken up once."""
        told = fact, value, who
        evaluation = self._otherwise.get(told)
        if evaluation is None:
            scenario = self.view.scenario.told(fact, value, who)
            evaluation = self._checked.evaluate(scenario, self.view.as_of)
            self._otherwise[told] = evaluation
        return evaluation

    def truths(self, groups: Sequence[str]) -> Truths:
        """
        Find every proposition of these groups, each held to its proof.

        Raises `EngineFailure` naming the norm where the two do not agree.
        """
        self.ask(groups)
        members = self._checked.members
        return {
            (one.id, who): self.truth(one.id, one.condition, who)
            for group in groups
            for one in members.of(group)
            for who in self.view.subjects(per_recipient=one.per_recipient)
        }

    def _disagreement(
        self, key: PropositionAt, truth: Truth | None, proved: Truth
    ) -> EngineFailure:
        name, recipient = key
        norm, _, part = name.partition("|")
        whom = "" if recipient is None else f" for recipient {recipient + 1}"
        return EngineFailure(
            f"no opinion can be given: on `{part}` of `{norm}`{whom} "
            f"{self._checked.engine.version} finds {'nothing' if truth is None else truth.value} "
            f"and {REFERENCE_VERSION} {proved.value}",
            norm=norm,
        )


def _joined(condition: All | Any | Nor | Some | Every, truths: Sequence[Truth]) -> Truth:
    """Return what a condition comes to by its parts, as the model joins truths."""
    match condition:
        case All() | Every():
            return every(truths)
        case Any() | Some():
            return some(truths)
        case Nor():
            return some(truths).negated()
    assert_never(condition)


def held(proof: Proof, truth: Truth) -> Proof:
    """Return a proof to be shown for a truth; raises `EngineFailure` where it shows another."""
    if proof.truth is not truth:
        raise EngineFailure(
            f"no opinion can be given: what was found {truth.value} is proved {proof.truth.value}"
        )
    return proof
