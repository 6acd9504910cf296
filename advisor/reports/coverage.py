"""What was read, place by place: a table of signs, and one place with where to look further."""

from __future__ import annotations

from enum import Enum
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING, TypeVar, assert_never

from advisor.i18n import (
    ENGLISH,
    Language,
    LawText,
    and_list,
    layout,
    message,
    messages,
    plural_message,
    series,
)
from advisor.model.coverage import CoverageLevel
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Grid,
    Line,
    ReportDocument,
    Role,
    Section,
    Tone,
)
from advisor.reports.labels import verification_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.model.coverage import (
        CoverageSubject,
        CoverageSurvey,
        CoveringNorm,
        PlaceCoverage,
        SubjectCoverage,
        UnreadModel,
    )
    from advisor.model.law import Law


class CoverageMark(Enum):
    """How a cell of the table reads: the level, and whose law reaches it."""

    OWN = "R"
    UNION = "u"
    MODEL = "m"
    NOTHING = "·"

    @property
    def tone(self) -> Tone:
        """Return how it bears on what may be relied on."""
        match self:
            case CoverageMark.OWN | CoverageMark.UNION:
                return Tone.FOR
            case CoverageMark.MODEL:
                return Tone.CHECK
            case CoverageMark.NOTHING:
                return Tone.OPEN
        assert_never(self)


MARK_MEANINGS = messages(
    "mark of coverage",
    {
        CoverageMark.OWN: "the place's own law was read",
        CoverageMark.UNION: "law of its union was read, and none of its own",
        CoverageMark.MODEL: "only a model rule, which stands for its own text",
        CoverageMark.NOTHING: "nothing was read",
    },
)
_HEADINGS = messages(
    "heading of coverage",
    {
        CoverageMark.OWN: "Read in its own law",
        CoverageMark.UNION: "Read in the law of its union only",
        CoverageMark.MODEL: "By the model rule only: its own text was not read",
        CoverageMark.NOTHING: "Nothing was read",
    },
)
_MOST_LINES = 3
_Shown = TypeVar("_Shown")


def coverage_mark(item: SubjectCoverage) -> CoverageMark:
    """Return the sign for what was read on a subject in a place."""
    if item.own is CoverageLevel.READ:
        return CoverageMark.OWN
    match item.level:
        case CoverageLevel.READ:
            return CoverageMark.UNION
        case CoverageLevel.STAND_IN:
            return CoverageMark.MODEL
        case CoverageLevel.NOTHING:
            return CoverageMark.NOTHING
    assert_never(item.level)


def coverage_page(survey: CoverageSurvey, law: Law, language: Language = ENGLISH) -> ReportDocument:
    """Return places and subjects as a table with one sign for each, and its legend."""
    letters = subject_letters(survey.subjects)
    banner = Banner(
        message("Coverage"),
        Tone.QUIET,
        "",
        coverage_headline(survey),
        (*(Line(Role.NOTE, text) for text in mark_legend()), Line(Role.NOTE, coverage_caution())),
    )
    legend = tuple(
        Line(
            Role.REASON,
            layout("{letter}: {name}", letter=letters[item.id], name=LawText(item.name)),
        )
        for item in survey.subjects
    )
    grids = tuple(
        _grid(title, places, survey.subjects, letters)
        for title, places in place_groups(survey, law)
    )
    blocks = (
        Section(message("The columns: topics, then wrongs in capitals"), Tone.QUIET, legend),
        Section(message("The places"), Tone.QUIET, grids),
    )
    return ReportDocument(banner, blocks, language)


def subject_page(survey: CoverageSurvey, law: Law, language: Language = ENGLISH) -> ReportDocument:
    """Return one subject with the places of each sign."""
    (subject,) = survey.subjects
    groups = tuple(place_groups(survey, law))
    sections = []
    for mark, covered in _by_mark(
        (place, item) for place in survey.places for item in place.subjects
    ):
        shown = (
            (title, [place for place in places if place in covered]) for title, places in groups
        )
        blocks = tuple(
            Line(Role.REASON, layout("{group}: {names}.", group=title, names=_place_names(places)))
            for title, places in shown
            if places
        )
        if blocks:
            sections.append(Section(_HEADINGS[mark], mark.tone, blocks))
    banner = Banner(
        subject.id,
        Tone.QUIET,
        "",
        LawText(subject.name),
        (Line(Role.NOTE, coverage_caution()),),
    )
    return ReportDocument(banner, tuple(sections), language)


def place_coverage_page(
    survey: CoverageSurvey, law: Law, language: Language = ENGLISH
) -> ReportDocument:
    """Return one place with every subject: what was read, and where to look for the rest."""
    (place,) = survey.places
    most = _MOST_LINES if len(place.subjects) > 1 else None
    sections = [
        Section(_HEADINGS[mark], mark.tone, tuple(_entry(item, mark, law, most) for item in items))
        for mark, items in _by_mark((item, item) for item in place.subjects)
        if items
    ]
    lines = [Line(Role.NOTE, coverage_caution())]
    if place.unions:
        names = and_list(LawText(_name(code, law)) for code in place.unions)
        counted = message("Union law counts too, and is told apart: {unions}.", unions=names)
        lines.insert(0, Line(Role.NOTE, counted))
    banner = Banner(
        place.place, Tone.QUIET, LawText(place.name), place_headline(survey), tuple(lines)
    )
    return ReportDocument(banner, tuple(sections), language)


def place_headline(survey: CoverageSurvey) -> str:
    """Say of one place on how many subjects its law was read, stands in, and was not read."""
    (place,) = survey.places
    counts = {mark: len(items) for mark, items in _by_mark((item, item) for item in place.subjects)}
    return message(
        "By the law of {day}, of {all} subjects: read on {read}, by the model rule only on "
        "{model}, nothing read on {nothing}.",
        day=survey.as_of,
        all=len(place.subjects),
        read=counts[CoverageMark.OWN] + counts[CoverageMark.UNION],
        model=counts[CoverageMark.MODEL],
        nothing=counts[CoverageMark.NOTHING],
    )


def mark_legend() -> tuple[str, ...]:
    """Say what each sign of the table means."""
    return tuple(
        layout("{mark}: {means}", mark=mark.value, means=means)
        for mark, means in MARK_MEANINGS.items()
    )


def coverage_caution() -> str:
    """Say what being read does not mean."""
    return message(
        "Read means that a norm of that law turns on the subject; whether it governs a message, "
        "and what it says, an opinion tells. Where nothing was read, nothing is said to be allowed."
    )


def subject_letters(subjects: Iterable[CoverageSubject]) -> dict[str, str]:
    """
    Return a short head for the column of each subject: letters, capitals for wrongs.

    >>> from advisor.model.coverage import CoverageSubject
    >>> told = [CoverageSubject("tracking", ""), CoverageSubject("lies", "", is_wrong=True)]
    >>> subject_letters(told)
    {'tracking': 'a', 'lies': 'A'}
    """
    letters: dict[str, str] = {}
    counts = {False: 0, True: 0}
    for subject in subjects:
        round_, at = divmod(counts[subject.is_wrong], len(ascii_lowercase))
        letter = f"{ascii_lowercase[at]}{round_ or ''}"
        letters[subject.id] = letter.upper() if subject.is_wrong else letter
        counts[subject.is_wrong] += 1
    return letters


def place_groups(
    survey: CoverageSurvey, law: Law
) -> Iterator[tuple[str, tuple[PlaceCoverage, ...]]]:
    """Return the places by the widest union in which they lie; the others come last."""
    groups: dict[str, list[PlaceCoverage]] = {}
    for place in survey.places:
        widest = max(
            (place.place, *place.unions),
            key=lambda code: (-len(law.places.unions_of(code, survey.as_of)), code),
        )
        groups.setdefault(widest, []).append(place)
    alone = [places[0] for places in groups.values() if len(places) == 1]
    for code, places in groups.items():
        if len(places) > 1:
            yield LawText(_name(code, law)), tuple(places)
    if alone:
        yield message("Places in no union"), tuple(alone)


def coverage_headline(survey: CoverageSurvey) -> str:
    """Say for how many places, by the law of which day."""
    return message(
        "What was read for {places} by the law of {day}.",
        places=plural_message(len(survey.places), "{count} place", "{count} places"),
        day=survey.as_of,
    )


def _grid(
    title: str,
    places: Sequence[PlaceCoverage],
    subjects: Sequence[CoverageSubject],
    letters: dict[str, str],
) -> Grid:
    head = ("", *(letters[subject.id] for subject in subjects))
    rows = (
        (place.place, *(coverage_mark(item).value for item in place.subjects)) for place in places
    )
    return Grid(title, (head, *rows), series(map(_said, places), " "), fitted=True)


def _said(place: PlaceCoverage) -> str:
    """Tell one row to the ear: the subjects by name, under what was read on them."""
    parts = [
        layout(
            "{heading}: {names}",
            heading=MARK_MEANINGS[mark],
            names=and_list(LawText(item.subject.name) for item in items),
        )
        for mark, items in _by_mark((item, item) for item in place.subjects)
        if items
    ]
    return layout("{place}: {parts}.", place=LawText(place.name), parts=series(parts))


def _by_mark(
    items: Iterable[tuple[_Shown, SubjectCoverage]],
) -> list[tuple[CoverageMark, list[_Shown]]]:
    found: dict[CoverageMark, list[_Shown]] = {mark: [] for mark in CoverageMark}
    for shown, item in items:
        found[coverage_mark(item)].append(shown)
    return list(found.items())


def _entry(item: SubjectCoverage, mark: CoverageMark, law: Law, most: int | None) -> FindingEntry:
    norms = item.own_norms if mark is CoverageMark.OWN else item.norms
    read = tuple(_norm_lines([norm for norm in norms if not norm.stands_in], law, most))
    stands_in = tuple(
        line for norm in norms if norm.stands_in and not read for line in _stand_in_lines(norm)
    )
    elsewhere: tuple[Line, ...] = ()
    if mark is CoverageMark.OWN and item.union_norms:
        codes = dict.fromkeys(norm.jurisdiction for norm in item.union_norms)
        names = and_list(LawText(_name(code, law)) for code in codes)
        elsewhere = (
            Line(Role.NOTE, message("Union law was read on it too: {unions}.", unions=names)),
        )
    unread = () if read else tuple(_unread_lines(item.unread))
    lines = dict.fromkeys((*read, *stands_in, *elsewhere, *unread))
    return FindingEntry("", mark.tone, LawText(item.subject.name), tuple(lines))


def _norm_lines(norms: Sequence[CoveringNorm], law: Law, most: int | None) -> Iterator[Line]:
    """Cite norms, those that a place made before those that it adopted; at most so many."""

    def is_adopted(norm: CoveringNorm) -> bool:
        policy = law.policies[norm.norm.partition("#")[0]]
        return policy.authority.jurisdiction != norm.jurisdiction

    lines = list(dict.fromkeys(map(_norm_line, sorted(norms, key=is_adopted))))
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield Line(Role.NOTE, message("And {count} more.", count=len(lines) - most))


def _norm_line(norm: CoveringNorm) -> Line:
    text = layout(
        "{authority} [{verification}]",
        authority=norm.citation.place,
        verification=verification_text(norm.verified),
    )
    return Line(Role.CITE, text, norm.citation.url, norm.citation.cite)


def _stand_in_lines(norm: CoveringNorm) -> Iterator[Line]:
    text = message("Look up {authority}", authority=LawText(norm.citation.place))
    yield Line(Role.CITE, text, norm.url, norm.citation.cite)
    if norm.note:
        yield Line(Role.NOTE, LawText(norm.note))
    if norm.url:
        yield Line(Role.NOTE, norm.url, norm.url)


def _unread_lines(models: Sequence[UnreadModel]) -> Iterator[Line]:
    open_models = [model.citation for model in models if not model.is_declined]
    for cite, citations in groupby(open_models, key=lambda citation: citation.cite):
        pinpoints = and_list(LawText(citation.pinpoint) for citation in citations)
        own = message(
            "Look for its own form of {cite}, {pinpoints}.", cite=cite, pinpoints=pinpoints
        )
        yield Line(Role.NOTE, own)
    for model in models:
        if model.is_declined:
            authority = LawText(model.citation.place)
            yield Line(
                Role.NOTE, message("It has no such rule as {authority}.", authority=authority)
            )
            if model.note:
                yield Line(Role.NOTE, LawText(model.note))


def _place_names(places: Iterable[PlaceCoverage]) -> str:
    return and_list(LawText(place.name) for place in places)


def _name(code: str, law: Law) -> str:
    known = law.jurisdictions.get(code)
    return known.name if known is not None else law.places.names.get(code, code)
