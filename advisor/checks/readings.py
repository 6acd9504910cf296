"""Checks of what is said to have been read: the level against the place that is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity
from advisor.model.authorities import PAGE_NOT_READ

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.authorities import Verification
    from advisor.model.law import Law


class _Reading(NamedTuple):
    name: str
    place: str
    verified: Verification
    at: Span | None


def check_readings(law: Law) -> Iterator[Diagnostic]:
    """Find texts that were read themselves, as is said, at a place that nobody read."""
    for one in _readings(law):
        if one.verified.is_first_hand and PAGE_NOT_READ in one.place:
            yield Diagnostic(
                "unread-excerpt",
                one.at or NO_PLACE,
                f"`{one.name}` was read in the original, and its place says `{one.place}`",
                "whoever saw the words saw where they stand: one of the two is not so",
                "name the place that was read, such as `Digest`; if none was, write"
                " `verified: secondary`",
                Severity.WARNING,
            )


def _readings(law: Law) -> Iterator[_Reading]:
    for policy in law.policies.values():
        for norm in policy.norms:
            if norm.citations:
                place = norm.citations[0].pinpoint
                yield _Reading(norm.id, place, norm.verified, norm.at)
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            name = f"{adoption.norm}@{code}"
            yield _Reading(name, adoption.cite, adoption.verified, adoption.at)
