"""The facts of a short memo: those on which it rests, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.model.recipient_names import spoken_name
from advisor.model.vocabulary import ENTITIES, RECIPIENT
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.memo.facts import (
    conclusion_text,
    told_row,
    told_table,
    usual_facts_blocks,
)
from advisor.reports.memo.frames import say_frame

if TYPE_CHECKING:
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.reports.memo.memo_context import MemoContext

_PEOPLE = SentenceSource(Basis.FACT, "recipients")
_ASKS = SentenceSource(Basis.OPINION, "asks")

TellingFact = tuple[str, str | None]
"""A fact by its name, of one recipient by theirs."""


def facts_relied_on(findings: Iterable[Finding], materials: MemoContext) -> Iterator[Block]:
    """Set out the facts that decide some findings and whose law governs, and count the rest."""
    scenario = materials.opinion.scenario
    relied: dict[TellingFact, None] = {}
    for entry in materials.opinion.governing:
        relied.update(dict.fromkeys(_told_in(entry.why)))
    for finding in findings:
        relied.update(dict.fromkeys(_told_in(finding.why)))
        if finding.complied is not None:
            relied.update(dict.fromkeys(_told_in(finding.complied)))
    told: set[TellingFact] = {(name, None) for name in scenario.facts}
    told |= {(name, person.name) for person in scenario.people for name in person.facts}
    shown = sorted(told & relied.keys(), key=lambda one: _order(one, materials))
    if shown:
        rows = tuple(_row(fact, materials) for fact in shown)
        yield told_table("facts", rows, materials, (15, 57, 28))
    elif not told:
        yield Paragraph((say_frame("facts.given.none"),))
    if not scenario.recipients:
        name = "facts.people.unknown" if scenario.recipients is None else "facts.people.none"
        yield Paragraph((say_frame(name, _PEOPLE),))
    yield from _concluded(relied, materials)
    yield Paragraph(tuple(_counted(len(told) - len(shown), materials)))
    yield from usual_facts_blocks(materials)


def _told_in(proof: Proof) -> Iterator[TellingFact]:
    """Walk over the facts that decide a proof."""
    decisive = proof.determining()
    stack = [decisive]
    while stack:
        node = stack.pop()
        if node.op == "fact" and node.fact:
            yield node.fact, node.recipient
        stack += [part.determining() for part in node.of]


def _order(fact: TellingFact, materials: MemoContext) -> tuple[int, str, int]:
    name, person = fact
    known = materials.law.vocabulary.facts.get(name)
    entity = name.partition(".")[0]
    rank = ENTITIES.index(entity) if entity in ENTITIES else len(ENTITIES)
    return rank, person or "", known.order if known else 0


def _row(fact: TellingFact, materials: MemoContext) -> tuple[Sentence, ...]:
    name, person = fact
    scenario = materials.opinion.scenario
    people = {one.name: one.facts for one in scenario.people}
    value = scenario.facts[name] if person is None else people[person][name]
    if person is None:
        subject = say_frame(f"facts.subject.{name.partition('.')[0]}")
    else:
        about = SentenceSource(Basis.FACT, RECIPIENT, person)
        subject = say_frame("facts.subject.recipient", about, recipient=spoken_name(person))
    return told_row(subject, name, value, person, materials)


def _concluded(relied: Iterable[TellingFact], materials: MemoContext) -> Iterator[Block]:
    """Say what follows from the facts, as far as anything rests on it."""
    people = materials.opinion.scenario.people
    points = []
    for conclusion in materials.opinion.conclusions:
        person = None if conclusion.who is None else people[conclusion.who].name
        if (conclusion.fact, person) in relied:
            points.append(Point(tuple(conclusion_text(conclusion, person, materials))))
    if points:
        yield Paragraph((say_frame("facts.concluded.say"),))
        yield Points(tuple(points))


def _counted(more: int, materials: MemoContext) -> Iterator[Sentence]:
    """Count the facts on which nothing shown rests, and the questions that are open."""
    if more:
        yield say_frame("facts.more", SentenceSource(Basis.OPINION, "findings"), count=more)
    open_ones = len(materials.opinion.asks)
    if open_ones:
        yield say_frame("facts.open", _ASKS, count=open_ones)
    else:
        yield say_frame("facts.unknown.none", _ASKS)
