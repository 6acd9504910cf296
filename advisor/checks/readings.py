"""Checks of what is said to have been read: the level against the place that is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity
from advisor.model.authorities import PAGE_NOT_READ
from advisor.model.citation_days import first_day

if TYPE_CHECKING:
    from datetime import date

    from advisor.diagnostics import Span
    from advisor.model.authorities import Citation, Period, Verification
    from advisor.model.law import Law
    from advisor.model.norms import Norm


class _Reading(NamedTuple):
    name: str
    place: str
    verified: Verification
    at: Span | None


def check_readings(law: Law) -> Iterator[Diagnostic]:
    """
    Find texts that were not read as it is said.

    Read at a place that nobody read; citing what came after them; or with a model in their
    place that was made for others.
    """
    yield from _unread_excerpts(law)
    yield from _later_citations(law)
    yield from _models_outside(law)


def _unread_excerpts(law: Law) -> Iterator[Diagnostic]:
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


def _later_citations(law: Law) -> Iterator[Diagnostic]:
    for policy in law.policies.values():
        if not policy.authority.kind.is_of_its_day:
            continue
        for norm in policy.norms:
            given = _last_first_day(policy.authority.in_force, norm.in_force)
            for citation in _rests_on(norm):
                cited_from = first_day(citation, law)
                is_later = given is not None and cited_from is not None and cited_from > given
                if is_later and not citation.came_later:
                    yield Diagnostic(
                        "later-citation",
                        citation.at or norm.at or NO_PLACE,
                        f"`{norm.id}` of {given} cites `{citation.cited_policy}` of {cited_from}",
                        "a text rests on nothing that came after it; whoever reads the citation"
                        " would think that it did",
                        "add `since_then: true` to the citation, or take it out",
                        Severity.WARNING,
                    )
                elif citation.came_later and not is_later:
                    yield Diagnostic(
                        "later-citation",
                        citation.at or norm.at or NO_PLACE,
                        f"`{norm.id}` says of `{citation.cited_policy}` that it came since then",
                        "by the days that were read it did not, or nobody read them",
                        "take out `since_then`",
                        Severity.WARNING,
                    )


def _models_outside(law: Law) -> Iterator[Diagnostic]:
    for code, place in law.jurisdictions.items():
        for norm, stand_in in place.stand_ins.items():
            model = law.policies.get(norm.partition("#")[0])
            whole = code if model is None else model.authority.jurisdiction
            if whole not in law.places.wholes_of(code):
                yield Diagnostic(
                    "stands-outside",
                    stand_in.at or NO_PLACE,
                    f"`{norm}` stands for a text of {code}, which never lay within {whole}",
                    "a model is written for the places of its union; elsewhere it tells nothing"
                    " of the text that was not read",
                    "take it out of `stands_for`",
                )


def _rests_on(norm: Norm) -> Iterator[Citation]:
    """Walk over what a norm and its parts cite; sides of an open question have days apart."""
    yield from norm.citations
    for exception in norm.exceptions:
        yield from exception.citations
    for override in norm.overrides:
        yield from override.citations


def _last_first_day(*periods: Period | None) -> date | None:
    """Return the last day that can have been the first of all of them."""
    starts = [one.start_by or one.start for one in periods if one is not None]
    return max(filter(None, starts), default=None)
