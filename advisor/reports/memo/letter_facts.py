"""What a letter tells the client of an email, and asks the client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText, layout
from advisor.model.recipient_names import spoken_name
from advisor.reports.document import Basis, Block, Paragraph, Point, Points, SentenceSource
from advisor.reports.fact_clauses import as_statement, fact_clause
from advisor.reports.memo.frames import fill_frame, quote, say_frame

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.proposed_remedies import ProposedRemedies

_FEW_QUESTIONS = 5


def told_to_client(materials: MemoContext) -> Iterator[Block]:
    """Tell the known facts of which a vocabulary says that clients are told."""
    points = [
        Point((fill_frame("client.fact", source, {"clause": as_statement(clause)}),))
        for source, clause in _known(materials)
    ]
    if points:
        yield Points(tuple(points))


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


def _known(materials: MemoContext) -> Iterator[tuple[SentenceSource, str]]:
    scenario = materials.opinion.scenario
    told = (fact for fact in materials.law.vocabulary.facts.values() if fact.is_told_to_client)
    for fact in sorted(told, key=_in_order):
        value = scenario.facts.get(fact.name)
        if value is not None:
            yield (
                SentenceSource(Basis.FACT, fact.name),
                clause_of(fact.name, value, None, materials),
            )
        for person in scenario.people:
            value = person.facts.get(fact.name)
            if value is not None:
                yield (
                    SentenceSource(Basis.FACT, fact.name, person.name),
                    clause_of(fact.name, value, spoken_name(person.name), materials),
                )


def _in_order(fact: Fact) -> int:
    return fact.order
