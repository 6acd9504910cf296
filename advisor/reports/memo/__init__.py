"""An opinion as a memorandum for the reviewing attorney."""

from advisor.reports.memo.compose import compose
from advisor.reports.memo.letter import letter

__all__ = ["compose", "letter"]
