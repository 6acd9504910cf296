"""A text of its day rests on nothing that came later: what did is told with its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from unit.advice.small_law import Data, ask, law_of, norm, policy

from advisor import Corpus, Opinion
from advisor.advice.norms_in_force import norms_in_force
from advisor.checks import check
from advisor.model.citation_days import first_day
from advisor.model.law import Law
from advisor.reports.machine.opinion_json import as_json
from advisor.reports.memo import compose
from advisor.reports.opinions import opinion_page
from advisor.reports.render.plain_text import plain_text

LATER = policy("later", norm("later", "may"), in_force={"from": "2018-03-01"}, kind="guidance")
SAID = "Since then, from 1 March 2018: Cite of later"


def corpus_of(
    folder: Path, kind: str = "court-rule", force: Data | None = None, **cited: object
) -> Corpus:
    """Write a text that forbids shouting and cites one of 2018."""
    cites = [{"pinpoint": "p. 1"}, {"policy": "later"} | cited]
    early = policy(
        "early", norm("no-shouting", "must_not", cites=cites), kind=kind, in_force=force or {}
    )
    return law_of(folder, early, LATER)


def finding_cites(opinion: Opinion) -> dict[str, date | None]:
    """Return what the finding on shouting cites, with the day of what came since then."""
    (finding,) = (one for one in opinion.findings if one.norm.id == "early#no-shouting")
    return {one.cite: one.since_then.start if one.since_then else None for one in finding.citations}


@pytest.mark.parametrize(
    ("as_of", "marked", "since"),
    [
        ("2015-06-01", {}, date(2018, 3, 1)),
        ("2018-02-28", {}, date(2018, 3, 1)),
        ("2018-03-01", {}, None),
        ("2020-06-01", {}, None),
        ("2020-06-01", {"since_then": True}, date(2018, 3, 1)),
    ],
)
def test_what_came_later_is_told_as_such(
    tmp_path: Path, as_of: str, marked: Data, since: date | None
) -> None:
    """By the law of a day, what began after it is no ground: page, memo and JSON say so."""
    corpus = corpus_of(tmp_path, **marked)
    opinion = ask(corpus, as_of=as_of)

    assert {"Cite of early": None, "Cite of later": since} == finding_cites(opinion)
    page = plain_text(opinion_page(opinion, corpus.law, explain=True))
    written = as_json(opinion, corpus.law)
    paper = plain_text(compose(opinion, corpus.law, appendix=True))
    assert (since is not None) is (SAID in " ".join(page.split()))
    assert (since is not None) is (SAID in " ".join(paper.split()))
    assert (since is not None) is ('"since_then": "2018-03-01"' in written)


def test_a_day_that_was_not_read_is_not_made_up(tmp_path: Path) -> None:
    """Of what came in a year of which no day was read, the year is told and no first of January."""
    later = policy("later", norm("later", "may"), in_force={"from": 2018}, kind="guidance")
    cites = [{"pinpoint": "p. 1"}, {"policy": "later"}]
    corpus = law_of(tmp_path, policy("early", norm("no-shouting", "must_not", cites=cites)), later)
    opinion = ask(corpus, as_of="2015-06-01")

    page = " ".join(plain_text(opinion_page(opinion, corpus.law, explain=True)).split())
    paper = " ".join(plain_text(compose(opinion, corpus.law, appendix=True)).split())
    said = "from a day between 1 January 2018 and 31 December 2018 that was not read:"
    assert said in page
    assert said in paper
    assert '"since_then_by": "2018-12-31"' in as_json(opinion, corpus.law)


@pytest.mark.parametrize(
    ("kind", "force", "marked", "said"),
    [
        ("ethics-opinion", {"from": "2015-01-01"}, {}, "of 2015-01-01 cites `later` of 2018-03-01"),
        ("ethics-opinion", {"from": "2015-01-01"}, {"since_then": True}, None),
        ("ethics-opinion", {"from": "2018-03-01"}, {}, None),
        ("ethics-opinion", {"from": "2019-01-01"}, {"since_then": True}, "came since then"),
        ("ethics-opinion", {}, {}, None),
        ("ethics-opinion", {}, {"since_then": True}, "came since then"),
        ("court-rule", {"from": "2015-01-01"}, {}, None),
    ],
)
def test_lint_finds_what_came_later(
    tmp_path: Path, kind: str, force: Data, marked: Data, said: str | None
) -> None:
    """A dated text cites nothing that came after it without saying so; a rule is read on."""
    law = corpus_of(tmp_path, kind, force, **marked).law
    told = [one.what for one in check(law) if one.code == "later-citation"]

    assert (said is not None) is bool(told)
    assert all(said in one for one in told if said)


@pytest.mark.parametrize("year", [2005, 2010, 2015, 2018, 2022])
def test_no_norm_rests_on_what_came_later(law: Law, year: int) -> None:
    """By the law of any year, whatever a norm cites was there, or is marked with its day."""
    day = date(year, 7, 1)
    later = [
        (instance.id, citation.cite)
        for instance in norms_in_force(law, day)
        for citation in instance.citations
        if (start := first_day(citation, law)) is not None
        and start > day
        and (citation.since_then is None or citation.since_then.start != start)
    ]
    assert [] == later


@pytest.fixture(scope="module")
def law() -> Law:
    """Read the bundled law once."""
    from advisor import load

    return load().law
