"""The functions generated from a law, each when it is first asked for."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from advisor.engine.atoms.index import AtomIndex
from advisor.engine.bitset.ir import CodeGenerator, ConditionGraph, GivenPlanes, run_operations
from advisor.model.propositions import Members
from advisor.model.truth import Truth
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.engine.bitset.ir import OperationPair
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.propositions import Proposition

Function: TypeAlias = "Callable[..., tuple[Any, ...]]"
_PATIENCE = 4
"""So many times operations are run before they are compiled."""


@dataclass(frozen=True)
class Program:
    """
    What is generated for the propositions of a group, or for one derived fact.

    Its operations are run one by one the first few times, and compiled only then: to compile
    them costs what so many runs do, and most commands ask once. `needs` are the derived facts
    to be found before, in that order, by number with the program of each. The functions take
    the planes of leaves and of derived facts, the two folds over recipients, and the plane of
    all lanes.
    """

    propositions: tuple[Proposition, ...]
    needs: tuple[tuple[int, Program], ...]
    pairs: tuple[OperationPair, ...]
    formulas: ConditionGraph = field(repr=False)
    _uses: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def keys(self) -> tuple[tuple[str, int | None], ...]:
        """Return the names of the propositions as a scenario with a single recipient has them."""
        return tuple(
            (proposition.id, 0 if proposition.per_recipient else None)
            for proposition in self.propositions
        )

    @property
    def planes(self) -> Function:
        """Find both planes of each proposition in many lanes, one after another."""
        return self._planes if self._is_worth_compiling("planes") else self._run

    @property
    def bits(self) -> Function:
        """Find both planes of each proposition in a single lane."""
        return self._bits if self._is_worth_compiling("bits") else self._run

    @cached_property
    def _planes(self) -> Function:
        return self._compiled("planes", single=False)

    @cached_property
    def _bits(self) -> Function:
        return self._compiled("bits", single=True)

    @cached_property
    def truths(self) -> Function:
        """Find the truth of each proposition in a single lane."""
        return self._compiled("truths", single=True)

    def _is_worth_compiling(self, name: str) -> bool:
        """Count one use, and tell whether there were enough of them before."""
        # Two threads may count as one: it is no more than a guess at what pays.
        self._uses[name] = uses = self._uses.get(name, 0) + 1
        return uses > _PATIENCE

    def _run(self, *given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - planes of any kind
        found = run_operations(self.formulas.operations, GivenPlanes(*given))
        return tuple(found[number] for pair in self.pairs for number in pair)

    def _compiled(self, name: str, *, single: bool) -> Function:
        source = CodeGenerator(self.formulas, single=single)
        write = source.truths if name == "truths" else source.planes
        return _compiled(write("f", self.pairs))


def _compiled(source: str) -> Function:
    names: dict[str, Any] = {"Y": Truth.TRUE, "N": Truth.FALSE, "U": Truth.UNKNOWN}
    code = compile(source, "<generated from conditions>", "exec")
    exec(code, names)  # noqa: S102 - the source holds generated names and numbers only
    return cast("Function", names["f"])


class ProgramCache:
    """Every program of a law, and the numbering of its leaves and derived facts."""

    def __init__(self, law: Law, *, patience: int = 0) -> None:
        self.law = law
        self.members = Members(law)
        self.leaves = AtomIndex(law.places)
        self.derived = {fact: number for number, fact in enumerate(law.vocabulary.derived)}
        self._patience = patience
        self._uses: dict[str, int] = {}
        self._definitions = [derived.when for derived in law.vocabulary.derived.values()]
        self._of_groups: dict[str, Program] = {}
        self._of_derived: dict[int, Program] = {}
        self._lock = threading.Lock()

    def is_worth_generating(self, group: str) -> bool:
        """Count one use of a group, and tell whether there were enough of them before."""
        if group in self._of_groups or not self._patience:
            return True
        if not self.members.of(group):
            return False
        # Two threads may count as one: it is no more than a guess at what pays.
        self._uses[group] = uses = self._uses.get(group, 0) + 1
        return uses > self._patience

    def of_groups(self, groups: Sequence[str]) -> list[Program]:
        """Return the programs of groups."""
        known = self._of_groups
        if not all(group in known for group in groups):
            with self._lock:
                made = {
                    group: self._program([member.condition for member in members], members)
                    for group in groups
                    if group not in known and (members := self.members.of(group))
                }
                self.leaves.publish()  # before any other thread can meet these numbers
                known.update(made)
        return [known[group] for group in groups if group in known]

    def _definition(self, number: int) -> Program:
        definition = self._of_derived.get(number)
        if definition is None:
            definition = self._of_derived[number] = self._program([self._definitions[number]], ())
        return definition

    def _program(self, conditions: Sequence[Condition], members: Sequence[Proposition]) -> Program:
        formulas = ConditionGraph(self.leaves, self.derived)
        pairs = tuple(map(formulas.pair, conditions))
        needs: dict[int, Program] = {}
        for number in formulas.used:
            definition = self._definition(number)
            needs.update(definition.needs)
            needs[number] = definition
        needed = tuple(sorted(needs.items(), key=_first))
        return Program(tuple(members), needed, pairs, formulas)


def _first(numbered: tuple[int, Program]) -> int:
    return numbered[0]
