"""The ledger of judgments: who decided which standard, when, on what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.recipient_names import spoken_name
from advisor.reports.document import (
    Basis,
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    SentenceSource,
)
from advisor.reports.labels import outcome_word, told_text
from advisor.reports.memo.frames import fill_frame, quote, say_frame
from advisor.reports.memo.memo_context import short_citation

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Branch, Finding
    from advisor.model.scenarios import Ruling
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext


def judgments(materials: MemoContext, *, decided_only: bool = False) -> Iterator[Block]:
    """Print every judgment that was made, and both branches of every one that was not."""
    rulings = materials.opinion.scenario.rulings
    open_ones = {} if decided_only else _open(materials)
    if rulings or open_ones:
        yield Paragraph((say_frame("judgments.say"),))
    for ruling in rulings:
        source = SentenceSource(Basis.JUDGMENT, ruling.fact, ruling.recipient)
        yield _heading(ruling.fact, ruling.recipient, source, materials)
        yield from _decided(ruling, source, materials)
    for (fact, recipient), branches in open_ones.items():
        source = SentenceSource(Basis.JUDGMENT, fact, recipient)
        yield _heading(fact, recipient, source, materials)
        yield from _factors(fact, source, materials)
        yield Paragraph((say_frame("judgments.open", source),))
        yield Points(tuple(_branch(finding, branch) for finding, branch in branches))


def _open(materials: MemoContext) -> Mapping[tuple[str, str | None], list[tuple[Finding, Branch]]]:
    """Gather the branches of every judgment that nobody made, by fact and person."""
    result: dict[tuple[str, str | None], list[tuple[Finding, Branch]]] = {}
    for finding in materials.opinion.findings:
        for branch in finding.branches:
            who = finding.recipient if branch.fact.startswith("recipient.") else None
            result.setdefault((branch.fact, who), []).append((finding, branch))
    return result


def _heading(
    fact: str, recipient: str | None, source: SentenceSource, materials: MemoContext
) -> Heading:
    question = materials.question(fact)
    if recipient is None:
        return Heading(2, say_frame("judgments.standard", source, question=question))
    name = "judgments.standard.person"
    return Heading(2, say_frame(name, source, recipient=recipient, question=question))


def _factors(fact: str, source: SentenceSource, materials: MemoContext) -> Iterator[Block]:
    known = materials.law.vocabulary.facts.get(fact)
    if known is None or known.judgment is None:
        return
    notes = materials.register.note(known.judgment.citations)
    yield Paragraph((say_frame("judgments.factors", source, notes=notes),))
    yield Points(
        tuple(Point((quote(LawText(factor), source),)) for factor in known.judgment.factors)
    )


def _decided(ruling: Ruling, source: SentenceSource, materials: MemoContext) -> Iterator[Block]:
    answer, on = told_text(ruling.value), ruling.on
    if ruling.decided_by:
        decided = say_frame(
            "judgments.decided", source, person=ruling.decided_by, day=on, answer=answer
        )
    else:
        name = "judgments.decided.unnamed"
        decided = say_frame(name, source, day=on, answer=answer)
    said: list[Sentence] = [decided]
    if ruling.because:
        said += [say_frame("judgments.because", source), quote(ruling.because, source)]
    else:
        said.append(say_frame("judgments.because.none", source))
    yield Paragraph(tuple(said))
    yield from _factors(ruling.fact, source, materials)
    if ruling.factors:
        yield Paragraph((say_frame("judgments.weighed", source),))
        yield Points(tuple(Point((quote(factor, source),)) for factor in ruling.factors))


def _branch(finding: Finding, branch: Branch) -> Point:
    source = SentenceSource(Basis.JUDGMENT, branch.fact, finding.recipient)
    then = outcome_word(branch.outcome)
    slots: dict[str, Slot] = {"authority": short_citation(finding), "outcome": then}
    name = "judgments.branch.yes" if branch.value else "judgments.branch.no"
    if finding.recipient is not None:
        name, slots["recipient"] = f"{name}.person", spoken_name(finding.recipient)
    return Point((fill_frame(name, source, slots),))
