"""The registry of formats: each can be written, and every surface offers it."""

from __future__ import annotations

from ctypes.util import find_library
from io import BytesIO
from zipfile import ZipFile

import pytest
from rich.cells import cell_len
from unit.reports.makers import every_block, words_of

from advisor.cli.output.opinion_output import OpinionFormat
from advisor.reports.document import ReportDocument
from advisor.reports.render import (
    DOCX,
    FORMATS,
    HTML,
    MARKDOWN,
    PDF,
    TEXT,
    Format,
    format_by_name,
    format_by_suffix,
    render,
)
from advisor.reports.render.terminal import terminal
from advisor.reports.training.score_sheets import attendance_sheet
from advisor.web.downloads import file_formats


def test_check_offers_every_format() -> None:
    """What is registered can be asked for on the command line by its name."""
    assert {known.name for known in FORMATS} <= {form.value for form in OpinionFormat}


def test_the_pages_offer_every_file() -> None:
    """A format that is a file has its button."""
    assert {known for known in FORMATS if known.is_file} == set(file_formats())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_entry_is_whole(form: Format) -> None:
    """A document can be written in it, and name and suffix are those of one format only."""
    if form is PDF and find_library("pango-1.0") is None:
        pytest.skip("needs Pango")

    assert isinstance(form.writer(attendance_sheet(())), str if form.is_text else bytes)
    assert form is format_by_name(form.name)
    assert form is format_by_suffix(form.suffix)


def _text(document: ReportDocument, form: Format) -> str:
    data = render(document, form)
    if form is not DOCX:
        return data.decode()
    with ZipFile(BytesIO(data)) as archive:
        return "".join(
            archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes")
        )


@pytest.mark.parametrize("form", [DOCX, HTML, MARKDOWN, TEXT], ids=lambda form: form.name)
def test_every_block_in_every_format(form: Format) -> None:
    """Whatever a document holds, each format says all of its words."""
    text = _text(every_block(), form).casefold()

    assert [] == sorted(word for word in words_of(every_block()) if word not in text)


@pytest.mark.skipif(find_library("pango-1.0") is None, reason="needs Pango")
def test_every_block_in_print() -> None:
    """A page with findings is typeset like a memo."""
    assert render(every_block(), PDF).startswith(b"%PDF")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_block_on_a_screen(width: int) -> None:
    """A paper can be read on a terminal, as a page can be filed."""
    text = terminal(every_block(), width=width)

    assert [] == sorted(word for word in words_of(every_block()) if word not in text)
    assert width >= max(map(cell_len, text.splitlines()))
