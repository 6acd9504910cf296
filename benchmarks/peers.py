"""
Other engines on the same work.

They know two truths, so each is given two programs: what is certainly true and what is
certainly false. Layers of derived facts are evaluated one after the other. Their input
is prepared beforehand, and reading their output is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.model.conditions import All, Between, Every, Is, Leaf, Nor, OneOf, Some
from advisor.model.propositions import propositions
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

ZEN = "zen-engine, decision graph"
CEDAR = "Cedar (cedarpy), one policy set a layer"

Input: TypeAlias = dict[str, Any]
Peer: TypeAlias = Callable[[Input], Sequence[bool]]
"""Gives for each norm whether it is certainly true and whether it is certainly false."""


def peers(law: Law) -> Iterator[tuple[str, Peer]]:
    """Give those peers that are installed, by name."""
    layers = _layers(law)
    if find_spec("zen") is not None:
        yield ZEN, _zen_graph(layers)
        yield "zen-engine, one compiled expression a layer", _zen_expressions(layers)
    if find_spec("cedarpy") is not None:
        yield CEDAR, _cedar(layers)


def told(scenario: Scenario) -> Input:
    """Put a scenario as the peers take it."""
    return {
        _short(fact): sorted(value) if isinstance(value, frozenset) else value
        for fact, value in scenario.facts.items()
    }


def truths(planes: Sequence[bool]) -> list[Truth]:
    """Read what a peer answered."""
    each = zip(planes[::2], planes[1::2], strict=True)
    return [Truth.TRUE if true else Truth.FALSE if false else Truth.UNKNOWN for true, false in each]


@dataclass(frozen=True)
class Layer:
    """Conditions that are evaluated together, by name."""

    law: Law
    conditions: Mapping[str, Condition]

    @property
    def names(self) -> list[str]:
        """Name the two truths of each condition."""
        return [f"{name}_{plane}" for name in self.conditions for plane in "tf"]

    def written(self, spelling: Spelling) -> list[str]:
        """Write both planes of each condition, in the order of `names`."""
        return [
            self._written(condition, spelling, wanted=wanted)
            for condition in self.conditions.values()
            for wanted in (True, False)
        ]

    def _written(self, condition: Condition, spelling: Spelling, *, wanted: bool) -> str:
        if isinstance(condition, Leaf):
            if condition.fact in self.law.vocabulary.derived:
                return f"{spelling.prefix}{_short(condition.fact)}_{'t' if wanted else 'f'}"
            return spelling.leaf(_short(condition.fact), condition.test, wanted)
        if isinstance(condition, Some | Every):
            msg = "the generated law has no quantifiers"
            raise NotImplementedError(msg)
        inner = wanted is not isinstance(condition, Nor)
        joined_by = spelling.both if isinstance(condition, All | Nor) is wanted else spelling.either
        parts = (self._written(part, spelling, wanted=inner) for part in condition.of)
        return f"({joined_by.join(parts)})"


@dataclass(frozen=True)
class Spelling:
    """How a language spells what a condition is made of."""

    both: str
    either: str
    prefix: str
    leaf: Callable[[str, Any, bool], str]


def _layers(law: Law) -> list[Layer]:
    layers: dict[str, dict[str, Condition]] = {}
    for name, derived in law.vocabulary.derived.items():
        layers.setdefault(name.rpartition("_")[0], {})[_short(name)] = derived.when
    norms = {f"n{place}": one.condition for place, one in enumerate(propositions(law))}
    return [Layer(law, conditions) for conditions in (*layers.values(), norms)]


def _short(fact: str) -> str:
    return fact.partition(".")[2]


def _zen_leaf(fact: str, test: Any, wanted: bool) -> str:  # noqa: ANN401, FBT001 - any test
    match test:
        case Is(value):
            return f"{fact} == {json.dumps(value is wanted)}"
        case Between(at_least):
            return f"({fact} != null and {fact} {'>=' if wanted else '<'} {at_least})"
        case OneOf(options) if fact.startswith("choice_"):
            found = f"{fact} in {json.dumps(sorted(options))}"
            return found if wanted else f"({fact} != null and not ({found}))"
        case _:
            parts = (f"contains({fact}, {json.dumps(one)})" for one in sorted(test.options))
            found = f"({' or '.join(parts)})"
            return f"({fact} != null and {'' if wanted else 'not '}{found})"


def _cedar_leaf(fact: str, test: Any, wanted: bool) -> str:  # noqa: ANN401, FBT001 - likewise
    value = f"context.{fact}"
    match test:
        case Is(expected):
            found = value if expected else f"!{value}"
        case Between(at_least):
            found = f"{value} >= {at_least}"
        case OneOf(options) if fact.startswith("choice_"):
            found = f"{json.dumps(sorted(options))}.contains({value})"
        case _:
            found = f"{value}.containsAny({json.dumps(sorted(test.options))})"
    return f"(context has {fact} && {found if wanted else f'!({found})'})"


_ZEN = Spelling(" and ", " or ", "", _zen_leaf)
_CEDAR = Spelling(" && ", " || ", "context.", _cedar_leaf)


def _zen_graph(layers: Sequence[Layer]) -> Peer:
    import zen

    nodes: list[dict[str, Any]] = [{"id": "0", "name": "in", "type": "inputNode", "content": {}}]
    for layer in layers:
        written = zip(layer.names, layer.written(_ZEN), strict=True)
        content = {
            "expressions": [{"id": name, "key": name, "value": text} for name, text in written],
            "passThrough": layer is not layers[-1],
            "executionMode": "single",
        }
        at = str(len(nodes))
        nodes.append({"id": at, "name": at, "type": "expressionNode", "content": content})
    end = str(len(nodes))
    nodes.append({"id": end, "name": "out", "type": "outputNode", "content": {}})
    edges = [
        {"id": f"e{at}", "sourceId": str(at), "targetId": str(at + 1), "type": "edge"}
        for at in range(len(nodes) - 1)
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    names = layers[-1].names

    def ask(given: Input) -> Sequence[bool]:
        result = decision.evaluate(given)["result"]
        return [result[name] for name in names]

    return ask


def _zen_expressions(layers: Sequence[Layer]) -> Peer:
    import zen

    compiled = [
        (layer.names, zen.compile_expression(f"[{', '.join(layer.written(_ZEN))}]"))
        for layer in layers
    ]

    def ask(given: Input) -> Sequence[bool]:
        known = dict(given)
        found: Sequence[bool] = ()
        for names, expression in compiled:
            found = expression.evaluate(known)
            known.update(zip(names, found, strict=True))
        return found

    return ask


def _cedar(layers: Sequence[Layer]) -> Peer:
    import cedarpy

    compiled = [
        (
            layer.names,
            cedarpy.PolicySet.from_str(
                "\n".join(
                    f"permit(principal, action, resource) when {{ {text} }};"
                    for text in layer.written(_CEDAR)
                )
            ),
        )
        for layer in layers
    ]
    nobody = cedarpy.Entities.from_json_str("[]")
    who = {"principal": 'User::"a"', "action": 'Action::"b"', "resource": 'Thing::"c"'}

    def ask(given: Input) -> Sequence[bool]:
        known = dict(given)
        found: list[bool] = []
        for names, policies in compiled:
            told = cedarpy.is_authorized({**who, "context": known}, policies, nobody)
            found = [False] * len(names)
            for policy in told.diagnostics.reasons:  # policy0, policy1, ...
                found[int(policy[6:])] = True
            known.update(zip(names, found, strict=True))
        return found

    return ask
