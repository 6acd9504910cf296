"""The table of authorities: what each is, what it weighs here, and how it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.authorities import Kind
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    ReportTable,
    Sentence,
    SentenceSource,
)
from advisor.reports.labels import AUTHORITY_KINDS, verification_text, weight_word
from advisor.reports.memo.frames import say_frame
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.authorities import Authority
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.reports.memo.footnotes import FootnoteCitation
    from advisor.reports.memo.memo_context import MemoContext

_PASSIM = 8
"""From this many notes on, lawyers write *passim*."""


@dataclass
class _Row:
    """What is gathered of one authority while the footnotes are read."""

    cite: str
    authority: Authority | None = None
    kind: Kind | None = None
    url: str = ""
    strongest: Finding | None = None
    cited: list[FootnoteCitation] = field(default_factory=list)


def authorities_table(materials: MemoContext) -> Iterator[Block]:
    """List every authority that a footnote cites, by kind."""
    rows = _gathered(materials)
    if not rows:
        yield Paragraph((say_frame("authorities.none"),))
        return
    order = list(Kind)
    rows.sort(key=lambda row: (order.index(row.kind) if row.kind else len(order), row.cite))
    yield ReportTable(
        say_frame("authorities"),
        (
            say_frame("authorities.authority"),
            say_frame("authorities.weight"),
            say_frame("authorities.read"),
            say_frame("authorities.notes"),
        ),
        tuple(_row(row) for row in rows),
        (44, 22, 24, 10),
    )


def _gathered(materials: MemoContext) -> list[_Row]:
    rows: dict[str, _Row] = {}
    for cited in materials.register.cited:
        row = rows.setdefault(cited.citation.cite, _Row(cited.citation.cite))
        row.cited.append(cited)
        row.authority = row.authority or _authority(cited, materials.law)
        row.url = row.url or cited.citation.url
        finding = cited.finding
        if finding is not None and cited.own:
            row.kind = row.kind or finding.kind
            best = row.strongest
            if best is None or finding.weight.rank < best.weight.rank:
                row.strongest = finding
    for row in rows.values():
        if row.authority is not None:
            row.kind = row.authority.kind
            row.url = row.authority.url or row.url
    return list(rows.values())


def _authority(cited: FootnoteCitation, law: Law) -> Authority | None:
    """Find the instrument behind a citation, where the corpus holds it under that name."""
    citation = cited.citation
    names = [citation.policy, (citation.norm or "").partition("#")[0] or None]
    names.append(cited.finding.norm.policy if cited.finding is not None else None)
    for name in names:
        policy = law.policies.get(name) if name is not None else None
        if policy is not None and policy.authority.cite == citation.cite:
            return policy.authority
    return None


def _row(row: _Row) -> tuple[Sentence, ...]:
    source = SentenceSource(Basis.AUTHORITY, row.cite)
    worth = say_frame("authorities.weight.cited", source)
    if row.strongest is not None:
        words = weight_word(row.strongest.weight, row.strongest.kind)
        kind = AUTHORITY_KINDS[row.kind or row.strongest.kind]
        worth = say_frame("authorities.weight.value", source, weight=words, kind=kind)
    elif row.kind is not None:
        name = "authorities.weight.cited.kind"
        worth = say_frame(name, source, kind=AUTHORITY_KINDS[row.kind])
    numbers = list(dict.fromkeys(item.number for item in row.cited))
    where = say_frame("authorities.notes.passim", source)
    if len(numbers) < _PASSIM:
        where = say_frame("authorities.notes.value", source, numbers=", ".join(map(str, numbers)))
    return (
        say_frame("analysis.authority", source, link=row.url, authority=row.cite),
        worth,
        _read(row, source),
        where,
    )


def _read(row: _Row, source: SentenceSource) -> Sentence:
    if row.authority is not None:
        words = verification_text(row.authority.verified)
        if row.authority.verified_on is None:
            return say_frame("authorities.read.value", source, verification=words)
        read_on = row.authority.verified_on
        return say_frame("authorities.read.dated", source, verification=words, day=read_on)
    levels = [item.citation.verified for item in row.cited if item.citation.verified is not None]
    levels += [item.finding.verified for item in row.cited if item.finding is not None and item.own]
    if not levels:
        return say_frame("authorities.read.unknown", source)
    weakest = max(levels, key=lambda level: level.rank)
    return say_frame("authorities.read.value", source, verification=verification_text(weakest))
