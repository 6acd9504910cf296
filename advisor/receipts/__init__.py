"""Opinions kept for later: receipts, their replay, and what an update of the law changes."""

from advisor.receipts.files import read, save
from advisor.receipts.impact import Impact, impact, replayed
from advisor.receipts.making import canonical, receipt_of
from advisor.receipts.redaction import redacted
from advisor.receipts.replaying import Change, Part, Replay, State, replay
from advisor.receipts.shape import ReceiptDocument, json_schema

__all__ = [
    "Change",
    "Impact",
    "Part",
    "ReceiptDocument",
    "Replay",
    "State",
    "canonical",
    "impact",
    "json_schema",
    "read",
    "receipt_of",
    "redacted",
    "replay",
    "replayed",
    "save",
]
