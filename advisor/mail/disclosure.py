"""Sentences of the visible text that may tell the reader of tracking."""

from __future__ import annotations

import re

from advisor.mail.knowledge import Knowledge

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
# Every pattern of the data file needs one of these; most sentences hold none.
_HINT = re.compile(
    r"track|pixel|p[íi]xel|beacon|baliza|balise|notif|opened|opens?|receipt|monitor|record|measure"
    r"|suivi|espion|lesebest|alert|inform|know",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
SHORTEST, LONGEST, MOST = 12, 500, 5


def disclosures(text: str, known: Knowledge) -> tuple[str, ...]:
    """Give the sentences that may disclose tracking; whether they do, a person judges."""
    found: dict[str, None] = {}
    for match in _SENTENCE.finditer(text[:300_000]):
        if _HINT.search(match.group()) is None:
            continue
        sentence = _SPACE.sub(" ", match.group()[:LONGEST]).strip()
        if len(sentence) >= SHORTEST and any(one.search(sentence) for one in known.disclosures):
            found[sentence] = None
        if len(found) >= MOST:
            break
    return tuple(found)
