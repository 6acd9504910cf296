"""A timeline as a picture: one band for the verdict, one for each norm that bears on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import ENGLISH, Language, message, series
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports import labels
from advisor.reports.charts.svg_text import FAINT, INK, PAPER, escaped, text_at
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Opinion

TIMELINE_WIDTH = 1200
_LEFT = 452
_MARGIN = 28
_TOP = 108
_VERDICT_TALL = 30
_ROW = 54
_BAND = 26
_LETTERS, _LETTERS_OF_CITES = 62, 76
_DENSE_YEARS = 10
_ROOMY_YEARS = 20
_BROAD = 0.72
"""How broad a letter is, at most, for its size."""
_SMALLEST = 9.0
_APART = 86
"""The least room between two dates above the verdict; nearer ones would run together."""
_LINE = "#d8dce3"


def verdict_colour(verdict: Verdict) -> str:
    """Return the colour in which a verdict is drawn."""
    match verdict:
        case Verdict.STOP:
            return "#9f1d20"
        case Verdict.VERIFY:
            return "#7a3b8f"
        case Verdict.UNSETTLED:
            return "#7c5a10"
        case Verdict.ASK:
            return "#3d5a99"
        case Verdict.CLEAR:
            return "#1f6b46"
    assert_never(verdict)


def _outcome_colour(outcome: Outcome) -> str:
    match outcome:
        case Outcome.BREACHED:
            return "#9f1d20"
        case Outcome.NOT_FOLLOWED:
            return "#a8540b"
        case Outcome.UNSETTLED:
            return "#7c5a10"
        case Outcome.OPEN:
            return "#3d5a99"
        case Outcome.UNDETERMINED:
            return "#5d6b87"
        case Outcome.MET | Outcome.AVAILABLE:
            return "#1f6b46"
        case Outcome.DEFEATED | Outcome.INAPPLICABLE:
            return "#5f6b66"
    assert_never(outcome)


@dataclass(frozen=True)
class TimelineSpan:
    """Days from `start` until `end` under one opinion; `end` is exclusive."""

    start: date
    end: date
    opinion: Opinion


@dataclass(frozen=True)
class _Bar:
    start: date
    end: date
    said: str
    colour: str


@dataclass(frozen=True)
class _Band:
    """One norm through the years; `cite` stands beneath what it says."""

    label: str
    cite: str
    bars: tuple[_Bar, ...]


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return _LEFT + share * (TIMELINE_WIDTH - _LEFT - _MARGIN)


def timeline_svg(
    stretches: Sequence[TimelineSpan], title: str, language: Language = ENGLISH
) -> str:
    """
    Draw a timeline as SVG, readable without colour: every band says what it is.

    `stretches` follow one another without gaps, the earliest first. Norms are drawn that
    ever speak against what is done.
    """
    scale = _Scale(stretches[0].start, stretches[-1].end)
    groups = [
        (
            message("Law that governs, where it ever stood against this"),
            _bands(stretches, language, governs=True),
        ),
        (
            message("Law from elsewhere, where it ever stood against this"),
            _bands(stretches, language, governs=False),
        ),
    ]
    parts: list[str] = []
    y = _TOP + _VERDICT_TALL + 18
    for heading, bands in groups:
        if not bands:
            continue
        y += 22
        parts.append(
            text_at(_MARGIN, y, language.render(heading), size=12.5, weight=600, colour=FAINT)
        )
        y += 12
        for band in bands:
            parts.extend(_drawn(band, y, scale, language))
            y += _ROW
    height = y + 46
    told = language.render(_told(stretches, language))
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {TIMELINE_WIDTH} {height}"'
            ' role="img" aria-labelledby="timeline-title timeline-told"'
            ' font-family="system-ui, sans-serif">'
        ),
        f'<title id="timeline-title">{escaped(language.render(title))}</title>',
        f'<desc id="timeline-told">{escaped(told)}</desc>',
        f'<rect width="{TIMELINE_WIDTH}" height="{height}" fill="{PAPER}"/>',
        text_at(_MARGIN, 40, language.render(title), size=22, weight=650),
        text_at(_MARGIN, 64, _summary(stretches, language), size=13.5, colour=FAINT),
        *_axis(scale, y),
        *_turns(stretches, scale, y, language),
        text_at(_MARGIN, _TOP + 20, language.render(message("The answer")), size=14, weight=650),
        *(
            part
            for bar in _verdicts(stretches, language)
            for part in _bar(bar, _TOP, _VERDICT_TALL, scale, language, size=13)
        ),
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _told(stretches: Sequence[TimelineSpan], language: Language) -> str:
    bars = (
        message("From {day} until {end}: {said}.", day=bar.start, end=bar.end, said=bar.said)
        for bar in _verdicts(stretches, language)
    )
    return series(bars, " ")


def _summary(stretches: Sequence[TimelineSpan], language: Language) -> str:
    last = stretches[-1]
    said = textwrap.shorten(language.render(last.opinion.summary), 150, placeholder=" …")
    return language.render(
        message(
            "On {day}, {verdict}: {summary}",
            day=last.end,
            verdict=labels.verdict_word(last.opinion.verdict),
            summary=said,
        )
    )


def _verdicts(stretches: Sequence[TimelineSpan], language: Language) -> list[_Bar]:
    return _joined(
        _Bar(
            stretch.start,
            stretch.end,
            language.render(labels.verdict_word(stretch.opinion.verdict)),
            verdict_colour(stretch.opinion.verdict),
        )
        for stretch in stretches
    )


def _joined(bars: Iterator[_Bar] | Sequence[_Bar]) -> list[_Bar]:
    _bars: list[_Bar] = []
    for bar in bars:
        if _bars and _bars[-1].said == bar.said and _bars[-1].end == bar.start:
            _bars[-1] = _Bar(_bars[-1].start, bar.end, bar.said, bar.colour)
        else:
            _bars.append(bar)
    return _bars


def _bands(stretches: Sequence[TimelineSpan], language: Language, *, governs: bool) -> list[_Band]:
    """Return a band for each norm that ever speaks against what is done, the earliest first."""
    bars: dict[tuple[str, str | None], list[_Bar]] = {}
    shown: dict[tuple[str, str | None], Finding] = {}
    against: set[tuple[str, str | None]] = set()
    for stretch in stretches:
        for finding in stretch.opinion.findings if governs else stretch.opinion.persuasive:
            if finding.outcome is Outcome.INAPPLICABLE:
                continue
            key = (finding.id, finding.recipient)
            shown.setdefault(key, finding)
            colour = _outcome_colour(finding.outcome)
            outcome = language.render(labels.OUTCOME_LABELS[finding.outcome])
            bar = _Bar(stretch.start, stretch.end, outcome, colour)
            bars.setdefault(key, []).append(bar)
            if finding.outcome.is_against:
                against.add(key)
    return [_band(shown[key], _joined(found)) for key, found in bars.items() if key in against]


def _band(finding: Finding, bars: Sequence[_Bar]) -> _Band:
    return _Band(finding.statement, finding.cited_as, tuple(bars))


def _drawn(band: _Band, y: int, scale: _Scale, language: Language) -> Iterator[str]:
    label = textwrap.wrap(band.label, _LETTERS, max_lines=2, placeholder=" …")
    cite = textwrap.shorten(band.cite, _LETTERS_OF_CITES, placeholder=" …")
    yield "<g>"
    yield f"<title>{escaped(f'{band.label} {band.cite}')}</title>"
    for at, line in enumerate(label):
        yield text_at(_MARGIN, y + 10 + 15 * at, line, size=12)
    yield text_at(_MARGIN, y + 9 + 15 * len(label), cite, size=10.5, colour=FAINT)
    yield "</g>"
    for bar in band.bars:
        yield from _bar(bar, y, _BAND, scale, language, size=11.5)


def _bar(  # noqa: PLR0913 - what is drawn, and where
    bar: _Bar, y: int, tall: int, scale: _Scale, language: Language, *, size: float
) -> Iterator[str]:
    x, end = scale.x(bar.start), scale.x(bar.end)
    days = message("{day} to {end}: {said}", day=bar.start, end=bar.end, said=bar.said)
    tip = language.render(days)
    yield (
        f'<rect x="{x:.1f}" y="{y}" width="{max(end - x - 1.5, 2):.1f}" height="{tall}" rx="4"'
        f' fill="{bar.colour}"><title>{escaped(tip)}</title></rect>'
    )
    fitting = min(size, (end - x - 10) / _BROAD / len(bar.said))
    if fitting >= _SMALLEST:
        middle = y + tall / 2 + fitting * 0.36
        yield text_at(round(x + 5, 1), middle, bar.said, size=round(fitting, 1), colour=PAPER)


def _axis(scale: _Scale, bottom: int) -> Iterator[str]:
    span = scale.last.year - scale.first.year
    step = 1 if span <= _DENSE_YEARS else 2 if span <= _ROOMY_YEARS else 5
    for year in range(scale.first.year, scale.last.year + 1):
        day = date(year, 1, 1)
        if year % step or not scale.first <= day <= scale.last:
            continue
        x = scale.x(day)
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}" stroke="{_LINE}"/>'
        yield text_at(round(x, 1), bottom + 20, f"{year}", size=12, colour=FAINT, anchor="middle")


def _turns(
    stretches: Sequence[TimelineSpan], scale: _Scale, bottom: int, language: Language
) -> Iterator[str]:
    """Mark the days on which the verdict turned, and date them where there is room."""
    free = 0.0
    for _, bar in pairwise(_verdicts(stretches, language)):
        x = scale.x(bar.start)
        yield (
            f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="{INK}"'
            ' stroke-dasharray="2 4"/>'
        )
        if x >= free:
            at_edge = x > TIMELINE_WIDTH - _APART
            yield text_at(
                round(TIMELINE_WIDTH - _MARGIN if at_edge else x, 1),
                _TOP - 12,
                language.day(bar.start),
                size=12,
                weight=600,
                anchor="end" if at_edge else "middle",
            )
            free = x + _APART * 1.5
