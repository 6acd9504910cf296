"""Every problem of a request, beside those of what it asks, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-parameter": "a parameter of the address is unknown, or cannot be what is written",
        "busy": "too many requests are waiting already",
        "internal-error": "the program made a mistake, and gives no answer",
        "json-syntax": "the body of a request is not well-formed JSON",
        "rate-limited": "one caller asks more often than is allowed",
        "strange-host": "a request names a host that this program is not reached by",
        "strange-origin": "a browser sent the request from another site",
        "too-slow": "an answer took longer than is waited for",
        "unauthenticated": "a request does not say who asks, or nobody knows the key",
        "unknown-page": "an address names nothing",
        "untrusted-address": "only a trusted proxy may ask, and this was another address",
        "wrong-media-type": "the body of a request is of a kind that is not read",
        "wrong-method": "an address is not asked for in that way",
    }
)
"""Each code with what it means, for the page that explains them."""
