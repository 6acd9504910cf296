"""HTML parsed within bounds: what would take the parser hours is cut before it gets it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# The parser looks through all open elements at each tag, and through all attributes of a tag
# at each one: deep nesting and crowded tags take quadratic time.
DEEPEST, FEW, SMALL = 500, 1_000, 20_000
_CALM = re.compile(
    r"(?:[^<]++|<(?![a-z])"
    r"|<[a-z][^\s/>]*+(?:[\s/]*+[^\s/>=][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+){0,1000}+"
    r"(?![\s/]*+[^\s/>=]))*+",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)", re.IGNORECASE)
# Each of these closes the one before it, or holds nothing.
_SHALLOW = frozenset(
    {
        "a", "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th",
        "thead", "tr", "track", "wbr",
    }
)  # fmt: skip


def parse_bounded(text: str) -> tuple[LexborHTMLParser, bool]:
    """Parse HTML; the second value tells whether it was cut for being too deep or too crowded."""
    from selectolax.lexbor import LexborHTMLParser

    end = len(text)
    if end > SMALL:
        calm = _CALM.match(text)
        end = calm.end() if calm else 0
    if text.count("<") > FEW:
        end = min(end, _bearable(text))
    return LexborHTMLParser(text[:end]), end < len(text)


def _bearable(text: str) -> int:
    """
    Return how much of a page is not nested too deeply.

    >>> _bearable("<div>" * 2_000), _bearable("<div></div><p>" * 2_000)
    (2500, 28000)
    """
    depth = 0
    opened: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _SHALLOW:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                return tag.start()
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return len(text)
