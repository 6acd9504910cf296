"""Session files: written whole or not at all, read with suspicion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from advisor.atomic_files import write_whole
from advisor.diagnostics import Diagnostic, Span
from advisor.training.session_schema import (
    SESSION_SCHEMA,
    TrainingSessionDocument,
    session_document,
)

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.model.training_session import TrainingRecord

SESSION_SIZE_LIMIT = 16_000_000
_AGAIN = "take the file from a backup, or begin another one"
_WHY = "a score is worth something only as long as the file is what was saved"


def sitting_text(sitting: TrainingRecord) -> str:
    """Write a sitting as JSON that can be read back and gone on with."""
    return session_document(sitting).model_dump_json(indent=2, by_alias=True) + "\n"


def save_sitting(sitting: TrainingRecord, path: Path) -> None:
    """
    Write a session file that only its owner may read.

    Whoever interrupts it finds the old file or the new one, never a part.
    Raises `OSError` where the folder cannot be written to.
    """
    write_whole(path, sitting_text(sitting).encode(), private=True)


def read_sitting(path: Path) -> TrainingRecord | Diagnostic:
    """Read a session file; one that is damaged, or is none, gives a diagnostic that says so."""
    source = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(SESSION_SIZE_LIMIT + 1)
    except OSError as error:
        why = (error.strerror or "the system gave no reason").lower()
        fix = "check the name and the permissions of the file"
        return Diagnostic("unreadable", Span(source), "the session cannot be opened", why, fix)
    if len(data) > SESSION_SIZE_LIMIT:
        what = f"the file is larger than {SESSION_SIZE_LIMIT // 1_000_000} MB"
        return Diagnostic("session-foreign", Span(source), what, "no session is that large", _AGAIN)
    if SESSION_SCHEMA.encode() not in data:
        what = f"the file is not a session: it has no `schema` of `{SESSION_SCHEMA}`"
        why = "only what says that it is a session is read as one"
        fix = "name a file that `advisor train --session` has written"
        return Diagnostic("session-foreign", Span(source), what, why, fix)
    try:
        return TrainingSessionDocument.model_validate_json(data).sitting()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:80]
        what = f"`{place}` is not as a session has it: {first['msg'].lower()}"
        return Diagnostic("session-damaged", Span(source), what, _WHY, _AGAIN)
