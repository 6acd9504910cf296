"""The same memo in every format: whole, readable elsewhere, and safe whatever it is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from ctypes.util import find_library
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from advisor.advice import Corpus
from advisor.model.opinions import Opinion
from advisor.reports.document import ReportDocument
from advisor.reports.memo import compose
from advisor.reports.render import (
    DOCX,
    HTML,
    MARKDOWN,
    PDF,
    Format,
    MissingLibrary,
    formats,
    render,
)

OFFICE, TO_TEXT, INFO = (shutil.which(name) for name in ("soffice", "pdftotext", "pdfinfo"))
TYPESET = pytest.param(
    PDF,
    marks=pytest.mark.skipif(find_library("pango-1.0") is None, reason="needs Pango"),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def memo(ask: Callable[..., Opinion], zedland: Corpus) -> ReportDocument:
    """Write the memo on the offer."""
    return compose(ask(), zedland.law, appendix=True)


@pytest.fixture
def attacked(hostile: Opinion, zedland: Corpus) -> ReportDocument:
    """Write the memo on facts that imitate markup."""
    return compose(hostile, zedland.law)


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag is and where it leads."""
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.targets.append(value or "")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text += data


@pytest.mark.parametrize("form", [DOCX, HTML, MARKDOWN, TYPESET])
def test_the_same_memo_gives_the_same_bytes(form: Format, memo: ReportDocument) -> None:
    """Nothing in a memo depends on when or where it was written."""
    assert render(memo, form) == render(memo, form)


def test_a_page_needs_nothing_else(memo: ReportDocument) -> None:
    """The HTML leads out only by links to authorities, and every note leads both ways."""
    page = Page(render(memo, HTML).decode())
    inner = [target[1:] for target in page.targets if target.startswith("#")]
    outer = [target for target in page.targets if not target.startswith("#")]

    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    assert set(inner) <= set(page.ids)
    assert 2 * len(memo.notes) == len(inner)
    assert all(target.startswith("https://") for target in outer)


def test_a_page_escapes_what_was_told(attacked: ReportDocument, hostile: Opinion) -> None:
    """Names, titles and reasons are shown as they were written and never run."""
    text = render(attacked, HTML).decode()
    page = Page(text)

    assert not {"script", "img", "b", "i", "u"} & set(page.tags)
    assert '<script>alert("x")</script>' in page.text
    assert hostile.scenario.title in page.text
    assert all(target.startswith(("#", "https://")) for target in page.targets)


def test_markdown_escapes_what_was_told(attacked: ReportDocument) -> None:
    """A Markdown reader that allows HTML finds no tag, and no link but to authorities."""
    text = render(attacked, MARKDOWN).decode()
    reader = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    page = Page(reader.render(text))

    assert not {"script", "img", "b", "i", "u"} & set(page.tags)
    assert all(target.startswith("https://") for target in page.targets)
    assert '<script>alert("x")</script>' in page.text


def test_markdown_calls_every_note(memo: ReportDocument) -> None:
    """Each footnote is defined once and called once."""
    text = render(memo, MARKDOWN).decode()

    defined = [int(number) for number in re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)]
    called = [int(number) for number in re.findall(r"\[\^(\d+)\](?!: )", text)]

    assert [note.number for note in memo.notes] == defined == called


def test_word_has_real_headings_and_footnotes(memo: ReportDocument) -> None:
    """Word sees headings, lists, a table whose head repeats, and notes in their own part."""
    data = render(memo, DOCX)
    document = docx.Document(BytesIO(data))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    with ZipFile(BytesIO(data)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    defined = [int(one.get(f"{W}id")) for one in notes if one.get(f"{W}type") is None]
    called = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]

    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    assert [note.number for note in memo.notes] == defined == called
    assert [-1, 0] == [int(one.get(f"{W}id")) for one in notes if one.get(f"{W}type")]
    assert len(document.tables) == len(list(body.iter(f"{W}tblHeader")))
    assert memo.banner.text in document.core_properties.title


def test_word_keeps_what_was_told(attacked: ReportDocument) -> None:
    """Words that imitate markup are words, and what steers a terminal is made visible."""
    document = docx.Document(BytesIO(render(attacked, DOCX)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert '<script>alert("x")</script>' in text
    assert "\x1b" not in text


def _text_of(pdf: Path) -> str:
    assert TO_TEXT is not None
    return " ".join(_run(TO_TEXT, "-layout", str(pdf), "-").split())


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - the test wrote the command
        command, cwd=cwd, capture_output=True, check=True, timeout=180
    )
    return done.stdout.decode()


@pytest.mark.skipif(OFFICE is None or TO_TEXT is None, reason="needs LibreOffice and Poppler")
def test_an_office_reads_the_word_file(memo: ReportDocument, tmp_path: Path) -> None:
    """LibreOffice opens the document and sets all its notes at the feet of its pages."""
    (tmp_path / "memo.docx").write_bytes(render(memo, DOCX))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    _run(OFFICE or "", profile, "--headless", "--convert-to", "pdf", "memo.docx", cwd=tmp_path)
    text = _text_of(tmp_path / "memo.pdf")

    assert "Memorandum" in text
    for note in memo.notes:
        assert all(one.text.split(" [")[0] in text for one in note.citations)


@pytest.mark.skipif(
    TO_TEXT is None or INFO is None or find_library("pango-1.0") is None,
    reason="needs Pango and Poppler",
)
def test_the_pdf_is_tagged_and_titled(memo: ReportDocument, tmp_path: Path) -> None:
    """A screen reader finds structure, language and title; the words are all there."""
    path = tmp_path / "memo.pdf"
    path.write_bytes(render(memo, PDF))
    about = _run(INFO or "", str(path))
    text = _text_of(path)

    assert re.search(r"^Tagged: +yes", about, re.MULTILINE)
    assert re.search(r"^Title: +Memorandum: An offer", about, re.MULTILINE)
    assert "Signature" in text
    for note in memo.notes:
        assert all(one.text.split(" [")[0] in text for one in note.citations)


@pytest.mark.skipif(find_library("pango-1.0") is None, reason="needs Pango")
def test_the_pdf_fetches_nothing(attacked: ReportDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address in a memo is ever asked for."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert render(attacked, PDF).startswith(b"%PDF")


@pytest.mark.parametrize("form", [DOCX, PDF])
def test_a_missing_extra_is_named(
    form: Format, memo: ReportDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the libraries, the message names the extra that brings them."""
    monkeypatch.setattr(formats, "find_spec", lambda _: None)

    with pytest.raises(MissingLibrary, match="`documents`") as caught:
        render(memo, form)

    assert "pip install 'legal-ethics-advisor[documents]'" == caught.value.fix


@pytest.mark.parametrize("form", [HTML, MARKDOWN])
def test_text_needs_no_extra(
    form: Format, memo: ReportDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML and Markdown are always to be had."""
    monkeypatch.setattr(formats, "find_spec", lambda _: None)

    assert b"Memorandum" in render(memo, form)
