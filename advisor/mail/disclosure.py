"""Sentences of the visible text that may tell the reader of tracking."""

from __future__ import annotations

import re

from advisor.mail.knowledge import Knowledge

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
# Every pattern of the data file needs one of these; most sentences hold none.
_HINT = re.compile(
    r"track|p[ií]xel|beacon|bali[zs]|notif|open|receipt|monitor|record|measure"
    r"|suivi|espion|lesebest|alert|inform|know"
)
_SPACE = re.compile(r"\s+")
SHORTEST, LONGEST, MOST = 12, 500, 5


def disclosures(text: str, known: Knowledge) -> tuple[str, ...]:
    """Give the sentences that may disclose tracking; whether they do, a person judges."""
    found: dict[str, None] = {}
    for line in text[:300_000].split("\n") if hints(text) else ():
        if len(line) < SHORTEST or not hints(line):
            continue
        for match in _SENTENCE.finditer(line):
            if not hints(match.group()):
                continue
            sentence = _SPACE.sub(" ", match.group()[:LONGEST]).strip()
            lower = sentence.lower()
            if len(sentence) >= SHORTEST and any(one.search(lower) for one in known.disclosures):
                found[sentence] = None
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def hints(text: str) -> bool:
    """Tell whether a text may speak of tracking at all, which most do not."""
    return _HINT.search(text.lower()) is not None
