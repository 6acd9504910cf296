"""The formats that a document can be had in, behind one registry."""

from advisor.reports.render.formats import (
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
from advisor.reports.render.missing_library import MissingLibrary

__all__ = [
    "DOCX",
    "FORMATS",
    "HTML",
    "MARKDOWN",
    "PDF",
    "TEXT",
    "Format",
    "MissingLibrary",
    "format_by_name",
    "format_by_suffix",
    "render",
]
