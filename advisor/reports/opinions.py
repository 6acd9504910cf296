"""An opinion as a page: the verdict first, then everything that a lawyer would ask next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, messages
from advisor.model.citation_days import defined_on
from advisor.reports import citations
from advisor.reports.basis import ground_blocks, notice_blocks
from advisor.reports.conflicts import conflict_blocks
from advisor.reports.document import ReportDocument, Section, Tone
from advisor.reports.duty_groups import DUTY_TITLES as DUTIES
from advisor.reports.duty_groups import Duty, by_duty
from advisor.reports.finding_entries import Depth, finding_entry
from advisor.reports.governing import candidate_blocks, governing_blocks, may_govern
from advisor.reports.origins import origin_blocks
from advisor.reports.persuasive import elsewhere_blocks
from advisor.reports.questions import question_blocks
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.recorded_judgments import judgment_blocks
from advisor.reports.short_findings import short_findings
from advisor.reports.since_then import since_then_blocks
from advisor.reports.usual import usual_blocks
from advisor.reports.verdict_banner import banner

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.reports.document import Block


SECTION_TITLES = messages(
    "heading",
    {
        "governing": "Governing law",
        "folded": "May apply, if its law governs",
        "conflicts": "Conflicts",
        "candidates": "If one law governs and not another",
        "rulings": "Judgments recorded",
        "usual": "If the usual holds",
        "asks": "Still to be asked",
        "since": "Since then (decides nothing here)",
        "elsewhere": "Elsewhere (persuades, does not govern here)",
        "notices": "Also to know",
        "grounds": "What this rests on",
        "known": "How the facts are known",
    },
)


def opinion_page(
    opinion: Opinion,
    law: Law,
    *,
    explain: bool = False,
    everything: bool = False,
    language: Language = ENGLISH,
) -> ReportDocument:
    """
    Lay out an opinion, its frame in a language.

    `explain` unfolds every finding down to single facts; `everything` shows the
    findings that do not apply too, and condenses nothing.
    """
    law = defined_on(law, opinion.sent_on or opinion.as_of)
    full = explain or everything
    parts: list[tuple[str, Tone, tuple[Block, ...]]] = [
        (
            SECTION_TITLES["governing"],
            Tone.QUIET,
            governing_blocks(opinion, law, explain=explain),
        ),
        *_findings(opinion, law, explain=explain, everything=everything),
        (
            SECTION_TITLES["conflicts"],
            Tone.OPEN,
            conflict_blocks(opinion, law, everything=everything),
        ),
        (SECTION_TITLES["candidates"], Tone.OPEN, candidate_blocks(opinion, law)),
        (SECTION_TITLES["rulings"], Tone.QUIET, judgment_blocks(opinion, law)),
        (SECTION_TITLES["usual"], Tone.OPEN, usual_blocks(opinion, law)),
        (
            SECTION_TITLES["asks"],
            Tone.OPEN,
            question_blocks(opinion, law, everything=full),
        ),
        (
            SECTION_TITLES["elsewhere"],
            Tone.QUIET,
            elsewhere_blocks(opinion, law, explain=explain, everything=everything),
        ),
        (
            SECTION_TITLES["since"],
            Tone.QUIET,
            since_then_blocks(opinion, law, everything=everything),
        ),
        (SECTION_TITLES["notices"], Tone.QUIET, notice_blocks(opinion, cited=full)),
        (SECTION_TITLES["grounds"], Tone.QUIET, ground_blocks(opinion, language)),
        (
            SECTION_TITLES["known"],
            Tone.QUIET,
            origin_blocks(opinion, law, explain=explain),
        ),
    ]
    return ReportDocument(
        banner(opinion, law),
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
        groups = group_recipients(sorted(findings, key=lambda finding: finding.weight.rank))
        if explain:
            depth = Depth.EVERYTHING if everything else Depth.PROOF
            blocks: tuple[Block, ...] = tuple(finding_entry(group, law, depth) for group in groups)
        elif everything:
            blocks = tuple(finding_entry(group, law) for group in groups)
        else:
            blocks = short_findings(groups, law)
        yield DUTIES[duty], duty.tone, blocks
    if folded:
        yield SECTION_TITLES["folded"], Tone.OPEN, folded
