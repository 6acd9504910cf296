"""A condition as a list that a lawyer reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some
from advisor.reports import labels

if TYPE_CHECKING:
    from advisor.model.conditions import Condition
    from advisor.model.law import Law

_LEADS = {All: "all of these", Any: "any of these", Nor: "none of these"}


_HOLES = {"{recipient}": "a recipient", "{sender}": "the sender"}


def guide_sentence(text: str, place: str) -> str:
    """Fill the holes of a norm's text with the words for anybody."""
    flat = " ".join(text.split()).replace("{jurisdiction}", place)
    for hole, words_for in _HOLES.items():
        flat = flat.replace(hole, words_for)
    return flat


def guide_condition(tree: Condition, law: Law, depth: int = 0) -> Iterator[str]:
    """Write a condition as nested list items, one test a line."""
    match tree:
        case Leaf():
            yield _item(test(tree, law), depth)
        case All(of) if depth == 0:
            for part in of:
                yield from guide_condition(part, law, depth)
        case All(of) | Any(of) | Nor(of):
            yield _item(f"{_LEADS[type(tree)]}:", depth)
            for part in of:
                yield from guide_condition(part, law, depth + 1)
        case Some(inner) | Every(inner):
            lead = "some recipient" if isinstance(tree, Some) else "every recipient"
            yield _item(f"{lead}:", depth)
            yield from guide_condition(inner, law, depth + 1)
        case _:
            assert_never(tree)


def test(leaf: Leaf, law: Law) -> str:
    """
    Write one test: the fact's question and the answer that meets it.

    A derived fact is written by what it means.
    """
    derived = law.vocabulary.derived.get(leaf.fact)
    if derived is not None:
        holds = not (isinstance(leaf.test, Is) and leaf.test.value is False)
        said = "" if holds else "it does not hold that: "
        return f"{said}{derived.means.rstrip('.')} (`{leaf.fact}`)"
    fact = law.vocabulary.facts.get(leaf.fact)
    asked = fact.ask if fact is not None else leaf.fact
    return f"{asked} **{labels.wanted(leaf.text)}** (`{leaf.fact}`)"


def _item(text: str, depth: int) -> str:
    return f"{'  ' * depth}- {' '.join(text.split())}"
