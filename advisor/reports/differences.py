"""What is not the same in two opinions, and one scenario through the years, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports import citations, labels
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    SideBySide,
    Tone,
)
from advisor.reports.verdict_banner import VERDICT_TONES

if TYPE_CHECKING:
    from advisor.model.changes import Era, FindingChange
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion

_SILENT = "silent"
_DECIDES = {
    Verdict.STOP: (Outcome.BREACHED,),
    Verdict.UNSETTLED: (Outcome.UNSETTLED, Outcome.NOT_FOLLOWED, Outcome.BREACHED),
    Verdict.ASK: (Outcome.OPEN, Outcome.UNDETERMINED),
    Verdict.CLEAR: (Outcome.AVAILABLE,),
}


def what_if_page(
    before: Opinion, after: Opinion, changed: Sequence[FindingChange], told: Sequence[str]
) -> ReportDocument:
    """Set two opinions side by side: the verdicts, what made the difference, what else did."""
    same = before.verdict is after.verdict
    said = f"With {labels.join_words(told)}: {labels.VERDICTS[before.verdict]}"
    said += " as before." if same else f" becomes {labels.VERDICTS[after.verdict]}."
    if not changed:
        said += " Nothing differs."
    banner = Banner(
        labels.VERDICTS[after.verdict],
        VERDICT_TONES[after.verdict],
        f"{after.weight.value} authority" if after.weight and not _is_waiting(after) else "",
        said,
    )
    deciding = () if same else _deciding(changed, before.verdict, after.verdict)
    rest = [one for one in sorted(changed, key=_importance) if one not in deciding]
    here = [one for one in rest if one.governs]
    abroad = [one for one in rest if not one.governs]
    beside = SideBySide(
        "Before and after", _side("As it was", before), _side("As told now", after), lead="Compare"
    )
    more = "What else differs" if deciding else "What differs"
    sections = (
        Section("Side by side", Tone.QUIET, (beside,)),
        Section("What made the difference", VERDICT_TONES[after.verdict], _entries(deciding)),
        Section(f"{more} in law that governs", Tone.OPEN, _entries(here)),
        Section(f"{more} elsewhere", Tone.QUIET, _entries(abroad)),
    )
    return ReportDocument(banner, tuple(one for one in sections if one.blocks))


def timeline_page(eras: Sequence[Era], title: str, law: Law) -> ReportDocument:
    """Tell one scenario through the years: a table of eras, then what changed each day."""
    now = eras[-1].opinion
    rows = tuple(
        (labels.day_text(era.start), labels.VERDICTS[era.opinion.verdict], _cause(era, law))
        for era in eras
    )
    table = ReportTable("The answer through the years", ("from", "answer", "what changed it"), rows)
    banner = Banner(
        labels.VERDICTS[now.verdict],
        VERDICT_TONES[now.verdict],
        f"{now.weight.value} authority" if now.weight and not _is_waiting(now) else "",
        f"{title or 'The scenario'}: {labels.counted_text(len(eras), 'answer')} between"
        f" {labels.day_text(eras[0].start)} and today.",
        (Line(Role.NOTE, now.summary),),
    )
    told = tuple(
        Section(
            f"From {labels.day_text(era.start)}: {labels.VERDICTS[era.opinion.verdict]}",
            VERDICT_TONES[era.opinion.verdict],
            _entries(sorted(era.changes, key=_importance)),
        )
        for era in eras[1:]
        if era.changes
    )
    return ReportDocument(banner, (Section("Year by year", Tone.QUIET, (table,)), *told))


def _is_waiting(opinion: Opinion) -> bool:
    """Tell whether the answer is still open: it then rests on nothing, and weighs nothing."""
    return opinion.verdict is Verdict.ASK


def _side(name: str, opinion: Opinion) -> FindingEntry:
    text = f"{name}, {labels.VERDICTS[opinion.verdict]}: {opinion.summary}"
    return FindingEntry("", VERDICT_TONES[opinion.verdict], text)


def _deciding(
    changed: Sequence[FindingChange], before: Verdict, after: Verdict
) -> tuple[FindingChange, ...]:
    """Give the changes that turned the verdict: what decided it before, or decides it now."""
    # What breaks a rule outweighs all else: its coming or going is the whole difference.
    turning = Verdict.STOP if Verdict.STOP in (before, after) else after
    decisive = [
        one
        for one in changed
        if (one.governs or turning is Verdict.UNSETTLED)
        and any(
            it is not None and it.outcome in _DECIDES[turning] for it in (one.before, one.after)
        )
    ]
    return tuple(sorted(decisive, key=_importance))


def _cause(era: Era, law: Law) -> str:
    """Name the change that weighs most: governing before persuasive, breaches first."""
    if not era.changes:
        return ""
    first = min(era.changes, key=_importance)
    count = len(era.changes) - 1
    known = law.jurisdictions.get(first.shown.jurisdiction)
    place = known.name if known is not None else first.shown.jurisdiction
    whose = place if first.governs else f"elsewhere, {place}"
    more = f", and {count} more" if count else ""
    return f"{whose}: {_outcome(first.before)} to {_outcome(first.after)}{more}"


def _importance(change: FindingChange) -> tuple[bool, bool, int]:
    outcomes = {one.outcome for one in (change.before, change.after) if one is not None}
    milder = Outcome.BREACHED not in outcomes
    return not change.governs, milder, change.shown.weight.rank


def _entries(changed: Sequence[FindingChange]) -> tuple[FindingEntry, ...]:
    return tuple(
        FindingEntry(
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
    return labels.OUTCOME_LABELS[finding.outcome] if finding is not None else _SILENT


def _tone(finding: Finding | None) -> Tone:
    match finding.outcome if finding is not None else None:
        case Outcome.BREACHED | Outcome.NOT_FOLLOWED:
            return Tone.AGAINST
        case Outcome.MET | Outcome.AVAILABLE:
            return Tone.FOR
        case None:
            return Tone.QUIET
        case _:
            return Tone.OPEN
