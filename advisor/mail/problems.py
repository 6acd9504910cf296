"""What keeps messages from being read, as problems with their fixes."""

from __future__ import annotations

from pathlib import Path

from advisor.diagnostics import Diagnostic, Span


def unreadable(source: str, damage: str) -> Diagnostic:
    """Say that a message could not be read, and why."""
    return Diagnostic(
        "unreadable-message",
        Span(source),
        damage,
        "what was not read could hold anything",
        "save the message again from the mail program, as `.eml`",
    )


def matters_disagree(source: str, what: str) -> Diagnostic:
    """Say that a message belongs to two matters that tell one fact otherwise."""
    return Diagnostic(
        "matters-disagree",
        Span(source),
        what,
        "only one of the two can be true of the message, and nothing tells which",
        "narrow the clues of one of them, or tell the fact with `--scenario`",
    )


def missing_extra(extra: str, libraries: tuple[str, ...]) -> Diagnostic:
    """Say that messages cannot be read before an extra is installed."""
    named = ", ".join(f"`{library}`" for library in libraries)
    return Diagnostic(
        "missing-extra",
        Span("advisor"),
        f"reading messages needs {named}",
        "described scenarios need none of it, so it is installed only when asked for",
        f"pip install 'legal-ethics-advisor[{extra}]'",
    )


def missing_block_list_reader() -> Diagnostic:
    """Say that a block list cannot be used before its reader is installed."""
    return Diagnostic(
        "missing-extra",
        Span("advisor"),
        "a block list needs `adblock`",
        "no list comes with this program, so its reader does not either",
        "pip install 'legal-ethics-advisor[block-list]'",
    )


def unreadable_block_list(path: Path) -> Diagnostic:
    """Say that a block list cannot be opened."""
    return Diagnostic(
        "unreadable",
        Span("advisor"),
        f"the block list `{path}` cannot be opened",
        "an answer without it would look like one with it",
        "give the path of a file that you may read",
    )
