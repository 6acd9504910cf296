"""*Law*: policies, norms, authorities, jurisdictions and facts, with a search over all of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from advisor.i18n import message
from advisor.reports import labels
from advisor.reports.authorities import authorities_page, authority_rows
from advisor.reports.explain import page_of
from advisor.reports.facts import facts_page
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.search import search_law

if TYPE_CHECKING:
    from advisor.model.authorities import Verification
    from advisor.model.law import Law
    from advisor.model.vocabulary import DerivedFact, Fact
    from advisor.web.site import Site

_LONGEST = 200


def router(site: Site) -> APIRouter:
    """Return the routes of *Law*."""
    routes = APIRouter(prefix="/law")

    @routes.get("")
    async def law(request: Request, q: str = "", topic: str = "") -> Response:
        wanted = q.strip()[:_LONGEST]
        asked = (site, wanted, topic.strip()[:_LONGEST])
        return await site.made(request, "law.html", _overview, *asked, place="law")

    @routes.get("/entry")
    async def entry(request: Request, name: str = "") -> Response:
        return await site.made(request, "report.html", _entry, site, name[:_LONGEST], place="law")

    @routes.get("/authorities")
    async def authorities(request: Request, where: str = "", unverified: str = "") -> Response:
        asked = (site, where.upper()[:_LONGEST], bool(unverified))
        return await site.made(request, "authorities.html", _authorities, *asked, place="law")

    @routes.get("/facts")
    async def facts(request: Request) -> Response:
        return await site.made(request, "report.html", _facts, site, place="law")

    return routes


def _entry(site: Site, name: str) -> dict[str, Any]:
    page = page_of(name, site.corpus.law)
    if page is None:
        raise RequestRefused(_UNKNOWN)
    covered = name.upper() if name.upper() in site.corpus.law.jurisdictions else ""
    return {"title": page.banner.word, "report": page, "covered": covered}


def _facts(site: Site) -> dict[str, Any]:
    law = site.corpus.law
    every: list[Fact | DerivedFact] = [
        *law.vocabulary.facts.values(),
        *law.vocabulary.derived.values(),
    ]
    return {"title": message("Facts"), "report": facts_page(every, law, brief=True)}


def _authorities(site: Site, code: str, unverified: bool) -> dict[str, Any]:  # noqa: FBT001 - a box that is ticked
    law = site.corpus.law
    found = tuple(
        authority_row
        for authority_row in authority_rows(law)
        if (not unverified or authority_row.is_unverified)
        and code in ("", authority_row.jurisdiction)
    )
    return {
        "title": message("Authorities"),
        "report": authorities_page(found, law, site.settings.today()),
        "where": code,
        "unverified": unverified,
        "places_of": _places(law),
    }


def _places(law: Law) -> list[tuple[str, str]]:
    return sorted(
        ((code, jurisdiction.name) for code, jurisdiction in law.jurisdictions.items()),
        key=lambda one: one[1],
    )


def _overview(site: Site, wanted: str, topic: str) -> dict[str, Any]:
    law = site.corpus.law
    norms = [norm for policy in law.policies.values() for norm in policy.norms]
    topics = Counter(topic for norm in norms for topic in norm.topics)
    own = Counter(policy.authority.jurisdiction for policy in law.policies.values())
    found = search_law(topic or wanted, law) if wanted or topic else None
    return {
        "title": message("Search: {words}", words=wanted or topic)
        if found is not None
        else message("Law", context="menu"),
        "wanted": wanted,
        "topic": topic,
        "found": found,
        "counts": (
            (len(law.policies), message("instruments")),
            (len(norms), message("norms")),
            (len(law.jurisdictions), message("jurisdictions")),
            (len(law.cases), message("cases")),
        ),
        "levels": _levels(Counter(norm.verified for norm in norms)),
        "topics": sorted(topics.items(), key=lambda one: one[0].casefold()),
        "places_of": [(code, name, own[code]) for code, name in _places(law)],
        "policies": sorted(law.policies.values(), key=lambda one: one.id),
    }


def _levels(counts: Counter[Verification]) -> list[tuple[str, int]]:
    return [
        (labels.VERIFICATIONS[item], counts[item]) for item in labels.VERIFICATIONS if counts[item]
    ]


_UNKNOWN = ErrorAnswer(
    404,
    "unknown-name",
    "nothing in the law has this name",
    "a name is that of a norm, an instrument, a fact or a place, exactly as written",
    "search for a word of it under “Law”",
)
