"""What keeps an audit from being made, with how to fix it."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Span

if TYPE_CHECKING:
    from advisor.diagnostics.codes import Code


class AuditFailure(RuntimeError):
    """An audit could not be made or finished; `diagnostics` say why and what to do."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[AuditFailure], tuple[Diagnostic, ...]]:
        return type(self), self.diagnostics


def failure(code: Code, where: str, what: str, why: str, fix: str) -> AuditFailure:
    """Return a failure that one diagnostic tells of."""
    return AuditFailure(Diagnostic(code, Span(where), what, why, fix))


_AGAIN = "and run the same command again: what was done is kept, and it goes on from there"


def unwritable_output(path: Path, error: OSError) -> AuditFailure:
    """Say that something cannot be written."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    what = "the disk is full" if full else (error.strerror or "it cannot be written").lower()
    fix = f"make room {_AGAIN}" if full else "name a place that you may write to"
    return failure(
        "disk-full" if full else "cannot-write",
        str(path),
        f"`{path}` cannot be written: {what}",
        "an output that is not whole is never left in its place",
        fix,
    )


def too_little_room(path: Path, free: int, least: int) -> AuditFailure:
    """Say that an audit would not find the room that it needs."""
    return failure(
        "disk-full",
        str(path),
        f"`{path}` has {free // 1_000_000} MB left, and {least // 1_000_000} MB are needed",
        "it is better known before a long audit than after it",
        "make room, or name files on another disk",
    )


def changed(path: str) -> AuditFailure:
    """Say that a file changed while it was read."""
    return failure(
        "input-changed",
        path,
        f"`{path}` has changed since this audit was planned",
        "what was read of it before and after would not fit together",
        f"let nothing write to it {_AGAIN}",
    )


def fell(source: str) -> AuditFailure:
    """Say that a process that answers rows fell more than once."""
    return failure(
        "worker-lost",
        source,
        f"the process that answers `{source}` was ended from outside, twice",
        "most often there is not enough memory for so many at once",
        f"give a smaller `--jobs` {_AGAIN}",
    )


def faulty(source: str, kind: str) -> AuditFailure:
    """Say that this program has a fault; what it was about is not told."""
    return failure(
        "audit-fault",
        source,
        f"answering `{source}` failed in a way that it should not ({kind})",
        "an audit that leaves out what it cannot answer would look complete",
        f"report it as a fault of this program; move the file away {_AGAIN}",
    )


def occupied(folder: Path) -> AuditFailure:
    """Say that another audit is at work in the same folder."""
    return failure(
        "audit-running",
        str(folder),
        "the same audit is being made by another process",
        "two at once would do everything twice",
        "wait for it to end, or name another folder with `--work`",
    )


def only_junk(paths: list[str]) -> AuditFailure:
    """Say that everything that was found was to be left out."""
    named = ", ".join(f"`{path}`" for path in paths[:5])
    return failure(
        "no-messages",
        paths[0] if paths else "<input>",
        f"all messages in {named} are junk or deleted mail",
        "an audit of nothing would look like an audit that found nothing",
        "audit it without `--without-junk`, or name another mailbox or folder",
    )


def no_messages(paths: list[str]) -> AuditFailure:
    """Say that nothing was found that could be audited."""
    named = ", ".join(f"`{path}`" for path in paths[:5])
    return failure(
        "no-messages",
        paths[0] if paths else "<input>",
        f"there is no message in {named}",
        "an audit of nothing would look like an audit that found nothing",
        "name the mailbox, the folder of messages or the table that is to be audited",
    )
