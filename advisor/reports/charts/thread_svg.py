"""A thread as a picture: one line through its days, a mark for each event, words beside it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.threads import ThreadEventKind
from advisor.reports import labels
from advisor.reports.charts.svg_text import FAINT, INK, PAPER, escaped, text_at
from advisor.reports.charts.timeline_svg import verdict_colour
from advisor.reports.threads import event_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.model.threads import MessageThread
    from advisor.reports.threads import AnsweredEvent

_WIDTH = 900
_LINE_AT, _WORDS_AT = 190, 230
_TOP = 84
_LETTERS = 84
_SPACE = 26


def thread_svg(
    thread: MessageThread, answered: Sequence[AnsweredEvent], language: Language = ENGLISH
) -> str:
    """Draw a thread as SVG, readable without colour: each mark has its words beside it."""
    parts: list[str] = []
    y = last = _TOP
    for item in answered:
        last = y
        parts.extend(_mark(item, y))
        parts.append(text_at(28, y + 5, language.render(labels.day_text(item.event.on)), size=14))
        for at, line in enumerate(_lines(item, language)):
            weight, colour = (600, INK) if at == 0 else (400, FAINT)
            parts.append(text_at(_WORDS_AT, y + 5, line, size=14, weight=weight, colour=colour))
            y += 20
        y += _SPACE
    height = y + 10
    line = (
        f'<line x1="{_LINE_AT}" y1="{_TOP}" x2="{_LINE_AT}" y2="{last}"'
        ' stroke="#b9c0cb" stroke-width="3"/>'
    )
    title = escaped(thread.title)
    told = escaped("; ".join(_said(item, language) for item in answered))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        ' role="img" aria-labelledby="thread-title thread-told"'
        ' font-family="system-ui, sans-serif">'
    )
    return "\n".join(
        (
            opening,
            f'<title id="thread-title">{title}</title>',
            f'<desc id="thread-told">{told}</desc>',
            f'<rect width="{_WIDTH}" height="{height}" fill="{PAPER}"/>',
            text_at(28, 40, thread.title, size=20, weight=600),
            line,
            *parts,
            "</svg>\n",
        )
    )


def _mark(item: AnsweredEvent, y: float) -> Iterator[str]:
    match item.event.kind:
        case ThreadEventKind.MESSAGE:
            colour = verdict_colour(item.opinion.verdict) if item.opinion else INK
            yield (
                f'<rect x="{_LINE_AT - 11}" y="{y - 11}" width="22" height="22" rx="4"'
                f' fill="{colour}"/>'
            )
        case ThreadEventKind.CONSENT:
            yield (
                f'<circle cx="{_LINE_AT}" cy="{y}" r="9" fill="{PAPER}" stroke="#1f6b46"'
                ' stroke-width="4"/>'
            )
        case ThreadEventKind.WITHDRAWAL:
            yield f'<circle cx="{_LINE_AT}" cy="{y}" r="11" fill="{PAPER}"/>'
            yield (
                f'<path d="M{_LINE_AT - 8} {y - 8}l16 16m0 -16l-16 16" stroke="#9f1d20"'
                ' stroke-width="4" fill="none"/>'
            )


def _said(item: AnsweredEvent, language: Language) -> str:
    said = language.render(event_text(item.event))
    if item.opinion is None:
        return said
    return f"{said}: {language.render(labels.verdict_word(item.opinion.verdict))}"


def _lines(item: AnsweredEvent, language: Language) -> Iterator[str]:
    yield _said(item, language)
    if item.opinion is not None:
        summary = language.render(item.opinion.summary)
        yield from textwrap.wrap(summary, _LETTERS, max_lines=3, placeholder=" …")
