"""Citations of what came later, told apart by the day of the law that speaks."""

from __future__ import annotations

from operator import itemgetter
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
    began = _began(citation, law)
    return None if began is None else began.start


def _on(citation: Citation, law: Law, day: date) -> Citation:
    began = _began(citation, law)
    if began is None or not (citation.came_later or (began.start or day) > day):
        return citation
    return replace(citation, since_then=began)


def _began(citation: Citation, law: Law) -> Period | None:
    """Return since when the authority speaks, or the norm that is cited if that came later."""
    policy = law.policies.get(citation.cited_policy)
    norm = law.norm(citation.norm) if citation.norm else None
    periods = (
        policy.authority.in_force if policy is not None else None,
        norm.in_force if norm is not None else None,
    )
    told = [(one.start, one) for one in periods if one is not None and one.start is not None]
    if not told:
        return None
    start, latest = max(told, key=itemgetter(0))
    return Period(start, start_by=latest.start_by)
