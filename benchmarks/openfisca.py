"""
The conditions of a law as OpenFisca variables.

OpenFisca knows two truths, so each norm is asked twice: where it certainly applies, and
where it possibly does.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from advisor.advice.batch.distinct import distinct_values
from advisor.model.conditions import All, Between, Is, Leaf, Nor, OneOf
from advisor.model.conditions import Any as Any_
from advisor.model.propositions import propositions
from advisor.model.vocabulary import FactType
from benchmarks.corpus import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from numpy.typing import NDArray

    from advisor.model.conditions import Condition
    from advisor.model.law import Law

MONTH = period("2026-03")
CERTAINLY, POSSIBLY = "certainly", "possibly"
KNOWN = "known"


def openfisca(law: Law, table: pa.Table, *, read: bool = True) -> Callable[[], object]:
    """
    Give what evaluates every norm of a generated law over an Arrow table.

    With `read` it reads the table each time, and once beforehand without.
    """
    system = _system(law)
    norms = [at for at, _ in enumerate(propositions(law))]
    wanted = [_named(f"norm_{at}", truth) for at in norms for truth in (CERTAINLY, POSSIBLY)]
    at_hand = {} if read else _inputs(law, table)

    def evaluate() -> int:
        simulation = SimulationBuilder().build_default_simulation(system, len(table))
        for name, values in (at_hand or _inputs(law, table)).items():
            simulation.set_input(name, MONTH, values)
        return sum(int(simulation.calculate(name, MONTH)[0]) for name in wanted)

    return evaluate


def _named(fact: str, what: str) -> str:
    return f"{fact}_{what}".replace(".", "_").replace("-", "_")


def _system(law: Law) -> TaxBenefitSystem:
    message = Entity("message", "messages", "A message", "")
    system = TaxBenefitSystem([message])

    def add(name: str, kind: type, **told: object) -> None:
        about = {"value_type": kind, "entity": message, "definition_period": DateUnit.MONTH}
        system.add_variable(type(name, (Variable,), {**about, "label": name, **told}))

    def add_both(name: str, when: Condition) -> None:
        for side in (CERTAINLY, POSSIBLY):
            add(_named(name, side), bool, formula=_formula(law, when, side))

    for name, fact in law.vocabulary.facts.items():
        for what in _parts(fact.type):
            is_number = fact.type is FactType.NUMBER and what != KNOWN
            add(_named(name, what), int if is_number else bool)
    for name, derived in law.vocabulary.derived.items():
        add_both(name, derived.when)
    for at, one in enumerate(propositions(law)):
        add_both(f"norm_{at}", one.condition)
    return system


def _parts(kind: FactType) -> tuple[str, ...]:
    return (KNOWN, "value") if kind in (FactType.FLAG, FactType.NUMBER) else (KNOWN, *OPTIONS)


def _inputs(law: Law, table: pa.Table) -> dict[str, NDArray[Any]]:
    """Give flags and numbers as they are, and each option as a flag of its own."""
    found = {}
    for name, fact in law.vocabulary.facts.items():
        places, values = distinct_values(table[name].chunk(0))
        for what in _parts(fact.type):
            if what == KNOWN:
                told = np.array([one is not None for one in values])
            elif what == "value":
                told = np.array([one or 0 for one in values]).astype(
                    np.int32 if fact.type is FactType.NUMBER else np.bool_
                )
            else:
                told = np.array([what in _members(one) for one in values])
            found[_named(name, what)] = told.take(places)
    return found


def _members(value: Any) -> tuple[str, ...] | list[str]:  # noqa: ANN401 - any cell
    return value if isinstance(value, list) else (value,)


def _formula(law: Law, when: Condition, side: str) -> Callable[[Any, Any], NDArray[Any]]:
    return lambda messages, month: _truth(law, when, side, lambda name: messages(name, month))


def _truth(
    law: Law, condition: Condition, side: str, ask: Callable[[str], NDArray[Any]]
) -> NDArray[Any]:
    other = POSSIBLY if side == CERTAINLY else CERTAINLY
    match condition:
        case Leaf(fact, test):
            if fact in law.vocabulary.derived:
                return ask(_named(fact, side))
            known = ask(_named(fact, KNOWN))
            holds = _test(fact, test, ask)
            return known & holds if side == CERTAINLY else ~known | holds
        case All(of):
            return reduce(np.logical_and, (_truth(law, one, side, ask) for one in of))
        case Any_(of):
            return reduce(np.logical_or, (_truth(law, one, side, ask) for one in of))
        case Nor(of):
            return ~reduce(np.logical_or, (_truth(law, one, other, ask) for one in of))
    raise NotImplementedError


def _test(fact: str, test: object, ask: Callable[[str], NDArray[Any]]) -> NDArray[Any]:
    match test:
        case Is(value):
            return ask(_named(fact, "value")) == value
        case Between(at_least):
            return ask(_named(fact, "value")) >= at_least
        case OneOf(options):
            return reduce(np.logical_or, (ask(_named(fact, str(one))) for one in options))
    raise NotImplementedError
