"""What is not read: the cells of model rules by place, with where to look, and words not kept."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, LawText, layout, message, messages, series
from advisor.model.rule_cells import CellReading
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.model.authorities import Citation
    from advisor.model.rule_cells import CellSurvey, PlaceCells, RuleCell, UnquotedText

_HEADS = messages(
    "how a rule was read",
    {
        CellReading.QUOTED: "quoted",
        CellReading.READ: "read",
        CellReading.SECOND_HAND: "second hand",
        CellReading.UNVERIFIED: "unverified",
        CellReading.STAND_IN: "model",
        CellReading.DECLINED: "declined",
        CellReading.NOTHING: "nothing",
    },
)
_MEANINGS = messages(
    "meaning of how a rule was read",
    {
        CellReading.QUOTED: "the local text was read, and some of its words are kept",
        CellReading.READ: "the local text was read, and none of its words are kept",
        CellReading.SECOND_HAND: "the local text is known from another's report",
        CellReading.UNVERIFIED: "the local text is remembered, and decides nothing",
        CellReading.STAND_IN: "the model rule stands for a local text that was not read",
        CellReading.DECLINED: "the place is known to have no such rule",
        CellReading.NOTHING: "nothing is known of a local text",
    },
)
_LEADS = messages(
    "what is open of a place",
    {
        CellReading.SECOND_HAND: "Known at second hand: {rules}.",
        CellReading.UNVERIFIED: "Remembered, and not verified: {rules}.",
        CellReading.STAND_IN: "The model rule stands in: {rules}.",
        CellReading.NOTHING: "Nothing was read: {rules}.",
    },
)


def unread_page(survey: CellSurvey, language: Language = ENGLISH) -> ReportDocument:
    """Return what remains to be read, by rule and by place, with where to look."""
    one_place = len(survey.places) + len(survey.bare) == 1
    sections = [
        Section(
            message("The cells, rule by rule"),
            Tone.QUIET,
            () if one_place else (_table(survey),),
        ),
        Section(
            message("What to read, place by place"),
            Tone.OPEN,
            tuple(
                entry
                for place in survey.places
                for entry in (_each(place) if one_place else _place(place))
            ),
        ),
        Section(
            message("Read in the original, words not quoted"),
            Tone.CHECK,
            tuple(_unquoted(survey.unquoted)),
        ),
        Section(
            message("Places of which no law of their own was read"),
            Tone.OPEN,
            tuple(_address(place) for place in survey.bare),
        ),
    ]
    lines = [
        layout("{head}: {means}", head=_HEADS[reading], means=means)
        for reading, means in _MEANINGS.items()
    ]
    banner = Banner(
        message("Not read"),
        Tone.QUIET,
        "",
        _headline(survey),
        tuple(Line(Role.NOTE, line) for line in lines),
    )
    return ReportDocument(
        banner, tuple(section for section in sections if section.blocks), language
    )


def _headline(survey: CellSurvey) -> str:
    cells = [cell for place in survey.places for cell in place.cells]
    return message(
        "By the law of {day}, {open} of {all} cells remain to be read: model rules by place.",
        day=survey.as_of,
        open=sum(not cell.reading.is_closed for cell in cells),
        all=len(cells),
    )


def _table(survey: CellSurvey) -> ReportTable:
    rows = tuple(
        (_rule(model), *(str(survey.count(norm, reading)) for reading in CellReading))
        for norm, model in survey.models
    )
    return ReportTable(message("cells"), (message("rule"), *_HEADS.values()), rows)


def _place(place: PlaceCells) -> Iterator[FindingEntry]:
    if not place.open:
        return
    lines = [
        Line(Role.REASON, lead.fill(rules=_rules(cells)))
        for reading, lead in _LEADS.items()
        if (cells := [cell for cell in place.open if cell.reading is reading])
    ]
    yield FindingEntry("", Tone.OPEN, _named(place), (*lines, *_addresses(place)))


def _addresses(place: PlaceCells) -> Iterator[Line]:
    """Tell where to look, an address at a time; what has none begins at that of the rules."""
    by_url: dict[str, list[RuleCell]] = {}
    for cell in place.open:
        by_url.setdefault(cell.url or place.url, []).append(cell)
    for url, cells in by_url.items():
        if url:
            yield Line(
                Role.NOTE, message("For {rules} see {url}", rules=_rules(cells), url=url), url
            )
        else:
            yield Line(Role.NOTE, message("No address is known for {rules}.", rules=_rules(cells)))


def _each(place: PlaceCells) -> Iterator[FindingEntry]:
    for cell in place.open:
        lines = [Line(Role.REASON, _MEANINGS[cell.reading])]
        if cell.cite:
            lines.append(Line(Role.CITE, cell.cite, cell.url, cell.cite))
        if cell.note:
            lines.append(Line(Role.NOTE, LawText(cell.note)))
        url = cell.url or place.url
        lines.append(Line(Role.NOTE, url or message("No address is known."), url))
        yield FindingEntry("", Tone.OPEN, LawText(cell.model.place), tuple(lines))


def _unquoted(texts: Iterable[UnquotedText]) -> Iterator[Line]:
    for cite, group in groupby(texts, key=lambda text: text.citation.cite):
        cited = [text.citation for text in group]
        pinpoints = dict.fromkeys(one.pinpoint for one in cited if one.pinpoint)
        said: str = LawText(cite)
        if pinpoints:
            said = layout("{cite}: {places}", cite=said, places=series(map(LawText, pinpoints)))
        yield Line(Role.NOTE, said, cited[0].url)


def _address(place: PlaceCells) -> Line:
    if not place.url:
        return Line(Role.NOTE, _named(place))
    return Line(Role.NOTE, layout("{place}: {url}", place=_named(place), url=place.url), place.url)


def _named(place: PlaceCells) -> str:
    return LawText(f"{place.name} ({place.place})")


def _rules(cells: Iterable[RuleCell]) -> str:
    return series(LawText(_rule(cell.model)) for cell in cells)


def _rule(model: Citation) -> str:
    return model.pinpoint or model.cite
