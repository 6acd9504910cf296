"""Policy files to policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.norms import read_norm, read_period
from advisor.corpus.vocabulary import read_derived
from advisor.model.authorities import Authority, Kind
from advisor.model.policies import Policy
from advisor.source.diagnostics_sink import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.corpus.parse_context import ParseContext
    from advisor.corpus.schema.policy import AuthorityModel, PolicyModel
    from advisor.model.vocabulary import DerivedFact
    from advisor.source.nodes import MapNode


def read_policy(
    wire: PolicyModel,
    node: MapNode,
    desk: ParseContext,
    *,
    layer: str,
    derived: Mapping[str, DerivedFact],
) -> Policy:
    """Read a policy whose derived facts were read already."""
    authority = read_authority(wire.authority, node.map("authority"), desk)
    norms = (
        read_norm(wire.policy, authority, one, part, desk)
        for one, part in zip(wire.norms, node.maps("norms"), strict=True)
    )
    scope = None
    if wire.governs_when is not None:
        at = node.key_span("governs_when")
        scope = desk.scope(node.map("governs_when"), at, wire.governs_when.cites)
    _check_untranslatable(wire, node, desk)
    return Policy(
        wire.policy,
        wire.title,
        authority,
        norms=tuple(norm for norm in norms if norm is not None),
        summary=wire.summary or "",
        scope=scope,
        derived=tuple(derived[name] for name in wire.derived if name in derived),
        untranslatable=desk.notices(wire.untranslatable, node, "untranslatable"),
        layer=layer,
        at=node.span_of("policy"),
    )


def policy_derived(wire: PolicyModel, node: MapNode, desk: ParseContext) -> list[DerivedFact]:
    """Read the derived facts that a policy defines."""
    owner = (wire.policy, wire.authority.verified.by)
    holder = node.map("derived")
    return [read_derived(name, item, holder, desk, owner) for name, item in wire.derived.items()]


def read_authority(wire: AuthorityModel, node: MapNode, desk: ParseContext) -> Authority:
    """Read the instrument that a policy comes from."""
    desk.known.check_place(wire.jurisdiction, node.span_of("jurisdiction"), desk.problems)
    for policy, item in zip(wire.supersedes, node.list("supersedes").items, strict=True):
        desk.known.check_policy(policy, item.span, desk.problems)
    in_force = read_period(wire.in_force, node.map("in_force"), desk.problems)
    if wire.kind is not Kind.DRAFT and wire.in_force is None:
        desk.problems.add(
            "missing-key",
            node.span,
            "the key `in_force` is missing in `authority`",
            why="without it the norms would speak of every day, those before the authority too",
            fix="add `in_force: {from: 2020-01-31}` with its first day, "
            "or `in_force: {}` where that is not known",
        )
    if wire.kind is Kind.DRAFT and wire.in_force is not None:
        desk.problems.add(
            "unknown-key",
            node.key_span("in_force"),
            "a draft has no `in_force`",
            why="a draft was never in force, so it never speaks as law",
            fix="remove `in_force`, or correct the `kind`",
        )
    return Authority(
        kind=wire.kind,
        cite=wire.cite,
        issuer=wire.issuer,
        jurisdiction=wire.jurisdiction,
        verified=wire.verified.by,
        verified_on=wire.verified.on,
        in_force=None if wire.kind is Kind.DRAFT else in_force,
        url=wire.url or "",
        note=wire.note or "",
        review_by=wire.review_by,
        at_most=wire.at_most,
        supersedes=tuple(wire.supersedes),
    )


def _check_untranslatable(wire: PolicyModel, node: MapNode, desk: ParseContext) -> None:
    for said, part in zip(wire.untranslatable, node.maps("untranslatable"), strict=True):
        if not said.cites:
            what = f"the remark {quoted(said.says)}"
            desk.citations.needed(said.cites, part, part.span, what)
