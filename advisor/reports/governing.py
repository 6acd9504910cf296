"""Whose law governs, why, and what would follow where that is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import and_list, message, plural_message
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports import citations, labels, proof_tree, reasons
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.verdict_banner import verdict_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Candidate, Finding, Governing, Opinion
    from advisor.reports.document import Block


def governing_blocks(opinion: Opinion, law: Law, *, explain: bool = False) -> tuple[Block, ...]:
    """Name each jurisdiction whose law governs or may, with the reason and its citation."""
    blocks: list[Block] = [_governing(item, law, explain=explain) for item in opinion.governing]
    if not any(item.truth is Truth.TRUE for item in opinion.governing):
        word = message("none", context="lead")
        none = message("No law in this corpus is known to govern here.")
        blocks.insert(0, FindingEntry(word, Tone.OPEN, none))
    if opinion.left_open:
        said = plural_message(
            len(opinion.left_open),
            "The law of {count} place that the scenario does not mention could govern too, "
            "until the places are told.",
            "The law of {count} places that the scenario does not mention could govern too, "
            "until the places are told.",
        )
        blocks.append(Line(Role.NOTE, said))
    return (*blocks, *exposure_blocks(opinion, law))


def _governing(governing: Governing, law: Law, *, explain: bool) -> FindingEntry:
    name = citations.jurisdiction(governing.jurisdiction, law)
    cites = citations.citation_text("", governing.citations if explain else governing.citations[:1])
    tree = (proof_tree.node(governing.why.determining(), law),) if explain else ()
    if governing.truth is Truth.TRUE:
        fact = reasons.because((governing.why,), law)
        said = message("{place} governs.", place=name)
        if fact:
            said = message("{place} governs, because {facts}.", place=name, facts=fact)
        return FindingEntry(message("governs", context="lead"), Tone.FOR, said, cites, tree)
    missing = reasons.unknown((governing.why,), law)
    said = message("{place} may govern.", place=name)
    if missing:
        said = message("{place} may govern: it depends on {facts}.", place=name, facts=missing)
    return FindingEntry(message("may govern", context="lead"), Tone.OPEN, said, cites, tree)


def may_govern(opinion: Opinion) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """
    Fold the findings that wait only for whose law governs, one entry for each law.

    Gives the folded entries and the findings that are left.
    """
    waiting: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in opinion.findings:
        open_ = finding.governs is Truth.UNKNOWN and finding.outcome is Outcome.UNDETERMINED
        if open_ and finding.overridden_by is None:
            waiting.setdefault(finding.jurisdiction, []).append(finding)
        elif not (finding.governs is Truth.UNKNOWN and finding.outcome is Outcome.INAPPLICABLE):
            rest.append(finding)
    names = {item.jurisdiction: item.name for item in opinion.governing}
    folded = (_folded(names.get(c, c), found) for c, found in waiting.items())
    return tuple(folded), tuple(rest)


def _folded(name: str, findings: list[Finding]) -> FindingEntry:
    groups = group_recipients(findings)
    cites = list(
        dict.fromkeys(
            group.first.citations[0].cite if group.first.citations else group.first.norm.id
            for group in groups
        )
    )
    cited = "; ".join(cites[:_ENOUGH])
    if len(cites) > _ENOUGH:
        more = len(cites) - _ENOUGH
        cited = plural_message(
            more, "{authorities} and {count} more", "{authorities} and {count} more",
            authorities=cited,
        )  # fmt: skip
    said = plural_message(
        len(groups),
        "{place}: {count} norm may apply{hint}.",
        "{place}: {count} norms may apply{hint}.",
        place=name,
        hint=labels.ALL_SHOWS_THEM,
    )
    word = message("may apply", context="lead")
    return FindingEntry(word, Tone.OPEN, said, (Line(Role.CITE, cited),))


_ENOUGH = 3
_SEVERAL = 2


def candidate_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Answer under each jurisdiction that may govern."""
    cites = {finding.id: citations.own(finding).text for finding in opinion.findings}
    blocks: list[Block] = [_candidate(candidate, cites, law) for candidate in opinion.candidates]
    strictest = strictest_of(opinion.candidates)
    if strictest is not None:
        name = citations.jurisdiction(strictest.jurisdiction, law)
        said = message("The strictest of these is the law of {place}.", place=name)
        blocks.append(Line(Role.NOTE, said))
    return tuple(blocks)


def strictest_of(candidates: Sequence[Candidate]) -> Candidate | None:
    """Find the one candidate whose answer is the worst; `None` where two are alike."""
    ranked = sorted(candidates, key=_strictness)
    if len(ranked) < _SEVERAL or _strictness(ranked[0]) == _strictness(ranked[1]):
        return None
    return ranked[0]


def _strictness(candidate: Candidate) -> tuple[int, int]:
    weight = candidate.weight.rank if candidate.weight is not None else len(Weight)
    return list(Verdict).index(candidate.verdict), weight


def exposure_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Return the names of the places that may discipline, where there are several."""
    if len(opinion.exposures) < _SEVERAL:
        return ()
    places = and_list(
        citations.jurisdiction(exposure.jurisdiction, law) for exposure in opinion.exposures
    )
    said = message(
        "Whichever law governs, the authorities of {places} may discipline the lawyer.",
        places=places,
    )
    return (
        Line(Role.NOTE, said),
        *citations.citation_text("", opinion.exposures[0].citations),
    )


def _candidate(candidate: Candidate, cites: dict[str, str], law: Law) -> FindingEntry:
    place = citations.jurisdiction(candidate.jurisdiction, law)
    verdict = labels.VERDICT_WITHIN_SENTENCE[candidate.verdict]
    said = message("Under the law of {place}: {verdict}.", place=place, verdict=verdict)
    if candidate.weight is not None:
        said = message(
            "Under the law of {place}: {verdict} ({weight}).",
            place=place,
            verdict=verdict,
            weight=labels.AUTHORITY_WORDS[candidate.weight],
        )
    found = dict.fromkeys(cites.get(name, name.partition("@")[0]) for name in candidate.norms)
    return FindingEntry(
        verdict,
        verdict_tone(candidate.verdict),
        said,
        tuple(Line(Role.CITE, cite) for cite in list(found)[:_ENOUGH]),
    )
