"""A condition as a list that unfolds, before anybody has told a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from advisor.model.conditions import All, Any, Every, Leaf, Nor, Some
from advisor.reports import labels
from advisor.reports.document import ReasonNode, Tone

if TYPE_CHECKING:
    from advisor.model.conditions import Condition
    from advisor.model.law import Law


def condition_tree(condition: Condition, law: Law) -> tuple[ReasonNode, ...]:
    """Write a condition; what all must hold stands side by side, one test a line."""
    match condition:
        case Leaf():
            return (_test(condition, law),)
        case All(of):
            return tuple(node for part in of for node in _joined(part, law))
        case Any() | Nor() | Some() | Every():
            return _joined(condition, law)
        case _:
            assert_never(condition)


def _joined(condition: Condition, law: Law) -> tuple[ReasonNode, ...]:
    match condition:
        case Leaf():
            return (_test(condition, law),)
        case All(of):
            return (_node("all of these", of, law),)
        case Any(of):
            return (_node("at least one of these", of, law),)
        case Nor(of):
            return (_node("none of these", of, law),)
        case Some(inner):
            return (_node("for at least one recipient", (inner,), law),)
        case Every(inner):
            return (_node("for every recipient", (inner,), law),)
        case _:
            assert_never(condition)


def _node(title: str, parts: tuple[Condition, ...], law: Law) -> ReasonNode:
    inner = tuple(node for part in parts for node in _joined(part, law))
    return ReasonNode("", Tone.QUIET, title, of=inner)


def _test(leaf: Leaf, law: Law) -> ReasonNode:
    derived = law.vocabulary.derived.get(leaf.fact)
    wanted = f"`{leaf.fact}` is {labels.wanted(leaf.text)}"
    if derived is not None:
        return ReasonNode("", Tone.QUIET, wanted, note=derived.means)
    fact = law.vocabulary.facts.get(leaf.fact)
    return ReasonNode("", Tone.QUIET, wanted, note=fact.ask if fact is not None else "")
