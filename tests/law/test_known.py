"""Nothing is cited, dated or quoted that the sources behind the corpus do not give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.law import Law

KNOWN = Path(__file__).with_name("known.json")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|[a-z]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [a-zé]{3,9} \d{4}")


@cache
def known() -> dict[str, list[str]]:
    """Return what was drawn from the sources: dates, addresses, quotations, numbers."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def numbers(text: str) -> frozenset[str]:
    """
    Return what in a citation carries a number: rules, opinions, articles, pages, days.

    A range or a list counts by its ends; a day is left to the test of days.
    """
    bare = DAY.sub(" ", text.lower())
    parts = re.split(r"[\s,;\u2013-]+|\(\d{4}\)", bare)
    stripped = (part.strip(".,;:()[]§'\u2019") for part in parts)
    return frozenset(part for part in stripped if re.search(r"\d", part))


def is_in(number: str, words: str) -> bool:
    """
    Return whether a number stands in the words that were read, not inside a longer one.

    A subdivision, as `30(5)` where the source writes `30(1), (5)`, counts by its whole.
    """
    whole = re.sub(r"\([^()]*$", "", number)
    return any(re.search(rf"(?<!\d){re.escape(one)}(?![0-9])", words) for one in (number, whole))


def citations(law: Law) -> Iterator[tuple[str, Citation]]:
    """Walk over every citation of the corpus, with where it stands."""
    for policy in law.policies.values():
        for derived in policy.derived:
            yield from ((derived.name, one) for one in derived.citations)
        for norm in policy.norms:
            groups = [norm.citations, *(one.citations for one in norm.exceptions)]
            groups += [one.citations for one in norm.positions]
            groups += [one.citations for one in norm.overrides]
            yield from ((norm.id, one) for group in groups for one in group)
    for jurisdiction in law.jurisdictions.values():
        for adoption in jurisdiction.adoptions.values():
            yield from ((jurisdiction.code, one) for one in adoption.citations)
        for stand_in in jurisdiction.stand_ins.values():
            yield from ((jurisdiction.code, one) for one in stand_in.citations)


def test_every_date_is_in_the_sources(law: Law) -> None:
    """
    The days on which law begins and ends were all read somewhere.

    What is known to the month or the year only stands on an edge of it; a last day that
    was read ends a period on the day after.
    """
    dates, months, years = (set(known()[name]) for name in ("dates", "months", "years"))
    days: list[tuple[str, date | None]] = []
    for policy in law.policies.values():
        force = policy.authority.in_force
        periods = [force] if force else []
        periods += [norm.in_force for norm in policy.norms]
        days += [(policy.id, day) for one in periods for day in (one.start, one.until)]
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            days += [(code, adoption.period.start), (code, adoption.period.until)]

    def is_known(day: date) -> bool:
        whole = day.isoformat()
        eve = day - timedelta(days=1)
        edge_of_month = day.day == 1 or (day + timedelta(days=1)).day == 1
        edge_of_year = (day.month, day.day) in ((1, 1), (12, 31))
        return (
            whole in dates
            or eve.isoformat() in dates
            or (whole[:7] in months and edge_of_month)
            or (whole[:4] in years and edge_of_year)
        )

    assert [] == [(where, str(day)) for where, day in days if day and not is_known(day)]


def test_every_number_of_a_citation_is_in_the_sources(law: Law) -> None:
    """No opinion, rule, article or page number stands in the corpus that was not read."""
    read = " ".join(one for group in known()["numbers"] for one in group)
    cited = [(policy.id, policy.authority.cite) for policy in law.policies.values()]
    cited += [
        (code, adoption.cite)
        for code, jurisdiction in law.jurisdictions.items()
        for adoption in jurisdiction.adoptions.values()
    ]
    cited += [
        (code, stand_in.cite)
        for code, jurisdiction in law.jurisdictions.items()
        for stand_in in jurisdiction.stand_ins.values()
    ]
    cited += [(where, one.pinpoint) for where, one in citations(law)]

    unknown = [
        (where, cite, number)
        for where, cite in cited
        for number in sorted(numbers(cite))
        if not is_in(number, read)
    ]
    assert [] == unknown


def test_the_numbers_of_an_authority_were_read_together(law: Law) -> None:
    """The number, the year and the page of one authority come from one place."""
    read = [" ".join(group) for group in known()["numbers"]]
    apart = [
        (policy.id, policy.authority.cite)
        for policy in law.policies.values()
        if not any(
            all(is_in(number, group) for number in numbers(policy.authority.cite)) for group in read
        )
    ]
    assert [] == apart


def test_every_quotation_is_in_the_sources(law: Law) -> None:
    """Quoted words are words that were seen, whole or as part of what was seen."""
    quotes = [_plain(quote) for quote in known()["quotes"]]
    unseen = [
        (where, one.quote)
        for where, one in citations(law)
        if one.quote and not any(_plain(one.quote) in quote for quote in quotes)
    ]
    assert [] == unseen


def test_every_address_is_in_the_sources(law: Law) -> None:
    """Every link of the corpus was followed by somebody once."""
    read = {_bare(url) for url in known()["urls"]}
    urls = [(policy.id, policy.authority.url) for policy in law.policies.values()]
    urls += [
        (code, row.url)
        for code, jurisdiction in law.jurisdictions.items()
        for row in jurisdiction.profile
    ]
    urls += [
        (code, local.url)
        for code, jurisdiction in law.jurisdictions.items()
        for local in (*jurisdiction.adoptions.values(), *jurisdiction.stand_ins.values())
    ]
    assert [] == [(where, url) for where, url in urls if url and _bare(url) not in read]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def _bare(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


@pytest.fixture(scope="module")
def law() -> Law:
    """Read the bundled law once."""
    from advisor import load

    return load(cases=True).law
