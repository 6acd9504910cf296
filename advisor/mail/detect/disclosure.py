"""Sentences of the visible text that may tell the reader of tracking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.mail.detect.vendor_data import Knowledge

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_SPACE = re.compile(r"\s+")
SHORTEST, LONGEST, MOST, LIMIT = 12, 500, 5, 300_000


def disclosures(text: str, known: Knowledge) -> tuple[str, ...]:
    """Return the sentences that may disclose tracking; whether they do, a person judges."""
    found: dict[str, None] = {}
    for line in _hinting(text[:LIMIT], known):
        for match in _SENTENCE.finditer(line):
            sentence = _SPACE.sub(" ", match.group()[:LONGEST]).strip()
            if len(sentence) >= SHORTEST and known.discloses(sentence):
                found[sentence] = None
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def _hinting(text: str, known: Knowledge) -> Iterator[str]:
    """Return the lines that may speak of tracking, without going through the others."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters are longer in lower case
        text = lower
    starts = set()
    for word in known.hints:
        at = lower.find(word)
        while at >= 0:
            starts.add(lower.rfind("\n", 0, at) + 1)
            end = lower.find("\n", at)
            at = lower.find(word, end) if end >= 0 else -1
    for start in sorted(starts):
        end = lower.find("\n", start)
        yield text[start:end] if end >= 0 else text[start:]


def hints(text: str, known: Knowledge) -> bool:
    """Return whether a text may speak of tracking at all, which most do not."""
    lower = " ".join(text.split()).lower()
    return any(word in lower for word in known.hints)
