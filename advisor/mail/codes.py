"""Every problem that reading messages and address books can find, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "missing-extra": "an optional part of the program that this needs is not installed",
        "unreadable-message": "a message cannot be read, so nothing is told of it",
        "unreadable": "an address book or a block list cannot be opened",
        "not-utf8": "an address book is not UTF-8 text",
        "yaml-syntax": "an address book is not well-formed YAML",
        "line-separator": "an address book holds U+0085, U+2028 or U+2029",
        "csv-syntax": "an address book is not well-formed CSV",
        "too-large": "an address book is larger than the limit",
        "contradiction": "an address book tells two things of one address or domain",
        "missing-key": "an address book lists no people, or one without address and domain",
        "unknown-fact": "an address book tells something that is no fact of a recipient",
        "bad-value": "an address book gives a fact a value that it cannot have",
    }
)
"""Each code with what it means, for the page that explains them."""
