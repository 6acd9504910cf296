"""An opinion as a memorandum for the reviewing attorney."""

from advisor.reports.memo.compose import compose
from advisor.reports.memo.letter import letter
from advisor.reports.memo.remedies import MemoChange, MemoRemedies, MemoRemedy, MemoStep

__all__ = ["MemoChange", "MemoRemedies", "MemoRemedy", "MemoStep", "compose", "letter"]
