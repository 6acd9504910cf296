"""What other places say of one act, by side: a count, and the strongest two that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from advisor.i18n import layout, message, plural_message, series
from advisor.model.authorities import Kind
from advisor.model.norms import Modality
from advisor.model.truth import Truth
from advisor.reports import labels
from advisor.reports.document import Line, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.model.opinions import Conflict, Finding, Opinion

STRONGEST = 2
"""So many authorities of one side are cited; the others are counted."""

ELSEWHERE = message("Elsewhere, where other law governs:")
"""What stands before the sides that other places take."""

_ORDER = (
    Modality.MUST_NOT,
    Modality.SHOULD_NOT,
    Modality.MUST,
    Modality.SHOULD,
    Modality.UNSETTLED,
    Modality.MAY,
    Modality.NEED_NOT,
)


class ElsewhereSide(NamedTuple):
    """What some places say of one act, one finding for each authority, the strongest first."""

    modality: Modality
    findings: tuple[Finding, ...]

    @property
    def number_of_places(self) -> int:
        """Return how many places say so."""
        return len({finding.jurisdiction for finding in self.findings})


def is_elsewhere(finding: Finding) -> bool:
    """Return whether a finding is of law that does not govern."""
    return finding.governs is Truth.FALSE


def is_among_others(conflict: Conflict) -> bool:
    """Return whether both sides of a conflict are law from elsewhere."""
    return is_elsewhere(conflict.forbids) and is_elsewhere(conflict.allows)


def answered_here(opinion: Opinion) -> frozenset[str]:
    """Return the ids of findings from elsewhere that law that governs is set against."""
    return frozenset(
        side.id
        for conflict in opinion.conflicts
        if not is_among_others(conflict)
        for side in (conflict.forbids, conflict.allows)
        if is_elsewhere(side)
    )


def unsettled_conflicts(opinion: Opinion) -> Iterator[tuple[int, Conflict]]:
    """Return the conflicts of law that governs which nothing settles, with their numbers."""
    for number, conflict in enumerate(opinion.conflicts):
        sides = (conflict.forbids, conflict.allows)
        if conflict.resolved_by is None and not any(map(is_elsewhere, sides)):
            yield number, conflict


def by_act(findings: Iterable[Finding]) -> dict[tuple[str, str], tuple[ElsewhereSide, ...]]:
    """Return the sides that other places take on each act, by the act and its bearer."""
    gathered: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.act, finding.bearer), []).append(finding)
    return {act: sides_taken(alike) for act, alike in gathered.items()}


def sides_taken(findings: Iterable[Finding]) -> tuple[ElsewhereSide, ...]:
    """Return the sides that other places take on one act, those against it first."""
    by_side: dict[Modality, list[Finding]] = {modality: [] for modality in _ORDER}
    for finding in findings:
        by_side[finding.modality].append(finding)
    return tuple(
        ElsewhereSide(modality, tuple(strongest_first(alike)))
        for modality, alike in by_side.items()
        if alike
    )


def is_disputed(taken: Sequence[ElsewhereSide]) -> bool:
    """Return whether one of some sides forbids what another allows, or frees from a duty."""
    said = {side.modality for side in taken}
    forbidden = any(one.forbids for one in said) and any(one.allows for one in said)
    return forbidden or (any(one.exempts for one in said) and any(one.commands for one in said))


def side_line(side: ElsewhereSide) -> Line:
    """Say how many places take a side, and cite the strongest."""
    return Line(Role.REASON, _said(side, cited_some(side.findings)))


def cited_some(findings: Sequence[Finding]) -> str:
    """Cite the strongest of some findings, and count the others."""
    cited = dict.fromkeys(cite(finding).text for finding in findings[:STRONGEST])
    left = len(findings) - STRONGEST
    if left <= 0:
        return series(cited)
    return plural_message(
        left,
        "{authorities}; and {count} more",
        "{authorities}; and {count} more",
        authorities=series(cited),
    )


def cite(finding: Finding) -> Line:
    """Cite one authority from elsewhere, with how well it was read."""
    if not finding.citations:
        return Line(Role.CITE, finding.norm.id)
    citation = finding.citations[0]
    text = layout(
        "{authority} [{verification}]",
        authority=citation.place,
        verification=labels.verification_text(finding.verified),
    )
    return Line(Role.CITE, text, citation.url, citation.cite)


def strongest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each authority, one of each place before any second one."""
    authorities: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=_strength):
        authorities.setdefault((finding.jurisdiction, cite(finding).text), finding)
    first: dict[str, Finding] = {}
    for finding in authorities.values():
        first.setdefault(finding.jurisdiction, finding)
    second = (one for one in authorities.values() if first[one.jurisdiction] is not one)
    return [*first.values(), *second]


def _strength(finding: Finding) -> tuple[int, int]:
    """Rank by what sort of authority it is, then by how well it was read."""
    return list(Kind).index(finding.kind), finding.verified.rank


def _said(side: ElsewhereSide, authorities: str) -> str:
    count = side.number_of_places
    match side.modality:
        case Modality.MUST_NOT:
            return plural_message(
                count,
                "{count} place forbids it: {authorities}.",
                "{count} places forbid it: {authorities}.",
                authorities=authorities,
            )
        case Modality.SHOULD_NOT:
            return plural_message(
                count,
                "{count} place advises against it: {authorities}.",
                "{count} places advise against it: {authorities}.",
                authorities=authorities,
            )
        case Modality.MUST:
            return plural_message(
                count,
                "{count} place requires it: {authorities}.",
                "{count} places require it: {authorities}.",
                authorities=authorities,
            )
        case Modality.SHOULD:
            return plural_message(
                count,
                "{count} place advises it: {authorities}.",
                "{count} places advise it: {authorities}.",
                authorities=authorities,
            )
        case Modality.UNSETTLED:
            return plural_message(
                count,
                "{count} place leaves it open: {authorities}.",
                "{count} places leave it open: {authorities}.",
                authorities=authorities,
            )
        case Modality.MAY:
            return plural_message(
                count,
                "{count} place allows it: {authorities}.",
                "{count} places allow it: {authorities}.",
                authorities=authorities,
            )
        case Modality.NEED_NOT:
            return plural_message(
                count,
                "{count} place does not require it: {authorities}.",
                "{count} places do not require it: {authorities}.",
                authorities=authorities,
            )
    assert_never(side.modality)
