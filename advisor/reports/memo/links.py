"""Which addresses a memo may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_web_address(link: str) -> bool:
    """
    Tell whether an address is one that a reader may safely follow.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if any(sign in link for sign in "<> \"'\\\n\r\t"):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
