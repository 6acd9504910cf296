"""Rules written for durable_rules, and the limits beyond which it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from advisor.engine.durable.formula import (
    MOST_FIRINGS,
    Both,
    Either,
    Formula,
    Sees,
    count_atoms,
    firings,
)

Rules: TypeAlias = Mapping[str, Formula]
"""What makes a rule fire, by the rule's name."""

BOOT = "g"  # no other fact has it
# The engine takes a hash of 32 bits for identity. Up to here no two names share one.
MOST_NUMBERS = 500_000
DEEPEST_STACK = 60  # of 64
_MOST_CHILDREN = 400  # of 511 conditions under one parent
_MOST_FORWARDS = 100  # of 127 alternatives that end in one condition
_MOST_PROPERTIES = 240  # of 254 in one fact


def property_of(number: int) -> str:
    """Return the short name under which the engine sees a truth."""
    return f"L{number}"


def ruleset_json(rules: Rules) -> str:
    """Write rules as JSON, with one that fires on the fact `{"g": 0}` alone."""
    order = _Order(rules)
    definitions = [f'"boot":{{"all":[{{"m":{{"{BOOT}":0}}}}]}}']
    for name, formula in rules.items():
        # A rule fires once for each way in which it is true; `cap` reports them together.
        # It stands first because the engine reads on only until it has found it.
        definitions.append(
            f'"{name}":{{"cap":{MOST_FIRINGS},"all":[{{"m":{order.written(formula)}}}]}}'
        )
    return f"{{{','.join(definitions)}}}"


def limit_exceeded(rules: Rules) -> str | None:
    """Say which limit of the engine these rules would pass, if they pass one."""
    order = _Order(rules)
    numbers = {atom.number for atom in order.uses}
    if len(numbers) > _MOST_PROPERTIES:
        return f"{len(numbers)} properties in one fact"
    return NetworkNode.of(rules, order).trouble()


class _Order:
    """The order of tests: rules share those that they begin with, so the commonest go first."""

    def __init__(self, rules: Rules) -> None:
        self.uses: dict[Sees, int] = {}
        for formula in rules.values():
            count_atoms(formula, self.uses)
        self._common = sorted(sorted(self.uses), key=self.uses.__getitem__, reverse=True)
        self._ranks = {atom: rank for rank, atom in enumerate(self._common)}
        self._texts = [f'{{"{property_of(atom.number)}":{atom.value}}}' for atom in self._common]

    def parts(self, formula: Both | Either) -> list[Formula]:
        """Return what is joined: single tests first."""
        ranks, joined = self._sorted(formula)
        return [*(self._common[rank] for rank in ranks), *joined]

    def texts(self, formula: Both | Either) -> list[str]:
        """Write what is joined."""
        ranks, joined = self._sorted(formula)
        texts = self._texts
        return [texts[rank] for rank in ranks] + [self.written(part) for part in joined]

    def written(self, formula: Formula) -> str:
        """Write a formula as JSON."""
        if isinstance(formula, Sees):
            return self._texts[self._ranks[formula]]
        if isinstance(formula, bool):
            msg = "what is certain from the start needs no rule"
            raise AssertionError(msg)  # noqa: TRY004 - a fault of ours, and no wrong argument
        sign = "$and" if isinstance(formula, Both) else "$or"
        return f'{{"{sign}":[{",".join(self.texts(formula))}]}}'

    def _sorted(self, formula: Both | Either) -> tuple[list[int], list[Formula]]:
        ranks: list[int] = []
        joined: list[Formula] = []
        for part in formula.of:
            if isinstance(part, Sees):
                ranks.append(self._ranks[part])
            else:
                joined.append(part)
        ranks.sort()
        if len(joined) > 1:
            joined.sort(key=firings)
        return ranks, joined


class NetworkNode:
    """
    A condition in the engine's network, with those that are tested after it.

    Built as the engine builds it: conditions in order share a path, and the branches of
    an alternative meet again in a `forward`.
    """

    __slots__ = ("children", "forwards")

    def __init__(self) -> None:
        self.children: dict[Sees, NetworkNode] = {}
        self.forwards: list[NetworkNode] = []

    @classmethod
    def of(cls, rules: Rules, order: _Order | None = None) -> NetworkNode:
        """Build the whole network of some rules, in the order in which they are written."""
        root = cls()
        order = order or _Order(rules)
        for formula in rules.values():
            root.extend(formula, order)
        return root

    def extend(self, formula: Formula, order: _Order) -> NetworkNode:
        """Add a formula's conditions; give the node at which they are all met."""
        match formula:
            case Sees():
                return self.children.setdefault(formula, NetworkNode())
            case Both():
                node = self
                for part in order.parts(formula):
                    node = node.extend(part, order)
                return node
            case Either():
                met = NetworkNode()
                for part in order.parts(formula):
                    self.extend(part, order).forwards.append(met)
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
        return f"a stack of {height}" if height > DEEPEST_STACK else None

    def _all(self, met: dict[int, NetworkNode]) -> list[NetworkNode]:
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
