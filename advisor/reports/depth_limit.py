"""A page whose explanations go no deeper than somebody wants to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import plural_message
from advisor.reports.document import FindingEntry, ReasonNode, Section, Tree

if TYPE_CHECKING:
    from advisor.reports.document import Block, ReportDocument


def limit_depth(page: ReportDocument, depth: int) -> ReportDocument:
    """
    Cut every explanation below `depth` steps, and say how many were cut.

    `depth` 1 keeps only the first steps.
    """
    return page._replace(blocks=tuple(_block(block, depth) for block in page.blocks))


def _block(block: Block, depth: int) -> Block:
    if isinstance(block, Section):
        return block._replace(blocks=tuple(_block(inner, depth) for inner in block.blocks))
    if isinstance(block, FindingEntry):
        return block._replace(tree=tuple(_node(node, depth) for node in block.tree))
    if isinstance(block, Tree):
        return block._replace(nodes=tuple(_node(node, depth) for node in block.nodes))
    return block


def _node(node: ReasonNode, depth: int) -> ReasonNode:
    if depth > 1:
        return node._replace(of=tuple(_node(part, depth - 1) for part in node.of))
    hidden = _count(node) - 1
    if not hidden:
        return node
    text = plural_message(
        hidden, "{text} ({count} step below)", "{text} ({count} steps below)", text=node.text
    )
    return node._replace(of=(), text=text)


def _count(node: ReasonNode) -> int:
    return 1 + sum(map(_count, node.of))
