"""Facts given, facts assumed unknown, and whose law governs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import series
from advisor.model.conclusions import Remaining
from advisor.model.scenarios import TOLD, Source
from advisor.model.truth import Truth
from advisor.model.vocabulary import ENTITIES, RECIPIENT, FactType
from advisor.reports.document import (
    Basis,
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportTable,
    Sentence,
    SentenceSource,
)
from advisor.reports.labels import verdict_word
from advisor.reports.memo.frames import fill_frame, say_frame
from advisor.reports.memo.reasons import reasons
from advisor.reports.remaining import concluded_text
from advisor.reports.usual import person_about

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.conclusions import Conclusion, Premise
    from advisor.model.opinions import Ask, Governing
    from advisor.model.scenarios import Origin, Scenario
    from advisor.model.usual import UsualFact, UsualOutlook
    from advisor.model.vocabulary import Value
    from advisor.reports.memo.memo_context import MemoContext

_PEOPLE = SentenceSource(Basis.FACT, "recipients")
_FEW_PLACES = 4


def facts_given(materials: MemoContext) -> Iterator[Block]:
    """Set out what was told, and what was not and can still change a finding."""
    yield Heading(2, say_frame("facts.given"))
    rows = tuple(_given(materials))
    if rows:
        yield told_table("facts.given", rows, materials)
    else:
        yield Paragraph((say_frame("facts.given.none"),))
    people = materials.opinion.scenario.recipients
    if not people:
        name = "facts.people.unknown" if people is None else "facts.people.none"
        yield Paragraph((say_frame(name, _PEOPLE),))
    yield from _concluded(materials)
    yield Heading(2, say_frame("facts.unknown"))
    yield from _unknown(materials)
    yield from usual_facts_blocks(materials)


def _given(materials: MemoContext) -> Iterator[tuple[Sentence, ...]]:
    scenario = materials.opinion.scenario
    for entity in ENTITIES:
        if entity != RECIPIENT:
            subject = say_frame(f"facts.subject.{entity}")
            told = {name: v for name, v in scenario.facts.items() if _entity(name) == entity}
            yield from _rows(told, subject, None, materials)
    for person in scenario.recipients or ():
        source = SentenceSource(Basis.FACT, RECIPIENT, person.name)
        subject = say_frame("facts.subject.recipient", source, recipient=person.name)
        yield from _rows(person.facts, subject, person.name, materials)


def _rows(
    values: Mapping[str, Value], subject: Sentence, recipient: str | None, materials: MemoContext
) -> Iterator[tuple[Sentence, ...]]:
    for name in _ordered(values, materials):
        yield told_row(subject, name, values[name], recipient, materials)


def told_row(
    subject: Sentence, name: str, value: Value, recipient: str | None, materials: MemoContext
) -> tuple[Sentence, ...]:
    """Return a told fact as a row: its question, its answer, and how it is known where some are."""
    source = SentenceSource(Basis.FACT, name, recipient)
    layered = is_layered(materials.opinion.scenario)
    return (
        subject,
        say_frame("facts.ask", source, question=materials.question(name)),
        say_frame("facts.value", source, answer=materials.answer(name, value)),
        *((_known_by(name, recipient, materials),) if layered else ()),
    )


def told_table(
    title: str,
    rows: tuple[tuple[Sentence, ...], ...],
    materials: MemoContext,
    widths: tuple[int, int, int] = (20, 50, 30),
) -> ReportTable:
    """Return a table of told facts; with how they are known where that differs."""
    head = (
        say_frame("facts.subject"),
        say_frame("facts.question"),
        say_frame("facts.answer"),
    )
    if not is_layered(materials.opinion.scenario):
        return ReportTable(say_frame(title), head, rows, widths, grouped=True)
    known = (*head, say_frame("facts.known"))
    return ReportTable(say_frame(title), known, rows, (18, 38, 22, 22), grouped=True)


def _origins(scenario: Scenario, recipient: str | None) -> Mapping[str, Origin]:
    if recipient is None:
        return scenario.origins
    people = scenario.recipients or ()
    return next((person.origins for person in people if person.name == recipient), {})


def is_layered(scenario: Scenario) -> bool:
    """Return whether any fact is known otherwise than by the scenario alone."""
    return bool(scenario.origins) or any(person.origins for person in scenario.recipients or ())


def _known_by(name: str, recipient: str | None, materials: MemoContext) -> Sentence:
    """Say how a told fact is known."""
    origins = _origins(materials.opinion.scenario, recipient)
    return _known(origins.get(name, TOLD), SentenceSource(Basis.FACT, name, recipient))


def conclusion_text(
    conclusion: Conclusion, person: str | None, materials: MemoContext
) -> Iterator[Sentence]:
    """Say what follows from the facts told, and why."""
    source = SentenceSource(Basis.FACT, conclusion.fact, person)
    yield say_frame("facts.ask", source, question=materials.question(conclusion.fact))
    yield say_frame("facts.concluded.value", source, answer=_known_answer(conclusion, materials))
    yield say_frame("facts.concluded.words", source, reason=conclusion.by[0].because)


def _known(origin: Origin, source: SentenceSource) -> Sentence:
    """Say how a fact is known, and what a source says that does not count."""
    known = _origin(origin, source)
    is_usual = origin.source in {Source.CONFIRMED, Source.ASSUMED}
    if not origin.because or is_usual:
        return known
    if origin.is_quoted:
        return say_frame("facts.known.quoted", source, because=origin.because)
    return say_frame("facts.known.against", source, known=known.text, because=origin.because)


def _origin(origin: Origin, source: SentenceSource) -> Sentence:
    match origin.source:
        case Source.TOLD if origin.detail:
            return fill_frame("facts.known.by", source, {"name": origin.detail})
        case Source.MATTER | Source.PROFILE:
            name = f"facts.known.{origin.source.value}"
            return fill_frame(name, source, {"name": origin.detail})
        case Source.TOLD | Source.MESSAGE | Source.CONFIRMED | Source.ASSUMED:
            return say_frame(f"facts.known.{origin.source.value}", source)


def _concluded(materials: MemoContext) -> Iterator[Block]:
    """Set out what follows from the facts told, each with those from which it does, and why."""
    rows = tuple(_conclusion(conclusion, materials) for conclusion in materials.opinion.conclusions)
    if not rows:
        return
    yield Heading(2, say_frame("facts.concluded"))
    head = (
        say_frame("facts.subject"),
        say_frame("facts.question"),
        say_frame("facts.answer"),
        say_frame("facts.concluded.from"),
    )
    yield ReportTable(say_frame("facts.concluded"), head, rows, (18, 34, 16, 32), grouped=True)


def _conclusion(conclusion: Conclusion, materials: MemoContext) -> tuple[Sentence, ...]:
    people = materials.opinion.scenario.people
    person = None if conclusion.who is None else people[conclusion.who].name
    source = SentenceSource(Basis.FACT, conclusion.fact, person)
    slots: dict[str, Slot] = {"reason": conclusion.by[0].because}
    name = "facts.concluded.words"
    if conclusion.premises:
        name = "facts.concluded.why"
        slots["facts"] = series((_premise(one, materials) for one in conclusion.premises), "; ")
    return (
        _subject(conclusion.fact, person),
        say_frame("facts.ask", source, question=materials.question(conclusion.fact)),
        say_frame("facts.value", source, answer=_known_answer(conclusion, materials)),
        fill_frame(name, source, slots),
    )


def _known_answer(conclusion: Conclusion, materials: MemoContext) -> Slot:
    if isinstance(conclusion.known, Remaining):
        return concluded_text(conclusion, materials.law, materials.day)
    return materials.answer(conclusion.fact, conclusion.known)


def _premise(premise: Premise, materials: MemoContext) -> str:
    """Repeat a question with the answer that was told."""
    source = SentenceSource(Basis.FACT, premise.fact, premise.recipient)
    question = materials.question(premise.fact)
    answer = materials.answer(premise.fact, premise.value)
    return say_frame("facts.concluded.premise", source, question=question, answer=answer).text


def _subject(fact: str, person: str | None) -> Sentence:
    if person is None:
        return say_frame(f"facts.subject.{_entity(fact)}")
    about = SentenceSource(Basis.FACT, RECIPIENT, person)
    return say_frame("facts.subject.recipient", about, recipient=person)


def usual_facts_blocks(materials: MemoContext) -> Iterator[Block]:
    """Set out what would usually be assumed, and what that would change."""
    usual = materials.opinion.usual
    if usual is None:
        return
    yield Heading(2, say_frame("facts.usual"))
    verdict = verdict_word(usual.verdict)
    source = SentenceSource(Basis.OPINION, "usual")
    yield Paragraph((say_frame("facts.usual.say", source, verdict=verdict),))
    head = (
        say_frame("facts.subject"),
        say_frame("facts.question"),
        say_frame("facts.usual.answer"),
        say_frame("facts.usual.why"),
    )
    rows = tuple(_assumed(fact, usual, materials) for fact in usual.assumed)
    yield ReportTable(say_frame("facts.usual"), head, rows, (18, 34, 20, 28), grouped=True)


def _assumed(fact: UsualFact, usual: UsualOutlook, materials: MemoContext) -> tuple[Sentence, ...]:
    person = person_about(fact, materials.opinion.scenario)
    source = SentenceSource(Basis.FACT, fact.fact, person)
    slots: dict[str, Slot] = {"reason": fact.by.because}
    name = "facts.usual.because"
    if fact.about in usual.otherwise:
        name = "facts.usual.change"
        slots["verdict"] = verdict_word(usual.otherwise[fact.about])
    return (
        _subject(fact.fact, person),
        say_frame("facts.ask", source, question=materials.question(fact.fact)),
        say_frame("facts.value", source, answer=materials.answer(fact.fact, fact.value)),
        fill_frame(name, source, slots),
    )


def _ordered(told: Iterable[str], materials: MemoContext) -> list[str]:
    known = materials.law.vocabulary.facts
    named = [name for name in told if name not in known or known[name].type is not FactType.TEXT]
    return sorted(named, key=lambda name: known[name].order if name in known else 0)


def _entity(name: str) -> str:
    return name.partition(".")[0]


def _unknown(materials: MemoContext) -> Iterator[Block]:
    asks = materials.opinion.asks
    if not asks:
        yield Paragraph((say_frame("facts.unknown.none", SentenceSource(Basis.OPINION, "asks")),))
        return
    yield Paragraph((say_frame("facts.unknown.say"),))
    yield ReportTable(
        say_frame("facts.unknown"),
        (say_frame("facts.subject"), say_frame("facts.question"), say_frame("facts.waiting")),
        tuple(_asked(ask, materials) for ask in asks),
        (20, 40, 40),
        grouped=True,
    )


def _asked(ask: Ask, materials: MemoContext) -> tuple[Sentence, ...]:
    source = SentenceSource(Basis.FACT, ask.fact.name, ask.recipient)
    if ask.recipient is not None:
        person = SentenceSource(Basis.FACT, RECIPIENT, ask.recipient)
        subject = say_frame("facts.subject.recipient", person, recipient=ask.recipient)
    elif ask.fact.entity == RECIPIENT:
        subject = say_frame("facts.subject.anyone")
    else:
        subject = say_frame(f"facts.subject.{ask.fact.entity}")
    question = say_frame("facts.ask", source, question=ask.fact.ask)
    places = [name for name in ask.norms if "#" not in name]
    norms = materials.norms(name for name in ask.norms if "#" in name)
    return subject, question, _waiting(source, norms, places, materials)


def _waiting(
    source: SentenceSource, norms: str, places: Sequence[str], materials: MemoContext
) -> Sentence:
    if not places:
        return say_frame("facts.waiting.norms", source, authorities=norms)
    slots: dict[str, Slot] = {"authorities": norms} if norms else {}
    name = "facts.waiting.both" if norms else "facts.waiting"
    if len(places) > _FEW_PLACES:
        return fill_frame(f"{name}.many", source, {**slots, "count": len(places)})
    name = name if norms else f"{name}.governing"
    return fill_frame(name, source, {**slots, "places": materials.places(places)})


def governing_blocks_of(materials: MemoContext) -> Iterator[Block]:
    """Say whose law governs, whose may, and on which facts."""
    yield from _none_governs(materials)
    points = tuple(
        Point((lead,), reasons(entry.why, materials)) for entry, lead in _governing(materials)
    )
    if points:
        yield Points(points)


def governing_named(materials: MemoContext) -> Iterator[Block]:
    """Name the places whose law governs, and those of which that is not known."""
    yield from _none_governs(materials)
    said = tuple(lead for _, lead in _governing(materials))
    if said:
        yield Paragraph(said)


def _none_governs(materials: MemoContext) -> Iterator[Block]:
    if not any(item.truth is Truth.TRUE for item in materials.opinion.governing):
        yield Paragraph((say_frame("governing.none", SentenceSource(Basis.OPINION, "governing")),))


def _governing(materials: MemoContext) -> Iterator[tuple[Governing, Sentence]]:
    """Walk over the law that governs or may, each place with what is said of it."""
    for entry in materials.opinion.governing:
        name = "governing.true" if entry.truth is Truth.TRUE else "governing.unknown"
        source = SentenceSource(Basis.GOVERNING, entry.jurisdiction)
        notes = materials.register.note(entry.citations)
        yield entry, say_frame(name, source, notes=notes, place=entry.name)
