"""Exercises, reveals and scores on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
from advisor.reports.labels import counted_text, day_text
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.training.wording import (
    DIFFICULTIES,
    TOPICS,
    choice_text,
    difference_text,
    origin_text,
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


def exercise_page(exercise: Exercise, law: Law, *, number: int, of: int) -> ReportDocument:
    """Lay out what is told before the question: where we are, the story, the facts."""
    aside = f"{TOPICS[exercise.topic]}, {DIFFICULTIES[exercise.difficulty]}"
    told = exercise.situation or "These facts are known."
    as_of = f"Law as of {day_text(exercise.opinion.as_of)}"
    rows = tuple(story(exercise.scenario, law))
    facts: tuple[Block, ...] = (
        ReportTable("facts", ("about", "question", "answer"), _ditto(rows)),
    )
    return ReportDocument(
        Banner(f"Exercise {number} of {of}", Tone.QUIET, aside, as_of, (Line(Role.REASON, told),)),
        (Section("On file", Tone.QUIET, facts),) if rows else (),
    )


def reveal_page(exercise: Exercise, law: Law, response: Response) -> ReportDocument:
    """Lay out the answer: right or wrong, why, the twin, and where the other answers are right."""
    right = exercise.right_choice
    word = "Right" if response.is_right else f"Not right: the answer is {exercise.right}"
    tone = Tone.FOR if response.is_right else Tone.AGAINST
    sure = f"you chose {response.chosen}, {response.confidence:.0%} sure"
    banner = Banner(word, tone, sure, choice_text(right.answer, law))
    return ReportDocument(banner, tuple(_reveal(exercise, law)))


def _reveal(exercise: Exercise, law: Law) -> Iterator[Section]:
    if exercise.point:
        yield Section("The point", Tone.QUIET, (Line(Role.REASON, exercise.point),))
    why: tuple[Block, ...] = (
        *(finding_entry(one, law) for one in group_recipients(exercise.deciding)),
        Line(Role.NOTE, whole_answer_text(exercise, law)),
    )
    yield Section("Why", Tone.QUIET, why)
    if exercise.twin is not None:
        yield Section("One fact away, the answer turns", Tone.QUIET, _twin(exercise, law))
    others = tuple(
        FindingEntry(
            "elsewhere",
            Tone.QUIET,
            f"{one.letter}. {choice_text(one.answer, law)}",
            (Line(Role.REASON, origin_text(one.origin, law)),),
        )
        for one in exercise.choices
        if one.letter != exercise.right
    )
    yield Section("Where the other answers are right", Tone.QUIET, others)


def _twin(exercise: Exercise, law: Law) -> tuple[Block, ...]:
    twin = exercise.twin
    if twin is None:
        return ()
    lines: list[Block] = [
        Line(Role.REASON, difference_text(twin.difference, law)),
        *(finding_entry(one, law) for one in group_recipients(twin.deciding)),
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
        return ReportDocument(Banner("No score", Tone.QUIET, "", "Nothing was answered."))
    word = f"{score.right} of {score.count} right"
    sure = f"mean confidence {score.confidence:.0%}"
    sections = [Section("Confidence and outcome", Tone.QUIET, tuple(_calibration(score)))]
    if score.by_topic:
        head = ("topic", "answers", "right", "confidence", "Brier")
        table = ReportTable("score by topic", head, topic_rows(score))
        sections.append(Section("By topic", Tone.QUIET, (table,)))
    return ReportDocument(Banner(word, Tone.QUIET, sure, verdict_on(score)), tuple(sections))


def verdict_on(score: Score) -> str:
    """Say what the score tells of a learner's judgment, and what it does not."""
    brier = (
        f"Brier score {score.brier:.2f} (0 is perfect; guessing throughout, and saying so, "
        f"would have earned {score.guessing:.2f})."
    )
    if score.says_little:
        count = counted_text(score.count, "answer")
        return f"{brier} With {count}, little can be said about calibration."
    off = [one for one in score.bins if one.is_off]
    if not off:
        return f"{brier} Your confidence is within what chance explains."
    sure = "surer" if score.bias > 0 else "less sure"
    return f"{brier} You were {sure} than you were right, by more than chance explains."


def _calibration(score: Score) -> Iterator[Block]:
    head = ("confidence", "answers", "said", "right", "95 % interval")
    yield ReportTable("calibration", head, bin_rows(score))
    marks = tuple((_bin(one), _bar(one)) for one in score.bins)
    said = "; ".join(
        f"{_bin(one)}: said {one.confidence:.0%}, right {one.share:.0%}" for one in score.bins
    )
    yield Grid("Right (#) against said (|)", marks, said)


def bin_rows(score: Score) -> tuple[tuple[str, ...], ...]:
    """Give of each bin how many answers are in it, and what was said and right."""
    return tuple(
        (_bin(one), str(one.count), f"{one.confidence:.0%}", f"{one.share:.0%}", _interval(one))
        for one in score.bins
    )


def topic_rows(score: Score) -> tuple[tuple[str, ...], ...]:
    """Give of each topic how many answers there are, and how good they were."""
    return tuple(
        (TOPICS[topic], str(one.count), str(one.right), f"{one.confidence:.0%}", f"{one.brier:.2f}")
        for topic, one in (score.by_topic or {}).items()
    )


def _bin(one: Bin) -> str:
    if one.start == 0:
        return f"below {one.end:.0%}"
    last = one.end if one.end == 1 else one.end - 0.01
    return f"{one.start:.0%} to {last:.0%}"


def _interval(one: Bin) -> str:
    return f"{one.low:.0%} to {one.high:.0%}"


def _bar(one: Bin) -> str:
    filled, mark = round(one.share * _WIDTH), min(round(one.confidence * _WIDTH), _WIDTH)
    cells = ["#" if at < filled else "." for at in range(_WIDTH + 1)]
    cells[mark] = "|"
    return "".join(cells)
