"""The registry of formats: each can be written, and every surface offers it."""

from __future__ import annotations

from ctypes.util import find_library

import pytest

from advisor.cli.opinion_output import OpinionFormat
from advisor.reports.render import FORMATS, PDF, Format, format_by_name, format_by_suffix
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
