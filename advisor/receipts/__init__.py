"""Opinions kept for later: receipts, their replay, and what an update of the law changes."""

from advisor.receipts.create import canonical, receipt_of
from advisor.receipts.impact import Impact, impact, replayed
from advisor.receipts.receipt_file import read_receipt, save_receipt
from advisor.receipts.receipt_schema import StoredReceipt, receipt_json_schema
from advisor.receipts.redaction import redacted
from advisor.receipts.replay_receipt import ChangedPart, Replay, ReplayChange, ReplayState, replay

__all__ = [
    "ChangedPart",
    "Impact",
    "Replay",
    "ReplayChange",
    "ReplayState",
    "StoredReceipt",
    "canonical",
    "impact",
    "read_receipt",
    "receipt_json_schema",
    "receipt_of",
    "redacted",
    "replay",
    "replayed",
    "save_receipt",
]
