"""Rules written for durable_rules, and the limits beyond which it breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from advisor.engine.durable.formula import MOST_FIRINGS, Both, Either, Formula, Sees, atoms, firings
from advisor.values import dataclass, field

Rules: TypeAlias = Mapping[str, Formula]
"""What makes a rule fire, by the rule's name."""

ANCHOR = "g"  # every fact has it: a rule without a positive test would never end
# The engine takes a hash of 32 bits for identity. Up to here no two names share one.
MOST_NUMBERS = 500_000
_DEEPEST_STACK = 60  # of 64
_MOST_CHILDREN = 400  # of 511 conditions under one parent
_MOST_FORWARDS = 100  # of 127 alternatives that end in one condition
_MOST_PROPERTIES = 240  # of 254 in one fact


def property_of(number: int) -> str:
    """Give the short name under which the engine sees a truth."""
    return f"L{number}"


def written(rules: Rules) -> str:
    """Write rules as JSON, with one that fires on the fact `{"g": 0}` alone."""
    definitions = [f'"boot":{{"all":[{{"m":{{"{ANCHOR}":0}}}}]}}']
    for name, formula in _ordered(rules):
        parts = formula.of if isinstance(formula, Both) else (formula,)
        tests = ",".join(map(_json, parts))
        # A rule fires once for each way in which it is true; `cap` reports them together.
        definitions.append(
            f'"{name}":{{"all":[{{"m":{{"$and":[{{"{ANCHOR}":1}},{tests}]}}}}],'
            f'"cap":{MOST_FIRINGS}}}'
        )
    return f"{{{','.join(definitions)}}}"


def trouble(rules: Rules) -> str | None:
    """Say which limit of the engine these rules would pass, if they pass one."""
    numbers = {atom.number for formula in rules.values() for atom in atoms(formula)}
    if len(numbers) > _MOST_PROPERTIES:
        return f"{len(numbers)} properties in one fact"
    root = _Alpha()
    for _, formula in _ordered(rules):
        root.extend(formula)
    return root.trouble()


def _ordered(rules: Rules) -> Iterator[tuple[str, Formula]]:
    # Rules share the conditions that they begin with: the commonest go first.
    uses = Counter(atom for formula in rules.values() for atom in atoms(formula))
    return ((name, _sorted(formula, uses)) for name, formula in rules.items())


def _sorted(formula: Formula, uses: Counter[Sees]) -> Formula:
    if not isinstance(formula, Both | Either):
        return formula
    seen = [part for part in formula.of if isinstance(part, Sees)]
    joined = [_sorted(part, uses) for part in formula.of if not isinstance(part, Sees)]
    seen.sort(key=lambda atom: (-uses[atom], atom))
    if len(joined) > 1:
        joined.sort(key=firings)
    return type(formula)((*seen, *joined))


def _json(formula: Formula) -> str:
    match formula:
        case Sees(number, value):
            return f'{{"{property_of(number)}":{value}}}'
        case Both(of):
            return f'{{"$and":[{",".join(map(_json, of))}]}}'
        case Either(of):
            return f'{{"$or":[{",".join(map(_json, of))}]}}'
        case _:
            msg = "what is certain from the start needs no rule"
            raise AssertionError(msg)


@dataclass(slots=True)
class _Alpha:
    """
    A condition in the engine's network, with those that are tested after it.

    Built as the engine builds it: conditions in order share a path, and the branches of
    an alternative meet again in a `forward`.
    """

    children: dict[Sees, _Alpha] = field(default_factory=dict)
    forwards: list[_Alpha] = field(default_factory=list)

    def extend(self, formula: Formula) -> _Alpha:
        """Add a formula's conditions; give the node at which they are all met."""
        match formula:
            case Sees():
                return self.children.setdefault(formula, _Alpha())
            case Both(of):
                node = self
                for part in of:
                    node = node.extend(part)
                return node
            case Either(of):
                met = _Alpha()
                for part in of:
                    self.extend(part).forwards.append(met)
                return met
            case _:
                return self

    def trouble(self) -> str | None:
        """Say which limit this network passes, if it passes one."""
        nodes = self._all({})
        if any(len(node.children) > _MOST_CHILDREN for node in nodes):
            return f"more than {_MOST_CHILDREN} conditions under one parent"
        if any(len(node.forwards) > _MOST_FORWARDS for node in nodes):
            return f"more than {_MOST_FORWARDS} alternatives that end in one condition"
        height = self._height({})
        return f"a stack of {height}" if height > _DEEPEST_STACK else None

    def _all(self, met: dict[int, _Alpha]) -> list[_Alpha]:
        if id(self) not in met:
            met[id(self)] = self
            for node in (*self.children.values(), *self.forwards):
                node._all(met)  # noqa: SLF001 - another node of the same network
        return list(met.values())

    def _height(self, known: dict[int, int]) -> int:
        """Bound how many nodes wait at once while a fact runs through."""
        if id(self) not in known:
            # Of the two truths of one number a fact has at most one.
            waiting = len({atom.number for atom in self.children}) + len(self.forwards)
            after = [
                node._height(known)  # noqa: SLF001 - likewise
                for node in (*self.children.values(), *self.forwards)
            ]
            known[id(self)] = max(waiting, waiting - 1 + max(after)) if after else 0
        return known[id(self)]
