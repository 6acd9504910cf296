"""Explanations are cut where the reader wants, and say that they were."""

from __future__ import annotations

from advisor.reports.depth_limit import limit_depth
from advisor.reports.document import Banner, FindingEntry, ReasonNode, ReportDocument, Section, Tone


def node(text: str, *parts: ReasonNode) -> ReasonNode:
    """Make one step of an explanation."""
    return ReasonNode("yes", Tone.FOR, text, of=parts)


def test_cut() -> None:
    """Below the depth asked for nothing is left but the number of steps that were cut."""
    tree = (node("a", node("b", node("c"), node("d"))),)
    entry = FindingEntry("yes", Tone.FOR, "It is so.", tree=tree)
    page = ReportDocument(
        Banner("STOP", Tone.AGAINST, "", ""), (Section("Why", Tone.QUIET, (entry,)),)
    )

    def left(depth: int) -> tuple[ReasonNode, ...]:
        (kept,) = limit_depth(page, depth).sections[0].blocks
        assert isinstance(kept, FindingEntry)
        return kept.tree

    assert (node("a (3 steps below)"),) == left(1)
    assert (node("a", node("b (2 steps below)")),) == left(2)
    assert tree == left(3)
