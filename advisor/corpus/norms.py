"""The norms of a policy file, checked one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.model.authorities import ALWAYS_IN_FORCE, Period
from advisor.model.norms import Modality, Norm, NormException, Override, Position
from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.source.nodes import words_span
from advisor.source.value_diagnostics import report_period

if TYPE_CHECKING:
    from datetime import date

    from advisor.corpus.parse_context import ParseContext
    from advisor.corpus.schema.parts import PeriodModel
    from advisor.corpus.schema.policy import NormModel
    from advisor.model.authorities import Authority, Verification
    from advisor.model.conditions import Condition
    from advisor.model.day_spans import DaySpan
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode

HOLES = ("recipient", "sender", "jurisdiction")
_HOLE = re.compile(r"\{([^{}]*)\}?|\}")
_COMPLIANCE = ("met_if", "breached_if")
_WORDS = [modality.value for modality in Modality]


def read_norm(
    policy: str, authority: Authority, wire: NormModel, node: MapNode, desk: ParseContext
) -> Norm | None:
    """Read one norm, noting all that is wrong with it; `None` without a modality."""
    at = node.span_of("id")
    desk.known.check_act(wire.act, node.span_of("act"), desk.problems)
    desk.known.check_bearer(wire.bearer, node.span_of("bearer"), desk.problems)
    desk.citations.check_own_first(wire.cites, node)
    cited = desk.citations.needed(wire.cites, node, at, f"the norm {quoted(wire.id)}")
    when = desk.conditions.read(node.values.get("when"))
    exceptions = _exceptions(wire, node.map("unless"), desk)
    overrides = tuple(
        Override(
            override.norm, desk.citations.needed(override.cites, part, part.span, "an override")
        )
        for override, part in zip(wire.overrides, node.maps("overrides"), strict=True)
        if desk.known.check_norm(override.norm, part.span_of("norm"), desk.problems)
    )
    positions = tuple(
        Position(
            position.says, desk.citations.needed(position.cites, part, part.span, "a position")
        )
        for position, part in zip(wire.positions, node.maps("positions"), strict=True)
    )
    level = wire.verified or authority.verified
    _check_level(level, authority, node, desk.problems)
    modality = _modality(wire, node, desk.problems)
    if modality is None:
        return None
    if wire.positions and not modality.leaves_open:
        _stray_positions(node, desk.problems)
    text: str = getattr(wire, modality.value)
    check_holes(text, node, modality.value, desk.problems)
    return Norm(
        id=f"{policy}#{wire.id}",
        act=wire.act,
        bearer=wire.bearer,
        modality=modality,
        text=text,
        citations=cited,
        verified=level,
        kind=wire.kind or authority.kind,
        when=when,
        compliance=compliance(modality, node, desk),
        exceptions=exceptions,
        overrides=overrides,
        positions=positions,
        because=wire.because or "",
        caveat=wire.caveat or "",
        in_force=_in_force(wire.in_force, authority, node, desk.problems),
        topics=tuple(wire.topics),
        at=at,
    )


def _modality(wire: NormModel, node: MapNode, problems: DiagnosticSink) -> Modality | None:
    said = [modality for modality in Modality if getattr(wire, modality.value) is not None]
    if len(said) == 1:
        return said[0]
    at = node.key_span(said[1].value) if said else node.span_of("id")
    problems.add(
        "two-modalities" if said else "no-modality",
        at,
        f"the norm {quoted(wire.id)} has {len(said) or 'no'} modalit{'ies' if said else 'y'}",
        why="a norm commands, forbids, advises or allows, and only one of these",
        fix="make a norm of each" if said else f"add one of {word_list(_WORDS)}",
    )
    return None


def compliance(modality: Modality, node: MapNode, desk: ParseContext) -> Condition | None:
    """Read `met_if` or `breached_if`, noting one that is missing or means nothing."""
    wanted = modality.compliance_key
    others = [key for key in _COMPLIANCE if key in node.values and key != wanted]
    for key in others:
        is_instead = wanted is not None and wanted not in node.values
        desk.problems.add(
            "needless-compliance",
            node.key_span(key),
            f"`{modality.value}` goes without `{key}`",
            why="what is commanded is met or not, what is forbidden is breached or not, "
            "and what is allowed is neither",
            fix=f"write `{wanted}` instead" if is_instead else f"remove `{key}`",
        )
    if wanted is None:
        return None
    if wanted not in node.values and not others:
        desk.problems.add(
            "missing-compliance",
            node.key_span(modality.value),
            f"`{modality.value}` needs `{wanted}`",
            why="without it nobody could say whether the norm was kept, so it would stay open",
            fix=f"add `{wanted}:` with the condition",
        )
        return None
    return desk.conditions.read(node.values[wanted if wanted in node.values else others[0]])


def check_holes(text: str, node: MapNode, key: str, problems: DiagnosticSink) -> None:
    """Note a hole in a sentence that nothing fills."""
    for found in _HOLE.finditer(text):
        if found[1] not in HOLES or not found[0].endswith("}"):
            names = [f"{{{name}}}" for name in HOLES]
            problems.add(
                "unknown-hole",
                words_span(node.values.get(key) or node, found[0]),
                f"nothing fills the hole {quoted(found[0])}",
                why="it would be printed as it stands, in the middle of an opinion",
                fix=did_you_mean(found[0], names, f"use {word_list(names)}, or write the word"),
            )


def _exceptions(wire: NormModel, holder: MapNode, desk: ParseContext) -> tuple[NormException, ...]:
    return tuple(
        NormException(
            name,
            item.means,
            desk.conditions.read(holder.map(name).values.get("when")),
            desk.citations.needed(
                item.cites,
                holder.map(name),
                holder.key_span(name),
                f"the exception {quoted(name)}",
            ),
            at=holder.key_span(name),
        )
        for name, item in wire.unless.items()
    )


def _check_level(
    level: Verification, authority: Authority, node: MapNode, problems: DiagnosticSink
) -> None:
    outer = authority.verified.value
    if level.rank < authority.verified.rank:
        problems.add(
            "verified-too-strong",
            node.span_of("verified"),
            f"{quoted(level.value)} is more than its authority's {quoted(outer)}",
            why="no paragraph was read better than the instrument it stands in",
            fix="raise the authority's level, if that is how it was read, or lower this one",
        )


def read_period(wire: PeriodModel | None, node: MapNode, problems: DiagnosticSink) -> Period:
    """Read a period, noting one that ends before it begins."""
    if wire is None:
        return ALWAYS_IN_FORCE
    return period_between(wire.from_, wire.until, node, problems, latest=wire.by)


def period_between(
    begins: DaySpan | None,
    ends: DaySpan | None,
    node: MapNode,
    problems: DiagnosticSink,
    *,
    latest: DaySpan | None = None,
) -> Period:
    """
    Return a period, of either end of which only the month or the year may be told.

    `latest` holds the last day that the first one can have been.
    """
    last_start = begins if latest is None else latest
    is_empty = begins is not None and ends is not None and ends.last <= begins.first
    if is_empty or (begins is not None and latest is not None and latest.last < begins.first):
        report_period(node, problems)
    return Period(
        start=None if begins is None else begins.first,
        until=None if ends is None else ends.last,
        start_by=_unread_by(begins, last_start),
        until_from=None if ends is None or ends.first == ends.last else ends.first,
    )


def _unread_by(begins: DaySpan | None, latest: DaySpan | None) -> date | None:
    if latest is None or (begins is not None and begins.first == latest.last):
        return None
    return latest.last


def _in_force(
    wire: PeriodModel | None, authority: Authority, node: MapNode, problems: DiagnosticSink
) -> Period:
    own = read_period(wire, node.map("in_force"), problems)
    outer = authority.in_force
    if wire is None or outer is None:
        return own
    early = own.start is not None and outer.start is not None and own.start < outer.start
    late = own.until is not None and outer.until is not None and own.until > outer.until
    if early or late:
        problems.add(
            "outside-in-force",
            node.span_of("in_force"),
            f"the norm would be in force {'before' if early else 'after'} its authority is",
            why="a paragraph is in force only while its instrument is",
            fix="narrow these dates, or mend those of the authority",
        )
    return own


def _stray_positions(node: MapNode, problems: DiagnosticSink) -> None:
    problems.add(
        "unknown-key",
        node.key_span("positions"),
        "only an `unsettled` norm has `positions`",
        why="where the law is settled there are no sides to report",
        fix="remove `positions`, or make the norm `unsettled`",
    )
