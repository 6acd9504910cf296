"""A session file: what was answered stays, and nothing else is taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from unit.training.conftest import NOON, response

from advisor.diagnostics import Diagnostic
from advisor.model.training import Exercise, ExerciseRequest, Topic
from advisor.model.training_session import Learner, TrainingRecord
from advisor.training import read_sitting, save_sitting

SITTING = TrainingRecord(
    ExerciseRequest(seed="s", topic=Topic.TIME, jurisdiction="US-IL"),
    3,
    "sha256:0",
    Learner("Ann Lee", "12345"),
)


def test_kept_as_it_was(tmp_path: Path) -> None:
    """What is read back is what was saved."""
    path = tmp_path / "s.json"
    sitting = replace(
        SITTING.begun(NOON).until(NOON + timedelta(minutes=9)),
        responses=(response(right=True, confidence=0.7),),
    )

    save_sitting(sitting, path)

    assert read_sitting(path) == sitting
    assert [one.name for one in tmp_path.iterdir()] == ["s.json"]


def test_pauses_do_not_count() -> None:
    """Minutes are those of the stints, not of the night between them."""
    first = SITTING.begun(NOON).until(NOON + timedelta(minutes=20))
    later = NOON + timedelta(hours=20)

    both = first.begun(later).until(later + timedelta(minutes=5, seconds=1))

    assert both.minutes == 25


def test_an_answer_stays(drawn: tuple[Exercise, ...]) -> None:
    """An exercise is answered once; a second answer changes nothing."""
    once = SITTING.begun(NOON).answered(drawn[0], "A", 0.5, NOON)

    assert once.answered(drawn[0], "B", 0.9, NOON) == once
    assert once.responses[0].right == drawn[0].right


def test_damage_is_named(tmp_path: Path) -> None:
    """A file that was changed by hand says where it is wrong, and is not scored."""
    path = tmp_path / "s.json"
    save_sitting(replace(SITTING, responses=(response(right=True, confidence=0.7),)), path)
    path.write_text(path.read_text().replace("0.7", "7.0"), encoding="utf-8")

    found = read_sitting(path)

    assert isinstance(found, Diagnostic)
    assert found.code == "session-damaged"
    assert "responses.0.confidence" in found.what


def test_other_files_are_no_sessions(tmp_path: Path) -> None:
    """A file that does not say that it is a session is refused."""
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")

    found = read_sitting(path)

    assert isinstance(found, Diagnostic)
    assert found.code == "session-foreign"
