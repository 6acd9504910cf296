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
_SIDE = re.compile(
    r"(?<![-\w])(?:max-)?(width|height)\s*:\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]{1,4}|%)?"
)
_DOTS = {
    "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "": 1.0,
}  # fmt: skip
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
    """
    Return the width and height that a style declares, in pixels; what depends on a page is none.

    >>> sides("width:1.5in; height:2pc"), sides("width:100%")
    ({'width': 144.0, 'height': 32.0}, {})
    """
    result: dict[str, float] = {}
    lower = style.lower()
    if "width" not in lower and "height" not in lower:
        return result
    for name, number, unit in _SIDE.findall(lower):
        size = in_dots(number, unit)
        if size is not None:
            result[name] = size
    return result


def in_dots(number: str, unit: str) -> float | None:
    """Return a length in pixels; `None` where that depends on the page."""
    dots = _DOTS.get(unit)
    return None if dots is None else float(number) * dots
