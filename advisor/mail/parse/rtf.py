"""Outlook's rich text: the page, or the plain text, that it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from advisor.values import dataclass, field

PACKED_LIMIT, TEXT_LIMIT, NESTING = 20_000_000, 40_000_000, 2_000
HTML, TEXT = "text/html", "text/plain"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\"
)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_FIELD = re.compile(rb"\b(HYPERLINK|INCLUDEPICTURE)\s+(?:\\\\?\w\s+)*\"([^\"]{1,5000})\"")
_SILENT = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer",
    b"fldinst", b"themedata", b"datastore",
}  # fmt: skip
_WORDS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "\u2018", b"rquote": "\u2019",
    b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"bullet": "\u2022", b"endash": "\u2013",
    b"emdash": "\u2014", b"sect": "\n", b"row": "\n", b"cell": "\t",
}  # fmt: skip
_SIGNS = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n",
          b"\r": "\n"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RichText:
    """
    What rich text was made of: a page or plain text, by `kind`.

    Of what was rich text from the first, `text` is a page of its words, links and pictures;
    `whole` is false where it holds objects or is damaged.
    """

    kind: str
    text: str = field(repr=False)
    whole: bool = True


def unpack_rtf(data: bytes) -> bytes:
    """
    Return rich text as it was before Outlook compressed it.

    Raises `ValueError` where that cannot be done, and `ImportError` without the extra.
    """
    from compressed_rtf import decompress

    if len(data) > PACKED_LIMIT:
        raise ValueError(len(data))
    try:
        return bytes(decompress(data))
    except Exception as broken:  # the library raises bare exceptions
        raise ValueError(len(data)) from broken


def read_rtf(data: bytes) -> RichText:
    r"""
    Take out of rich text the page or the text that a mail program put into it.

    >>> read_rtf(rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf \b \htmlrtf0 Hi}").text
    '<p>Hi'
    """
    data = data[:TEXT_LIMIT]
    start = data[:2_000]
    whole = data.lstrip().startswith(b"{\\rtf") and data.rstrip(b" \r\n\0").endswith(b"}")
    if b"\\fromhtml" in start:
        return RichText(HTML, "".join(_Reading(data, page=True).words()), whole)
    text = "".join(_Reading(data).words())
    if b"\\fromtext" in start:
        return RichText(TEXT, text, whole)
    fetched = [
        f'<img src="{address}">' if kind == b"INCLUDEPICTURE" else f'<a href="{address}">link</a>'
        for kind, raw in _FIELD.findall(data)
        for address in (escape(raw.decode("latin-1")),)
    ]
    page = f"<pre>{escape(text)}</pre>{''.join(fetched)}"
    return RichText(HTML, page, whole and b"\\object" not in data)


class _Reading:
    """Goes through rich text once, keeping what its reader was meant to see."""

    def __init__(self, data: bytes, *, page: bool = False) -> None:
        self.data = data
        self.page = page
        told = _CODE_PAGE.search(data, 0, 2_000)
        self.charset = f"cp{told[1].decode()}" if told and told[1] != b"65001" else "cp1252"
        if told and told[1] == b"65001":
            self.charset = "utf-8"
        self.groups: list[tuple[bool, bool, int]] = []
        self.silent = self.suppressed = False
        self.skipped_after = 1
        self.skip = 0
        self.begins = self.starred = False

    def words(self) -> Iterator[str]:
        """Return the pieces of the text in their order."""
        raw = bytearray()
        for found in _TOKEN.finditer(self.data):
            word, number, code, sign, brace, text = found.groups()
            if code or (text and not self.skip):
                self.begins = self.starred = False
                if self.skip:
                    self.skip -= 1
                elif not (self.silent or self.suppressed):
                    raw += bytes.fromhex(code.decode()) if code else text
                continue
            if text:
                text, self.skip = text[self.skip :], max(self.skip - len(text), 0)
                if not (self.silent or self.suppressed):
                    raw += text
                continue
            if raw:
                yield self._decoded(bytes(raw))
                raw.clear()
            if brace:
                self._brace(opens=brace == b"{")
            elif word:
                yield self._word(word.lower(), number)
            elif sign == b"*":
                self.starred = self.begins
            elif sign and not (self.silent or self.suppressed):
                yield _SIGNS.get(sign, "")
        yield self._decoded(bytes(raw))

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(self.charset, "replace")
        except LookupError:
            return raw.decode("cp1252", "replace")

    def _brace(self, *, opens: bool) -> None:
        if opens:
            if len(self.groups) < NESTING:
                self.groups.append((self.silent, self.suppressed, self.skipped_after))
            self.begins = True
        else:
            if self.groups:
                self.silent, self.suppressed, self.skipped_after = self.groups.pop()
            self.begins = False
        self.skip, self.starred = 0, False

    def _word(self, word: bytes, number: bytes | None) -> str:
        begins, starred = self.begins, self.starred
        self.begins = self.starred = False
        if word == b"htmltag" and starred:
            self.silent = not self.page
            self.suppressed = False
            return ""
        if begins and (starred or word in _SILENT):
            self.silent = True
            return ""
        if word == b"htmlrtf":
            self.suppressed = self.page and number != b"0"
        elif word == b"uc":
            self.skipped_after = min(int(number or 1), 10)
        elif word == b"u" and number:
            self.skip = max(self.skipped_after, 0)
            code = int(number) % 65_536
            seen = not (self.silent or self.suppressed) and not 0xD800 <= code < 0xE000  # noqa: PLR2004 - surrogates
            return chr(code) if seen else ""
        elif word in _WORDS and not (self.silent or self.suppressed):
            return _WORDS[word]
        return ""


__all__ = ["RichText", "read_rtf", "unpack_rtf"]
