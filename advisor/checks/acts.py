"""Checks of acts: what is both commanded and forbidden, on whose side, and counted how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.checks.local_norms import local_norms
from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity
from advisor.engine.reference import FactView, evaluate
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.truth import Truth
from advisor.model.vocabulary import MessageSide

if TYPE_CHECKING:
    from advisor.checks.local_norms import LocalNorm
    from advisor.model.law import Law
    from advisor.model.norms import Norm

_DIRECTION = "message.direction"


def check_acts(law: Law) -> Iterator[Diagnostic]:
    """Find acts that go two ways, bearers on the wrong side, and wrongs that count twice."""
    norms = list(local_norms(law))
    yield from _two_ways(law)
    yield from _wrong_sides(law, norms)
    yield from _same_wrongs(norms)


def _two_ways(law: Law) -> Iterator[Diagnostic]:
    first: dict[str, Norm] = {}
    reported: set[str] = set()
    for policy in law.policies.values():
        for norm in policy.norms:
            if not (norm.modality.commands or norm.modality.forbids):
                continue
            other = first.setdefault(norm.act, norm)
            if other.modality.forbids is norm.modality.forbids or norm.act in reported:
                continue
            reported.add(norm.act)
            one_way, other_way = ("forbids", "commands")[:: 1 if norm.modality.forbids else -1]
            yield Diagnostic(
                "two-way-act",
                norm.at or NO_PLACE,
                f"`{norm.id}` {one_way} `{norm.act}`, which `{other.id}` {other_way}",
                "where the two are about different things both can be kept,"
                " and would be reported as a conflict",
                "give each an act of its own, or say both the same way round",
                Severity.WARNING,
            )


def _wrong_sides(law: Law, norms: Sequence[LocalNorm]) -> Iterator[Diagnostic]:
    views = {side: _on(law, side) for side in MessageSide}
    for local in norms:
        side = law.vocabulary.bearer_sides.get(local.norm.bearer)
        is_copy = local.at is not local.norm.at and local.when is local.norm.when
        if side is None or is_copy:
            continue
        other = next(one for one in MessageSide if one is not side)
        if evaluate(local.when, views[other], 0) is not Truth.FALSE:
            yield Diagnostic(
                "wrong-side",
                local.at or NO_PLACE,
                f"`{local.name}` binds `{local.norm.bearer}` on mail that is {other.value}",
                "what somebody owes on the other side of a message would decide about ours",
                f"add `{_DIRECTION}: {side.value}` to its `when`, or name another bearer",
                Severity.WARNING,
            )


def _on(law: Law, side: MessageSide) -> FactView:
    """Return what can be seen of a message of which nothing but its side is told."""
    told = Scenario(facts={_DIRECTION: side.value}, recipients=(Recipient(""),))
    return FactView(law, told, date.max)


def _same_wrongs(norms: Sequence[LocalNorm]) -> Iterator[Diagnostic]:
    """
    Find norms that one and the same conduct would break.

    They stand in one policy, or one advises what the law of the same place commands.
    """
    alike: dict[tuple[object, ...], list[LocalNorm]] = defaultdict(list)
    for local in norms:
        if local.compliance is not None:
            norm = local.norm
            about = norm.act, norm.bearer, norm.modality.stance, norm.exceptions
            alike[local.place, about, local.when, local.compliance].append(local)
    for group in alike.values():
        for index, second in enumerate(group):
            first = next((one for one in group[:index] if _is_one_wrong(one, second)), None)
            if first is not None:
                later = first if second.binds and not first.binds else second
                ground = second if later is first else first
                yield Diagnostic(
                    "same-wrong",
                    later.at or NO_PLACE,
                    f"whatever breaks `{later.name}` breaks `{ground.name}`",
                    "one wrong would be counted twice",
                    f"make it a ground of `{ground.norm.id}`, in its `cites`",
                    Severity.WARNING,
                )


def _is_one_wrong(first: LocalNorm, second: LocalNorm) -> bool:
    if first.norm.policy == second.norm.policy:
        related = first.norm.text != second.norm.text  # the same words are `same-norm`
    else:
        related = first.binds is not second.binds
    return related and first.in_force.overlaps(second.in_force)
