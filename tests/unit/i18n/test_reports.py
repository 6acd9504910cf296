"""No sentence of a comparison or an audit escapes translation, and German says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from unit.i18n.tracing import Traces, frame_words, law_words

from advisor.advice import Corpus, load
from advisor.compare.distinguish import separate
from advisor.compare.equivalence_classes import sort_laws
from advisor.compare.question import tracking_question
from advisor.compare.side_by_side import contrast
from advisor.i18n import Language
from advisor.model.audits import Audit, Counted, Month, Rule, Share, TrackingSide, Unknown
from advisor.model.authorities import Citation, Kind, Verification, Weight
from advisor.model.changes import Era, finding_changes
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion, Reason, Verdict
from advisor.model.vocabulary import Fact, FactType
from advisor.reports.audit.audit_html import audit_html
from advisor.reports.audit.audit_page import audit_page
from advisor.reports.charts.map_svg import map_svg as survey_svg
from advisor.reports.charts.timeline_svg import TimelineSpan, timeline_svg
from advisor.reports.comparisons import separated_page, sides_page
from advisor.reports.differences import timeline_page, what_if_page
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text
from advisor.reports.render.terminal import terminal
from advisor.reports.survey_map import survey_page
from advisor.reports.survey_map_html import survey_page_html

LANDS = Path(__file__).parents[1] / "compare" / "law"
DAY = date(2026, 3, 2)
_MARKUP = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
_BRACKETED = re.compile("\u27e6[^\u27e6\u27e7]*\u27e7")
Writer = Callable[[Corpus, Language], tuple[str, object]]


@pytest.fixture(scope="session")
def lands() -> Corpus:
    """Load the law that comparisons are tried on."""
    return load(LANDS, bundled=False, engine="planes")


def tracked(corpus: Corpus) -> Opinion:
    """Answer for a message that is tracked."""
    facts = {
        "message.direction": "sent",
        "lawyer.admitted_in": ["ZZ"],
        "firm.established_in": ["ZZ"],
        "tracking.mechanisms": ["pixel"],
        "tracking.disclosed": False,
    }
    ann = {"name": "Ann", "role": "counsel", "consented": True}
    told = {"scenario": "Xoffer", "as_of": "2026-03-02", "facts": facts, "recipients": [ann]}
    return corpus.advise(told)


def sides(corpus: Corpus, language: Language) -> tuple[str, Opinion]:
    """Set one scenario under two laws."""
    opinion = tracked(corpus)
    found = contrast(corpus, opinion.scenario, "ZZ", "YY", as_of=DAY)
    return markdown(sides_page(found, "ZZ", "YY", corpus.law, language)), opinion


def separated(corpus: Corpus, language: Language) -> tuple[str, object]:
    """Tell two laws apart."""
    found = separate(corpus, "ZZ", "YY", as_of=DAY)
    return markdown(separated_page(found, corpus.law, language)), found


def differences(corpus: Corpus, language: Language) -> tuple[str, Opinion]:
    """Set two opinions side by side, and through the years."""
    before = tracked(corpus)
    after = corpus.advise(before.scenario.told("tracking.mechanisms", frozenset(), None))
    turned = finding_changes(before, after)
    eras = (
        Era(date(2020, 1, 1), DAY, after, ()),
        Era(DAY, None, before, turned),
    )
    pages = (
        what_if_page(before, after, turned, ("tracking.mechanisms=[]",), language),
        what_if_page(before, before, (), ("tracking.mechanisms=[]",), language),
        timeline_page(eras, "", corpus.law, language),
    )
    stretches = [TimelineSpan(era.start, era.end or date(2026, 6, 1), era.opinion) for era in eras]
    drawn = _MARKUP.sub("\x00", timeline_svg(stretches, "Xoffer", language))
    return "\n".join([*map(markdown, pages), drawn]), before


@pytest.mark.parametrize("write", [sides, separated, differences])
def test_no_comparison_escapes(write: Writer, lands: Corpus, brackets: Language) -> None:
    """What is neither the law's nor a fact stands in brackets."""
    text, made_from = write(lands, brackets)

    traces = Traces(law_words(lands.law), made_from, frame_words())
    strays = set(traces.untraced(text.replace("→", "\x00").replace(" / ", "\x00")))
    shown = {"YY", "ZZ", "tracking.mechanisms=", "tracking.mechanisms=[]"}
    names = [name.replace(".", " ").replace("_", " ") for name in lands.law.vocabulary.facts]
    subjects = {*names, *(name.partition(" ")[2] for name in names)}
    assert set() == {word for word in strays if word.casefold() not in subjects} - shown
    assert text.count("\u27e6") > 5


def test_no_survey_escapes(bundled: Corpus, brackets: Language) -> None:
    """The classes of all laws, their table, map and drawing are in the language too."""
    question = tracking_question(bundled)
    atlas = sort_laws(bundled, ["US-IL", "US-NY", "DE", "US-AK"], question, as_of=DAY)
    text = terminal(survey_page(atlas, bundled.law, brackets), width=200)
    html = survey_page_html(atlas, bundled.law, brackets)
    drawn = survey_svg(atlas, bundled.law, brackets)

    for said in (text, html, drawn):
        bare = _BRACKETED.sub("\x00", _MARKUP.sub("\x00", said))
        for words in (
            "No authority found",
            "Speaks against it",
            "By the law of",
            "Class",
            "breach",
        ):
            assert words not in bare
            assert said.count("\u27e6") > 5


def an_audit() -> Audit:
    """Make an audit in which every word that is not ours begins with x."""
    many = (Counted("xname", 1200), Counted("", 2))
    months = (Month(date(2025, 1, 1), 1, 1, 1), Month(date(2025, 2, 1), 4, 2, 0))
    side = TrackingSide(
        messages=9, tracked=5, untracked=3, unclear=1, domains=(Share("xdomain", 5, 1, 9),),
        months=months, vendors=many[:1], unnamed=3, roles=many, others=4,
    )  # fmt: skip
    rule = Rule(
        "xnorm", "xcode", "xplace", "xsentence", Citation("xcite", "xpin"), Kind.STATUTE, "xlayer",
        Weight.BINDING, Verification.PRIMARY, governing=True, set_aside=1,
        outcomes={Outcome.BREACHED: 2, Outcome.OPEN: 1},
    )  # fmt: skip
    return Audit(
        sources=("xsource",), as_of=(DAY, date(2026, 3, 4)), corpus="xhash", advisor="xversion",
        sealed=False, messages=1234, verdicts={Verdict.STOP: 2, Verdict.ASK: 7}, received=side,
        sent=side, unsaid=side, damages=many[:1], reasons=many[:1],
        rules=(rule, rule, *[rule] * 60), to_verify=dict.fromkeys(Reason, 2),
        waiting=7, looked_at=3,
        unknowns=(Unknown(Fact("xfact", FactType.FLAG, "xquestion"), 5, 2),), notices=("xnotice",),
    )  # fmt: skip


def written(audit: Audit, language: Language) -> list[str]:
    """Write an audit in every form that a person reads."""
    page = audit_page(audit, language=language)
    html = audit_html(audit, language)
    labels = re.findall(r'aria-label="([^"]*)"', html)
    return [
        plain_text(page),
        markdown(page),
        "\x00".join([_MARKUP.sub("\x00", html), *labels]),
    ]


def test_no_audit_escapes(brackets: Language) -> None:
    """Every word of an audit that is not in brackets stems from the mail or from the law."""
    for said in written(an_audit(), brackets):
        bare = _BRACKETED.sub("\x00", said.replace("\\", ""))
        words = re.findall(r"[A-Za-z]{2,}", bare)
        assert [] == [word for word in words if word[0] not in "xX"]
        assert said.count("\u27e6") > 50


def test_an_audit_in_german(german: Language) -> None:
    """Headings, counts, shares and months are as German has them."""
    text, _, html = written(an_audit(), german)
    page = audit_html(an_audit(), german)

    assert "1.234 Nachrichten, nach dem Recht des jeweils gefragten Tages" in text
    assert "Von 9 empfangenen Nachrichten: 5 (56 %) nachverfolgt" in " ".join(text.split())
    assert "Wer uns nachverfolgt" in html
    assert "Januar 2025" in html
    assert '<html lang="de">' in page


def test_a_comparison_in_german(lands: Corpus, german: Language) -> None:
    """Two laws are set side by side in German, their sentences as they were written."""
    text, _ = sides(lands, german)

    assert "Was sich unterscheidet, Handlung für Handlung" in text
    assert "Rechtsstand: 2. März 2026." in text
