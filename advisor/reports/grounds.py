"""What an opinion rests on, and what it must say although no norm found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import weakest
from advisor.model.truth import Truth
from advisor.reports import citations, words
from advisor.reports.blocks import Entry, Line, Role, Tone

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion
    from advisor.reports.blocks import Block

HASH_SHOWN = len("sha256:") + 12


def notice_blocks(opinion: Opinion, *, cited: bool = False) -> tuple[Block, ...]:
    """Print every notice, with its citations where they are wanted."""
    return tuple(
        Entry(
            "notice",
            Tone.QUIET,
            notice.says,
            citations.cited("", notice.citations) if cited else (),
        )
        for notice in opinion.notices
    )


def ground_blocks(opinion: Opinion) -> tuple[Block, ...]:
    """Say from what, by what and how surely the opinion was made."""
    receipt = opinion.receipt
    made = [f"engine {receipt.engine}"]
    if receipt.checked_by:
        made.append(f"checked by {receipt.checked_by}")
    layers = words.joined(receipt.layers)
    lines = [f"Law as of {words.day(opinion.as_of)}; corpus {receipt.corpus[:HASH_SHOWN]}."]
    if layers and layers != "bundled":
        lines.append(f"Layers of law: {layers}.")
    lines.append(f"advisor {receipt.advisor}, {', '.join(made)}.")
    relied_on = [one.verified for one in opinion.findings if one.applies is Truth.TRUE]
    if opinion.relies_on is not None:
        level = weakest(opinion.relies_on, *relied_on)
        lines.append(f"Weakest text relied on: {words.VERIFICATIONS[level]}.")
    lines.append(words.DISCLAIMER)
    return tuple(Line(Role.NOTE, line) for line in lines)
