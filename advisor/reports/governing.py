"""Whose law governs, why, and what would follow where that is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports import citations, reasons, trees, words
from advisor.reports.blocks import Entry, Line, Role, Tone
from advisor.reports.people import grouped
from advisor.reports.verdicts import TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Candidate, Finding, Governing, Opinion
    from advisor.reports.blocks import Block


def governing_blocks(opinion: Opinion, law: Law, *, explain: bool = False) -> tuple[Block, ...]:
    """Name each jurisdiction whose law governs or may, with the reason and its citation."""
    found: list[Block] = [_governing(one, law, explain=explain) for one in opinion.governing]
    if not any(one.truth is Truth.TRUE for one in opinion.governing):
        none = "No law in this corpus is known to govern here."
        found.insert(0, Entry("none", Tone.OPEN, none))
    if opinion.left_open:
        count = words.counted(len(opinion.left_open), "place")
        found.append(
            Line(
                Role.NOTE,
                f"The law of {count} that the scenario does not mention could govern too, "
                "until the places are told.",
            )
        )
    return (*found, *exposure_blocks(opinion, law))


def _governing(one: Governing, law: Law, *, explain: bool) -> Entry:
    name = citations.jurisdiction(one.jurisdiction, law)
    cites = citations.cited("", one.citations if explain else one.citations[:1])
    tree = (trees.node(one.why.determining(), law),) if explain else ()
    if one.truth is Truth.TRUE:
        fact = reasons.because((one.why,), law)
        said = f"{name} governs{f', because {fact}' if fact else ''}."
        return Entry("governs", Tone.FOR, said, cites, tree)
    missing = reasons.unknown((one.why,))
    said = f"{name} may govern{f': it depends on {missing}' if missing else ''}."
    return Entry("may govern", Tone.OPEN, said, cites, tree)


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
    return tuple(_folded(names.get(c, c), found) for c, found in waiting.items()), tuple(rest)


def _folded(name: str, findings: list[Finding]) -> Entry:
    groups = grouped(findings)
    cites = list(
        dict.fromkeys(
            group.first.citations[0].cite if group.first.citations else group.first.norm.id
            for group in groups
        )
    )
    rest = f" and {len(cites) - _ENOUGH} more" if len(cites) > _ENOUGH else ""
    said = f"{name}: {words.counted(len(groups), 'norm')} may apply (--all shows them)."
    line = Line(Role.CITE, f"{'; '.join(cites[:_ENOUGH])}{rest}")
    return Entry("may apply", Tone.OPEN, said, (line,))


_ENOUGH = 3
_SEVERAL = 2


def candidate_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Answer under each jurisdiction that may govern."""
    cites = {one.id: citations.own(one).text for one in opinion.findings}
    found: list[Block] = [_candidate(one, cites, law) for one in opinion.candidates]
    strictest = strictest_of(opinion.candidates)
    if strictest is not None:
        name = citations.jurisdiction(strictest.jurisdiction, law)
        found.append(Line(Role.NOTE, f"The strictest of these is the law of {name}."))
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
    places = words.joined(
        citations.jurisdiction(one.jurisdiction, law) for one in opinion.exposures
    )
    said = f"Whichever law governs, the authorities of {places} may discipline the lawyer."
    return (
        Line(Role.NOTE, said),
        *citations.cited("", opinion.exposures[0].citations),
    )


def _candidate(one: Candidate, cites: dict[str, str], law: Law) -> Entry:
    weight = f" ({one.weight.value} authority)" if one.weight is not None else ""
    said = f"Under the law of {citations.jurisdiction(one.jurisdiction, law)}: "
    found = dict.fromkeys(cites.get(name, name.partition("@")[0]) for name in one.norms)
    return Entry(
        words.VERDICTS[one.verdict].lower(),
        TONES[one.verdict],
        f"{said}{words.VERDICTS[one.verdict].lower()}{weight}.",
        tuple(Line(Role.CITE, cite) for cite in list(found)[:_ENOUGH]),
    )
