"""Scores and attendance for whoever administers continuing education."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.reports.document import (
    Basis,
    Block,
    Fields,
    Heading,
    Paragraph,
    ReportDocument,
    ReportTable,
    Sentence,
    SentenceSource,
    Signature,
    TitleBlock,
)
from advisor.reports.labels import counted_text
from advisor.reports.training.handouts import paper_sentence
from advisor.reports.training.pages import bin_rows, topic_rows, verdict_on
from advisor.reports.training.wording import DIFFICULTIES, TOPICS

if TYPE_CHECKING:
    from datetime import datetime

    from advisor.model.scores import Score
    from advisor.model.training_session import TrainingRecord

_STEERING = "=+-@\t\r"
"""Signs with which a spreadsheet takes text for a formula."""
_UNNAMED = "not told"
ATTENDANCE = (
    "name",
    "bar id",
    "start",
    "end",
    "minutes",
    "exercises",
    "answered",
    "right",
    "score",
)
SCORES = (
    "name",
    "bar id",
    "exercise",
    "topic",
    "difficulty",
    "jurisdiction",
    "chosen",
    "right answer",
    "right",
    "confidence",
    "brier",
    "answered at",
)


def attendance_rows(sittings: Iterable[TrainingRecord]) -> Iterator[tuple[str, ...]]:
    """Give a row for each sitting: who, when, how long, how much, how well."""
    for one in sittings:
        right = sum(it.is_right for it in one.responses)
        answered = len(one.responses)
        yield (
            one.learner.name or _UNNAMED,
            one.learner.bar_id or _UNNAMED,
            _time(one.stints[0].start) if one.stints else "",
            _time(one.stints[-1].end) if one.stints else "",
            str(one.minutes),
            str(one.count),
            str(answered),
            str(right),
            f"{right / answered:.0%}" if answered else "",
        )


def score_rows(sittings: Iterable[TrainingRecord]) -> Iterator[tuple[str, ...]]:
    """Give a row for each answer."""
    for one in sittings:
        for it in one.responses:
            yield (
                one.learner.name or _UNNAMED,
                one.learner.bar_id or _UNNAMED,
                it.exercise,
                it.topic.value,
                it.difficulty.value,
                it.jurisdiction,
                it.chosen,
                it.right,
                "yes" if it.is_right else "no",
                f"{it.confidence:.2f}",
                f"{(it.confidence - it.is_right) ** 2:.4f}",
                _time(it.at),
            )


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Write rows as CSV that a spreadsheet takes for text.

    A name that begins as a formula does gets an apostrophe before it.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in _STEERING and cell else cell for cell in row])
    return written.getvalue()


def attendance_sheet(sittings: Sequence[TrainingRecord]) -> ReportDocument:
    """Lay out who attended, with room for whoever certifies it."""
    rows = tuple(
        _cells((*row[:5], f"{row[6]} of {row[5]}", f"{row[7]} ({row[8] or '0%'})"))
        for row in attendance_rows(sittings)
    )
    head = _cells(("Name", "Bar number", "Start", "End", "Minutes", "Answered", "Right"))
    blocks: tuple[Block, ...] = (
        Paragraph(
            (
                paper_sentence("Minutes are those spent on the exercises; pauses are left out."),
                paper_sentence("Times are those of the machine on which the exercises were done."),
            )
        ),
        ReportTable(paper_sentence("Attendance"), head, rows, (24, 17, 14, 14, 10, 12, 12)),
        Signature((), (paper_sentence("Certified by"), paper_sentence("Date"))),
    )
    return _sheet("Attendance record", counted_text(len(sittings), "sitting"), blocks)


def score_sheet(scored: Sequence[tuple[TrainingRecord, Score]]) -> ReportDocument:
    """Lay out the score of each sitting: right answers, calibration, topics, every answer."""
    blocks: list[Block] = []
    for number, (sitting, score) in enumerate(scored, 1):
        name = sitting.learner.name or "Learner"
        bar = f", bar number {sitting.learner.bar_id}" if sitting.learner.bar_id else ""
        blocks.append(
            Heading(1, paper_sentence(f"{name}{bar}"), f"{number}." if len(scored) > 1 else "")
        )
        blocks += _scored(score)
        if sitting.responses:
            blocks += [Heading(2, paper_sentence("Every answer")), _answers(sitting)]
    return _sheet("Score sheet", counted_text(len(scored), "sitting"), tuple(blocks))


def _scored(score: Score) -> Iterator[Block]:
    if not score.count:
        yield Paragraph((paper_sentence("Nothing was answered."),))
        return
    figures = f"{score.right} of {score.count} right, mean confidence {score.confidence:.0%}."
    yield Paragraph((paper_sentence(figures, strong=True), paper_sentence(verdict_on(score))))
    yield Heading(2, paper_sentence("Confidence and outcome"))
    yield ReportTable(
        paper_sentence("Confidence and outcome"),
        _cells(("Confidence", "Answers", "Said", "Right", "95 % interval")),
        tuple(map(_cells, bin_rows(score))),
        (28, 15, 15, 15, 27),
    )
    if score.by_topic:
        yield Heading(2, paper_sentence("By topic"))
        yield ReportTable(
            paper_sentence("By topic"),
            _cells(("Topic", "Answers", "Right", "Confidence", "Brier")),
            tuple(map(_cells, topic_rows(score))),
            (32, 17, 17, 17, 17),
        )


def _answers(sitting: TrainingRecord) -> ReportTable:
    rows = tuple(
        _cells(
            (
                str(number),
                TOPICS[one.topic],
                DIFFICULTIES[one.difficulty],
                one.chosen,
                one.right,
                f"{one.confidence:.0%}",
            )
        )
        for number, one in enumerate(sitting.responses, 1)
    )
    head = _cells(("No.", "Topic", "Difficulty", "Chosen", "Right", "Sure"))
    return ReportTable(paper_sentence("Every answer"), head, rows, (8, 30, 20, 14, 14, 14))


def _sheet(title: str, subject: str, blocks: tuple[Block, ...]) -> ReportDocument:
    return ReportDocument(
        TitleBlock(
            title=paper_sentence(title),
            subject=paper_sentence(subject),
            draft=paper_sentence(
                "Made from session files on the machine of whoever administers the training."
            ),
            head=Fields(((paper_sentence("Covers"), paper_sentence(subject)),)),
        ),
        blocks,
    )


def _cells(row: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(paper_sentence(one, SentenceSource(Basis.FRAME, "sheet")) for one in row)


def _time(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
