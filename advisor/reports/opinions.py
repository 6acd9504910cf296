"""An opinion as a page: the verdict first, then everything that a lawyer would ask next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.reports import citations
from advisor.reports.blocks import Page, Section, Tone
from advisor.reports.brevity import brief
from advisor.reports.conflicts import conflict_blocks
from advisor.reports.duties import Duty, by_duty
from advisor.reports.elsewhere import elsewhere_blocks
from advisor.reports.entries import Depth, entry
from advisor.reports.governing import candidate_blocks, governing_blocks, may_govern
from advisor.reports.grounds import ground_blocks, notice_blocks
from advisor.reports.people import grouped
from advisor.reports.questions import question_blocks
from advisor.reports.rulings import ruling_blocks
from advisor.reports.verdicts import banner

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.reports.blocks import Block


def page(opinion: Opinion, law: Law, *, explain: bool = False, everything: bool = False) -> Page:
    """
    Lay out an opinion.

    `explain` unfolds every finding down to single facts; `everything` shows the
    findings that do not apply too, and condenses nothing.
    """
    parts: list[tuple[str, Tone, tuple[Block, ...]]] = [
        ("Governing law", Tone.QUIET, governing_blocks(opinion, law, explain=explain)),
        *_findings(opinion, law, explain=explain, everything=everything),
        ("Conflicts", Tone.OPEN, conflict_blocks(opinion, law)),
        ("If one law governs and not another", Tone.OPEN, candidate_blocks(opinion, law)),
        ("Judgments recorded", Tone.QUIET, ruling_blocks(opinion, law)),
        (
            "Still to be asked",
            Tone.OPEN,
            question_blocks(opinion, law, everything=explain or everything),
        ),
        (
            "Elsewhere (persuades, does not govern here)",
            Tone.QUIET,
            elsewhere_blocks(opinion, law, explain=explain, everything=everything),
        ),
        ("Also to know", Tone.QUIET, notice_blocks(opinion, cited=explain or everything)),
        ("What this rests on", Tone.QUIET, ground_blocks(opinion)),
    ]
    return Page(
        banner(opinion),
        tuple(
            Section(title, tone, blocks if explain else citations.shortened(blocks))
            for title, tone, blocks in parts
            if blocks
        ),
    )


def _findings(
    opinion: Opinion, law: Law, *, explain: bool, everything: bool
) -> Iterator[tuple[str, Tone, tuple[Block, ...]]]:
    folded: tuple[Block, ...] = ()
    rest = opinion.findings
    if not (explain or everything):
        folded, rest = may_govern(opinion)
    for duty, findings in by_duty(rest).items():
        if duty is Duty.SILENT and not everything:
            continue
        groups = grouped(sorted(findings, key=lambda one: one.weight.rank))
        if explain:
            depth = Depth.EVERYTHING if everything else Depth.PROOF
            blocks: tuple[Block, ...] = tuple(entry(one, law, depth) for one in groups)
        elif everything:
            blocks = tuple(entry(one, law) for one in groups)
        else:
            blocks = brief(groups, law)
        yield duty.value, duty.tone, blocks
    if folded:
        yield "May apply, if its law governs", Tone.OPEN, folded
