"""A memo in another language: the same sentences on the same grounds, the law as it was."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from advisor.advice import Corpus
from advisor.i18n import AMERICAN, Language, language
from advisor.model.opinions import Opinion
from advisor.reports.document import ReportDocument
from advisor.reports.memo import compose, letter
from advisor.reports.render import DOCX, HTML, MARKDOWN, PDF, render

Asking = Callable[..., Opinion]


@pytest.fixture(scope="module")
def german() -> Language:
    """Give German."""
    return language("de")


def grounds(memo: ReportDocument) -> list[tuple[object, ...]]:
    """Return what each sentence rests on; the one about the language is in one memo only."""
    return [
        (one.frame, one.source, one.notes, one.link)
        for one in memo.sentences()
        if not one.frame.endswith((".written-in", "head.language"))
    ]


@pytest.mark.parametrize("write", [compose, letter], ids=["memo", "letter"])
def test_says_the_same(
    write: Callable[..., ReportDocument], ask: Asking, zedland: Corpus, german: Language
) -> None:
    """Sentence by sentence a German memo stands on what the English one stands on."""
    opinion = ask()

    english = write(opinion, zedland.law)
    told = write(opinion, zedland.law, language=german)

    assert grounds(english) == grounds(told)
    assert ("en", "de") == (english.language.tag, told.language.tag)


def test_says_it_in_german(ask: Asking, zedland: Corpus, german: Language) -> None:
    """Frame, days and answers are German; statements, questions and citations are not."""
    opinion = ask()
    text = render(compose(opinion, zedland.law, language=german, appendix=True), MARKDOWN).decode()

    assert "# Rechtsvermerk" in text
    assert r"**Rechtsstand:** 2\. März 2026" in text
    assert "**Verletzt.** " in text
    assert "| Has this recipient agreed? | Nein |" in text
    for one in opinion.findings:
        assert re.sub(r"([\\`*_\[\]<>|~&$^@])", r"\\\1", one.statement) in text


@pytest.mark.parametrize("write", [compose, letter], ids=["memo", "letter"])
def test_says_what_is_left_in_english(
    write: Callable[..., ReportDocument], ask: Asking, zedland: Corpus, german: Language
) -> None:
    """One sentence tells the reader why the law stands in English."""
    frames = [one.frame for one in write(ask(), zedland.law, language=german).sentences()]

    assert 1 == sum(frame.endswith(".written-in") for frame in frames)


def test_law_is_marked_on_a_web_page(ask: Asking, zedland: Corpus, german: Language) -> None:
    """A screen reader changes its voice where the law begins, and back."""
    opinion = ask()
    page = render(compose(opinion, zedland.law, language=german, appendix=True), HTML).decode()

    assert '<html lang="de">' in page
    assert f'<span lang="en">{opinion.findings[0].statement}</span>' in page
    assert '<span lang="en">Has this recipient agreed?</span>' in page
    assert 'aria-label="Anmerkung 1"' in page
    assert '<span lang="en">Verletzt' not in page


def test_an_english_page_needs_no_marks(ask: Asking, zedland: Corpus) -> None:
    """Where frame and law are in one language nothing is marked."""
    page = render(compose(ask(), zedland.law, language=AMERICAN), HTML).decode()

    assert '<html lang="en-US">' in page
    assert '<span lang="en"' not in page
    assert "March 2, 2026" in page


def test_law_is_marked_in_word(ask: Asking, zedland: Corpus, german: Language) -> None:
    """Word spells the frame as German and the law as English, on A4."""
    pytest.importorskip("docx")
    memo = compose(ask(), zedland.law, language=german)
    with ZipFile(BytesIO(render(memo, DOCX))) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()

    statement = next(one.text for one in memo.sentences() if one.is_law)
    runs = re.findall(r"<w:r>.*?</w:r>", body, re.DOTALL)
    (run,) = {one for one in runs if statement in one}
    assert '<w:lang w:val="en-US"/>' in run
    assert '<w:lang w:val="de"' in styles
    assert 'w:w="11906"' in body
    for table in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body, re.DOTALL):
        assert sum(map(int, re.findall(r'w:gridCol w:w="(\d+)"', table))) <= 11906 - 2 * 1440


def test_counts_take_their_form(ask: Asking, zedland: Corpus, german: Language) -> None:
    """One finding is told in the singular, two in the plural."""
    memo = compose(ask(), zedland.law, language=german).rendered()
    texts = " ".join(one.text for one in memo.sentences())

    assert "Außerdem sind 2 maßgebliche Befunde" in texts


def test_names_stay_names(hostile: Opinion, zedland: Corpus, german: Language) -> None:
    """A name that imitates a slot or a tag is only a name, in any language."""
    page = render(compose(hostile, zedland.law, language=german), HTML).decode()

    assert "<script" not in page
    assert "<img" not in page


def test_no_page_is_left_blank(ask: Asking, zedland: Corpus, german: Language) -> None:
    """On paper, too, every page but the last has something on it."""
    pytest.importorskip("weasyprint")
    data = render(letter(ask(), zedland.law, language=german), PDF)

    streams = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    told = b"".join(_inflated(one) for one in streams)
    assert 1 <= len(re.findall(rb"/Type ?/Page\b", told)) <= 4


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_notes_go_to_the_end_where_no_page_can_be_set(
    ask: Asking, zedland: Corpus, german: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where footnotes leave pages blank whatever is tried, a memo is still printed."""
    pytest.importorskip("weasyprint")
    from advisor.reports.render import pdf

    monkeypatch.setattr(pdf, "_set", lambda _page: None)

    assert render(letter(ask(), zedland.law, language=german), PDF).startswith(b"%PDF")
