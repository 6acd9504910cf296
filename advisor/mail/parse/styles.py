"""What style sheets fetch, and how large and visible they make an element."""

from __future__ import annotations

import re
from collections.abc import Iterator

# `url` is spelt out, since a search that minds no case cannot skip to where a match may begin.
_URL = re.compile(r"[Uu][Rr][Ll]\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^()\s]*))\s*\)")
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)", re.IGNORECASE)
_FONT = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?(?:\s*[;!]|\s*$)"
    r"|mso-hide\s*:\s*all|height\s*:\s*0(?:px)?\s*(?:[;!]|$)"
    r"|left\s*:\s*-\d{3,}|clip\s*:\s*rect\(0"
)
_SIDE = re.compile(r"(?<![-\w])(?:max-)?(width|height)\s*:\s*(\d+(?:\.\d+)?)(px|pt|em|rem|%)?")
CSS_LIMIT = 500_000


def loads(css: str) -> Iterator[tuple[str, str]]:
    """
    Return what a sheet fetches: `import`, `font` or `style`, with the address.

    >>> list(loads("@font-face{src:url(//a.example/f)} p{background:url('http://b.example/x')}"))
    [('font', '//a.example/f'), ('style', 'http://b.example/x')]
    """
    text = css[:CSS_LIMIT]
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    text = _without_comments(text) if "/*" in text else text
    for found in _IMPORT.finditer(text):
        yield "import", found.group(1)
    text = _IMPORT.sub(" ", text)
    for face in _FONT.finditer(text):
        yield from (("font", address) for address in _addresses(face.group()))
    yield from (("style", address) for address in _addresses(_FONT.sub(" ", text)))


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("/*", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("*/", start + 2)
        at = len(text) if end < 0 else end + 2
    return " ".join((*kept, text[at:]))


def _addresses(text: str) -> Iterator[str]:
    for found in _URL.finditer(text):
        yield found.group(1) or found.group(2) or found.group(3) or ""


def _character(found: re.Match[str]) -> str:
    number = int(found.group(1), 16)
    return chr(number) if 0 < number < 0xD800 else " "  # noqa: PLR2004 - below the surrogates


def hides(style: str) -> bool:
    """Return whether a style keeps an element from being seen."""
    return _HIDDEN.search(style.lower()) is not None


def sides(style: str) -> dict[str, float]:
    """Return the width and height that a style declares, in pixels."""
    result: dict[str, float] = {}
    lower = style.lower()
    if "width" not in lower and "height" not in lower:
        return result
    for name, number, unit in _SIDE.findall(lower):
        if unit != "%":
            result[name] = float(number) * (16 if unit in {"em", "rem"} else 1)
    return result
