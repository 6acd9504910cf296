"""The charts of an audit's page: SVG drawn with the colours of the page around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from advisor.i18n import Count, Language, Message, message, messages
from advisor.i18n.message import MONTHS
from advisor.model.audits import Month
from advisor.reports.charts.svg_text import escaped
from advisor.reports.quantities import number_text
from advisor.values import dataclass

_WIDTH, _TALL, _LEFT, _TOP, _FOOT = 960, 230, 48, 14, 40
_LABELS, _MOST = 12, 36
_STEPS = (1, 2, 5)
HATCH = (
    '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" class="unclear-back"/>'
    '<rect width="2.5" height="6" class="unclear-line"/></pattern></defs></svg>'
)
"""The pattern of what cannot be told; it stands once on a page, before the first chart."""


_SHORT_MONTHS = messages(
    "month, in short",
    {
        1: "Jan",
        2: "Feb",
        3: "Mar",
        4: "Apr",
        5: "May",
        6: "Jun",
        7: "Jul",
        8: "Aug",
        9: "Sep",
        10: "Oct",
        11: "Nov",
        12: "Dec",
    },
)


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A stretch of a bar; `kind` names its colour or pattern."""

    kind: str
    count: int


def bar(pieces: Sequence[BarPiece], whole: int) -> str:
    """Draw one bar beside the words that tell the same; it is nothing to the ear."""
    drawn = []
    x = 0.0
    for piece in pieces:
        if piece.count and whole:
            wide = max(100 * piece.count / whole, 0.6)
            drawn.append(
                f'<rect class="{piece.kind}" x="{x:.2f}" y="0" width="{wide:.2f}" height="10"/>'
            )
            x += wide
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"'
        f' focusable="false"><rect class="rest" width="100" height="10"/>{"".join(drawn)}</svg>'
    )


def window(listed: Sequence[Month], until: date) -> tuple[list[Month], int]:
    """
    Return the last months until a day, empty ones too, and how many messages lie outside.

    What has a date far off, since a clock was wrong, would leave no room for the rest.
    """
    known = {item.first: item for item in listed}
    past = [item for item in known if item <= until]
    if not past:
        return [], sum(map(total, listed))
    shown: list[Month] = []
    first, start = max(past), min(past)
    while first >= start and len(shown) < _MOST:
        shown.append(known.get(first, Month(first, 0, 0, 0)))
        first = (first - timedelta(days=1)).replace(day=1)
    return shown[::-1], sum(map(total, listed)) - sum(map(total, shown))


def total(month: Month) -> int:
    """Count the messages of a month."""
    return month.tracked + month.untracked + month.unclear


def months(listed: Sequence[Month], name: str, title: str, language: Language) -> str:
    """Draw columns for months, each of what is tracked, what is not and what cannot be told."""
    top = _rounded(max(map(total, listed)))
    lines = [
        (
            f'<svg class="months" viewBox="0 0 {_WIDTH} {_TALL}" role="img"'
            f' aria-labelledby="{name}-title {name}-told">'
        ),
        f'<title id="{name}-title">{escaped(language.render(title))}</title>',
        f'<desc id="{name}-told">{escaped(language.render(_told(listed)))}</desc>',
        *_axis(top, language),
        *_columns(listed, top, language),
        "</svg>",
    ]
    return "\n".join(lines)


def month_of(day: date) -> Message:
    """Return the name of the month of a day, with its year."""
    return message("{month} {year}", month=MONTHS[day.month], year=day.year)


def _told(listed: Sequence[Month]) -> Message:
    first, last = listed[0].first, listed[-1].first
    tracked = sum(item.tracked for item in listed)
    peak = max(listed, key=lambda one: (one.tracked, one.first))
    return message(
        "From {first} to {last}, {tracked} messages are tracked; most in {peak}, {most}. The "
        "table below has every month.",
        first=month_of(first),
        last=month_of(last),
        tracked=Count(tracked),
        peak=month_of(peak.first),
        most=Count(peak.tracked),
    )


def _rounded(most: int) -> int:
    power = 1
    while True:
        for step in _STEPS:
            if step * power * 4 >= most:
                return step * power * 4
        power *= 10


def _axis(top: int, language: Language) -> Iterator[str]:
    for quarter in range(5):
        value = top * quarter // 4
        y = _y(value, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        number = escaped(language.render(number_text(value)))
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{number}</text>'


def _columns(listed: Sequence[Month], top: int, language: Language) -> Iterator[str]:
    room = (_WIDTH - _LEFT) / len(listed)
    wide = min(room * 0.72, 46)
    every = -(-len(listed) // _LABELS)
    for at, item in enumerate(listed):
        x = _LEFT + room * at + (room - wide) / 2
        low = 0
        for kind, count in (
            ("tracked", item.tracked), ("unclear", item.unclear), ("clear", item.untracked),
        ):  # fmt: skip
            if count:
                y = _y(low + count, top)
                tall = _y(low, top) - y
                yield (
                    f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}"'
                    f' height="{max(tall, 1):.1f}"/>'
                )
            low += count
        if at % every == 0:
            middle = x + wide / 2
            foot = _TALL - _FOOT + 18
            short = escaped(language.render(_SHORT_MONTHS[item.first.month]))
            yield f'<text x="{middle:.1f}" y="{foot}" text-anchor="middle">{short}</text>'
            if at == 0 or item.first.month <= every:
                yield (
                    f'<text x="{middle:.1f}" y="{foot + 16}" text-anchor="middle">'
                    f"{item.first.year}</text>"
                )


def _y(value: int, top: int) -> float:
    return _TALL - _FOOT - (_TALL - _FOOT - _TOP) * value / top
