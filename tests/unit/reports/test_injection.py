"""Whatever a name, a statement, a citation or a path says, in HTML it is text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from unit.reports.makers import FindingMaker

from advisor.i18n import Language
from advisor.model.audits import Audit, Counted, Month, Rule, Share, TrackingSide, Unknown
from advisor.model.authorities import Citation, Kind, Verification, Weight
from advisor.model.comparisons import LawClass, LawSurvey, Probe, SurveyReply
from advisor.model.law import Law
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Fact, FactType
from advisor.reports.audit.audit_html import audit_html as audit_page
from advisor.reports.memo.memo_blocks import (
    Basis,
    Callout,
    Fields,
    Heading,
    Memo,
    MemoPoint,
    MemoPoints,
    MemoTable,
    MemoTone,
    Note,
    Paragraph,
    Sentence,
    SentenceSource,
    Signature,
)
from advisor.reports.memo.memo_html import memo_html, printed_page, printed_with_ends
from advisor.reports.survey_map_html import survey_page_html

EVIL = '</title></style><script>alert("1")</script><img src=x onerror=alert(2)> \' " & {{ 7*7 }}'
TRAP = "javascript:alert('3')"
CUT = EVIL[:40]
"""What is left of it where names are cut."""


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what there is besides words."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text += data


def _memo() -> Memo:
    one = Sentence(EVIL, SentenceSource(Basis.FACT, EVIL), notes=(1,), link=TRAP)
    bare = replace(one, notes=())
    return Memo(
        title=bare,
        subject=bare,
        draft=bare,
        notes_title=bare,
        head=Fields(((bare, bare),)),
        blocks=(
            Heading(1, bare, EVIL),
            Paragraph((replace(one, strong=True),), aside=True),
            Callout(MemoTone.AGAINST, bare, (bare,)),
            MemoPoints((MemoPoint((bare,), (MemoPoint((bare,)),)),)),
            MemoTable(bare, (bare,), ((bare,), (bare,)), (1,), grouped=True),
            Signature((bare,), (bare,)),
        ),
        notes=(Note(1, (bare,)),),
        language=Language(EVIL),
        note_name=f"{EVIL.replace('{', '(').replace('}', ')')} {{number}}",
    )


def _audit() -> Audit:
    many = (Counted(EVIL, 3),)
    side = TrackingSide(
        messages=9, tracked=5, untracked=3, unclear=1, domains=(Share(EVIL, 5, 1, 9),),
        months=(Month(date(2025, 1, 1), 1, 1, 1), Month(date(2025, 2, 1), 4, 2, 0)),
        vendors=many, roles=many,
    )  # fmt: skip
    rule = Rule(
        EVIL, EVIL, EVIL, EVIL, Citation(EVIL, EVIL, TRAP), Kind.STATUTE, EVIL, Weight.BINDING,
        Verification.PRIMARY, governing=True, outcomes={Outcome.BREACHED: 2},
    )  # fmt: skip
    return Audit(
        sources=(EVIL,), as_of=(date(2026, 3, 2),), corpus=EVIL, advisor=EVIL, sealed=False,
        messages=9, verdicts={Verdict.STOP: 2, Verdict.ASK: 7}, received=side, sent=side,
        unsaid=side, damages=many, reasons=many, rules=(rule, replace(rule, governing=False)),
        waiting=7, looked_at=7, unknowns=(Unknown(Fact(EVIL, FactType.FLAG, EVIL), 5, 2),),
        notices=(EVIL,),
    )  # fmt: skip


@pytest.fixture
def survey(finding: FindingMaker, law: Law) -> str:
    """Write the map of a law that is hostile throughout."""
    spoken = finding(statement=EVIL, citations=(Citation(EVIL, EVIL, TRAP),))
    replies = (SurveyReply(Verdict.STOP, ((EVIL, Outcome.BREACHED),), (spoken,)),)
    member = LawClass(
        EVIL, ("US-ZZ", EVIL), own=True, answer=Outcome.BREACHED, policies=(EVIL,), replies=replies
    )
    atlas = LawSurvey(EVIL, (EVIL,), date(2026, 3, 2), (Probe(Scenario(EVIL)),), (member,), 1)
    evil = replace(law.jurisdictions["US-ZZ"], name=EVIL)
    return survey_page_html(atlas, replace(law, jurisdictions={"US-ZZ": evil}))


def _check(html: str, least: int) -> None:
    page = Page(html)

    assert "{{" in page.text  # what a template would run is not run either
    assert not {"script", "img", "iframe", "object"} & page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [
        value for name, value in page.attributes if name in {"href", "src"} if TRAP in value
    ]
    assert CUT not in html
    assert page.text.count(CUT) >= least


@pytest.mark.parametrize("write", [memo_html, printed_page, printed_with_ends])
def test_memo(write: Callable[[Memo], str]) -> None:
    """Every kind of block, the title of the page, its language and the names of notes."""
    _check(write(_memo()), 18)


def test_audit() -> None:
    """Domains, vendors, roles, reasons, sentences, citations, facts and paths."""
    _check(audit_page(_audit()), 18)


def test_survey_map(survey: str) -> None:
    """The question, members, statements and citations, in the picture and beside it."""
    _check(survey, 8)
