"""A citation as one line: the authority, the place in it, its weight, how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.policies import BUNDLED
from advisor.reports import words
from advisor.reports.blocks import Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.authorities import Citation
    from advisor.model.law import Law
    from advisor.model.opinions import Finding


def place(citation: Citation) -> str:
    """Name an authority and the place in it."""
    if not citation.pinpoint or citation.pinpoint in citation.cite:
        return citation.cite
    joint = "" if citation.pinpoint.startswith("(") else ", "
    return f"{citation.cite}{joint}{citation.pinpoint}"


def own(finding: Finding) -> Line:
    """Cite a finding by its own pinpoint, with what it is worth and how it was read."""
    citation = finding.citations[0] if finding.citations else None
    said = place(citation) if citation is not None else finding.norm.id
    marks = [words.weight(finding.weight, finding.kind), words.VERIFICATIONS[finding.verified]]
    if finding.layer != BUNDLED:
        marks.append(f"from {finding.layer}")
    link = citation.url if citation is not None else ""
    return Line(Role.CITE, f"{said} [{'; '.join(marks)}]", link)


def others(finding: Finding) -> tuple[Line, ...]:
    """Cite what a finding rests on besides its own pinpoint, with the words quoted there."""
    own_quote = tuple(quotes(finding.citations[:1]))
    return (*own_quote, *cited("See also", finding.citations[1:]))


def cited(lead: str, citations: Sequence[Citation]) -> tuple[Line, ...]:
    """Cite several places, one line each, with their quotations."""
    lines: list[Line] = []
    for citation in citations:
        read = f" [{words.VERIFICATIONS[citation.verified]}]" if citation.verified else ""
        said = f"{lead} {place(citation)}" if lead else place(citation)
        lines.append(Line(Role.CITE, f"{said}{read}", citation.url))
        lines.extend(quotes((citation,)))
    return tuple(dict.fromkeys(lines))


def quotes(citations: Sequence[Citation]) -> tuple[Line, ...]:
    """Give the words that were seen verbatim, and nothing else."""
    return tuple(
        Line(Role.QUOTE, f"“{citation.quote}”") for citation in citations if citation.quote
    )


def jurisdiction(code: str, law: Law) -> str:
    """Name a jurisdiction by its name and its code."""
    known = law.jurisdictions.get(code)
    name = known.name if known is not None else law.places.names.get(code, "")
    return f"{name} ({code})" if name and name != code else code
