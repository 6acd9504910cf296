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
    found: list[Block] = [_governing(one, law, explain=explain) for one in opinion.governing]
    if not any(one.truth is Truth.TRUE for one in opinion.governing):
        word = message("none", context="lead")
        none = message("No law in this corpus is known to govern here.")
        found.insert(0, FindingEntry(word, Tone.OPEN, none))
    if opinion.left_open:
        said = plural_message(
            len(opinion.left_open),
            "The law of {count} place that the scenario does not mention could govern too, "
            "until the places are told.",
            "The law of {count} places that the scenario does not mention could govern too, "
            "until the places are told.",
        )
        found.append(Line(Role.NOTE, said))
    return (*found, *exposure_blocks(opinion, law))


def _governing(one: Governing, law: Law, *, explain: bool) -> FindingEntry:
    name = citations.jurisdiction(one.jurisdiction, law)
    cites = citations.citation_text("", one.citations if explain else one.citations[:1])
    tree = (proof_tree.node(one.why.determining(), law),) if explain else ()
    if one.truth is Truth.TRUE:
        fact = reasons.because((one.why,), law)
        said = message("{place} governs.", place=name)
        if fact:
            said = message("{place} governs, because {facts}.", place=name, facts=fact)
        return FindingEntry(message("governs", context="lead"), Tone.FOR, said, cites, tree)
    missing = reasons.unknown((one.why,))
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
    for one in opinion.findings:
        open_ = one.governs is Truth.UNKNOWN and one.outcome is Outcome.UNDETERMINED
        if open_ and one.overridden_by is None:
            waiting.setdefault(one.jurisdiction, []).append(one)
        elif not (one.governs is Truth.UNKNOWN and one.outcome is Outcome.INAPPLICABLE):
            rest.append(one)
    names = {one.jurisdiction: one.name for one in opinion.governing}
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
    cites = {one.id: citations.own(one).text for one in opinion.findings}
    found: list[Block] = [_candidate(one, cites, law) for one in opinion.candidates]
    strictest = strictest_of(opinion.candidates)
    if strictest is not None:
        name = citations.jurisdiction(strictest.jurisdiction, law)
        said = message("The strictest of these is the law of {place}.", place=name)
        found.append(Line(Role.NOTE, said))
    return tuple(found)


def strictest_of(candidates: Sequence[Candidate]) -> Candidate | None:
    """Find the one candidate whose answer is the worst; `None` where two are alike."""
    ranked = sorted(candidates, key=_strictness)
    if len(ranked) < _SEVERAL or _strictness(ranked[0]) == _strictness(ranked[1]):
        return None
    return ranked[0]


def _strictness(one: Candidate) -> tuple[int, int]:
    weight = one.weight.rank if one.weight is not None else len(Weight)
    return list(Verdict).index(one.verdict), weight


def exposure_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Name the places that may discipline, where there are several."""
    if len(opinion.exposures) < _SEVERAL:
        return ()
    places = and_list(citations.jurisdiction(one.jurisdiction, law) for one in opinion.exposures)
    said = message(
        "Whichever law governs, the authorities of {places} may discipline the lawyer.",
        places=places,
    )
    return (
        Line(Role.NOTE, said),
        *citations.citation_text("", opinion.exposures[0].citations),
    )


def _candidate(one: Candidate, cites: dict[str, str], law: Law) -> FindingEntry:
    place = citations.jurisdiction(one.jurisdiction, law)
    verdict = labels.VERDICT_WITHIN_SENTENCE[one.verdict]
    said = message("Under the law of {place}: {verdict}.", place=place, verdict=verdict)
    if one.weight is not None:
        said = message(
            "Under the law of {place}: {verdict} ({weight}).",
            place=place,
            verdict=verdict,
            weight=labels.AUTHORITY_WORDS[one.weight],
        )
    found = dict.fromkeys(cites.get(name, name.partition("@")[0]) for name in one.norms)
    return FindingEntry(
        verdict,
        verdict_tone(one.verdict),
        said,
        tuple(Line(Role.CITE, cite) for cite in list(found)[:_ENOUGH]),
    )
