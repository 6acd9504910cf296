"""The table of authorities, and what is known of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.authorities import ALWAYS_IN_FORCE, Kind, Verification
from advisor.reports import citations, labels
from advisor.reports.document import Banner, Line, ReportDocument, ReportTable, Role, Section, Tone
from advisor.reports.periods import dates
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.authorities import Period
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """
    One authority in the table; `source` is the policy or the jurisdiction it stands in.

    `unverified` are norms of it that nobody verified, `places` where they stand, and where
    others cite it unverified.
    """

    cite: str
    kind: Kind
    jurisdiction: str
    period: Period | None
    verified: Verification
    source: str
    unverified: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    verified_on: date | None = None
    review_by: date | None = None
    url: str = ""
    layer: str = ""
    is_day_unread: bool = False

    def is_stale(self, day: date | None) -> bool:
        """Return whether the day for reading the text again is past."""
        return day is not None and self.review_by is not None and self.review_by < day

    @property
    def is_unverified(self) -> bool:
        """Return whether the authority or anything read in it has not been verified."""
        return self.verified is Verification.UNVERIFIED or bool(self.unverified or self.places)


def authority_rows(law: Law) -> Iterator[AuthorityRow]:
    """Return every authority: each instrument, then each local adoption of a model rule."""
    cited = _cited_unverified(law)
    for policy in law.policies.values():
        about = policy.authority
        norms = [norm for norm in policy.norms if norm.verified is Verification.UNVERIFIED]
        own = (norm.citations[0].pinpoint for norm in norms if norm.citations)
        yield AuthorityRow(
            about.cite,
            about.kind,
            about.jurisdiction,
            about.in_force,
            about.verified,
            policy.id,
            tuple(norm.id for norm in norms),
            tuple(dict.fromkeys((*own, *cited.get(policy.id, ())))),
            about.verified_on,
            about.review_by,
            about.url,
            policy.layer,
        )
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            model = law.norm(adoption.norm)
            is_comment = model is not None and model.kind is Kind.COMMENT
            kind = Kind.COMMENT if is_comment else Kind.COURT_RULE
            yield AuthorityRow(
                adoption.cite,
                kind,
                code,
                adoption.period,
                adoption.verified,
                adoption.norm,
                url=adoption.url,
                is_day_unread=adoption.is_day_unread,
            )


def _cited_unverified(law: Law) -> dict[str, list[str]]:
    """Return the places at which authorities are cited unverified, by policy."""
    places: dict[str, list[str]] = {}
    for policy in law.policies.values():
        for norm in policy.norms:
            for citation in norm.all_citations:
                if citation.verified is Verification.UNVERIFIED and citation.pinpoint:
                    cited = citation.cited_policy or policy.id
                    places.setdefault(cited, []).append(citation.pinpoint)
    return places


def authorities_page(
    rows: tuple[AuthorityRow, ...], law: Law, today: date | None = None
) -> ReportDocument:
    """Lay out a table of authorities; what is due for another reading says so."""
    head = ("authority", "kind", "place", "in force", "text")
    table = ReportTable("authorities", head, tuple(_cells(item, law, today) for item in rows))
    unverified = sum(item.is_unverified for item in rows)
    stale = sum(item.is_stale(today) for item in rows)
    text = f"{labels.counted_text(len(rows), 'authority', 'authorities')}"
    if unverified:
        text += f", {unverified} with something unverified"
    if stale:
        text += f", {stale} due to be read again"
    banner = Banner("Authorities", Tone.QUIET, "", f"{text}.")
    return ReportDocument(
        banner, (Section("Table of authorities", Tone.QUIET, (table,)),) if rows else ()
    )


def _cells(authority_row: AuthorityRow, law: Law, today: date | None) -> tuple[str, ...]:
    read: str = labels.VERIFICATIONS[authority_row.verified]
    if authority_row.verified is not Verification.UNVERIFIED and authority_row.is_unverified:
        read += f"; not verified: {'; '.join(authority_row.places) or 'norms without a place'}"
    if authority_row.is_stale(today) and authority_row.review_by is not None:
        read += f"; was to be read again by {labels.day_text(authority_row.review_by)}"
    place = citations.jurisdiction(authority_row.jurisdiction, law)
    return (
        authority_row.cite,
        labels.AUTHORITY_KINDS[authority_row.kind],
        place,
        dates(authority_row.period, is_day_unread=authority_row.is_day_unread),
        read,
    )


def authority_lines(policy: Policy, norm: Norm | None = None) -> Iterator[Line]:
    """Return what is known of a policy's instrument, and how a norm of it was read."""
    about = policy.authority
    read = labels.VERIFICATIONS[norm.verified if norm is not None else about.verified]
    on = f" on {labels.day_text(about.verified_on)}" if about.verified_on else ""
    yield Line(Role.NOTE, f"Issued by {about.issuer}; in force: {dates(about.in_force)}.")
    if norm is not None and norm.in_force != ALWAYS_IN_FORCE:
        yield Line(Role.NOTE, f"This norm: {dates(norm.in_force)}.")
    yield Line(Role.NOTE, f"Text: {read}{on}.")
    if about.review_by is not None:
        yield Line(Role.NOTE, f"To be read again by {labels.day_text(about.review_by)}.")
    if about.at_most is not None:
        yield Line(Role.NOTE, f"It never weighs more than {about.at_most.value}.")
    if about.note:
        yield Line(Role.NOTE, about.note)
    if about.url:
        yield Line(Role.CITE, about.url, about.url)
    if policy.layer != "bundled":
        yield Line(Role.NOTE, f"Layer: {policy.layer}.")
