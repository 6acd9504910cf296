"""Bytes to text, whatever they were declared to be."""

from __future__ import annotations

import codecs

# Decoders that are no charsets of mail; some take quadratic time.
_REFUSED = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_MEANT = {
    "iso-8859-1": "cp1252",
    "us-ascii": "",
    "ascii": "",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def decode_text(data: bytes, charset: str) -> str:
    r"""
    Decode as declared, else as UTF-8, else as Western European; it never fails.

    >>> decode_text(b"caf\xe9", "utf-8"), decode_text(b"caf\xc3\xa9", "no-such-charset")
    ('café', 'café')
    """
    if data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return data.decode("utf-16", "replace")
    name = charset.strip("'\" ").lower().replace("_", "-")
    for tried in (_MEANT.get(name, name), "utf-8"):
        if tried and tried not in _REFUSED:
            try:
                return data.decode(tried)
            except (LookupError, ValueError, TypeError):
                continue
    try:
        known = codecs.lookup(name).name if name and name not in _REFUSED else ""
        if known and known not in {"utf-8", "ascii"}:
            return data.decode(known, "replace")
    except (LookupError, ValueError, TypeError):
        pass
    return data.decode("cp1252", "replace")
