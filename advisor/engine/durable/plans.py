"""What is asked for a group of propositions, in which order."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeAlias

from advisor.diagnostics import EngineFailure
from advisor.engine.atoms.index import AtomIndex
from advisor.engine.durable.encoding import Encoding
from advisor.engine.durable.rule_batches import RuleBatch, Statement, rule_batches
from advisor.engine.durable.ruleset_json import MOST_NUMBERS, property_of
from advisor.model.propositions import Members
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.engine.durable.c_module import RulesModule
    from advisor.engine.durable.encoding import Unit
    from advisor.engine.durable.formula import FormulaPair
    from advisor.model.law import Law
    from advisor.model.propositions import Proposition

PlanKey: TypeAlias = tuple[str, "int | None"]


@dataclass(frozen=True, slots=True, eq=False)
class UnitStep:
    """Units of one stratum, decided by rules and fed to the next under their numbers."""

    question: RuleBatch[int]
    per_recipient: bool


@dataclass(frozen=True, slots=True, eq=False)
class FoldStep:
    """A quantifier, folded over the recipients from what `source` is for each."""

    unit: Unit


PlanStep: TypeAlias = UnitStep | FoldStep


@dataclass(frozen=True)
class EvaluationPlan:
    """
    How a group is decided: the steps before it, in order, then its own questions.

    What is stated of each recipient and is the same for all is asked once, `of_all`.
    `settled` are the propositions that are certain from the start.
    """

    steps: tuple[PlanStep, ...] = ()
    of_message: tuple[RuleBatch[PlanKey], ...] = ()
    of_recipient: tuple[RuleBatch[str], ...] = ()
    of_all: tuple[RuleBatch[str], ...] = ()
    settled: tuple[tuple[Proposition, Truth], ...] = ()


class EvaluationPlans:
    """Every plan of a law, made when its group is first asked for."""

    def __init__(self, law: Law, extension: RulesModule) -> None:
        self._members = Members(law)
        self.leaves = AtomIndex(law.places)
        # How the engine is told that a number is true, and that it is false, in turn.
        self.texts: list[str] = []
        self._extension = extension
        self._encoding = Encoding(self.leaves, law.vocabulary.derived)
        self._plans: dict[str, EvaluationPlan] = {}
        self._step_of: dict[int, PlanStep] = {}
        # Each step with all that it builds on, in an order in which they can be taken.
        self._chains: dict[PlanStep, tuple[PlanStep, ...]] = {}
        self._lock = threading.Lock()

    def of_groups(self, groups: Sequence[str]) -> list[EvaluationPlan]:
        """Return the plans of groups; an unknown group has none."""
        known = self._plans
        if not all(group in known for group in groups):
            with self._lock:
                made = {
                    group: self._plan(propositions)
                    for group in groups
                    if group not in known and (propositions := self._members.of(group))
                }
                self.leaves.publish()  # before any other thread can meet these numbers
                known.update(made)
        return [known[group] for group in groups if group in known]

    def _plan(self, members: Sequence[Proposition]) -> EvaluationPlan:
        encoding = self._encoding
        pairs = {one.id: encoding.pair(one.condition, one.subject) for one in members}
        self._place()
        if self.leaves.size > MOST_NUMBERS:
            msg = f"durable_rules cannot tell more than {MOST_NUMBERS:,} tests apart"
            raise EngineFailure(msg, norm=members[0].subject)
        for number in range(len(self.texts) // 2, self.leaves.size):
            name = property_of(number)
            self.texts += (f',"{name}":1', f',"{name}":0')
        settled: list[tuple[Proposition, Truth]] = []
        of_message: list[Statement[PlanKey]] = []
        of_recipient: list[Statement[str]] = []
        of_all: list[Statement[str]] = []
        for member in members:
            pair = pairs[member.id]
            if isinstance(pair.true, bool):
                settled.append((member, Truth.of(pair.true)))
            elif not member.per_recipient:
                of_message.append(Statement((member.id, None), pair, member.subject))
            elif encoding.is_per_recipient(pair):
                of_recipient.append(Statement(member.id, pair, member.subject))
            else:
                of_all.append(Statement(member.id, pair, member.subject))
        return EvaluationPlan(
            self._chain(pairs.values()),
            tuple(rule_batches(self._extension, of_message)),
            tuple(rule_batches(self._extension, of_recipient)),
            tuple(rule_batches(self._extension, of_all)),
            tuple(settled),
        )

    def _place(self) -> None:
        units, self._encoding.fresh = self._encoding.fresh, []
        alike: dict[tuple[int, bool], list[Unit]] = {}
        for unit in units:
            alike.setdefault((unit.stratum, unit.per_recipient), []).append(unit)
        for stratum, per_recipient in sorted(alike):
            members = alike[stratum, per_recipient]
            ruled = [
                Statement(member.number, member.pair, member.subject)
                for member in members
                if member.fold is None
            ]
            for question in rule_batches(self._extension, ruled):
                self._add(UnitStep(question, per_recipient), question.keys)
            for one in members:
                if one.fold is not None:
                    self._add(FoldStep(one), (one.number,))

    def _add(self, step: PlanStep, numbers: Iterable[int]) -> None:
        builds_on = [self._encoding.units[number].pair for number in numbers]
        self._chains[step] = (*self._chain(builds_on), step)
        self._step_of.update(dict.fromkeys(numbers, step))

    def _chain(self, pairs: Iterable[FormulaPair]) -> tuple[PlanStep, ...]:
        chain: dict[PlanStep, None] = {}
        seen = frozenset().union(*[pair.numbers for pair in pairs])
        for number in sorted(seen & self._step_of.keys()):
            chain.update(dict.fromkeys(self._chains[self._step_of[number]]))
        return tuple(chain)
