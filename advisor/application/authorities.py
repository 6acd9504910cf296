"""The authorities of the law, and the instruments with what they hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.application.citation_document import dated
from advisor.application.results import Document, Reply, refuse
from advisor.interview.place_examples import place_example
from advisor.reports.authorities import authority_rows

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.reports.authorities import AuthorityRow

AUTHORITIES_SCHEMA = "advisor/authorities/1"


def authorities_document(
    corpus: Corpus, *, today: date, jurisdiction: str = "", unverified: bool = False
) -> Reply:
    """List instruments and local adoptions, each with how well its text was read."""
    wanted = jurisdiction.upper()
    law = corpus.law
    if wanted and wanted not in law.jurisdictions and wanted not in law.places.names:
        name, code = place_example(law.places.names)
        return refuse(
            "unknown-jurisdiction",
            "jurisdiction",
            f"nothing is known of `{wanted}`",
            why="a list narrowed by a place that nobody knows would be empty, and look complete",
            fix=f"write a code, such as {code} for {name}",
        )
    found = [
        row_document(authority_row, today)
        for authority_row in authority_rows(corpus.law)
        if (not unverified or authority_row.is_unverified)
        and wanted in ("", authority_row.jurisdiction)
    ]
    return {"schema": AUTHORITIES_SCHEMA, "total": len(found), "authorities": found}


def row_document(authority_row: AuthorityRow, today: date) -> Document:
    """Write one authority as `advisor cite --output json` does."""
    return {
        "cite": authority_row.cite,
        "kind": authority_row.kind.value,
        "jurisdiction": authority_row.jurisdiction,
        **dated(authority_row.period),
        "verified": authority_row.verified.value,
        "verified_on": authority_row.verified_on.isoformat() if authority_row.verified_on else None,
        "review_by": authority_row.review_by.isoformat() if authority_row.review_by else None,
        "review_is_due": authority_row.is_stale(today),
        "unverified_norms": list(authority_row.unverified),
        "unverified_places": list(authority_row.places),
        "url": authority_row.url,
        "source": authority_row.source,
        "layer": authority_row.layer or None,
    }


def policy_document(corpus: Corpus, name: str) -> Reply:
    """Return one instrument: its authority, its norms by name, and what it says uncoded."""
    policy = corpus.law.policies.get(name)
    if policy is None:
        return refuse(
            "unknown-name",
            "policy",
            f"no policy is named `{name}`",
            why="a policy is named by the path of its file",
            fix="list the authorities and take a `source` from there",
        )
    about = policy.authority
    return {
        "policy": policy.id,
        "title": policy.title,
        "summary": policy.summary,
        "cite": about.cite,
        "kind": about.kind.value,
        "issuer": about.issuer,
        "jurisdiction": about.jurisdiction,
        **dated(about.in_force),
        "verified": about.verified.value,
        "verified_on": about.verified_on.isoformat() if about.verified_on else None,
        "url": about.url,
        "note": about.note,
        "layer": policy.layer,
        "norms": [norm.id for norm in policy.norms],
        "not_encoded": [item.says for item in policy.untranslatable],
    }
