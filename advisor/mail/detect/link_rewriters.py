"""Image proxies and security gateways: what they wrapped, taken out again."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

from advisor.mail.detect.addresses import Address, address
from advisor.mail.detect.vendor_data import Knowledge
from advisor.values import replace

_PROOFPOINT_3 = re.compile(r"/v3/__(.+?)__;")
_LAYERS = 4
_PUBLIC, _SEALED_LENGTH = frozenset({0, 80, 443, 8080}), 20


def unwrap_link(given: Address, known: Knowledge) -> Address:
    """Return what a known wrapper wraps; the address itself where none does or it is sealed."""
    result = given
    for _ in range(_LAYERS):
        name = known.wrapper_at(result.host, result.path) or _by_port(result, known)
        if not name:
            break
        inner = address(_inner(result))
        if inner is None:
            return replace(result, wrapped_by=name, sealed=result.host == given.host)
        result = replace(inner, wrapped_by=name)
    return result


def _by_port(given: Address, known: Knowledge) -> str:
    """
    Return what a gateway of the reader's is called that rewrites links to a port of its own.

    Nobody serves pages to the public there; what such an address holds is another one, or sealed.
    """
    if given.port in _PUBLIC:
        return ""
    inner = address(given.target) if given.target else None
    elsewhere = inner is not None and known.domain_of(inner.host) != known.domain_of(given.host)
    longest = max(map(len, given.words), default=0)
    alone = given.path in {"", "/"} and longest >= _SEALED_LENGTH
    return f"a gateway at {given.host}" if elsewhere or alone else ""


def _inner(wrapped: Address) -> str:
    if wrapped.fragment.lower().startswith("http"):
        return unquote(wrapped.fragment) if "%3a" in wrapped.fragment[:10].lower() else (
            wrapped.fragment
        )  # fmt: skip
    newest = _PROOFPOINT_3.search(wrapped.text)
    if newest:
        return newest.group(1)
    for name, value in wrapped.values:
        if name in {"u", "url", "a", "target", "link", "q"}:
            if "urldefense" in wrapped.host and value.startswith("http"):
                return unquote(value.replace("-", "%").replace("_", "/"))
            if value.lower().startswith(("http", "//", "www.")):
                return value if "//" in value else f"http://{value}"
    if wrapped.target:
        return wrapped.target
    return _hexadecimal(wrapped.segments[-1]) if wrapped.segments else ""


def _hexadecimal(word: str) -> str:
    try:
        if word.startswith("68747470"):
            return bytes.fromhex(word).decode("utf-8", "replace")
        if word.startswith("aHR0c"):
            return base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode(
                "utf-8", "replace"
            )
    except (ValueError, binascii.Error):
        return ""
    return ""
