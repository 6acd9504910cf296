"""A timeline as a picture: one band for the verdict, one for each norm that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from advisor.reports import words

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Opinion

WIDTH = 960
_LEFT = 300
_TOP = 56
_ROW = 26
_LONGEST_LABEL = 46
_DENSE_YEARS = 10
_ROOMY_YEARS = 20
_COLOURS = {
    "stop": "#b3261e",
    "unsettled": "#8a5a00",
    "ask": "#3d5a99",
    "clear": "#1b6e3c",
    "breached": "#b3261e",
    "not-followed": "#a8540b",
    "unsettled-norm": "#8a5a00",
    "open": "#3d5a99",
    "undetermined": "#6b7a99",
    "met": "#1b6e3c",
    "available": "#1b6e3c",
    "defeated": "#5f6b66",
}


@dataclass(frozen=True)
class Stretch:
    """Days from `start` until `end` under one opinion; `end` is exclusive."""

    start: date
    end: date
    opinion: Opinion


def svg(stretches: Sequence[Stretch], title: str) -> str:
    """
    Draw a timeline as SVG, readable without colour: every band is also named.

    `stretches` follow one another without gaps, the earliest first.
    """
    rows = _rows(stretches)
    first, last = stretches[0].start, stretches[-1].end
    height = _TOP + _ROW * (len(rows) + 1) + 34
    scale = _Scale(first, last)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            f' role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif">'
        ),
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        (
            f'<text x="16" y="26" font-size="16" font-weight="600" fill="#1d2430">'
            f"{escape(words.clean(title))}</text>"
        ),
        *_axis(scale, height),
        *_band("Verdict", 0, _verdicts(stretches), scale, bold=True),
    ]
    for number, (label, bars) in enumerate(rows, start=1):
        parts.extend(_band(label, number, bars, scale, bold=False))
    return "\n".join([*parts, "</svg>"]) + "\n"


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return _LEFT + share * (WIDTH - _LEFT - 20)


@dataclass(frozen=True)
class _Bar:
    start: date
    end: date
    said: str
    colour: str


def _verdicts(stretches: Sequence[Stretch]) -> list[_Bar]:
    return _joined(
        _Bar(
            one.start,
            one.end,
            words.VERDICTS[one.opinion.verdict],
            _COLOURS[one.opinion.verdict.value],
        )
        for one in stretches
    )


def _joined(bars: Iterator[_Bar] | Sequence[_Bar]) -> list[_Bar]:
    found: list[_Bar] = []
    for bar in bars:
        if found and found[-1].said == bar.said and found[-1].end == bar.start:
            found[-1] = _Bar(found[-1].start, bar.end, bar.said, bar.colour)
        else:
            found.append(bar)
    return found


def _rows(stretches: Sequence[Stretch]) -> list[tuple[str, list[_Bar]]]:
    """Give a row for each norm that speaks, the earliest first."""
    rows: dict[str, list[_Bar]] = {}
    for one in stretches:
        worst: dict[str, Finding] = {}
        for finding in (*one.opinion.findings, *one.opinion.persuasive):
            worst.setdefault(f"{finding.norm.id} ({finding.jurisdiction})", finding)
        for label, finding in worst.items():
            outcome = finding.outcome.value
            key = "unsettled-norm" if outcome == "unsettled" else outcome
            said = words.OUTCOMES[finding.outcome]
            bar = _Bar(one.start, one.end, said, _COLOURS.get(key, "#5f6b66"))
            rows.setdefault(label, []).append(bar)
    return [(label, _joined(bars)) for label, bars in rows.items()]


def _axis(scale: _Scale, height: int) -> Iterator[str]:
    span = scale.last.year - scale.first.year
    step = 1 if span <= _DENSE_YEARS else 2 if span <= _ROOMY_YEARS else 5
    for year in range(scale.first.year, scale.last.year + 1):
        if year % step:
            continue
        day = date(year, 1, 1)
        if not scale.first <= day <= scale.last:
            continue
        x = scale.x(day)
        yield (
            f'<line x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{height - 26}" stroke="#d8dce3"/>'
        )
        yield (
            f'<text x="{x:.1f}" y="{height - 10}" font-size="11" text-anchor="middle"'
            f' fill="#4a5363">{year}</text>'
        )


def _band(
    label: str, row: int, bars: Sequence[_Bar], scale: _Scale, *, bold: bool
) -> Iterator[str]:
    y = _TOP + row * _ROW
    weight = "600" if bold else "400"
    shown = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    yield (
        f'<text x="16" y="{y + 13}" font-size="11.5" font-weight="{weight}"'
        f' fill="#1d2430">{escape(words.clean(shown))}<title>{escape(label)}</title></text>'
    )
    for bar in bars:
        x, end = scale.x(bar.start), scale.x(bar.end)
        tip = f"{words.day(bar.start)} to {words.day(bar.end)}: {bar.said}"
        yield (
            f'<rect x="{x:.1f}" y="{y}" width="{max(end - x - 1, 2):.1f}" height="18" rx="3"'
            f' fill="{bar.colour}"><title>{escape(tip)}</title></rect>'
        )
        if end - x > 7 * len(bar.said):
            yield (
                f'<text x="{x + 6:.1f}" y="{y + 13}" font-size="11" fill="#ffffff">'
                f"{escape(bar.said)}</text>"
            )
