"""What is not the same in two opinions, and one scenario through the years, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import ENGLISH, Language, and_list, layout, message, messages, plural_message
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
from advisor.reports.verdict_banner import verdict_tone

if TYPE_CHECKING:
    from advisor.model.changes import Era, FindingChange
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion

_SILENT = message("silent", context="outcome")
_DIFFERS = messages(
    "heading",
    {
        "governing": "What differs in law that governs",
        "elsewhere": "What differs elsewhere",
    },
)
_ELSE = messages(
    "heading",
    {
        "governing": "What else differs in law that governs",
        "elsewhere": "What else differs elsewhere",
    },
)


def _decides(outcome: Outcome, verdict: Verdict) -> bool:
    """Return whether a finding with an outcome can be what makes a verdict."""
    match verdict:
        case Verdict.STOP | Verdict.VERIFY:
            return outcome is Outcome.BREACHED
        case Verdict.UNSETTLED:
            return outcome.is_against
        case Verdict.ASK:
            return outcome.is_unfinished
        case Verdict.CLEAR:
            return outcome is Outcome.AVAILABLE
    assert_never(verdict)


def what_if_page(
    before: Opinion,
    after: Opinion,
    changed: Sequence[FindingChange],
    told: Sequence[str],
    language: Language = ENGLISH,
) -> ReportDocument:
    """Set two opinions side by side: the verdicts, what made the difference, what else did."""
    same = before.verdict is after.verdict
    verdicts = {
        "facts": and_list(told),
        "before": labels.verdict_word(before.verdict),
        "after": labels.verdict_word(after.verdict),
    }
    said = message("With {facts}: {before} becomes {after}.", **verdicts)
    if same and changed:
        said = message("With {facts}: {after} as before.", **verdicts)
    elif same:
        said = message("With {facts}: {after} as before. Nothing differs.", **verdicts)
    banner = Banner(
        labels.verdict_word(after.verdict),
        verdict_tone(after.verdict),
        labels.AUTHORITY_WORDS[after.weight] if after.weight and not _is_waiting(after) else "",
        said,
    )
    deciding = () if same else _deciding(changed, before.verdict, after.verdict)
    rest = [item for item in sorted(changed, key=_importance) if item not in deciding]
    here = [item for item in rest if item.governs]
    abroad = [item for item in rest if not item.governs]
    beside = SideBySide(
        message("Before and after"),
        _side(message("As it was"), before),
        _side(message("As told now"), after),
        lead=message("Compare", context="lead"),
    )
    titles = _ELSE if deciding else _DIFFERS
    sections = (
        Section(message("Side by side"), Tone.QUIET, (beside,)),
        Section(
            message("What made the difference"), verdict_tone(after.verdict), _entries(deciding)
        ),
        Section(titles["governing"], Tone.OPEN, _entries(here)),
        Section(titles["elsewhere"], Tone.QUIET, _entries(abroad)),
    )
    return ReportDocument(
        banner, tuple(section for section in sections if section.blocks), language
    )


_MOVED = message(
    "Its message is taken as sent on each of these days, and its other days move along."
)


def timeline_page(
    eras: Sequence[Era], title: str, law: Law, language: Language = ENGLISH
) -> ReportDocument:
    """Tell one scenario through the years: a table of eras, then what changed each day."""
    now = eras[-1].opinion
    rows = tuple(
        (labels.day_text(era.start), labels.verdict_word(era.opinion.verdict), _cause(era, law))
        for era in eras
    )
    moves = any(era.opinion.scenario.moved_from for era in eras)
    moved = (Line(Role.NOTE, _MOVED),) if moves else ()
    head = messages("column", {0: "from", 1: "answer", 2: "what changed it"})
    table = ReportTable(message("The answer through the years"), tuple(head.values()), rows)
    banner = Banner(
        labels.verdict_word(now.verdict),
        verdict_tone(now.verdict),
        labels.AUTHORITY_WORDS[now.weight] if now.weight and not _is_waiting(now) else "",
        plural_message(
            len(eras),
            "{title}: {count} answer between {day} and today.",
            "{title}: {count} answers between {day} and today.",
            title=title or message("The scenario"),
            day=eras[0].start,
        ),
        (Line(Role.NOTE, now.summary), *moved),
    )
    told = tuple(
        Section(
            message(
                "From {day}: {verdict}",
                day=era.start,
                verdict=labels.verdict_word(era.opinion.verdict),
            ),
            verdict_tone(era.opinion.verdict),
            _entries(sorted(era.changes, key=_importance)),
        )
        for era in eras[1:]
        if era.changes
    )
    years = Section(message("Year by year"), Tone.QUIET, (table,))
    return ReportDocument(banner, (years, *told), language)


def _is_waiting(opinion: Opinion) -> bool:
    """Return whether the answer is still open: it then rests on nothing, and weighs nothing."""
    return opinion.verdict is Verdict.ASK


def _side(name: str, opinion: Opinion) -> FindingEntry:
    text = layout(
        "{name}, {verdict}: {summary}",
        name=name,
        verdict=labels.verdict_word(opinion.verdict),
        summary=opinion.summary,
    )
    return FindingEntry("", verdict_tone(opinion.verdict), text)


def _deciding(
    changed: Sequence[FindingChange], before: Verdict, after: Verdict
) -> tuple[FindingChange, ...]:
    """Return the changes that turned the verdict: what decided it before, or decides it now."""
    # What breaks a rule outweighs all else: its coming or going is the whole difference.
    turning = Verdict.STOP if Verdict.STOP in (before, after) else after
    decisive = [
        item
        for item in changed
        if (item.governs or turning is Verdict.UNSETTLED)
        and any(
            item is not None and _decides(item.outcome, turning)
            for item in (item.before, item.after)
        )
    ]
    return tuple(sorted(decisive, key=_importance))


def _cause(era: Era, law: Law) -> str:
    """Return the change that weighs most by name: governing before persuasive, breaches first."""
    if not era.changes:
        return ""
    first = min(era.changes, key=_importance)
    count = len(era.changes) - 1
    known = law.jurisdictions.get(first.shown.jurisdiction)
    place = known.name if known is not None else first.shown.jurisdiction
    whose = place if first.governs else message("elsewhere, {place}", place=place)
    turn = layout("{place}: {turn}", place=whose, turn=_turn(first))
    if not count:
        return turn
    return plural_message(
        count, "{change}, and {count} more", "{change}, and {count} more", change=turn
    )


def _turn(change: FindingChange) -> str:
    return message(
        "{before} to {after}", before=_outcome(change.before), after=_outcome(change.after)
    )


def _importance(change: FindingChange) -> tuple[bool, bool, int]:
    outcomes = {item.outcome for item in (change.before, change.after) if item is not None}
    milder = Outcome.BREACHED not in outcomes
    return not change.governs, milder, change.shown.weight.rank


def _entries(changed: Sequence[FindingChange]) -> tuple[FindingEntry, ...]:
    return tuple(
        FindingEntry(
            word=_turn(item),
            tone=_tone(item.after),
            text=item.shown.statement,
            lines=(
                Line(
                    Role.NOTE,
                    layout(
                        "{before} → {after}",
                        before=_outcome(item.before),
                        after=_outcome(item.after),
                    ),
                ),
                citations.own(item.shown),
            ),
        )
        for item in changed
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
