"""Which addresses a report may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

_ENDS_A_LINK = frozenset("<> \"'\\")


def is_web_address(link: str) -> bool:
    """
    Return whether an address is a web page's, and is safe in every format as it stands.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if not link.isprintable() or not _ENDS_A_LINK.isdisjoint(link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
