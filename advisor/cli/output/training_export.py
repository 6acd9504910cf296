"""Handouts, keys, score sheets and attendance records, written to the files that were named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.atomic_files import write_whole
from advisor.cli.errors import stop_missing, stop_unwritable
from advisor.cli.output.console import echo_err
from advisor.cli.parsing.parameters import Misuse
from advisor.i18n import ENGLISH, Language
from advisor.reports.render import FORMATS, TEXT, MissingLibrary, format_by_suffix, render

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.advice import Corpus
    from advisor.model.training import Exercise, ExerciseRequest
    from advisor.model.training_session import TrainingRecord
    from advisor.reports.document import ReportDocument

PAPERS = tuple(known.suffix for known in FORMATS if known.is_file)
SHEETS = (".csv", *PAPERS)


def expect(path: Path | None, kinds: Sequence[str]) -> None:
    """Refuse a name that tells no format that can be written."""
    if path is not None and path.suffix.lower() not in kinds:
        known = ", ".join(f"`{kind}`" for kind in kinds)
        raise Misuse(f"`{path}` should end in one of {known}")


def write_papers(  # noqa: PLR0913, PLR0917 - what is written, and where
    exercises: Sequence[Exercise],
    corpus: Corpus,
    wanted: ExerciseRequest,
    handout: Path | None,
    key: Path | None,
    language: Language = ENGLISH,
) -> None:
    """Write the exercises, the answers, or both."""
    from advisor.reports.training import handouts

    said = handouts.label(wanted, len(exercises))
    for path, paper in ((handout, handouts.handout), (key, handouts.answer_key)):
        if path is not None:
            document = paper(exercises, corpus.law, label=said)
            _write(path, _rendered(document, path, language))


def write_sheets(
    sittings: Sequence[TrainingRecord],
    score: Path | None,
    attendance: Path | None,
    language: Language = ENGLISH,
) -> None:
    """Write the scores, the attendance, or both."""
    from advisor.reports.training import score_sheets
    from advisor.training import scored

    if score is not None:
        if score.suffix.lower() == ".csv":
            text = score_sheets.csv_text(score_sheets.SCORES, score_sheets.score_rows(sittings))
            _write(score, text.encode("utf-8-sig"))
        else:
            pairs = [(sitting, scored(sitting.responses)) for sitting in sittings]
            _write(score, _rendered(score_sheets.score_sheet(pairs), score, language))
    if attendance is not None:
        if attendance.suffix.lower() == ".csv":
            text = score_sheets.csv_text(
                score_sheets.ATTENDANCE, score_sheets.attendance_rows(sittings)
            )
            _write(attendance, text.encode("utf-8-sig"))
        else:
            document = score_sheets.attendance_sheet(sittings)
            _write(attendance, _rendered(document, attendance, language))


def _rendered(document: ReportDocument, path: Path, language: Language) -> bytes:
    try:
        return render(document._replace(language=language), format_by_suffix(path.suffix) or TEXT)
    except MissingLibrary as missing:
        stop_missing(missing)


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        stop_unwritable(path, error)
    echo_err(f"written: {path}")
