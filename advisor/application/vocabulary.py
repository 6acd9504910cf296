"""What a scenario may tell: every fact, with the question behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.application.interview import options
from advisor.application.results import Document

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.vocabulary import Fact

FACTS_SCHEMA = "advisor/facts/1"


def facts_document(corpus: Corpus, *, text: str = "") -> Document:
    """List facts; `text` narrows them to those with it in their name or question."""
    words = text.casefold().split()
    found = [
        _fact(fact)
        for fact in corpus.law.vocabulary.facts.values()
        if all(word in f"{fact.name} {fact.ask}".casefold() for word in words)
    ]
    return {"schema": FACTS_SCHEMA, "total": len(found), "facts": found}


def _fact(fact: Fact) -> Document:
    return {
        "fact": fact.name,
        "question": fact.ask,
        "help": fact.help,
        "type": fact.type.value,
        "options": options(fact),
        "control": fact.control.value,
        "judgment": list(fact.judgment.factors) if fact.judgment else None,
    }
