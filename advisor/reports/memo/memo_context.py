"""What a memo is written from: the opinion, the law's own words for things, the footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, LawText, Message, Slot, and_list, message, messages
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.reports import labels
from advisor.reports.document import Basis, SentenceSource
from advisor.reports.labels import told_text
from advisor.reports.memo.footnotes import Footnotes, pinpoint_of
from advisor.reports.memo.frames import say_frame
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from advisor.model.authorities import Weight
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Fact, Value
    from advisor.reports.document import Sentence

_FEW_PINPOINTS = 4
"""With more than these, only the authority is named."""


@dataclass(frozen=True)
class MemoContext:
    """One opinion with the law it was made from, and the footnotes as they are written."""

    opinion: Opinion
    law: Law
    language: Language = ENGLISH
    register: Footnotes = field(init=False)
    unfolded: set[tuple[str, str | None, Truth]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin the footnotes."""
        object.__setattr__(self, "register", Footnotes())

    def question(self, fact: str) -> str:
        """Return the question that a lawyer would be asked; the fact's name where none is known."""
        known = self.law.vocabulary.facts.get(fact)
        return known.ask if known is not None else f"{fact}?"

    def answer(self, fact: str, value: Value) -> Slot:
        """Write a told value in words, with labels for options and names for places."""
        known = self.law.vocabulary.facts.get(fact)
        match value:
            case bool():
                return _ANSWERS[value]
            case frozenset():
                members = [self._one(name, known) for name in _ordered(value, known)]
                return _law_list(members) if members else _NONE_AT_ALL
            case str():
                return _law_list([self._one(value, known)])
            case _:
                return told_text(value, known)

    def _one(self, name: str, fact: Fact | None) -> str:
        if fact is None:
            return name
        if fact.type in (FactType.PLACE, FactType.PLACES):
            return self.place(name) if name != NOWHERE else _NOWHERE
        return fact.options.get(name) or name.replace("-", " ")

    def place(self, code: str) -> str:
        """Return the name of a place."""
        jurisdiction = self.law.jurisdictions.get(code)
        if jurisdiction is not None:
            return jurisdiction.name
        if code == NOWHERE:
            return message("nowhere")
        return self.law.places.names.get(code, code)

    def places(self, codes: Iterable[str]) -> str:
        """Name several places."""
        return and_list(self.place(code) for code in codes)

    def act(self, act: str) -> str:
        """Say what an act is."""
        return self.law.vocabulary.acts.get(act, act.replace("-", " "))

    def act_heading(self, act: str) -> str:
        """Say what an act is, as a heading begins, without the stop that a frame puts."""
        return _sentence(as_clause(self.act(act)))

    @property
    def day(self) -> date:
        """Return the day that is asked about."""
        return self.opinion.as_of

    @property
    def law_days(self) -> Sentence:
        """Say of which day the law is, or of which two."""
        sent, source = self.opinion.sent_on, SentenceSource(Basis.OPINION, "as_of")
        if sent is None:
            return say_frame("head.as-of.day", source, day=self.day)
        return say_frame("head.as-of.days", source, sent=sent, day=self.day)

    def weight(self, weight: Weight) -> str:
        """Say what an authority is worth."""
        return labels.weight_word(weight)

    def norms(self, names: Iterable[str]) -> str:
        """Cite the norms of these ids, each once, where a finding shows them."""
        found = (*self.opinion.findings, *self.opinion.persuasive)
        return cited_authorities(
            one for name in names for one in found if name in (one.norm.id, one.id)
        )


def cited_authorities(findings: Iterable[Finding]) -> str:
    """Cite the own places of findings, each authority once."""
    places: dict[str, dict[str, None]] = {}
    for finding in findings:
        cite, pinpoint = own_place(finding)
        places.setdefault(cite, {}).setdefault(pinpoint)
    return "; ".join(
        ", ".join([cite, *(p for p in pinpoints if p and len(pinpoints) <= _FEW_PINPOINTS)])
        for cite, pinpoints in places.items()
    )


def short_citation(finding: Finding) -> str:
    """Cite a finding's own place, briefly."""
    return ", ".join(filter(None, own_place(finding)))


def own_place(finding: Finding) -> tuple[str, str]:
    """Return a finding's own authority and the place in it that need be said."""
    if not finding.citations:
        return finding.norm.policy, ""
    own = finding.citations[0]
    return own.cite, pinpoint_of(own)


def source_of(finding: Finding) -> SentenceSource:
    """Point at a finding."""
    return SentenceSource(Basis.FINDING, finding.id, finding.recipient)


def as_clause(sentence: str) -> str:
    """Take the full stop off words that a frame will end."""
    return sentence.strip().rstrip(".")


_ANSWERS = messages("answer, as a sentence", {True: "Yes", False: "No"})
_NONE_AT_ALL = message("None at all", context="answer, as a sentence")
_NOWHERE = message("Nowhere", context="answer, as a sentence")
_COMMA = message("{words}, {next}", context="words of the law")
_AND = message("{words} and {last}", context="words of the law")


def _law_list(words: list[str]) -> str:
    """Join words of the law; between them stands no word of another language."""
    first, *rest = (word if isinstance(word, Message) else LawText(word) for word in words)
    joined = LawText(_sentence(first)) if isinstance(first, LawText) else first
    for word in rest[:-1]:
        joined = _COMMA.fill(words=joined, next=word)
    return _AND.fill(words=joined, last=rest[-1]) if rest else joined


def _ordered(members: frozenset[str], fact: Fact | None) -> list[str]:
    known = [] if fact is None else [name for name in fact.options if name in members]
    return known + sorted(members - set(known))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
