"""The functions generated from a law, each when it is first asked for."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from advisor.engine.formulas import Formulas, Source
from advisor.engine.leaves import Leaves
from advisor.engine.walking import planes_walked, truths_walked
from advisor.model.propositions import propositions
from advisor.model.truth import Truth
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.engine.formulas import Pair
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.propositions import Proposition

Function: TypeAlias = "Callable[..., tuple[Any, ...]]"


@dataclass(frozen=True)
class Program:
    """
    What is generated for the propositions of a group, or for one derived fact.

    `needs` are the derived facts to be found before, in that order, by number with the
    program of each. The functions take the planes of leaves and of derived facts, the
    two folds over recipients, and the plane of all lanes. A function is compiled when
    it has been used `patience` times; until then its operations are walked.
    """

    propositions: tuple[Proposition, ...]
    needs: tuple[tuple[int, Program], ...]
    pairs: tuple[Pair, ...]
    formulas: Formulas = field(repr=False)
    patience: int = 0

    @cached_property
    def keys(self) -> tuple[tuple[str, int | None], ...]:
        """Name the propositions as a scenario with a single recipient has them."""
        return tuple((one.id, 0 if one.per_recipient else None) for one in self.propositions)

    @cached_property
    def planes(self) -> Function:
        """Find both planes of each proposition in many lanes, one after another."""
        walked = planes_walked(self.formulas.operations, self.pairs)
        return self._patient("planes", walked, single=False)

    @cached_property
    def bits(self) -> Function:
        """Find both planes of each proposition in a single lane."""
        walked = planes_walked(self.formulas.operations, self.pairs)
        return self._patient("bits", walked, single=True)

    @cached_property
    def truths(self) -> Function:
        """Find the truth of each proposition in a single lane."""
        walked = truths_walked(self.formulas.operations, self.pairs)
        return self._patient("truths", walked, single=True)

    def _patient(self, name: str, walked: Function, *, single: bool) -> Function:
        """Walk the first uses; then put the compiled function in the place of this one."""
        uses = 0

        def function(*given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - passed through
            nonlocal uses
            uses += 1
            if uses <= self.patience:
                return walked(*given)
            compiled = self.__dict__[name] = self._compiled(name, single=single)
            return compiled(*given)

        return function if self.patience else self._compiled(name, single=single)

    def _compiled(self, name: str, *, single: bool) -> Function:
        source = Source(self.formulas, single=single)
        write = source.truths if name == "truths" else source.planes
        return _compiled(write("f", self.pairs))


def _compiled(source: str) -> Function:
    names: dict[str, Any] = {"Y": Truth.TRUE, "N": Truth.FALSE, "U": Truth.UNKNOWN}
    code = compile(source, "<generated from conditions>", "exec")
    exec(code, names)  # noqa: S102 - the source holds generated names and numbers only
    return cast("Function", names["f"])


class Programs:
    """Every program of a law, and the numbering of its leaves and derived facts."""

    def __init__(self, law: Law, *, patience: int = 0) -> None:
        self.leaves = Leaves(law.places)
        self._patience = patience
        self.derived = {fact: number for number, fact in enumerate(law.vocabulary.derived)}
        self._definitions = [derived.when for derived in law.vocabulary.derived.values()]
        self._members: dict[str, list[Proposition]] = {}
        for proposition in propositions(law):
            self._members.setdefault(proposition.group, []).append(proposition)
        self._of_groups: dict[str, Program] = {}
        self._of_derived: dict[int, Program] = {}
        self._lock = threading.Lock()

    def of_group(self, group: str) -> Program:
        """Give the program of a group; an unknown group has no propositions."""
        program = self._of_groups.get(group)
        if program is None:
            with self._lock:
                members = self._members.get(group, [])
                program = self._program([one.condition for one in members], members)
                if members:  # names from outside are not remembered
                    self._of_groups[group] = program
        return program

    def _definition(self, number: int) -> Program:
        definition = self._of_derived.get(number)
        if definition is None:
            definition = self._of_derived[number] = self._program([self._definitions[number]], ())
        return definition

    def _program(self, conditions: Sequence[Condition], members: Sequence[Proposition]) -> Program:
        formulas = Formulas(self.leaves, self.derived)
        pairs = tuple(map(formulas.pair, conditions))
        needs: dict[int, Program] = {}
        for number in formulas.used:
            definition = self._definition(number)
            needs.update(definition.needs)
            needs[number] = definition
        self.leaves.publish()
        needed = tuple(sorted(needs.items(), key=_first))
        return Program(tuple(members), needed, pairs, formulas, self._patience)


def _first(numbered: tuple[int, Program]) -> int:
    return numbered[0]
