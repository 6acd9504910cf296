"""A citation as one line: the authority, the place in it, its weight, how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import Message, layout, message, series
from advisor.model.policies import BUNDLED
from advisor.reports import labels
from advisor.reports.document import FindingEntry, Line, Role, SideBySide
from advisor.reports.periods import began_text

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.jurisdictions import Adoption
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.reports.document import Block


def own(finding: Finding) -> Line:
    """Cite a finding by its own pinpoint, with what it is worth and how it was read."""
    citation = finding.citations[0] if finding.citations else None
    marks = [
        labels.weight_word(finding.weight, finding.kind),
        labels.verification_text(finding.verified),
    ]
    if finding.layer != BUNDLED:
        marks.append(message("from {layer}", layer=finding.layer))
    text = layout("{authority} [{marks}]", authority=finding.cited_as, marks=series(marks))
    if citation is None:
        return Line(Role.CITE, text)
    return Line(Role.CITE, text, citation.url, citation.cite)


def others(finding: Finding) -> tuple[Line, ...]:
    """Cite what a finding rests on besides its own pinpoint, with the words quoted there."""
    own_quote = quotes(finding.citations[:1])
    lead = message("See also", context="before a citation")
    return (*own_quote, *citation_text(lead, finding.citations[1:]))


def citation_text(lead: str, citations: Sequence[Citation]) -> tuple[Line, ...]:
    """Cite several places, one line each, with their quotations."""
    lines: list[Line] = []
    for citation in citations:
        level = citation.verified
        said: str = layout("{lead} {authority}", lead=lead, authority=citation.place)
        if not lead or citation.since_then:
            said = citation.place
        if level:
            read = labels.verification_text(level)
            said = layout("{authority} [{verification}]", authority=said, verification=read)
        if citation.since_then:
            said = message(
                "Since then, from {day}: {authority}",
                day=began_text(citation.since_then),
                authority=said,
            )
        lines.append(Line(Role.CITE, said, citation.url, citation.cite))
        lines.extend(quotes((citation,)))
    return tuple(dict.fromkeys(lines))


def quotes(citations: Sequence[Citation]) -> tuple[Line, ...]:
    """Return the words that were seen verbatim, and nothing else."""
    return tuple(
        Line(Role.QUOTE, message("“{quote}”", quote=citation.quote))
        for citation in citations
        if citation.quote
    )


def local_words(adoption: Adoption) -> str:
    """Return what a table says of a local text: words seen in it, and how it differs."""
    seen = f"“{adoption.quote}”" if adoption.quote else ""
    return "; ".join(said for said in (seen, adoption.differs) if said)


def shortened(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """
    Write `Id.` where an entry cites the authority that the entry before it cited alone.

    What stands between them must cite nothing else, as the convention has it.
    """
    before = ""
    short: list[Block] = []
    for block in blocks:
        cites = [line.cite for line in _lines(block) if line.cite]
        if isinstance(block, FindingEntry) and cites and cites[0] == before:
            short.append(block._replace(lines=_first_short(block.lines, before)))
        else:
            short.append(block)
        before = cites[0] if len(set(cites)) == 1 else ""
    return tuple(short)


def _lines(block: Block) -> tuple[Line, ...]:
    match block:
        case FindingEntry(lines=lines):
            return lines
        case SideBySide(left=left, right=right, lines=lines):
            return (*left.lines, *right.lines, *lines)
        case Line():
            return (block,)
        case _:
            return ()


def _first_short(lines: tuple[Line, ...], cite: str) -> tuple[Line, ...]:
    at = next(at for at, line in enumerate(lines) if line.cite == cite)
    same = message("Id.", context="the authority that was cited just before")
    told = lines[at]._replace(text=_replaced(lines[at].text, cite, same))
    return (*lines[:at], told, *lines[at + 1 :])


def _replaced(text: str, words: str, other: str) -> str:
    """Put other words in the place of some that a text holds, where these stand first."""
    if isinstance(text, Message):
        for name, slot in text.slots.items():
            if isinstance(slot, str) and words in slot:
                return text.fill(**{name: _replaced(slot, words, other)})
    before, found, after = text.partition(words)
    return (
        layout("{before}{other}{after}", before=before, other=other, after=after) if found else text
    )


def jurisdiction(code: str, law: Law) -> str:
    """Return the name of a jurisdiction by its name and its code."""
    known = law.jurisdictions.get(code)
    name = known.name if known is not None else law.places.names.get(code, "")
    return f"{name} ({code})" if name and name != code else code
