"""Replays of receipts as pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from advisor.receipts import ChangedPart, Impact, Replay, ReplayChange, ReplayState
from advisor.receipts.changed_norms import receipts_by_change
from advisor.reports.document import (
    Banner,
    Block,
    FindingEntry,
    Line,
    ReportDocument,
    Role,
    Section,
    Tone,
)
from advisor.reports.labels import counted_text, day_text

_STATES = {
    ReplayState.IDENTICAL: ("IDENTICAL", Tone.FOR, "The same bytes: nothing has changed."),
    ReplayState.SAME: ("SAME", Tone.FOR, "The answer is the same; what it is made of is not."),
    ReplayState.CHANGED: ("CHANGED", Tone.AGAINST, "The answer is another one now."),
}
_TITLES = {
    ChangedPart.ANSWER: "The answer",
    ChangedPart.GOVERNING: "Whose law governs",
    ChangedPart.FINDING: "Norms",
    ChangedPart.CONFLICT: "Conflicts",
    ChangedPart.PERSUASIVE: "Law from elsewhere",
    ChangedPart.WORDS: "Other words for the same finding",
    ChangedPart.MADE: "What it was made from and by",
}


def replay_page(replay: Replay) -> ReportDocument:
    """Show one receipt asked again: how it fared, then what has changed, part by part."""
    word, tone, text = _STATES[replay.state]
    banner = Banner(word, tone, f"receipt of {_day(replay)}", text, tuple(_verdicts(replay)))
    sections = []
    for part, title in _TITLES.items():
        blocks: tuple[Block, ...] = tuple(
            _entry(change, tone if part.is_answer else Tone.QUIET)
            for change in replay.changes
            if change.part is part
        )
        if blocks:
            sections.append(Section(title, tone if part.is_answer else Tone.QUIET, blocks))
    return ReportDocument(banner, tuple(sections))


def impact_page(impacts: Sequence[Impact], folder: Path) -> ReportDocument:
    """Show a folder asked again: how many have another answer, and why."""
    replays = [(item.path, item.replay) for item in impacts if item.replay is not None]
    changed = [(path, item) for path, item in replays if item.state is ReplayState.CHANGED]
    failed = len(impacts) - len(replays)
    tone = Tone.AGAINST if changed else Tone.OPEN if failed else Tone.FOR
    have = "has" if len(changed) == 1 else "have"
    text = f"{len(changed)} of {counted_text(len(replays), 'receipt')} {have} another answer now."
    if failed:
        text += f" {counted_text(failed, 'file')} could not be replayed."
    banner = Banner("CHANGED" if changed else "SAME", tone, str(folder), text)
    entries: tuple[Block, ...] = tuple(
        FindingEntry("changed", Tone.AGAINST, str(path.relative_to(folder)), tuple(_lines(item)))
        for path, item in changed
    )
    sections = [Section("Other answers", Tone.AGAINST, entries)] if entries else []
    by_change = tuple(
        FindingEntry(kind.value, Tone.OPEN, norm, tuple(_named(paths, folder)))
        for (kind, norm), paths in receipts_by_change(impacts).items()
    )
    if by_change:
        sections.append(Section("By what changed", Tone.OPEN, by_change))
    return ReportDocument(banner, tuple(sections))


def _named(paths: Iterable[Path], folder: Path) -> Iterable[Line]:
    return (Line(Role.NOTE, str(path.relative_to(folder))) for path in paths)


def _day(replay: Replay) -> str:
    return day_text(date.fromisoformat(replay.receipt.as_of))


def _verdicts(replay: Replay) -> Iterable[Line]:
    before, after = replay.receipt.answer.verdict, replay.again.answer.verdict
    if before == after:
        yield Line(Role.NOTE, f"The verdict is `{after}`, as it was.")
    else:
        yield Line(Role.NOTE, f"The verdict was `{before}` and is now `{after}`.")


def _lines(replay: Replay) -> Iterable[Line]:
    """Tell the answer's changes under the name of the receipt."""
    yield Line(Role.NOTE, f"receipt of {_day(replay)}")
    for change in replay.changes:
        if change.part.is_answer:
            yield Line(Role.REASON, f"{_about(change)}: {_difference(change)}")


def _entry(change: ReplayChange, tone: Tone) -> FindingEntry:
    return FindingEntry("changed", tone, _about(change), (Line(Role.REASON, _difference(change)),))


def _about(change: ReplayChange) -> str:
    if change.part in (ChangedPart.ANSWER, ChangedPart.MADE):
        return change.what
    return f"{change.about} for {change.recipient}" if change.recipient else change.about


def _difference(change: ReplayChange) -> str:
    named = "" if change.part in (ChangedPart.ANSWER, ChangedPart.MADE) else f"{change.what} "
    return f"{named}was `{change.before}`, is now `{change.after}`"
