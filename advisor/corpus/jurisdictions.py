"""Jurisdiction files to jurisdictions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.corpus.norms import check_holes, compliance, period_between
from advisor.corpus.parse_context import ParseContext
from advisor.model.jurisdictions import (
    Adoption,
    DeclinedNorm,
    Jurisdiction,
    JurisdictionRow,
    StandIn,
)
from advisor.model.norms import Modality
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.corpus.schema.jurisdiction import (
        AdoptionModel,
        JurisdictionModel,
        RefusalModel,
        StandInModel,
    )
    from advisor.diagnostics import Span
    from advisor.source.nodes import MapNode


def read_jurisdiction(
    wire: JurisdictionModel,
    node: MapNode,
    desk: ParseContext,
    modalities: Mapping[str, Modality],
    layer: str,
) -> Jurisdiction:
    """
    Read a jurisdiction, all but the conditions under which its law governs.

    `modalities` tells of every norm whether it commands or forbids; `layer` is the one
    that the file stands in.
    """
    adopts, declines = node.map("adopts"), node.map("declines")
    stands_for = node.map("stands_for")
    return Jurisdiction(
        wire.jurisdiction,
        wire.name,
        adoptions={
            norm: _adoption(norm, adopt, adopts, desk, modalities.get(norm))
            for norm, adopt in wire.adopts.items()
            if desk.known.check_norm(norm, adopts.key_span(norm), desk.problems)
            and _is_under_its_own_number(wire, adopt.as_, adopts.key_span(norm), desk)
        },
        stand_ins={
            norm: _stand_in(norm, stand_in, stands_for, desk)
            for norm, stand_in in wire.stands_for.items()
            if desk.known.check_norm(norm, stands_for.key_span(norm), desk.problems)
            and _is_not_declined(norm, wire, stands_for, desk)
            and _is_under_its_own_number(wire, stand_in.as_, stands_for.key_span(norm), desk)
        },
        refusals={
            norm: _refusal(norm, decline, declines, desk)
            for norm, decline in wire.declines.items()
            if desk.known.check_norm(norm, declines.key_span(norm), desk.problems)
        },
        profile=tuple(
            JurisdictionRow(
                section, row.row, row.value, row.verified, row.url or "", row.note or ""
            )
            for section, rows in wire.profile.items()
            for row in rows
        ),
        notices=desk.notices(wire.notices, node, "notices"),
        layer=layer,
        at=node.span_of("jurisdiction"),
    )


def _adoption(
    norm: str, wire: AdoptionModel, holder: MapNode, desk: ParseContext, modality: Modality | None
) -> Adoption:
    node = holder.map(norm)
    own_compliance = None
    if modality is not None and (wire.met_if is not None or wire.breached_if is not None):
        own_compliance = compliance(modality, node, desk)
    if wire.text is not None:
        check_holes(wire.text, node, "text", desk.problems)
    return Adoption(
        norm,
        wire.as_,
        period=period_between(wire.from_, wire.until, node, desk.problems, latest=wire.by),
        is_day_unread=wire.day_unread,
        verified=wire.verified,
        citations=desk.citations.read(wire.cites, node),
        quote=wire.quote or "",
        url=wire.url or "",
        differs=wire.differs or "",
        caveat=wire.caveat or "",
        text=wire.text or "",
        when=None if wire.when is None else desk.conditions.read(node.values.get("when")),
        compliance=own_compliance,
        at=holder.key_span(norm),
    )


def _stand_in(norm: str, wire: StandInModel, holder: MapNode, desk: ParseContext) -> StandIn:
    node = holder.map(norm)
    return StandIn(
        norm,
        wire.verified,
        period=period_between(wire.from_, wire.until, node, desk.problems),
        cite=wire.as_ or "",
        url=wire.url or "",
        note=wire.note,
        citations=desk.citations.read(wire.cites, node),
        at=holder.key_span(norm),
    )


def _is_not_declined(
    norm: str, wire: JurisdictionModel, holder: MapNode, desk: ParseContext
) -> bool:
    if norm not in wire.declines:
        return True
    desk.problems.add(
        "duplicate-id",
        holder.key_span(norm),
        f"{quoted(norm)} stands for a text here, and is declined",
        why="what a place declined cannot stand for its own text",
        fix="remove one of the two",
    )
    return False


def _is_under_its_own_number(
    wire: JurisdictionModel, cite: str | None, at: Span, desk: ParseContext
) -> bool:
    for number, stands_there in wire.paragraphs.items():
        if re.search(rf"(?<![\d.]){re.escape(number)}", cite or ""):
            desk.problems.add(
                "duplicate-id",
                at,
                f"{quoted(number)} is something else here: {stands_there}",
                why="one paragraph of a place cannot hold two rules",
                fix="cite the paragraph that holds this rule, or leave the rule out",
            )
            return False
    return True


def _refusal(norm: str, wire: RefusalModel, holder: MapNode, desk: ParseContext) -> DeclinedNorm:
    cited = desk.citations.read(wire.cites, holder.map(norm))
    return DeclinedNorm(
        norm,
        wire.verified,
        note=wire.note or "",
        instead=wire.instead or "",
        citations=cited,
    )
