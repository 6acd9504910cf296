"""Scores and attendance for whoever administers continuing education."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import layout, message, messages, plural_message
from advisor.printable import printable
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
from advisor.reports.training.handouts import paper_sentence
from advisor.reports.training.pages import NOTHING_ANSWERED, bin_rows, topic_rows, verdict_on
from advisor.reports.training.wording import DIFFICULTIES, TOPICS, percent_text

if TYPE_CHECKING:
    from datetime import datetime

    from advisor.model.scores import Score
    from advisor.model.training_session import TrainingRecord

_COLUMNS = messages(
    "column of a paper",
    {
        "name": "Name",
        "bar": "Bar number",
        "start": "Start",
        "end": "End",
        "minutes": "Minutes",
        "answered": "Answered",
        "right": "Right",
        "confidence": "Confidence",
        "answers": "Answers",
        "said": "Said",
        "interval": "95 % interval",
        "topic": "Topic",
        "brier": "Brier",
        "number": "No.",
        "difficulty": "Difficulty",
        "chosen": "Chosen",
        "sure": "Sure",
    },
)
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
    """Return a row for each sitting: who, when, how long, how much, how well."""
    for sitting in sittings:
        right = sum(response.is_right for response in sitting.responses)
        answered = len(sitting.responses)
        yield (
            sitting.learner.name or _UNNAMED,
            sitting.learner.bar_id or _UNNAMED,
            _time(sitting.stints[0].start) if sitting.stints else "",
            _time(sitting.stints[-1].end) if sitting.stints else "",
            str(sitting.minutes),
            str(sitting.count),
            str(answered),
            str(right),
            f"{right / answered:.0%}" if answered else "",
        )


def score_rows(sittings: Iterable[TrainingRecord]) -> Iterator[tuple[str, ...]]:
    """Return a row for each answer."""
    for sitting in sittings:
        for response in sitting.responses:
            yield (
                sitting.learner.name or _UNNAMED,
                sitting.learner.bar_id or _UNNAMED,
                response.exercise,
                response.topic.value,
                response.difficulty.value,
                response.jurisdiction,
                response.chosen,
                response.right,
                "yes" if response.is_right else "no",
                f"{response.confidence:.2f}",
                f"{(response.confidence - response.is_right) ** 2:.4f}",
                _time(response.at),
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
        cells = [printable(cell) for cell in row]
        writer.writerow([f"'{cell}" if cell[:1] in _STEERING and cell else cell for cell in cells])
    return written.getvalue()


def attendance_sheet(sittings: Sequence[TrainingRecord]) -> ReportDocument:
    """Lay out who attended, with room for whoever certifies it."""
    rows = tuple(
        _cells(
            (
                *row[:5],
                message("{part} of {whole}", part=row[6], whole=row[5]),
                layout("{right} ({share})", right=row[7], share=row[8] or "0%"),
            )
        )
        for row in attendance_rows(sittings)
    )
    head = _heads("name", "bar", "start", "end", "minutes", "answered", "right")
    title = paper_sentence(message("Attendance"))
    blocks: tuple[Block, ...] = (
        Paragraph(
            (
                paper_sentence(
                    message("Minutes are those spent on the exercises; pauses are left out.")
                ),
                paper_sentence(
                    message("Times are those of the machine on which the exercises were done.")
                ),
            )
        ),
        ReportTable(title, head, rows, (24, 17, 14, 14, 10, 12, 12)),
        Signature(
            (),
            (
                paper_sentence(message("Certified by")),
                paper_sentence(message("Date", context="line to fill in")),
            ),
        ),
    )
    return _sheet(message("Attendance record"), _sittings(len(sittings)), blocks)


def score_sheet(scored: Sequence[tuple[TrainingRecord, Score]]) -> ReportDocument:
    """Lay out the score of each sitting: right answers, calibration, topics, every answer."""
    blocks: list[Block] = []
    for number, (sitting, score) in enumerate(scored, 1):
        name: str = sitting.learner.name or message("Learner")
        if sitting.learner.bar_id:
            name = message("{name}, bar number {number}", name=name, number=sitting.learner.bar_id)
        blocks.append(Heading(1, paper_sentence(name), f"{number}." if len(scored) > 1 else ""))
        blocks += _scored(score)
        if sitting.responses:
            blocks += [Heading(2, paper_sentence(message("Every answer"))), _answers(sitting)]
    return _sheet(message("Score sheet"), _sittings(len(scored)), tuple(blocks))


def _scored(score: Score) -> Iterator[Block]:
    if not score.count:
        yield Paragraph((paper_sentence(NOTHING_ANSWERED),))
        return
    figures = message(
        "{right} of {count} right, mean confidence {share}.",
        right=score.right,
        count=score.count,
        share=percent_text(score.confidence),
    )
    yield Paragraph((paper_sentence(figures, strong=True), paper_sentence(verdict_on(score))))
    yield Heading(2, paper_sentence(message("Confidence and outcome")))
    yield ReportTable(
        paper_sentence(message("Confidence and outcome")),
        _heads("confidence", "answers", "said", "right", "interval"),
        tuple(map(_cells, bin_rows(score))),
        (28, 15, 15, 15, 27),
    )
    if score.by_topic:
        yield Heading(2, paper_sentence(message("By topic")))
        yield ReportTable(
            paper_sentence(message("By topic")),
            _heads("topic", "answers", "right", "confidence", "brier"),
            tuple(map(_cells, topic_rows(score))),
            (32, 17, 17, 17, 17),
        )


def _answers(sitting: TrainingRecord) -> ReportTable:
    rows = tuple(
        _cells(
            (
                str(number),
                TOPICS[response.topic],
                DIFFICULTIES[response.difficulty],
                response.chosen,
                response.right,
                percent_text(response.confidence),
            )
        )
        for number, response in enumerate(sitting.responses, 1)
    )
    head = _heads("number", "topic", "difficulty", "chosen", "right", "sure")
    return ReportTable(paper_sentence(message("Every answer")), head, rows, (8, 30, 20, 14, 14, 14))


def _heads(*names: str) -> tuple[Sentence, ...]:
    return _cells([_COLUMNS[name] for name in names])


def _sittings(count: int) -> str:
    return plural_message(count, "{count} sitting", "{count} sittings")


def _sheet(title: str, subject: str, blocks: tuple[Block, ...]) -> ReportDocument:
    return ReportDocument(
        TitleBlock(
            title=paper_sentence(title),
            subject=paper_sentence(subject),
            draft=paper_sentence(
                message(
                    "Made from session files on the machine of whoever administers the training."
                )
            ),
            head=Fields(((paper_sentence(message("Covers")), paper_sentence(subject)),)),
        ),
        blocks,
    )


def _cells(row: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(paper_sentence(item, SentenceSource(Basis.FRAME, "sheet")) for item in row)


def _time(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
