"""All laws on one question as a picture: states as tiles, each with the letter of its class."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, layout, series
from advisor.model.norms import Outcome
from advisor.printable import printable
from advisor.reports import survey_map as said
from advisor.reports.charts.svg_text import FAINT, PAPER, escaped, text_at
from advisor.reports.charts.tile_map import tile_label, tile_maps

if TYPE_CHECKING:
    from advisor.model.comparisons import LawClass, LawSurvey
    from advisor.model.law import Law

MAP_WIDTH = 1320
_MARGIN = 40
_TILE, _GAP = 52, 4
_TOP = 112
_BETWEEN_MAPS = 56
_LINE = 17
_LETTERS = 76
"""How many letters fit on a line of the legend."""
_FILLS = {
    (Outcome.BREACHED, True): ("#9f1d20", "#ffffff"),
    (Outcome.BREACHED, False): ("#e9b8ae", "#43110f"),
    (Outcome.NOT_FOLLOWED, True): ("#d98b2b", "#2b1a00"),
    (Outcome.NOT_FOLLOWED, False): ("#f3dcb5", "#2b1a00"),
    (Outcome.UNSETTLED, True): ("#7c6a9c", "#ffffff"),
    (Outcome.UNSETTLED, False): ("#dcd5e8", "#2a2140"),
    (Outcome.AVAILABLE, True): ("#1f6b46", "#ffffff"),
    (Outcome.AVAILABLE, False): ("#bfe0cf", "#0c3320"),
}
_NOTHING = ("#f3f4f6", "#566071")


def map_svg(atlas: LawSurvey, law: Law, language: Language = ENGLISH) -> str:
    """
    Draw the laws of an atlas as tiles, readable without colour: each bears a letter.

    What a letter stands for is written below the maps.
    """
    legend_at = _TOP + _tall() + 78
    legend, height = _legend(atlas, law, legend_at, language)
    parts = [
        text_at(_MARGIN, 52, atlas.question, size=25, weight=650),
        text_at(_MARGIN, 80, language.render(said.survey_headline(atlas)), size=15, colour=FAINT),
        *_maps(atlas, law, _TOP, language),
        text_at(_MARGIN, legend_at - 38, said.posed(atlas), size=16, weight=650),
        *legend,
    ]
    return _drawing(atlas, law, parts, height, language)


def maps_alone(atlas: LawSurvey, law: Law, language: Language = ENGLISH) -> str:
    """Draw the tiles only, for a page that tells the rest."""
    return _drawing(atlas, law, list(_maps(atlas, law, 16, language)), 16 + _tall() + 16, language)


def _tall() -> int:
    return 30 + max(tile_map.rows for tile_map in tile_maps()) * (_TILE + _GAP)


def _drawing(
    atlas: LawSurvey, law: Law, parts: Sequence[str], height: int, language: Language
) -> str:
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MAP_WIDTH} {height}" role="img"'
            f' aria-labelledby="atlas-title atlas-told" font-family="system-ui, sans-serif">'
        ),
        f'<title id="atlas-title">{escaped(atlas.question)}</title>',
        f'<desc id="atlas-told">{escaped(language.render(_told(atlas, law)))}</desc>',
        f'<rect width="{MAP_WIDTH}" height="{height}" fill="{PAPER}"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _told(atlas: LawSurvey, law: Law) -> str:
    classes = (
        layout(
            "{key}, {answer}: {places}.",
            key=class_.key,
            answer=said.heading(class_),
            places=said.members(class_, law),
        )
        for class_ in atlas.classes
    )
    return series(classes, " ")


def _maps(atlas: LawSurvey, law: Law, top: int, language: Language) -> Iterator[str]:
    left = _MARGIN
    for tile_map in tile_maps():
        yield text_at(left, top + 8, language.render(tile_map.title), size=14, weight=600)
        for code, (column, row) in tile_map.tiles.items():
            x = left + column * (_TILE + _GAP)
            y = top + 26 + row * (_TILE + _GAP)
            yield from _tile((x, y), code, atlas.of(code), law, language)
        left += tile_map.columns * (_TILE + _GAP) + _BETWEEN_MAPS


def _tile(
    at: tuple[int, int], code: str, law_class: LawClass | None, law: Law, language: Language
) -> Iterator[str]:
    x, y = at
    fill, ink = _colours(law_class)
    key = law_class.key if law_class is not None else ""
    answer = language.render(said.heading(law_class)) if law_class else ""
    told = f"{said.name(code, law)}: {answer} ({key})" if law_class else code
    bare = law_class is None or law_class.answer is Outcome.INAPPLICABLE
    edge = ' stroke="#c3c9d3" stroke-dasharray="3 3"' if bare else ""
    yield "<g>"
    yield f"<title>{escaped(told)}</title>"
    yield (
        f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{_TILE - 1}" height="{_TILE - 1}" rx="5"'
        f' fill="{fill}"{edge}/>'
    )
    name = tile_label(code)
    yield text_at(x + 7, y + 18, name, size=12, colour=ink, weight=500 if bare else 600)
    if key:
        yield text_at(
            x + _TILE - 8, y + _TILE - 9, key, size=19, colour=ink, weight=650, anchor="end"
        )
    yield "</g>"


def _colours(law_class: LawClass | None) -> tuple[str, str]:
    return (
        _NOTHING if law_class is None else _FILLS.get((law_class.answer, law_class.own), _NOTHING)
    )


def _legend(atlas: LawSurvey, law: Law, top: int, language: Language) -> tuple[list[str], int]:
    """Write what each letter stands for, in two columns, with the height all of it takes."""
    rows = [_row(class_, law, language) for class_ in atlas.classes]
    tall = [max(len(lines) * _LINE, 34) + 16 for lines in rows]
    half, used = sum(tall) / 2, 0
    column = (MAP_WIDTH - 2 * _MARGIN) // 2 + 12
    parts: list[str] = []
    x, y, lowest = _MARGIN, top, top
    for one, lines, wide in zip(atlas.classes, rows, tall, strict=True):
        if used >= half and x == _MARGIN:
            x, y = _MARGIN + column, top
        parts.extend(_key(x, y, one, lines))
        used += wide
        y += wide
        lowest = max(lowest, y)
    foot = lowest + 12
    for note in said.notes(atlas):
        for line in textwrap.wrap(printable(language.render(note)), 180):
            parts.append(text_at(_MARGIN, foot, line, size=12, colour=FAINT))
            foot += 17
    return parts, foot + 12


def _row(law_class: LawClass, law: Law, language: Language) -> list[str]:
    """Write one class: its members and the kind of its answer, what it says, and where."""
    places = language.render(
        said.members(law_class, law) if law_class.own else said.class_summary(law_class, law)
    )
    says = textwrap.wrap(printable(language.render(said.class_statement(law_class, law))), _LETTERS)
    cites = [
        line for cite in said.sources(law_class, law)[:1] for line in textwrap.wrap(cite, _LETTERS)
    ]
    answer = language.render(said.heading(law_class))
    return [f"{places}: {answer[:1].lower()}{answer[1:]}", *says, *cites]


def _key(x: int, y: int, law_class: LawClass, lines: Sequence[str]) -> Iterator[str]:
    fill, ink = _colours(law_class)
    bare = law_class.answer is Outcome.INAPPLICABLE
    edge = ' stroke="#c3c9d3" stroke-dasharray="3 3"' if bare else ""
    yield (
        f'<rect x="{x + 0.5}" y="{y - 13.5}" width="33" height="33" rx="4" fill="{fill}"{edge}/>'
    )
    yield text_at(x + 17, y + 9, law_class.key, size=17, colour=ink, weight=650, anchor="middle")
    first, *rest = lines
    yield text_at(x + 46, y, first, size=13.5, weight=600)
    for at, line in enumerate(rest, start=1):
        yield text_at(x + 46, y + at * _LINE, line, size=12.5, colour=FAINT)
