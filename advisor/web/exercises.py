"""Sets of exercises while they are drawn, and sittings that a page carries."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import ValidationError

from advisor.training import draw_exercises
from advisor.training.session_schema import TrainingSessionDocument
from advisor.values import dataclass, field
from advisor.web.error_pages import ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.training import Exercise, ExerciseRequest
    from advisor.model.training_session import TrainingRecord

MOST_EXERCISES = 50
"""So many exercises make a set on a page."""
_SETS = 8


@dataclass
class _Set:
    """One set as far as it was drawn."""

    source: Iterator[Exercise]
    found: list[Exercise] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def take(self, count: int) -> tuple[Exercise, ...]:
        with self.lock:
            while len(self.found) < count:
                following = next(self.source, None)
                if following is None:
                    break
                self.found.append(following)
            return tuple(self.found[:count])


@dataclass
class Sets:
    """
    Draws sets of exercises.

    The same words always give the same set, so the few that were asked for last are kept
    in memory, and drawn on from where they ended.
    """

    corpus: Corpus
    _sets: OrderedDict[ExerciseRequest, _Set] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def first(self, wanted: ExerciseRequest, count: int) -> tuple[Exercise, ...]:
        """Return the first exercises of a set, fewer where there are no more."""
        with self._lock:
            known = self._sets.pop(wanted, None) or _Set(draw_exercises(self.corpus, wanted))
            self._sets[wanted] = known
            while len(self._sets) > _SETS:
                self._sets.popitem(last=False)
        return known.take(min(count, MOST_EXERCISES))

    def numbered(self, wanted: ExerciseRequest, number: int) -> Exercise | None:
        """Return one exercise of a set, counted from 1; `None` where there are no more."""
        result = self.first(wanted, number)
        return result[number - 1] if len(result) >= number else None


def sitting_of(text: str | bytes, corpus: Corpus) -> TrainingRecord:
    """Read a sitting that a form carried or a file holds; raises `RequestRefused`."""
    try:
        sitting = TrainingSessionDocument.model_validate_json(text).sitting()
    except ValidationError:
        raise RequestRefused(_DAMAGED) from None
    if sitting.corpus != corpus.law.hash:
        raise RequestRefused(_OTHER)
    if sitting.count > MOST_EXERCISES:
        raise RequestRefused(_LONG)
    return sitting


_DAMAGED = ErrorAnswer(
    400,
    "session-damaged",
    "this session cannot be read",
    "a score is worth something only as long as the file is what was saved",
    "take the file from a backup, or begin another session",
)
_OTHER = ErrorAnswer(
    409,
    "session-other",
    "the law has changed since this session was begun",
    "the same seed would give other exercises now, or other answers",
    "begin another session; `advisor train --score` scores what was answered",
)
_LONG = ErrorAnswer(
    400,
    "too-many",
    f"this session has more than {MOST_EXERCISES} exercises",
    "a page is no place for a set of that length",
    "go on with `advisor train --session` in a terminal",
)
