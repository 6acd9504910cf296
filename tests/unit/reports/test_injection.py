"""Whatever a name, a statement, a citation or a path says, in HTML it is text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from unit.reports.makers import FindingMaker, OpinionMaker

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
from advisor.reports.charts.map_svg import map_svg
from advisor.reports.charts.timeline_svg import TimelineSpan, timeline_svg
from advisor.reports.document import (
    Banner,
    Basis,
    Callout,
    Fields,
    FindingEntry,
    Grid,
    Heading,
    Line,
    Note,
    NoteList,
    Paragraph,
    Point,
    Points,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Sentence,
    SentenceSource,
    SideBySide,
    Signature,
    TitleBlock,
    Tone,
    Tree,
)
from advisor.reports.render.as_paper import Paper, as_paper
from advisor.reports.render.html import html, printed_page, printed_with_ends
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


def _memo() -> ReportDocument:
    one = Sentence(EVIL, SentenceSource(Basis.FACT, EVIL), notes=(1,), link=TRAP)
    bare = one._replace(notes=())
    aloud = EVIL.replace("{", "(").replace("}", ")")
    return ReportDocument(
        TitleBlock(bare, bare, bare, Fields(((bare, bare),))),
        (
            Heading(1, bare, EVIL),
            Paragraph((one._replace(strong=True),), aside=True),
            Callout(Tone.AGAINST, bare, (bare,)),
            Points((Point((bare,), (Point((bare,)),)),)),
            ReportTable(bare, (bare,), ((bare,), (bare,)), (1,), grouped=True),
            Signature((bare,), (bare,)),
        ),
        language=Language(EVIL),
        footnotes=NoteList(bare, (Note(1, (bare,)),), name=f"{aloud} {{number}}"),
    )


def _page() -> ReportDocument:
    line = Line(Role.CITE, EVIL, TRAP)
    step = ReasonNode(EVIL, Tone.OPEN, EVIL, EVIL, (ReasonNode(EVIL, Tone.FOR, EVIL),))
    entry = FindingEntry(EVIL, Tone.AGAINST, EVIL, (line, Line(Role.CAVEAT, EVIL)), (step,))
    blocks = (
        entry,
        SideBySide(EVIL, entry, entry, (line,)),
        ReportTable(EVIL, (EVIL, EVIL), ((EVIL, EVIL),)),
        Tree((step,)),
        Grid(EVIL, ((EVIL,),), EVIL),
        line,
    )
    return ReportDocument(
        Banner(EVIL, Tone.AGAINST, EVIL, EVIL, (line,)), (Section(EVIL, Tone.OPEN, blocks),)
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
def survey(finding: FindingMaker, law: Law) -> tuple[LawSurvey, Law]:
    """Survey a law that is hostile throughout."""
    spoken = finding(statement=EVIL, citations=(Citation(EVIL, EVIL, TRAP),))
    replies = (SurveyReply(Verdict.STOP, ((EVIL, Outcome.BREACHED),), (spoken,)),)
    member = LawClass(
        EVIL, ("US-ZZ", EVIL), own=True, answer=Outcome.BREACHED, policies=(EVIL,), replies=replies
    )
    atlas = LawSurvey(EVIL, (EVIL,), date(2026, 3, 2), (Probe(Scenario(EVIL)),), (member,), 1)
    evil = replace(law.jurisdictions["US-ZZ"], name=EVIL)
    return atlas, replace(law, jurisdictions={"US-ZZ": evil})


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


@pytest.mark.parametrize("write", [printed_page, printed_with_ends])
@pytest.mark.parametrize("made", [_memo, _page])
def test_print(write: Callable[[Paper], str], made: Callable[[], ReportDocument]) -> None:
    """Every kind of block, the title of the page, its language and the names of notes."""
    _check(write(as_paper(made())), 18)


@pytest.mark.parametrize("made", [_memo, _page])
def test_screen(made: Callable[[], ReportDocument]) -> None:
    """The same for a browser."""
    _check(html(made()), 18)


def test_audit() -> None:
    """Domains, vendors, roles, reasons, sentences, citations, facts and paths."""
    _check(audit_page(_audit()), 18)


def test_survey_map(survey: tuple[LawSurvey, Law]) -> None:
    """The question, members, statements and citations, in the picture and beside it."""
    _check(survey_page_html(*survey), 8)


def _check_picture(svg: str, least: int) -> None:
    """Read a picture as XML, which one sign too many would break."""
    words = "\n".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own

    assert CUT not in svg
    assert words.count(CUT) >= least


def test_picture_of_the_map(survey: tuple[LawSurvey, Law]) -> None:
    """The same in the picture as a file of its own."""
    _check_picture(map_svg(*survey), 4)


def test_picture_of_the_years(finding: FindingMaker, opinion: OpinionMaker) -> None:
    """Title, summary, statements and citations along the years."""
    spoken = finding(statement=EVIL, citations=(Citation(EVIL, EVIL, TRAP),))
    span = TimelineSpan(date(2018, 1, 1), date(2020, 1, 1), opinion(spoken, summary=EVIL))

    _check_picture(timeline_svg([span], EVIL), 4)
