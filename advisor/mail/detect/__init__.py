"""Signals of a parsed message: trackers, receipts, lists, disclosures."""
