"""
What somebody tells in words of their own, read by the phrases of the vocabulary.

Nothing here is taken: each fact is offered with its words, to be confirmed by the person who
told it. What is not certain is asked, what follows is offered as implied, and a sentence of
which nothing is understood is shown as such. Judgments are never read out of words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.model.heard import (
    NUMBER_SLOT,
    ROLE_SLOT,
    SLOTS,
    CueKind,
    HeardValue,
)
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.told.heard_facts import HeardFact, fact_value, slot_values
from advisor.told.offers import LeftOver, OfferBasis, OfferedFact, PassedOver, PassingReason
from advisor.told.phrases import (
    POSSESSIVE,
    NamedThing,
    NameFinder,
    PhraseFinder,
    PhrasePatterns,
    marked,
)
from advisor.told.reconcile import reconciled
from advisor.told.sentences import (
    CueReader,
    CueScope,
    cue_words,
    is_under,
    passing_reason,
    sentences,
)
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact

RECIPIENT_ROLE = f"{RECIPIENT}.role"
_MAIL = ("message", "tracking")
"""What is planned of these is told of the message that is asked about."""
_ROLES = (RECIPIENT_ROLE, "sender.role")


@dataclass(frozen=True, slots=True)
class Description:
    """A text with the facts that it offers, what it says that is none, and what is left over."""

    text: str
    offered: tuple[OfferedFact, ...]
    passed_over: tuple[PassedOver, ...]
    left_over: tuple[LeftOver, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    fact: Fact
    heard: HeardValue
    finder: PhraseFinder
    slots: frozenset[str]
    is_implied: bool
    words: frozenset[str]


class TellingReader:
    """Reads descriptions by the words of one law; made once, it reads many."""

    def __init__(self, law: Law) -> None:
        self.law = law
        heard = law.vocabulary.heard
        self.names = NameFinder(heard, law.places)
        self.cues = CueReader(heard)
        patterns = PhrasePatterns(heard.cues.get(CueKind.FILLER, ()))
        self.phrases = [
            _Phrase(
                law.vocabulary.facts[value.fact],
                value,
                patterns.finder(phrase),
                frozenset(slot for slot in SLOTS if slot in phrase),
                is_implied,
                cue_words(phrase),
            )
            for value in heard.values
            for is_implied, phrases in ((False, value.says), (True, value.implies))
            for phrase in phrases
        ]

    def read(self, text: str) -> Description:
        """Return what a text offers; it is shown back as it was written."""
        plain = text.replace("\u2019", "'")
        found: list[HeardFact] = []
        passed: list[PassedOver] = []
        spans = list(sentences(plain))
        for start, end in spans:
            for fact in self._heard_in(plain[start:end]):
                moved = fact.moved(start)
                if isinstance(moved.outcome, PassingReason):
                    passed.append(
                        PassedOver(moved.fact.name, moved.outcome, moved.start, moved.end)
                    )
                else:
                    found.append(moved)
        offered, roles, doubtful = reconciled(found, self.law)
        passed += doubtful
        taken = [one.start for one in offered] + [one.start for one in passed]
        left_over = tuple(
            LeftOver(start, end)
            for start, end in spans
            if not any(start <= first < end for first in taken)
        )
        return Description(text, offered, _once(passed, offered), left_over, roles)

    def _heard_in(self, sentence: str) -> Iterator[HeardFact]:
        names = self.names.names_in(sentence)
        texts: dict[frozenset[str], str] = {}
        for slots in {phrase.slots for phrase in self.phrases}:
            texts[slots] = marked(sentence, [name for name in names if name.slot in slots])
        scopes = self.cues.scopes(sentence)
        matches = [
            (phrase, match.span())
            for phrase in self.phrases
            for match in phrase.finder.finditer(texts[phrase.slots])
        ]
        for phrase, span in matches:
            if not any(_is_part(phrase, span, other) for other in matches):
                yield from self._facts(phrase, span, names, scopes, sentence)

    def _facts(
        self,
        phrase: _Phrase,
        span: tuple[int, int],
        names: list[NamedThing],
        scopes: list[CueScope],
        sentence: str,
    ) -> Iterator[HeardFact]:
        fact = phrase.fact
        inside = [
            name
            for name in names
            if name.slot in phrase.slots and span[0] <= name.start and name.end <= span[1]
        ]
        about = tuple(
            str(name.meaning)
            for name in inside
            if name.slot == ROLE_SLOT and fact.name != RECIPIENT_ROLE
        )
        if phrase.heard.value is not None:
            values = [(fact_value(fact, phrase.heard.value), *span)]
        elif NUMBER_SLOT in phrase.slots:
            number = re.search(r"\d+", sentence[slice(*span)])
            values = [(float(number[0]) if number else 0.0, *span)]
        else:
            getting = [name for name in inside if not _is_owner(fact, name, sentence)]
            values = slot_values(fact, getting)
        for value, start, end in values:
            outcome = _outcome(phrase, start, end, span, scopes)
            turned = outcome is None and isinstance(value, bool) and not phrase.is_implied
            if turned:
                outcome = OfferBasis.STATED
            yield HeardFact(
                fact,
                not value if turned else value,
                outcome or PassingReason.NEGATED,
                *span,
                about=about,
                is_of_everyone=is_under(scopes, (CueKind.EVERYONE,), *span),
                name=(start, end),
            )


def _is_owner(fact: Fact, name: NamedThing, sentence: str) -> bool:
    """Return whether somebody is named as whose something is, and not as who gets it."""
    return fact.name == RECIPIENT_ROLE and sentence[name.start : name.end].endswith(POSSESSIVE)


def _outcome(
    phrase: _Phrase, start: int, end: int, span: tuple[int, int], scopes: list[CueScope]
) -> OfferBasis | PassingReason | None:
    """Return as what a phrase counts; `None` where a negation turns it round."""
    fact = phrase.fact
    is_role = fact.name in _ROLES
    names_role = is_role or (fact.entity == RECIPIENT and ROLE_SLOT in phrase.slots)
    at = (start, end) if is_role else span
    reason = passing_reason(scopes, *at, phrase.words, is_role=names_role)
    if reason is not None:
        return reason
    is_of_mail = fact.entity in _MAIL or is_role or fact.is_lasting or fact.type is FactType.PLACE
    if not is_of_mail and is_under(scopes, (CueKind.PLAN,), *span, phrase.words):
        return PassingReason.WISH
    hedged = is_under(scopes, (CueKind.HEDGE, CueKind.HEDGE_WHOLE), *span, phrase.words)
    negated = is_under(scopes, (CueKind.NEGATION,), *at, phrase.words)
    if negated:
        return OfferBasis.ASKED if hedged and fact.type is FactType.FLAG else None
    if hedged:
        return OfferBasis.ASKED
    return OfferBasis.IMPLIED if phrase.is_implied else OfferBasis.STATED


def _is_part(
    phrase: _Phrase, span: tuple[int, int], other: tuple[_Phrase, tuple[int, int]]
) -> bool:
    """Return whether words are part of a longer phrase that speaks of the same fact."""
    longer, (start, end) = other
    return (
        longer.fact is phrase.fact
        and start <= span[0]
        and span[1] <= end
        and end - start > span[1] - span[0]
        and longer.heard.value is not None
    )


def _once(passed: list[PassedOver], offered: tuple[OfferedFact, ...]) -> tuple[PassedOver, ...]:
    """Return what was passed over, without what is offered from the same words anyhow."""
    taken = {(one.fact, one.start) for one in offered}
    kept = {
        (one.start, one.end, one.reason): one
        for one in passed
        if (one.fact, one.start) not in taken
    }
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end)))
