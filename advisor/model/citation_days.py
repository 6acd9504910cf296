"""Citations of what came later, told apart by the day of the law that speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import Period
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from advisor.model.authorities import Citation
    from advisor.model.law import Law


def cited_on(citations: Iterable[Citation], law: Law, day: date) -> tuple[Citation, ...]:
    """
    Return citations as of a day: what came later is marked with its own first day.

    A text of 2015 rests on nothing of 2018. Where it is cited, as what bears it out, it is
    told as having come since then. An authority whose first day was not read, nobody can
    say to have come later.
    """
    return tuple(_on(citation, law, day) for citation in citations)


def defined_on(law: Law, day: date) -> Law:
    """Return the law with the citations of its definitions as of a day."""
    words = law.vocabulary
    derived = {
        name: replace(fact, citations=cited_on(fact.citations, law, day))
        for name, fact in words.derived.items()
    }
    return replace(law, vocabulary=replace(words, derived=derived))


def first_day(citation: Citation, law: Law) -> date | None:
    """Return the first day of the authority, or of the norm, that is cited; `None` if unread."""
    policy = law.policies.get(citation.cited_policy)
    force = policy.authority.in_force if policy is not None else None
    norm = law.norm(citation.norm) if citation.norm else None
    starts = [force.start if force else None, norm.in_force.start if norm else None]
    return max((start for start in starts if start is not None), default=None)


def _on(citation: Citation, law: Law, day: date) -> Citation:
    start = first_day(citation, law)
    if start is None or not (citation.came_later or start > day):
        return citation
    return replace(citation, since_then=Period(start, start_by=_last_start(citation, law, start)))


def _last_start(citation: Citation, law: Law, start: date) -> date | None:
    """Return the last day that can have been the first, where that day was not read."""
    force = law.policies[citation.cited_policy].authority.in_force
    norm = law.norm(citation.norm) if citation.norm else None
    periods = (force, norm.in_force if norm else None)
    return next((one.start_by for one in periods if one is not None and one.start == start), None)
