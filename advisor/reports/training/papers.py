"""A set of exercises on paper: the handout without answers, and the key with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.model.training import AGAINST, TOWARDS
from advisor.printable import printable
from advisor.reports.document_tree import (
    Basis,
    Block,
    Callout,
    Document,
    Fields,
    Footnotes,
    Heading,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
    Signature,
    Table,
    TitleBlock,
    Tone,
)
from advisor.reports.memo.analysis import analysis
from advisor.reports.memo.materials import Materials
from advisor.reports.memo.register import Register
from advisor.reports.training.wording import (
    DIFFICULTIES,
    TOPICS,
    choice_text,
    difference_text,
    origin_text,
    story,
    whole_text,
)
from advisor.reports.words import DISCLAIMER, counted, day
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.training import Choice, Exercise, Wanted
    from advisor.reports.document_tree import Note

_FRAME = SentenceSource(Basis.FRAME, "training")
_DRAFT = f"Training material. {DISCLAIMER}"


def said(text: str, source: SentenceSource = _FRAME, *, strong: bool = False) -> Sentence:
    """Put words on paper with what they rest on; without a source they are a frame."""
    return Sentence(printable(text).strip(), source, strong=strong)


def handout(exercises: Sequence[Exercise], law: Law, *, label: str) -> Document:
    """Lay out exercises for a class: stories, questions, answers to tick, room for confidence."""
    blocks: list[Block] = [
        Paragraph(
            (
                said("Choose one answer to each question, then say how sure you are of it."),
                said("Every answer is right somewhere: on other facts, or under another law."),
            )
        ),
        Signature((), (said("Name"), said("Bar number"), said("Date"))),
    ]
    for number, one in enumerate(exercises, 1):
        blocks += [_heading(one, number), *_asked(one, law), *_ticked(one, law)]
    return _paper("Exercises", label, exercises, tuple(blocks), ())


def key(exercises: Sequence[Exercise], law: Law, *, label: str) -> Document:
    """Lay out the answers to the same exercises: the point, the reasons, the twin, the sources."""
    register = Register()
    blocks: list[Block] = []
    for number, one in enumerate(exercises, 1):
        blocks += [_heading(one, number), *_asked(one, law, brief=True), *_answered(one, law)]
        blocks += _reasons(one, law, register)
    return _paper("Answers to the exercises", label, exercises, tuple(blocks), register.notes)


def _paper(
    title: str,
    label: str,
    exercises: Sequence[Exercise],
    blocks: tuple[Block, ...],
    notes: tuple[Note, ...],
) -> Document:
    topics = dict.fromkeys(TOPICS[one.topic] for one in exercises)
    return Document(
        TitleBlock(
            title=said(title),
            subject=said(label),
            draft=said(_DRAFT),
            head=Fields(
                (
                    (said("Set"), said(label)),
                    (said("Exercises"), said(counted(len(exercises), "exercise"))),
                    (said("Topics"), said(", ".join(topics))),
                )
            ),
        ),
        blocks,
        footnotes=Footnotes(said("Notes"), notes),
    )


def _heading(one: Exercise, number: int) -> Heading:
    level = f"{TOPICS[one.topic]}, {DIFFICULTIES[one.difficulty]}"
    return Heading(1, said(level, SentenceSource(Basis.FRAME, one.id)), f"{number}.")


def _asked(one: Exercise, law: Law, *, brief: bool = False) -> Iterator[Block]:
    """Tell the story, in words where somebody wrote it, and the facts it stands for."""
    fact = SentenceSource(Basis.FACT, one.id)
    on = said(f"Law as of {day(one.opinion.as_of)}.", SentenceSource(Basis.OPINION, "as_of"))
    known = "The facts are those of the handout." if brief else "These facts are known."
    yield Paragraph((said(one.situation, fact) if one.situation else said(known), on))
    rows = tuple(
        (said(subject, fact), said(question, fact), said(answer, fact))
        for subject, question, answer in story(one.scenario, law)
    )
    if rows and not brief:
        head = (said("About"), said("Question"), said("Answer"))
        yield Table(said("The facts"), head, rows, (20, 50, 30), grouped=True)
    yield Paragraph((said(one.question, fact, strong=True),))


def _ticked(one: Exercise, law: Law) -> Iterator[Block]:
    rows = tuple(
        (
            said(f"☐ {choice.letter}", strong=True),
            said(choice_text(choice.answer, law), _of(choice)),
        )
        for choice in one.choices
    )
    sure = (said(""), said("How sure, in per cent: ____________"))
    yield Table(said("Answers"), (said("Choice"), said("Answer")), (*rows, sure), (10, 90))


def _answered(one: Exercise, law: Law) -> Iterator[Block]:
    right = one.right_choice
    tone = Tone.OPEN
    if right.answer.ruling in AGAINST:
        tone = Tone.AGAINST
    elif right.answer.ruling in TOWARDS:
        tone = Tone.FOR
    yield Callout(tone, said(one.right), (said(choice_text(right.answer, law), _of(right)),))
    if one.point:
        point = said(one.point, SentenceSource(Basis.FACT, one.id))
        yield Paragraph((said("The point.", strong=True), point))


def _reasons(one: Exercise, law: Law, register: Register) -> Iterator[Block]:
    yield Heading(2, said("Why"))
    yield from _analysed(one.opinion, one.deciding, law, register)
    whole = said(whole_text(one, law), SentenceSource(Basis.OPINION, "verdict"))
    yield Paragraph((whole,), aside=True)
    twin = one.twin
    if twin is not None:
        yield Heading(2, said("One fact away, the answer turns"))
        yield Paragraph(
            (
                said(difference_text(twin.difference, law), SentenceSource(Basis.FACT, one.id)),
                said(
                    choice_text(twin.answer, law), SentenceSource(Basis.FINDING, twin.answer.norm)
                ),
            )
        )
        yield from _analysed(twin.opinion, twin.deciding, law, register)
    yield Heading(2, said("Where the other answers are right"))
    yield Points(
        tuple(
            Point((said(f"{choice.letter}.", strong=True), said(origin_text(choice.origin, law))))
            for choice in one.choices
            if choice.letter != one.right
        )
    )


def _analysed(
    opinion: Opinion, findings: Sequence[Finding], law: Law, register: Register
) -> Iterator[Block]:
    """Give the analysis of these findings only, as a memorandum of the opinion has it."""
    if not findings:
        return
    materials = Materials(replace(opinion, findings=tuple(findings)), law)
    object.__setattr__(materials, "register", register)  # the notes run through the whole paper
    for block in analysis(materials):
        yield block._replace(level=3) if isinstance(block, Heading) else block


def _of(choice: Choice) -> SentenceSource:
    return SentenceSource(Basis.FINDING, choice.answer.norm)


def label(wanted: Wanted, count: int) -> str:
    """Name a set so that whoever reads the name can make it again."""
    parts = [f"seed {wanted.seed}"]
    if wanted.topic is not None:
        parts.append(f"topic {wanted.topic.value}")
    if wanted.jurisdiction is not None:
        parts.append(f"jurisdiction {wanted.jurisdiction}")
    if wanted.difficulty is not None:
        parts.append(f"difficulty {wanted.difficulty.value}")
    if wanted.kind is not None:
        parts.append(f"only {wanted.kind.value}")
    return f"Tracked and confidential email ({', '.join(parts)}, {count})"
