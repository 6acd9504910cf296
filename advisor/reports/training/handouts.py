"""A set of exercises on paper: the handout without answers, and the key with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import Message, layout, message, messages, plural_message, series
from advisor.model.training import AGAINST, TOWARDS
from advisor.printable import printable
from advisor.reports.document import (
    Basis,
    Block,
    Callout,
    Fields,
    Heading,
    NoteList,
    Paragraph,
    Point,
    Points,
    ReportDocument,
    ReportTable,
    Sentence,
    SentenceSource,
    Signature,
    TitleBlock,
    Tone,
)
from advisor.reports.labels import DISCLAIMER
from advisor.reports.memo.analysis import analysis
from advisor.reports.memo.footnotes import Footnotes
from advisor.reports.memo.frames import cleaned
from advisor.reports.memo.memo_context import MemoContext
from advisor.reports.training.pages import OTHERS_RIGHT, TURNS
from advisor.reports.training.wording import (
    DIFFICULTIES,
    TOPICS,
    choice_text,
    difference_text,
    origin_text,
    story,
    whole_answer_text,
)
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.training import Exercise, ExerciseChoice, ExerciseRequest
    from advisor.reports.document import Note

_FRAME = SentenceSource(Basis.FRAME, "training")
_SIGNED = messages("line to fill in", {1: "Name", 2: "Bar number", 3: "Date"})
_COLUMNS = messages(
    "column of a paper", {"about": "About", "question": "Question", "answer": "Answer"}
)
_DRAFT = layout(
    "{training} {disclaimer}", training=message("Training material."), disclaimer=DISCLAIMER
)


def paper_sentence(text: str, source: SentenceSource = _FRAME, *, strong: bool = False) -> Sentence:
    """Put words on paper with what they rest on; without a source they are a frame."""
    words = cleaned(text) if isinstance(text, Message) else printable(text).strip()
    return Sentence(words, source, strong=strong)


def handout(exercises: Sequence[Exercise], law: Law, *, label: str) -> ReportDocument:
    """Lay out exercises for a class: stories, questions, answers to tick, room for confidence."""
    blocks: list[Block] = [
        Paragraph(
            (
                paper_sentence(
                    message("Choose one answer to each question, then say how sure you are of it.")
                ),
                paper_sentence(
                    message(
                        "Every answer is right somewhere: on other facts, or under another law."
                    )
                ),
            )
        ),
        Signature((), tuple(map(paper_sentence, _SIGNED.values()))),
    ]
    for number, exercise in enumerate(exercises, 1):
        blocks += [_heading(exercise, number), *_asked(exercise, law), *_ticked(exercise, law)]
    return _paper(message("Exercises"), label, exercises, tuple(blocks), ())


def answer_key(exercises: Sequence[Exercise], law: Law, *, label: str) -> ReportDocument:
    """Lay out the answers to the same exercises: the point, the reasons, the twin, the sources."""
    register = Footnotes()
    blocks: list[Block] = []
    for number, exercise in enumerate(exercises, 1):
        blocks += [
            _heading(exercise, number),
            *_asked(exercise, law, brief=True),
            *_answered(exercise, law),
        ]
        blocks += _reasons(exercise, law, register)
    return _paper(
        message("Answers to the exercises"), label, exercises, tuple(blocks), register.notes
    )


def _paper(
    title: str,
    label: str,
    exercises: Sequence[Exercise],
    blocks: tuple[Block, ...],
    notes: tuple[Note, ...],
) -> ReportDocument:
    topics = dict.fromkeys(TOPICS[exercise.topic] for exercise in exercises)
    return ReportDocument(
        TitleBlock(
            title=paper_sentence(title),
            subject=paper_sentence(label),
            draft=paper_sentence(_DRAFT),
            head=Fields(
                (
                    (paper_sentence(message("Set", context="field")), paper_sentence(label)),
                    (
                        paper_sentence(message("Exercises")),
                        paper_sentence(
                            plural_message(len(exercises), "{count} exercise", "{count} exercises")
                        ),
                    ),
                    (paper_sentence(message("Topics")), paper_sentence(series(topics, ", "))),
                )
            ),
        ),
        blocks,
        footnotes=NoteList(paper_sentence(message("Notes")), notes),
    )


def _heading(exercise: Exercise, number: int) -> Heading:
    level = layout(
        "{topic}, {difficulty}",
        topic=TOPICS[exercise.topic],
        difficulty=DIFFICULTIES[exercise.difficulty],
    )
    return Heading(1, paper_sentence(level, SentenceSource(Basis.FRAME, exercise.id)), f"{number}.")


def _asked(exercise: Exercise, law: Law, *, brief: bool = False) -> Iterator[Block]:
    """Tell the story, in words where somebody wrote it, and the facts it stands for."""
    fact = SentenceSource(Basis.FACT, exercise.id)
    on = paper_sentence(
        message("Law as of {day}.", day=exercise.opinion.as_of),
        SentenceSource(Basis.OPINION, "as_of"),
    )
    known = message("These facts are known.")
    if brief:
        known = message("The facts are those of the handout.")
    yield Paragraph(
        (
            paper_sentence(exercise.situation, fact)
            if exercise.situation
            else paper_sentence(known),
            on,
        )
    )
    rows = tuple(
        (
            paper_sentence(subject, fact),
            paper_sentence(question, fact),
            paper_sentence(answer, fact),
        )
        for subject, question, answer in story(exercise.scenario, law)
    )
    if rows and not brief:
        head = tuple(map(paper_sentence, _COLUMNS.values()))
        yield ReportTable(
            paper_sentence(message("The facts")), head, rows, (20, 50, 30), grouped=True
        )
    yield Paragraph((paper_sentence(exercise.question, fact, strong=True),))


def _ticked(exercise: Exercise, law: Law) -> Iterator[Block]:
    rows = tuple(
        (
            paper_sentence(f"☐ {choice.letter}", strong=True),
            paper_sentence(choice_text(choice.answer, law), _of(choice)),
        )
        for choice in exercise.choices
    )
    sure = (paper_sentence(""), paper_sentence(message("How sure, in per cent: ____________")))
    yield ReportTable(
        paper_sentence(message("Answers")),
        (paper_sentence(message("Choice")), paper_sentence(_COLUMNS["answer"])),
        (*rows, sure),
        (10, 90),
    )


def _answered(exercise: Exercise, law: Law) -> Iterator[Block]:
    right = exercise.right_choice
    tone = Tone.OPEN
    if right.answer.ruling in AGAINST:
        tone = Tone.AGAINST
    elif right.answer.ruling in TOWARDS:
        tone = Tone.FOR
    yield Callout(
        tone,
        paper_sentence(exercise.right),
        (paper_sentence(choice_text(right.answer, law), _of(right)),),
    )
    if exercise.point:
        point = paper_sentence(exercise.point, SentenceSource(Basis.FACT, exercise.id))
        yield Paragraph((paper_sentence(message("The point."), strong=True), point))


def _reasons(exercise: Exercise, law: Law, register: Footnotes) -> Iterator[Block]:
    yield Heading(2, paper_sentence(message("Why")))
    yield from _analysed(exercise.opinion, exercise.deciding, law, register)
    whole = paper_sentence(
        whole_answer_text(exercise, law), SentenceSource(Basis.OPINION, "verdict")
    )
    yield Paragraph((whole,), aside=True)
    twin = exercise.twin
    if twin is not None:
        yield Heading(2, paper_sentence(TURNS))
        yield Paragraph(
            (
                paper_sentence(
                    difference_text(twin.difference, law), SentenceSource(Basis.FACT, exercise.id)
                ),
                paper_sentence(
                    choice_text(twin.answer, law), SentenceSource(Basis.FINDING, twin.answer.norm)
                ),
            )
        )
        yield from _analysed(twin.opinion, twin.deciding, law, register)
    yield Heading(2, paper_sentence(OTHERS_RIGHT))
    yield Points(
        tuple(
            Point(
                (
                    paper_sentence(f"{choice.letter}.", strong=True),
                    paper_sentence(origin_text(choice.origin, law)),
                )
            )
            for choice in exercise.choices
            if choice.letter != exercise.right
        )
    )


def _analysed(
    opinion: Opinion, findings: Sequence[Finding], law: Law, register: Footnotes
) -> Iterator[Block]:
    """Return the analysis of these findings only, as a memorandum of the opinion has it."""
    if not findings:
        return
    materials = MemoContext(replace(opinion, findings=tuple(findings)), law)
    object.__setattr__(materials, "register", register)  # the notes run through the whole paper
    for block in analysis(materials):
        yield block._replace(level=3) if isinstance(block, Heading) else block


def _of(choice: ExerciseChoice) -> SentenceSource:
    return SentenceSource(Basis.FINDING, choice.answer.norm)


def label(wanted: ExerciseRequest, count: int) -> str:
    """Return the name of a set so that whoever reads the name can make it again."""
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
