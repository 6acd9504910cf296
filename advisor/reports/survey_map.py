"""All laws on one question as a page: classes, what tells them apart, a map of tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
from advisor.model.comparisons import ComparedSide
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports import citations
from advisor.reports.charts.tile_map import TileMap, tile_label, tile_maps
from advisor.reports.comparisons import ANSWER_WORDS, phrase
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Grid,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)

if TYPE_CHECKING:
    from advisor.model.comparisons import LawClass, LawSurvey, Probe
    from advisor.model.law import Law
    from advisor.model.opinions import Finding

NO_AUTHORITY = message("No authority found")
_HEADS = messages(
    "class of laws",
    {
        Outcome.BREACHED: "Speaks against it",
        Outcome.NOT_FOLLOWED: "Advises against it",
        Outcome.UNSETTLED: "Leaves it open",
        Outcome.AVAILABLE: "Allows it",
    },
)
_HEAD = message("Speaks to it", context="class of laws")
_CELLS = {**ANSWER_WORDS, Outcome.INAPPLICABLE: message("no authority", context="answer of a law")}
_FEW_POLICIES = 3


def _class_tone(answer: Outcome) -> Tone:
    match answer:
        case Outcome.BREACHED | Outcome.NOT_FOLLOWED:
            return Tone.AGAINST
        case Outcome.UNSETTLED:
            return Tone.OPEN
        case Outcome.AVAILABLE:
            return Tone.FOR
        case Outcome.MET | Outcome.DEFEATED | Outcome.INAPPLICABLE:
            return Tone.QUIET
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return Tone.QUIET
    assert_never(answer)


def survey_page(atlas: LawSurvey, law: Law, language: Language = ENGLISH) -> ReportDocument:
    """Return which laws say the same on a question, with a map of tiles."""
    banner = Banner(
        atlas.question,
        Tone.QUIET,
        "",
        survey_headline(atlas),
        tuple(Line(Role.NOTE, note) for note in notes(atlas)),
    )
    entries = tuple(_entry(class_, law) for class_ in atlas.classes)
    grids = tuple(_grid(tile_map, atlas) for tile_map in tile_maps())
    head = ("", *(f"{at}" for at in range(1, len(atlas.probes) + 1)))
    rows = tuple(
        (
            layout("{key} {places}", key=class_.key, places=class_summary(class_, law)),
            *cells(class_),
        )
        for class_ in atlas.classes
    )
    asked = tuple(
        Line(Role.REASON, layout("{number}. {facts}", number=at, facts=probe_text(probe, law)))
        for at, probe in enumerate(atlas.probes, start=1)
    )
    table = ReportTable(message("What each class answers to them"), head, rows)
    return ReportDocument(
        banner,
        (
            Section(
                message("What each law says. {question}", question=posed(atlas)),
                Tone.QUIET,
                entries,
            ),
            Section(message("The map: each tile with the letter of its class"), Tone.QUIET, grids),
            Section(message("Scenarios that tell the classes apart"), Tone.QUIET, (*asked, table)),
        ),
        language,
    )


def survey_headline(atlas: LawSurvey) -> str:
    """Say in one sentence who speaks to the question, and who does not."""
    own = sum(len(class_.members) for class_ in atlas.classes if class_.own)
    silent = sum(len(class_.members) for class_ in atlas.classes if _is_silent(class_))
    union = sum(len(class_.members) for class_ in atlas.classes) - own - silent
    said: list[str] = [
        plural_message(
            own,
            "{count} jurisdiction has authority of its own",
            "{count} jurisdictions have authority of their own",
        )
    ]
    if union:
        said.append(message("{count} that of their union only", count=union))
    if silent:
        said.append(message("for {count} none was found", count=silent))
    return layout("{parts}.", parts=and_list(said))


def posed(atlas: LawSurvey) -> str:
    """Return the name of the scenario that poses the question."""
    return atlas.probes[0].scenario.title if atlas.probes else ""


def _is_silent(law_class: LawClass) -> bool:
    return not law_class.own and law_class.answer is Outcome.INAPPLICABLE


def notes(atlas: LawSurvey) -> tuple[str, ...]:
    """Say how the classes were made, and what they do not say."""
    made = message(
        "By the law of {day}; norms on {acts}. Laws are of one class where no scenario that was "
        "tried tells them apart.",
        day=atlas.as_of,
        acts=and_list(atlas.acts),
    )
    caution = message(
        "Where no authority was found, nothing is said to be allowed: general duties of honesty, "
        "confidentiality and supervision remain, and are not compared here."
    )
    return made, caution


def heading(law_class: LawClass) -> str:
    """Return the name of a class by the kind of answer it gives, and by whose authority."""
    if law_class.own:
        return _HEADS.get(law_class.answer, _HEAD)
    if _is_silent(law_class):
        return NO_AUTHORITY
    return message("{answer}, by law of the union only", answer=_HEADS.get(law_class.answer, _HEAD))


def tone(law_class: LawClass) -> Tone:
    """Return how a class bears on the question."""
    return _class_tone(law_class.answer)


def class_statement(law_class: LawClass, law: Law) -> str:
    """Say what a class says to the question as it is posed, in the words of its own norm."""
    deciding_facts = deciding_facts_of_class(law_class)
    if deciding_facts is not None:
        return deciding_facts.statement
    if law_class.policies and law_class.answer is not Outcome.INAPPLICABLE:
        policy = law.policies[law_class.policies[0]]
        return policy.summary or policy.title
    if law_class.replies and law_class.replies[0].verdict is Verdict.UNSETTLED:
        return message(
            "No authority of its own on this was found; authority elsewhere speaks against it."
        )
    return message("No authority of its own on this was found.")


def deciding_facts_of_class(law_class: LawClass) -> Finding | None:
    """Return the finding that decides the question as it is posed, if one does."""
    if not law_class.replies:
        return None
    spoken = law_class.replies[0].findings
    own = [found for found in spoken if found.jurisdiction in law_class.members]
    side = ComparedSide(law_class.members[0], tuple(own or spoken))
    return side.deciding[0] if side.deciding else None


def class_summary(law_class: LawClass, law: Law) -> str:
    """Return the names of the members of a class, or count them where they are many."""
    names = [name(code, law) for code in law_class.members]
    if len(names) <= _FEW_POLICIES:
        return and_list(names)
    return plural_message(len(names), "{count} jurisdiction", "{count} jurisdictions")


def members(law_class: LawClass, law: Law) -> str:
    """Name every member of a class."""
    return and_list(name(code, law) for code in law_class.members)


def name(code: str, law: Law) -> str:
    """Return the name of a jurisdiction."""
    known = law.jurisdictions.get(code)
    return known.name if known is not None else law.places.names.get(code, code)


def sources(law_class: LawClass, law: Law) -> tuple[str, ...]:
    """Cite what speaks in a class: what decides, then the rest of its own, a few of them."""
    policies = [law.policies[it] for it in law_class.policies if it in law.policies]
    if law_class.own:
        policies = [it for it in policies if it.authority.jurisdiction in law_class.members]
    deciding_facts = deciding_facts_of_class(law_class)
    first = (
        [citation.place for citation in deciding_facts.citations[:1]]
        if deciding_facts is not None
        else []
    )
    decisive = deciding_facts.norm.policy if deciding_facts is not None else ""
    rest = [it.authority.cite for it in policies if it.id != decisive]
    return (*first, *rest)[:_FEW_POLICIES]


def cells(law_class: LawClass) -> tuple[str, ...]:
    """Say in a word or two what a class answers to each probe."""
    return tuple(_CELLS[reply.answer] for reply in law_class.replies)


def probe_text(probe: Probe, law: Law) -> str:
    """Tell a probe: the question as it is posed, or what is told otherwise."""
    if not probe.changes and not probe.derived:
        return f"{probe.scenario.title}."
    told = [phrase(fact, value, law) for fact, value in probe.changes]
    for fact, truth in probe.derived:
        means = law.vocabulary.derived[fact].means.rstrip(".")
        words_of_law = LawText(f"{means[:1].lower()}{means[1:]}")
        told.append(words_of_law if truth else message("not: {means}", means=words_of_law))
    return message("As 1, but {facts}.", facts=series(told))


def _entry(law_class: LawClass, law: Law) -> FindingEntry:
    deciding_facts = deciding_facts_of_class(law_class)
    cites = sources(law_class, law)
    own = () if deciding_facts is None else (citations.own(deciding_facts),)
    others = (Line(Role.CITE, cite) for cite in cites[len(own) :])
    text = layout(
        "{key}. {answer} ({number}): {statement}",
        key=law_class.key,
        answer=heading(law_class),
        number=len(law_class.members),
        statement=class_statement(law_class, law),
    )
    return FindingEntry(
        "", tone(law_class), text, (Line(Role.REASON, members(law_class, law)), *own, *others)
    )


def _grid(tiles: TileMap, atlas: LawSurvey) -> Grid:
    rows = [["" for _ in range(tiles.columns)] for _ in range(tiles.rows)]
    said: dict[str, list[str]] = {}
    for code, (column, row) in tiles.tiles.items():
        found = atlas.of(code)
        key = found.key if found is not None else "-"
        rows[row][column] = f"{tile_label(code)} {key}"
        said.setdefault(key, []).append(tile_label(code))
    told = "; ".join(f"{key}: {', '.join(codes)}" for key, codes in sorted(said.items()))
    return Grid(tiles.title, tuple(map(tuple, rows)), f"{told}.")
