"""Whose law governs, why, and what would follow where that is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports import citations, labels, proof_tree, reasons
from advisor.reports.page_blocks import Line, PageEntry, Role, Tone
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.verdict_banner import VERDICT_TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Candidate, Finding, Governing, Opinion
    from advisor.reports.page_blocks import PageBlock


def governing_blocks(
    opinion: Opinion, law: Law, *, explain: bool = False, language: Language = ENGLISH
) -> tuple[PageBlock, ...]:
    """Name each jurisdiction whose law governs or may, with the reason and its citation."""
    found: list[PageBlock] = [
        _governing(one, law, explain=explain, language=language) for one in opinion.governing
    ]
    if not any(one.truth is Truth.TRUE for one in opinion.governing):
        word = language.phrase("none", context="lead")
        none = language.phrase("No law in this corpus is known to govern here.")
        found.insert(0, PageEntry(word, Tone.OPEN, none))
    if opinion.left_open:
        said = language.plural(
            len(opinion.left_open),
            "The law of {count} place that the scenario does not mention could govern too, "
            "until the places are told.",
            "The law of {count} places that the scenario does not mention could govern too, "
            "until the places are told.",
        )
        found.append(Line(Role.NOTE, said))
    return (*found, *exposure_blocks(opinion, law, language))


def _governing(one: Governing, law: Law, *, explain: bool, language: Language) -> PageEntry:
    name = citations.jurisdiction(one.jurisdiction, law)
    cites = citations.citation_text("", one.citations if explain else one.citations[:1], language)
    tree = (proof_tree.node(one.why.determining(), law, language),) if explain else ()
    if one.truth is Truth.TRUE:
        fact = reasons.because((one.why,), law, language=language)
        said = language.phrase("{place} governs.", place=name)
        if fact:
            said = language.phrase("{place} governs, because {facts}.", place=name, facts=fact)
        return PageEntry(language.phrase("governs", context="lead"), Tone.FOR, said, cites, tree)
    missing = reasons.unknown((one.why,), language)
    said = language.phrase("{place} may govern.", place=name)
    if missing:
        said = language.phrase(
            "{place} may govern: it depends on {facts}.", place=name, facts=missing
        )
    return PageEntry(language.phrase("may govern", context="lead"), Tone.OPEN, said, cites, tree)


def may_govern(
    opinion: Opinion, language: Language = ENGLISH
) -> tuple[tuple[PageBlock, ...], tuple[Finding, ...]]:
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
    folded = (_folded(names.get(c, c), found, language) for c, found in waiting.items())
    return tuple(folded), tuple(rest)


def _folded(name: str, findings: list[Finding], language: Language) -> PageEntry:
    groups = group_recipients(findings, language)
    cites = list(
        dict.fromkeys(
            group.first.citations[0].cite if group.first.citations else group.first.norm.id
            for group in groups
        )
    )
    cited = "; ".join(cites[:_ENOUGH])
    if len(cites) > _ENOUGH:
        more = len(cites) - _ENOUGH
        cited = language.plural(
            more, "{authorities} and {count} more", "{authorities} and {count} more",
            authorities=cited,
        )  # fmt: skip
    said = language.plural(
        len(groups),
        "{place}: {count} norm may apply (--all shows them).",
        "{place}: {count} norms may apply (--all shows them).",
        place=name,
    )
    word = language.phrase("may apply", context="lead")
    return PageEntry(word, Tone.OPEN, said, (Line(Role.CITE, cited),))


_ENOUGH = 3
_SEVERAL = 2


def candidate_blocks(
    opinion: Opinion, law: Law, language: Language = ENGLISH
) -> tuple[PageBlock, ...]:
    """Answer under each jurisdiction that may govern."""
    cites = {one.id: citations.own(one, language).text for one in opinion.findings}
    found: list[PageBlock] = [_candidate(one, cites, law, language) for one in opinion.candidates]
    strictest = strictest_of(opinion.candidates)
    if strictest is not None:
        name = citations.jurisdiction(strictest.jurisdiction, law)
        said = language.phrase("The strictest of these is the law of {place}.", place=name)
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


def exposure_blocks(
    opinion: Opinion, law: Law, language: Language = ENGLISH
) -> tuple[PageBlock, ...]:
    """Name the places that may discipline, where there are several."""
    if len(opinion.exposures) < _SEVERAL:
        return ()
    places = language.joined(
        citations.jurisdiction(one.jurisdiction, law) for one in opinion.exposures
    )
    said = language.phrase(
        "Whichever law governs, the authorities of {places} may discipline the lawyer.",
        places=places,
    )
    return (
        Line(Role.NOTE, said),
        *citations.citation_text("", opinion.exposures[0].citations, language),
    )


def _candidate(one: Candidate, cites: dict[str, str], law: Law, language: Language) -> PageEntry:
    place = citations.jurisdiction(one.jurisdiction, law)
    verdict = language.term(
        "verdict within a sentence", labels.VERDICT_WITHIN_SENTENCE[one.verdict]
    )
    said = language.phrase("Under the law of {place}: {verdict}.", place=place, verdict=verdict)
    if one.weight is not None:
        said = language.phrase(
            "Under the law of {place}: {verdict} ({weight}).",
            place=place,
            verdict=verdict,
            weight=language.term("weight", labels.AUTHORITY_WORDS[one.weight]),
        )
    found = dict.fromkeys(cites.get(name, name.partition("@")[0]) for name in one.norms)
    return PageEntry(
        verdict,
        VERDICT_TONES[one.verdict],
        said,
        tuple(Line(Role.CITE, cite) for cite in list(found)[:_ENOUGH]),
    )
