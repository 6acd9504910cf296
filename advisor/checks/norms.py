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
            twin = next((item for item in seen if _same(item, norm)), None)
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


def _same(norm: Norm, other: Norm) -> bool:
    return (
        (norm.act, norm.bearer, norm.modality) == (other.act, other.bearer, other.modality)
        and norm.when == other.when
        and norm.compliance == other.compliance
        and norm.exceptions == other.exceptions
        and norm.in_force == other.in_force
        and norm.text == other.text
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
