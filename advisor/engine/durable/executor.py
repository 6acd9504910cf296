"""The rules engine of the product: durable_rules, driven where it never errs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.engine.durable.c_module import load_module
from advisor.engine.durable.formula import Sees
from advisor.engine.durable.plans import EvaluationPlans, UnitStep
from advisor.model.truth import Truth, every, some

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from advisor.engine.atoms.index import AtomTable, Settled
    from advisor.engine.durable.plans import EvaluationPlan, FoldStep, PlanKey, PlanStep
    from advisor.engine.protocols import Truths
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario


class DurableEngine:
    """
    Evaluate a law by durable_rules, its rules compiled group by group when asked for.

    Safe to use from many threads; starts none. Raises `Unavailable` where durable_rules
    cannot be used.
    """

    def __init__(self, law: Law) -> None:
        extension, version = load_module()
        self._plans = EvaluationPlans(law, extension)
        self._version = f"durable {version}"

    @property
    def version(self) -> str:
        """Return the name of the engine and its release, as a receipt shows it."""
        return self._version

    def evaluate(self, scenario: Scenario, as_of: date) -> DurableEvaluation:
        """Take up one scenario on one day."""
        return DurableEvaluation(self._plans, scenario, as_of)


class DurableEvaluation:
    """
    One scenario on one day, with what was found in the strata so far.

    The engine is told of a truth as `1`, `0` or nothing. What it is told of the whole
    message stands on every board; a recipient's own board has that recipient's too.
    """

    def __init__(self, plans: EvaluationPlans, scenario: Scenario, as_of: date) -> None:
        self._plans = plans
        self._scenario = scenario
        self._as_of = as_of
        self._sheet: AtomTable | None = None
        self._common: list[str] = []
        self._each: list[list[str]] = []
        self._taken: set[PlanStep] = set()

    def truths(self, groups: Sequence[str]) -> Truths:
        """Find every proposition of these groups."""
        plans = self._plans.of_groups(groups)
        sheet = self._plans.leaves.on(self._as_of)
        if sheet is not self._sheet:  # leaves have been numbered since
            self._settle(sheet)
        found: dict[PlanKey, Truth] = {}
        for plan in plans:
            for step in plan.steps:
                if step not in self._taken:
                    self._take(step)
                    self._taken.add(step)
            self._answer(plan, found)
        return found

    def _answer(self, plan: EvaluationPlan, truths: dict[PlanKey, Truth]) -> None:
        people = range(len(self._each))
        for item, truth in plan.settled:
            whom = people if item.per_recipient else (None,)
            truths.update({(item.id, who): truth for who in whom})
        for of_message in plan.of_message:
            truths.update(of_message.answers(self._common))
        for of_all in plan.of_all:
            for name, truth in of_all.answers(self._common).items():
                truths.update({(name, who): truth for who in people})
        for of_recipient in plan.of_recipient:
            for who in people:
                for name, truth in of_recipient.answers(self._each[who]).items():
                    truths[name, who] = truth

    def _settle(self, sheet: AtomTable) -> None:
        self._sheet = sheet
        self._taken = set()
        self._common = [""] * sheet.size
        self._write(self._common, sheet.message(self._scenario))
        self._each = []
        for person in self._scenario.people:
            board = self._common.copy()
            self._write(board, sheet.recipient(person.facts))
            self._each.append(board)

    def _write(self, board: list[str], settled: Iterable[Settled]) -> None:
        texts = self._plans.texts
        for truths in settled:
            for truth in truths:
                board[truth >> 1] = texts[truth]

    def _take(self, step: PlanStep) -> None:
        boards = [self._common, *self._each]
        if not isinstance(step, UnitStep):
            self._tell(boards, {step.unit.number: self._folded(step)})
        elif step.per_recipient:
            for board in self._each:
                self._tell([board], step.question.answers(board))
        else:
            self._tell(boards, step.question.answers(self._common))

    def _tell(self, boards: Iterable[list[str]], answers: Mapping[int, Truth]) -> None:
        for number, truth in answers.items():
            if truth is Truth.UNKNOWN:
                continue
            text = self._plans.texts[2 * number + (truth is Truth.FALSE)]
            for board in boards:
                board[number] = text

    def _folded(self, step: FoldStep) -> Truth:
        source = step.unit.pair.true
        truths = (
            _truth(board, source) if isinstance(source, Sees) else Truth.of(source is True)
            for board in self._each
        )
        return some(truths) if step.unit.fold == "some" else every(truths)


def _truth(board: Sequence[str], source: Sees) -> Truth:
    seen = board[source.number]
    return Truth.of(seen.endswith(str(source.value))) if seen else Truth.UNKNOWN
