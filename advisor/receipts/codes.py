"""Every problem that reading and replaying receipts can find, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "unreadable": "a file cannot be opened",
        "receipt-foreign": "a file is not a receipt",
        "receipt-version": "a receipt has a form of another version of the program",
        "receipt-damaged": "a receipt is not what was saved",
        "engine-failure": "no answer can be had for a receipt's facts",
    }
)
"""Each code with what it means, for the page that explains them."""
