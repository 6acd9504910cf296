"""The pages of `docs/reference` that are made from the program and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commands import commands_page
from faces import api_page
from words import coverage_table, diagnostics_page, unread_table, vocabulary_page

from advisor import load
from advisor.reports.guide import pages

if TYPE_CHECKING:
    from collections.abc import Mapping


def references() -> Mapping[str, str]:
    """Give each generated page by its file name."""
    return {
        "api.md": api_page(),
        "cli.md": commands_page(),
        "coverage.md": coverage_table(),
        "diagnostics.md": diagnostics_page(),
        "unread.md": unread_table(),
        "vocabulary.md": vocabulary_page(),
        **guide(),
    }


def guide() -> Mapping[str, str]:
    """Give the reader's guide to the law: a page for each policy and jurisdiction."""
    law = load(engine="reference", cases=True).law
    return {f"policies/{path}": text for path, text in pages(law).items()}
