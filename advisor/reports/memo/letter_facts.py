"""What a letter tells the client of an email, and asks the client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText, layout
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.fact_clauses import as_statement, fact_clause
from advisor.reports.memo.frames import fill_frame, quote, say_frame
from advisor.reports.origins import known_facts

if TYPE_CHECKING:
    from advisor.model.vocabulary import Value
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.origins import KnownFact
    from advisor.reports.proposed_remedies import ProposedRemedies

_FEW_QUESTIONS = 5


def told_to_client(materials: MemoContext) -> Iterator[Block]:
    """Tell the known facts of which a vocabulary says that clients are told."""
    points = [Point((_told(one, materials),)) for one in _known(materials)]
    if points:
        yield Points(tuple(points))


def _told(one: KnownFact, materials: MemoContext) -> Sentence:
    source = SentenceSource(Basis.FACT, one.name, one.recipient)
    return as_fact(clause_of(one.name, one.value, one.recipient, materials), source)


def as_fact(clause: str, source: SentenceSource) -> Sentence:
    """Return a clause as a sentence of its own."""
    return fill_frame("client.fact", source, {"clause": as_statement(clause)})


def clause_of(fact: str, value: Value, recipient: str | None, materials: MemoContext) -> str:
    """Return what is known of a fact as a clause; its question and answer where it has none."""
    people = () if recipient is None else (recipient,)
    return fact_clause(fact, value, people, materials.law) or layout(
        "{question} {answer}",
        question=LawText(materials.question(fact)),
        answer=materials.answer(fact, value),
    )


def asked_of_client(cures: ProposedRemedies | None, materials: MemoContext) -> Iterator[Block]:
    """Put to the client what only the client can say, and what is still open or would help."""
    opinion = materials.opinion
    open_ = [question.fact.name for question in opinion.asks if question.recipient is None]
    wanted = [
        change.fact
        for cure in (() if cures is None else cures.found)
        for change in cure.changes
        if change.recipient is None
    ]
    known = materials.law.vocabulary.facts
    asked = [
        fact
        for name in dict.fromkeys((*wanted, *open_))
        if (fact := known.get(name)) is not None and fact.asked_of_client
    ]
    if not asked:
        return
    yield Paragraph((say_frame("client.asks.lead"),))
    yield Points(
        tuple(
            Point((quote(LawText(fact.asked_of_client), SentenceSource(Basis.FACT, fact.name)),))
            for fact in asked[:_FEW_QUESTIONS]
        )
    )


def _known(materials: MemoContext) -> list[KnownFact]:
    facts = materials.law.vocabulary.facts
    told = [
        known
        for known in known_facts(materials.opinion.scenario)
        if known.name in facts and facts[known.name].is_told_to_client
    ]
    return sorted(told, key=lambda known: facts[known.name].order)
