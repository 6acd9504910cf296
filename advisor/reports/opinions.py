"""An opinion as a page: the verdict first, then everything that a lawyer would ask next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, messages
from advisor.reports import citations
from advisor.reports.brevity import brief
from advisor.reports.conflicts import conflict_blocks
from advisor.reports.document_tree import Document, Section, Tone
from advisor.reports.duties import TITLES as DUTIES
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
    from advisor.reports.document_tree import Block


TITLES = messages(
    "heading",
    {
        "governing": "Governing law",
        "folded": "May apply, if its law governs",
        "conflicts": "Conflicts",
        "candidates": "If one law governs and not another",
        "rulings": "Judgments recorded",
        "asks": "Still to be asked",
        "elsewhere": "Elsewhere (persuades, does not govern here)",
        "notices": "Also to know",
        "grounds": "What this rests on",
    },
)


def page(
    opinion: Opinion,
    law: Law,
    *,
    explain: bool = False,
    everything: bool = False,
    language: Language = ENGLISH,
) -> Document:
    """
    Lay out an opinion, its frame in a language.

    `explain` unfolds every finding down to single facts; `everything` shows the
    findings that do not apply too, and condenses nothing.
    """
    full = explain or everything
    parts: list[tuple[str, Tone, tuple[Block, ...]]] = [
        (
            TITLES["governing"],
            Tone.QUIET,
            governing_blocks(opinion, law, explain=explain),
        ),
        *_findings(opinion, law, explain=explain, everything=everything),
        (TITLES["conflicts"], Tone.OPEN, conflict_blocks(opinion, law)),
        (TITLES["candidates"], Tone.OPEN, candidate_blocks(opinion, law)),
        (TITLES["rulings"], Tone.QUIET, ruling_blocks(opinion, law)),
        (
            TITLES["asks"],
            Tone.OPEN,
            question_blocks(opinion, law, everything=full),
        ),
        (
            TITLES["elsewhere"],
            Tone.QUIET,
            elsewhere_blocks(opinion, law, explain=explain, everything=everything),
        ),
        (TITLES["notices"], Tone.QUIET, notice_blocks(opinion, cited=full)),
        (TITLES["grounds"], Tone.QUIET, ground_blocks(opinion, language)),
    ]
    return Document(
        banner(opinion),
        tuple(
            Section(
                title,
                tone,
                blocks if explain else citations.shortened(blocks),
            )
            for title, tone, blocks in parts
            if blocks
        ),
        language,
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
        yield DUTIES[duty], duty.tone, blocks
    if folded:
        yield TITLES["folded"], Tone.OPEN, folded
