"""A text as sentences, and what cues say of the words of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.model.heard import CueKind, HeardWords
from advisor.told.offers import PassingReason
from advisor.told.phrases import MONTH_NAMES, PhraseFinder, PhrasePatterns
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

_END = re.compile(
    r"(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bv)(?<!\b[A-Z])(?<!\d)[.](?=\s|$)"
    rf"|(?<=\d)[.](?!\s+(?i:{MONTH_NAMES})\b)(?=\s+[A-ZÄÖÜ]\w|\s*$)|[!?]+|\n\s*\n"
)
_NEGATED_WORDS = 6
"""So many words after a negation it still speaks of them."""
_REASONS = {
    CueKind.HEARSAY: PassingReason.HEARSAY,
    CueKind.WISH: PassingReason.WISH,
    CueKind.ELSEWHERE: PassingReason.ELSEWHERE,
    CueKind.LEFT_OFF: PassingReason.LEFT_OFF,
}


@dataclass(frozen=True, slots=True)
class CueScope:
    """The stretch of a sentence of which a cue speaks, and where the cue itself stands."""

    kind: CueKind
    cue: tuple[int, int]
    start: int
    end: int
    words: frozenset[str]

    def reaches(self, start: int, end: int, own: frozenset[str] = frozenset()) -> bool:
        """
        Return whether it speaks of what is said at a place.

        A cue of which the phrase itself has words (`own`) is part of the phrase; one that only
        stands between the words of a phrase speaks of it.
        """
        if start <= self.cue[0] and self.cue[1] <= end:
            return not self.words & own
        return self.start <= start < self.end


class CueReader:
    """Finds the cues of sentences."""

    def __init__(self, heard: HeardWords) -> None:
        patterns = PhrasePatterns(heard.cues.get(CueKind.FILLER, ()))
        self.patterns: Mapping[CueKind, list[PhraseFinder]] = {
            kind: [patterns.finder(word) for word in words]
            for kind, words in heard.cues.items()
            if kind is not CueKind.FILLER
        }

    def scopes(self, sentence: str) -> list[CueScope]:
        """Return what cues of a sentence speak of."""
        breaks = sorted(start for start, _ in self._found(CueKind.BREAK, sentence))
        return [
            CueScope(
                kind, cue, *_reach(kind, cue, sentence, breaks), cue_words(sentence[slice(*cue)])
            )
            for kind in self.patterns
            if kind is not CueKind.BREAK
            for cue in self._found(kind, sentence)
        ]

    def _found(self, kind: CueKind, sentence: str) -> Iterator[tuple[int, int]]:
        for pattern in self.patterns.get(kind, ()):
            for match in pattern.finditer(sentence):
                yield match.span()


def cue_words(text: str) -> frozenset[str]:
    """Return the words of a text or of a phrase, in small letters."""
    return frozenset(re.findall(r"[\w']+", text.casefold().replace("_", " ")))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Return where each sentence begins and ends."""
    start = 0
    for match in (*_END.finditer(text), None):
        end = len(text) if match is None else match.end()
        words = text[start:end]
        if re.search(r"\w", words):
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip())
        start = end


def passing_reason(
    scopes: Iterable[CueScope], start: int, end: int, own: frozenset[str], *, is_role: bool
) -> PassingReason | None:
    """Return why words at a place in a sentence are no fact, where a cue says so."""
    for scope in scopes:
        reason = _REASONS.get(scope.kind)
        if reason is PassingReason.LEFT_OFF:
            crosses = scope.start < end and start < scope.end
            if is_role and crosses:
                return reason
        elif reason is not None and scope.reaches(start, end, own):
            return reason
    return None


def is_under(
    scopes: Iterable[CueScope],
    kinds: Iterable[CueKind],
    start: int,
    end: int,
    own: frozenset[str] = frozenset(),
) -> bool:
    """Return whether a cue of one of some kinds speaks of words at a place in a sentence."""
    wanted = set(kinds)
    return any(scope.kind in wanted and scope.reaches(start, end, own) for scope in scopes)


def _reach(
    kind: CueKind, cue: tuple[int, int], sentence: str, breaks: list[int]
) -> tuple[int, int]:
    end = next((at for at in breaks if at >= cue[1]), len(sentence))
    if kind in (CueKind.HEDGE_WHOLE, CueKind.ELSEWHERE, CueKind.EVERYONE):
        return 0, len(sentence)
    if kind is CueKind.NEGATION:
        words = list(re.finditer(r"[\w']+", sentence[cue[1] : end]))[:_NEGATED_WORDS]
        return cue[0], cue[1] + (words[-1].end() if words else 0)
    if kind in (CueKind.WISH, CueKind.LEFT_OFF):
        return cue[0], end
    return cue[0], len(sentence)
