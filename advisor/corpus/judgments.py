"""Judgments as scenarios record them: who decided, when, on which factors and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.marks import MarkedMap
from advisor.corpus.outlines import ruling_outline
from advisor.corpus.problems import listed, quoted
from advisor.corpus.told import is_unknown
from advisor.model.scenarios import Ruling
from advisor.printable import printable_line

if TYPE_CHECKING:
    from datetime import date

    from advisor.corpus.marks import Node
    from advisor.corpus.problems import Problems
    from advisor.model.vocabulary import Fact

_NEEDED = ("value", "decided_by", "on", "because")


def read_ruling(
    fact: Fact, node: Node, recipient: str | None, problems: Problems, today: date | None
) -> Ruling | None:
    """Read a judgment, noting one that does not say who made it, when and why."""
    if is_unknown(node) or (isinstance(node, MarkedMap) and _open(node)):
        return None
    if not isinstance(node, MarkedMap):
        _report_unrecorded(fact, node, list(_NEEDED[1:]), problems)
        return None
    missing = [key for key in _NEEDED if key not in node.values]
    if missing:
        _report_unrecorded(fact, node, missing, problems)
    told = ruling_outline(node)
    if told is None:
        _report_shape(node, problems)
        return None
    if today is not None and told.on > today:
        problems.add(
            "impossible-value",
            node.span_of("on"),
            f"the judgment on {quoted(fact.name)} is dated after today, {today}",
            why="a judgment that nobody has made yet decides nothing",
            fix="check the date, or leave the fact out until somebody has decided",
        )
    return Ruling(
        fact.name,
        told.value,
        printable_line(told.decided_by),
        told.on,
        printable_line(told.because),
        factors=tuple(map(printable_line, told.factors)),
        recipient=recipient,
    )


def _open(node: MarkedMap) -> bool:
    value = node.values.get("value")
    return value is not None and is_unknown(value)


def _report_shape(node: MarkedMap, problems: Problems) -> None:
    from advisor.corpus.shapes import errors_of
    from advisor.corpus.wire.errors import report_shape
    from advisor.corpus.wire.scenario import RulingWire

    errors = errors_of(node, RulingWire)
    told = [error for error in errors if error["type"] != "missing"]
    report_shape(node, RulingWire, told, problems)


def _report_unrecorded(fact: Fact, node: Node, missing: list[str], problems: Problems) -> None:
    problems.add(
        "judgment-unrecorded",
        node.span,
        f"{quoted(fact.name)} is a judgment, told without {listed(missing)}",
        why="no fact settles this standard: somebody decides, answers for it and gives reasons",
        fix="write `{value: true, decided_by: A. Partner, on: 2026-03-01, because: ...}`",
    )
