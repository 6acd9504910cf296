"""An opinion as a page shows it: each finding unfolds to why, why not, and what would cure it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import Message, plural_message
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports import citations
from advisor.reports.basis import ground_blocks, notice_blocks
from advisor.reports.conflicts import conflict_blocks
from advisor.reports.coverage_line import coverage_line
from advisor.reports.document import FindingEntry, Line, Role, Section, Tone
from advisor.reports.duty_groups import DUTY_TITLES as DUTIES
from advisor.reports.duty_groups import Duty, by_duty
from advisor.reports.duty_groups import duty as duty_of
from advisor.reports.finding_entries import finding_entry
from advisor.reports.governing import candidate_blocks, governing_blocks, may_govern
from advisor.reports.opinions import SECTION_TITLES
from advisor.reports.origins import origin_blocks
from advisor.reports.persuasive import elsewhere_blocks
from advisor.reports.proof_tree import finding_trees
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.recorded_judgments import judgment_blocks
from advisor.reports.since_then import since_then_blocks
from advisor.reports.usual import usual_blocks
from advisor.reports.verdict_banner import banner
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.reports.document import Banner, Block
    from advisor.reports.recipient_groups import RecipientGroup

_ENOUGH = 12
"""So many findings of a kind are read at a glance; the rest is folded away."""

_UNFOLDED = 3
"""For so many recipients alike the reasons are unfolded; the rest would say the same."""


def verdict_sign(verdict: Verdict) -> str:
    """Return the name of the picture, and of the style, that stands for a verdict."""
    match verdict:
        case Verdict.STOP:
            return "stop"
        case Verdict.VERIFY:
            return "verify"
        case Verdict.UNSETTLED:
            return "unsettled"
        case Verdict.ASK:
            return "ask"
        case Verdict.CLEAR:
            return "clear"
    assert_never(verdict)


@dataclass(frozen=True)
class OpinionPoint:
    """A finding, or several alike: what is read at once, and what unfolds."""

    entry: FindingEntry
    cite: Line
    norm: str
    is_breach: bool


@dataclass(frozen=True)
class OpinionPart:
    """Findings of one kind; `rest` are those folded away."""

    title: str
    tone: Tone
    points: tuple[OpinionPoint, ...]
    rest: tuple[OpinionPoint, ...] = ()


@dataclass(frozen=True)
class LaidOutOpinion:
    """
    An opinion, laid out: the verdict, what decides it, and everything behind.

    `coverage` says what was read on what it raises; `covered` are the places that govern.
    """

    verdict: str
    sign: str
    banner: Banner
    parts: tuple[OpinionPart, ...]
    before: tuple[Section, ...]
    after: tuple[Section, ...]
    coverage: str
    covered: tuple[tuple[str, str], ...]


def laid_out(opinion: Opinion, law: Law, *, whole: Opinion | None = None) -> LaidOutOpinion:
    """
    Lay out an opinion in the words that every other surface uses.

    `whole` is the same with everything kept: then what governs and does not apply is
    shown too, with why not.
    """
    folded, rest = may_govern(opinion)
    parts = [
        _part(
            duty,
            sorted(
                group_recipients(found),
                key=lambda group_recipient: group_recipient.first.weight.rank,
            ),
            law,
        )
        for duty, found in by_duty(rest).items()
        if duty is not Duty.SILENT
    ]
    if whole is not None:
        silent = [finding for finding in whole.findings if duty_of(finding) is Duty.SILENT]
        here = [item for item in silent if item.governs is Truth.TRUE]
        parts.append(_part(Duty.SILENT, list(group_recipients(here)), law))
    governing = governing_blocks(opinion, law, explain=True)
    after = (
        (SECTION_TITLES["usual"], Tone.OPEN, usual_blocks(opinion, law)),
        (SECTION_TITLES["folded"], Tone.OPEN, folded),
        (SECTION_TITLES["conflicts"], Tone.OPEN, conflict_blocks(opinion, law)),
        (SECTION_TITLES["candidates"], Tone.OPEN, candidate_blocks(opinion, law)),
        (SECTION_TITLES["rulings"], Tone.QUIET, judgment_blocks(opinion, law)),
        (
            SECTION_TITLES["elsewhere"],
            Tone.QUIET,
            elsewhere_blocks(opinion, law),
        ),
        (SECTION_TITLES["since"], Tone.QUIET, since_then_blocks(opinion, law, everything=True)),
        (SECTION_TITLES["notices"], Tone.QUIET, notice_blocks(opinion, cited=True)),
        (SECTION_TITLES["grounds"], Tone.QUIET, ground_blocks(opinion)),
        (SECTION_TITLES["known"], Tone.QUIET, origin_blocks(opinion, law, explain=True)),
    )
    return LaidOutOpinion(
        verdict=opinion.verdict.value,
        sign=verdict_sign(opinion.verdict),
        banner=banner(opinion, law),
        parts=tuple(parts),
        before=(Section(SECTION_TITLES["governing"], Tone.QUIET, governing),),
        after=tuple(
            Section(title, tone, tuple(for_a_page(blocks)))
            for title, tone, blocks in after
            if blocks
        ),
        coverage=coverage_line(opinion),
        covered=tuple(
            (item.jurisdiction, item.name) for item in opinion.governing if item.truth is Truth.TRUE
        ),
    )


def for_a_page(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out what only somebody at a command line can do."""
    for block in blocks:
        if not isinstance(block, FindingEntry | Line):
            yield block
        elif isinstance(block.text, Message) and "hint" in block.text.slots:
            yield block._replace(text=block.text.fill(hint=""))
        else:
            yield block


def _part(duty: Duty, groups: list[RecipientGroup], law: Law) -> OpinionPart:
    points = tuple(_point(group, law) for group in groups)
    return OpinionPart(DUTIES[duty], duty.tone, points[:_ENOUGH], points[_ENOUGH:])


def _point(group: RecipientGroup, law: Law) -> OpinionPoint:
    one = group.first
    cite = citations.own(one)
    told = finding_entry(group, law)
    lines = [line for line in told.lines if line != cite]
    lines += citations.others(one)
    more = len(group.findings) - _UNFOLDED
    if more > 0:
        said = plural_message(
            more,
            "Unfolded for {shown}; it is likewise for {count} more recipient.",
            "Unfolded for {shown}; it is likewise for {count} more recipients.",
            shown=_UNFOLDED,
        )
        lines.append(Line(Role.NOTE, said))
    tree = finding_trees(group.findings[:_UNFOLDED], law)
    breach = one.outcome is Outcome.BREACHED and one.overridden_by is None
    return OpinionPoint(told._replace(lines=tuple(lines), tree=tree), cite, one.norm.id, breach)
