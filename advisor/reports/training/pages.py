"""Exercises, reveals and scores on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import Decimals, Message, layout, message, messages, plural_message, series
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Grid,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)
from advisor.reports.finding_entries import finding_entry
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.training.wording import (
    DIFFICULTIES,
    TOPICS,
    choice_text,
    difference_text,
    origin_text,
    percent_text,
    story,
    whole_answer_text,
)

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.scores import Bin, Score
    from advisor.model.training import Exercise
    from advisor.model.training_session import Response
    from advisor.reports.document import Block

_WIDTH = 20
TURNS = message("One fact away, the answer turns")
OTHERS_RIGHT = message("Where the other answers are right")
NOTHING_ANSWERED = message("Nothing was answered.")
_FACT_COLUMNS = tuple(messages("column", {1: "about", 2: "question", 3: "answer"}).values())
_COLUMNS = messages(
    "column",
    {
        "topic": "topic",
        "answers": "answers",
        "right": "right",
        "confidence": "confidence",
        "said": "said",
        "interval": "95 % interval",
        "brier": "Brier",
    },
)


def exercise_page(exercise: Exercise, law: Law, *, number: int, of: int) -> ReportDocument:
    """Lay out what is told before the question: where we are, the story, the facts."""
    aside = layout(
        "{topic}, {difficulty}",
        topic=TOPICS[exercise.topic],
        difficulty=DIFFICULTIES[exercise.difficulty],
    )
    told = exercise.situation or message("These facts are known.")
    as_of = message("Law as of {day}", day=exercise.opinion.as_of)
    word = message("Exercise {number} of {count}", number=number, count=of)
    rows = tuple(story(exercise.scenario, law))
    facts: tuple[Block, ...] = (ReportTable(message("facts"), _FACT_COLUMNS, _ditto(rows)),)
    return ReportDocument(
        Banner(word, Tone.QUIET, aside, as_of, (Line(Role.REASON, told),)),
        (Section(message("On file"), Tone.QUIET, facts),) if rows else (),
    )


def reveal_page(exercise: Exercise, law: Law, response: Response) -> ReportDocument:
    """Lay out the answer: right or wrong, why, the twin, and where the other answers are right."""
    right = exercise.right_choice
    word = message("Right", context="answer to an exercise")
    if not response.is_right:
        word = message("Not right: the answer is {letter}", letter=exercise.right)
    tone = Tone.FOR if response.is_right else Tone.AGAINST
    sure = message(
        "you chose {letter}, {share} sure",
        letter=response.chosen,
        share=percent_text(response.confidence),
    )
    banner = Banner(word, tone, sure, choice_text(right.answer, law))
    return ReportDocument(banner, tuple(_reveal(exercise, law)))


def _reveal(exercise: Exercise, law: Law) -> Iterator[Section]:
    if exercise.point:
        yield Section(message("The point"), Tone.QUIET, (Line(Role.REASON, exercise.point),))
    why: tuple[Block, ...] = (
        *(
            finding_entry(group_recipient, law)
            for group_recipient in group_recipients(exercise.deciding)
        ),
        Line(Role.NOTE, whole_answer_text(exercise, law)),
    )
    yield Section(message("Why"), Tone.QUIET, why)
    if exercise.twin is not None:
        yield Section(TURNS, Tone.QUIET, _twin(exercise, law))
    others = tuple(
        FindingEntry(
            message("elsewhere", context="lead"),
            Tone.QUIET,
            layout(
                "{letter}. {answer}", letter=choice.letter, answer=choice_text(choice.answer, law)
            ),
            (Line(Role.REASON, origin_text(choice.origin, law)),),
        )
        for choice in exercise.choices
        if choice.letter != exercise.right
    )
    yield Section(OTHERS_RIGHT, Tone.QUIET, others)


def _twin(exercise: Exercise, law: Law) -> tuple[Block, ...]:
    twin = exercise.twin
    if twin is None:
        return ()
    lines: list[Block] = [
        Line(Role.REASON, difference_text(twin.difference, law)),
        *(
            finding_entry(group_recipient, law)
            for group_recipient in group_recipients(twin.deciding)
        ),
    ]
    if not twin.deciding:
        lines.append(Line(Role.REASON, choice_text(twin.answer, law)))
    return tuple(lines)


def _ditto(rows: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """Name each subject once."""
    found: list[tuple[str, str, str]] = []
    before = ""
    for subject, question, answer in rows:
        found.append(("" if subject == before else subject, question, answer))
        before = subject
    return tuple(found)


# -- scores


def score_page(score: Score) -> ReportDocument:
    """Lay out a score: how many were right, how well the confidence was earned, by topic."""
    if not score.count:
        return ReportDocument(Banner(message("No score"), Tone.QUIET, "", NOTHING_ANSWERED))
    word = message("{right} of {count} right", right=score.right, count=score.count)
    sure = message("mean confidence {share}", share=percent_text(score.confidence))
    sections = [Section(message("Confidence and outcome"), Tone.QUIET, tuple(_calibration(score)))]
    if score.by_topic:
        head = tuple(
            _COLUMNS[name] for name in ("topic", "answers", "right", "confidence", "brier")
        )
        table = ReportTable(message("score by topic"), head, topic_rows(score))
        sections.append(Section(message("By topic"), Tone.QUIET, (table,)))
    return ReportDocument(Banner(word, Tone.QUIET, sure, verdict_on(score)), tuple(sections))


def verdict_on(score: Score) -> str:
    """Say what the score tells of a learner's judgment, and what it does not."""
    brier = message(
        "Brier score {brier} (0 is perfect; guessing throughout, and saying so, would have earned "
        "{guessing}).",
        brier=Decimals(score.brier),
        guessing=Decimals(score.guessing),
    )
    return layout("{brier} {calibration}", brier=brier, calibration=_calibrated(score))


def _calibrated(score: Score) -> Message:
    """Return whether confidence was earned."""
    if score.says_little:
        return plural_message(
            score.count,
            "With {count} answer, little can be said about calibration.",
            "With {count} answers, little can be said about calibration.",
        )
    if not any(one.is_off for one in score.bins):
        return message("Your confidence is within what chance explains.")
    if score.bias > 0:
        return message("You were surer than you were right, by more than chance explains.")
    return message("You were less sure than you were right, by more than chance explains.")


def _calibration(score: Score) -> Iterator[Block]:
    head = tuple(_COLUMNS[name] for name in ("confidence", "answers", "said", "right", "interval"))
    yield ReportTable(message("calibration"), head, bin_rows(score))
    marks = tuple((_bin(one), _bar(one)) for one in score.bins)
    said = series(
        message(
            "{range}: said {said}, right {right}",
            range=_bin(one),
            said=percent_text(one.confidence),
            right=percent_text(one.share),
        )
        for one in score.bins
    )
    yield Grid(message("Right (#) against said (|)"), marks, said)


def bin_rows(score: Score) -> tuple[tuple[str, ...], ...]:
    """Give of each bin how many answers are in it, and what was said and right."""
    return tuple(
        (
            _bin(one),
            str(one.count),
            percent_text(one.confidence),
            percent_text(one.share),
            _interval(one),
        )
        for one in score.bins
    )


def topic_rows(score: Score) -> tuple[tuple[str, ...], ...]:
    """Give of each topic how many answers there are, and how good they were."""
    return tuple(
        (
            TOPICS[topic],
            str(item.count),
            str(item.right),
            percent_text(item.confidence),
            layout("{brier}", brier=Decimals(item.brier)),
        )
        for topic, item in (score.by_topic or {}).items()
    )


def _bin(one: Bin) -> str:
    if one.start == 0:
        return message("below {share}", share=percent_text(one.end))
    last = one.end if one.end == 1 else one.end - 0.01
    return message("{low} to {high}", low=percent_text(one.start), high=percent_text(last))


def _interval(one: Bin) -> str:
    return message("{low} to {high}", low=percent_text(one.low), high=percent_text(one.high))


def _bar(one: Bin) -> str:
    filled, mark = round(one.share * _WIDTH), min(round(one.confidence * _WIDTH), _WIDTH)
    cells = ["#" if at < filled else "." for at in range(_WIDTH + 1)]
    cells[mark] = "|"
    return "".join(cells)
