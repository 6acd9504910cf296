"""What is not the same in two opinions, and one scenario through the years, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict
from advisor.reports import citations, words
from advisor.reports.blocks import Banner, Entry, Line, Page, Role, Section, Table, Tone

if TYPE_CHECKING:
    from advisor.model.changes import Change, Era
    from advisor.model.opinions import Finding, Opinion

_TONES = {
    Verdict.STOP: Tone.AGAINST,
    Verdict.UNSETTLED: Tone.OPEN,
    Verdict.ASK: Tone.OPEN,
    Verdict.CLEAR: Tone.FOR,
}
_SILENT = "silent"


def what_if_page(
    before: Opinion, after: Opinion, changed: Sequence[Change], told: Sequence[str]
) -> Page:
    """Set two opinions side by side: the verdicts, then only what differs."""
    same = before.verdict is after.verdict
    said = f"With {words.joined(told)}: {words.VERDICTS[before.verdict]}"
    said += " as before." if same else f" becomes {words.VERDICTS[after.verdict]}."
    banner = Banner(
        words.VERDICTS[after.verdict],
        _TONES[after.verdict],
        after.weight.value if after.weight else "",
        said,
        (
            Line(Role.NOTE, f"Before: {before.summary}"),
            Line(Role.NOTE, f"After: {after.summary}"),
        ),
    )
    here = [one for one in changed if one.governs]
    abroad = [one for one in changed if not one.governs]
    return Page(banner, _sections(here, abroad, "What differs"))


def timeline_page(eras: Sequence[Era], title: str) -> Page:
    """Tell one scenario through the years: a table of eras, then what changed each day."""
    now = eras[-1].opinion
    rows = tuple(
        (
            words.day(era.start),
            words.day(era.end - timedelta(days=1)) if era.end else "today",
            words.VERDICTS[era.opinion.verdict],
            _cause(era),
        )
        for era in eras
    )
    table = Table(
        "The answer through the years", ("from", "to", "verdict", "what changed it"), rows
    )
    banner = Banner(
        words.VERDICTS[now.verdict],
        _TONES[now.verdict],
        now.weight.value if now.weight else "",
        f"{title or 'The scenario'}: {words.counted(len(eras), 'answer')} between"
        f" {words.day(eras[0].start)} and today.",
        (Line(Role.NOTE, now.summary),),
    )
    told = tuple(
        Section(f"From {words.day(era.start)}", _TONES[era.opinion.verdict], blocks)
        for era in eras[1:]
        if (blocks := _entries([one for one in era.changes if one.governs]))
    )
    return Page(banner, (Section("Year by year", Tone.QUIET, (table,)), *told))


def _cause(era: Era) -> str:
    """Name the change that weighs most: governing before persuasive, breaches first."""
    if not era.changes:
        return ""
    first = min(era.changes, key=_importance)
    count = len(era.changes) - 1
    own = first.shown.citations[0] if first.shown.citations else None
    cite = citations.place(own) if own else first.shown.norm.id
    more = f" and {count} more" if count else ""
    return f"{cite}: {_outcome(first.before)} to {_outcome(first.after)}{more}"


def _importance(change: Change) -> tuple[bool, bool, int]:
    outcomes = {one.outcome.value for one in (change.before, change.after) if one}
    return not change.governs, "breached" not in outcomes, change.shown.weight.rank


def _sections(here: Sequence[Change], abroad: Sequence[Change], title: str) -> tuple[Section, ...]:
    found = [
        Section(title, Tone.OPEN, _entries(here)),
        Section(f"{title} elsewhere", Tone.QUIET, _entries(abroad)),
    ]
    return tuple(one for one in found if one.blocks)


def _entries(changed: Sequence[Change]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            word=f"{_outcome(one.before)} to {_outcome(one.after)}",
            tone=_tone(one.after),
            text=one.shown.statement,
            lines=(
                Line(Role.NOTE, f"{_outcome(one.before)} → {_outcome(one.after)}"),
                citations.own(one.shown),
            ),
        )
        for one in changed
    )


def _outcome(finding: Finding | None) -> str:
    return words.OUTCOMES[finding.outcome] if finding is not None else _SILENT


def _tone(finding: Finding | None) -> Tone:
    match finding.outcome.value if finding is not None else "":
        case "breached" | "not-followed":
            return Tone.AGAINST
        case "met" | "available":
            return Tone.FOR
        case "":
            return Tone.QUIET
        case _:
            return Tone.OPEN
