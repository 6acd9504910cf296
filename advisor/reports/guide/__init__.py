"""The reader's guide: every policy, jurisdiction and question as a page of Markdown."""

from advisor.reports.guide.pages import pages

__all__ = ["pages"]
