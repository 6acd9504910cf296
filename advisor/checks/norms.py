"""Checks of norms against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.norms import Norm


def check_norms(law: Law) -> Iterator[Diagnostic]:
    """Find norms that repeat another, and overrides that run in a circle."""
    for policy in law.policies.values():
        seen: list[Norm] = []
        for norm in policy.norms:
            twin = next((one for one in seen if _same(one, norm)), None)
            if twin is not None:
                yield Diagnostic(
                    "same-norm",
                    norm.at or NO_PLACE,
                    f"`{norm.id}` repeats `{twin.id}`",
                    "each opinion would say the same thing twice",
                    "keep one of them, with both pinpoints in its `cites`",
                    Severity.WARNING,
                )
            seen.append(norm)
    yield from _circles(law)


def _same(one: Norm, other: Norm) -> bool:
    return (
        (one.act, one.bearer, one.modality) == (other.act, other.bearer, other.modality)
        and one.when == other.when
        and one.compliance == other.compliance
        and one.exceptions == other.exceptions
        and one.in_force == other.in_force
        and one.text == other.text
    )


def _circles(law: Law) -> Iterator[Diagnostic]:
    norms = {one.id: one for policy in law.policies.values() for one in policy.norms}
    for norm in norms.values():
        path = _path_back(norm.id, norms)
        if path and norm.id == min(path):
            yield Diagnostic(
                "override-cycle",
                norm.at or NO_PLACE,
                "norms override one another: " + " > ".join(f"`{one}`" for one in path),
                "none of them could ever prevail",
                "take one `overrides` out of the circle",
            )


def _path_back(start: str, norms: Mapping[str, Norm]) -> list[str]:
    pending = [[start]]
    while pending:
        path = pending.pop()
        for override in norms[path[-1]].overrides:
            if override.norm == start:
                return [*path, start]
            if override.norm in norms and override.norm not in path:
                pending.append([*path, override.norm])
    return []
