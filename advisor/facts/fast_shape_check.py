"""
Scenarios and judgments that are well-formed, told apart from all others at a glance.

The shapes in `wire` say the same with words for every error, and take as long to load
as everything else together; they are asked only where there is an error to be told.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.facts.value_parser import parse_flag
from advisor.source.nodes import ListNode, MapNode, ScalarNode
from advisor.source.scalars import UNKNOWN_WORD, parse_date
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.source.nodes import Node

_SCENARIO = frozenset({"scenario", "as_of", "facts", "recipients", "origins"})
_RULING = frozenset({"value", "decided_by", "on", "because", "factors"})


@dataclass(frozen=True, slots=True)
class ScenarioOutline:
    """What a scenario says beside its facts."""

    title: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class RulingOutline:
    """What a judgment says."""

    value: bool
    decided_by: str
    on: date
    because: str
    factors: tuple[str, ...]


def scenario_outline(root: Node) -> ScenarioOutline | None:
    """Read a scenario's title and day; `None` where its shape has any error."""
    if not isinstance(root, MapNode) or not root.values.keys() <= _SCENARIO:
        return None
    told = root.values
    title, as_of = _value(told.get("scenario")), _value(told.get("as_of"))
    facts, people, origins = told.get("facts"), told.get("recipients"), told.get("origins")
    found = None if as_of in (None, UNKNOWN_WORD) else parse_date(as_of)
    sound = (
        isinstance(title, str | None)
        and (as_of in (None, UNKNOWN_WORD) or found is not None)
        and (isinstance(facts, MapNode) or _value(facts) in (None, UNKNOWN_WORD))
        and (_are_maps(people) or _value(people) in (None, UNKNOWN_WORD))
        and (isinstance(origins, MapNode) or _value(origins) in (None, UNKNOWN_WORD))
    )
    return ScenarioOutline(title if isinstance(title, str) else "", found) if sound else None


def ruling_outline(node: MapNode) -> RulingOutline | None:
    """Read a judgment; `None` where its shape has any error."""
    if not node.values.keys() <= _RULING:
        return None
    value, on = _flag(node.values.get("value")), parse_date(_value(node.values.get("on")))
    decided_by, because = (_value(node.values.get(key)) for key in ("decided_by", "because"))
    factors = [_value(item) for item in node.list("factors").items]
    words = [factor for factor in factors if isinstance(factor, str) and factor]
    is_list = isinstance(node.values.get("factors", node.list("factors")), ListNode)
    if (
        value is not None
        and on is not None
        and isinstance(decided_by, str)
        and isinstance(because, str)
        and decided_by
        and because
        and is_list
        and len(words) == len(factors)
    ):
        return RulingOutline(value, decided_by, on, because, tuple(words))
    return None


def _flag(node: Node | None) -> bool | None:
    """Return the truth value of a judgment, in the words in which a flag is told."""
    return parse_flag(node.raw) if isinstance(node, ScalarNode) else None


def _value(node: Node | None) -> object:
    """Return a scalar's value; of a list or mapping, something that is no value."""
    if node is None:
        return None
    return node.value if isinstance(node, ScalarNode) else node


def _are_maps(node: Node | None) -> bool:
    return isinstance(node, ListNode) and all(isinstance(i, MapNode) for i in node.items)
