"""What fixtures make, and what a reader would be told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from advisor.model.law import Law
from advisor.model.opinions import Finding, Opinion
from advisor.reports.opinions import page
from advisor.reports.render.plain_text import plain_text

FindingMaker: TypeAlias = Callable[..., Finding]
OpinionMaker: TypeAlias = Callable[..., Opinion]


def told(opinion: Opinion, law: Law, **options: bool) -> str:
    """Write an opinion as one long line for each point."""
    return plain_text(page(opinion, law, **options), width=200)


def titles(opinion: Opinion, law: Law, **options: bool) -> list[str]:
    """Give the headings of an opinion."""
    return [section.title for section in page(opinion, law, **options).sections]
