"""All laws on one question as a page: classes, what tells them apart, a map of tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.comparisons import ComparedSide
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports import citations, labels
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

NO_AUTHORITY = "No authority found"
_HEADS = {
    Outcome.BREACHED: "Speaks against it",
    Outcome.NOT_FOLLOWED: "Advises against it",
    Outcome.UNSETTLED: "Leaves it open",
    Outcome.AVAILABLE: "Allows it",
}
_TONES = {
    Outcome.BREACHED: Tone.AGAINST,
    Outcome.NOT_FOLLOWED: Tone.AGAINST,
    Outcome.UNSETTLED: Tone.OPEN,
    Outcome.AVAILABLE: Tone.FOR,
}
_CELLS = {**ANSWER_WORDS, Outcome.INAPPLICABLE: "no authority"}
_FEW_POLICIES = 3


def survey_page(atlas: LawSurvey, law: Law) -> ReportDocument:
    """Tell which laws say the same on a question, with a map of tiles."""
    banner = Banner(
        atlas.question,
        Tone.QUIET,
        "",
        survey_headline(atlas),
        tuple(Line(Role.NOTE, one) for one in notes(atlas)),
    )
    entries = tuple(_entry(one, law) for one in atlas.classes)
    grids = tuple(_grid(one, atlas) for one in tile_maps())
    head = ("", *(f"{at}" for at in range(1, len(atlas.probes) + 1)))
    rows = tuple((f"{one.key} {class_summary(one, law)}", *cells(one)) for one in atlas.classes)
    asked = tuple(
        Line(Role.REASON, f"{at}. {probe_text(one, law)}")
        for at, one in enumerate(atlas.probes, start=1)
    )
    table = ReportTable("What each class answers to them", head, rows)
    return ReportDocument(
        banner,
        (
            Section(f"What each law says. {posed(atlas)}", Tone.QUIET, entries),
            Section("The map: each tile with the letter of its class", Tone.QUIET, grids),
            Section("Scenarios that tell the classes apart", Tone.QUIET, (*asked, table)),
        ),
    )


def survey_headline(atlas: LawSurvey) -> str:
    """Say in one sentence who speaks to the question, and who does not."""
    own = sum(len(one.members) for one in atlas.classes if one.own)
    silent = sum(len(one.members) for one in atlas.classes if _is_silent(one))
    union = sum(len(one.members) for one in atlas.classes) - own - silent
    count = labels.counted_text(own, "jurisdiction has", "jurisdictions have")
    said = [f"{count} authority of their own"] if own != 1 else [f"{count} authority of its own"]
    if union:
        said.append(f"{union} that of their union only")
    if silent:
        said.append(f"for {silent} none was found")
    return f"{labels.join_words(said)}."


def posed(atlas: LawSurvey) -> str:
    """Name the scenario that poses the question."""
    return atlas.probes[0].scenario.title if atlas.probes else ""


def _is_silent(one: LawClass) -> bool:
    return not one.own and one.answer is Outcome.INAPPLICABLE


def notes(atlas: LawSurvey) -> tuple[str, ...]:
    """Say how the classes were made, and what they do not say."""
    made = (
        f"By the law of {labels.day_text(atlas.as_of)}; norms on {labels.join_words(atlas.acts)}."
        " Laws are of one class where no scenario that was tried tells them apart."
    )
    caution = (
        "Where no authority was found, nothing is said to be allowed: general duties of honesty,"
        " confidentiality and supervision remain, and are not compared here."
    )
    return made, caution


def heading(one: LawClass) -> str:
    """Name a class by the kind of answer it gives, and by whose authority."""
    if one.own:
        return _HEADS.get(one.answer, "Speaks to it")
    if _is_silent(one):
        return NO_AUTHORITY
    return f"{_HEADS.get(one.answer, 'Speaks to it')}, by law of the union only"


def tone(one: LawClass) -> Tone:
    """Tell how a class bears on the question."""
    return _TONES.get(one.answer, Tone.QUIET)


def class_statement(one: LawClass, law: Law) -> str:
    """Say what a class says to the question as it is posed, in the words of its own norm."""
    found = deciding_facts_of_class(one)
    if found is not None:
        return found.statement
    if one.policies and one.answer is not Outcome.INAPPLICABLE:
        policy = law.policies[one.policies[0]]
        return policy.summary or policy.title
    if one.replies and one.replies[0].verdict is Verdict.UNSETTLED:
        return "No authority of its own on this was found; authority elsewhere speaks against it."
    return "No authority of its own on this was found."


def deciding_facts_of_class(one: LawClass) -> Finding | None:
    """Give the finding that decides the question as it is posed, if one does."""
    if not one.replies:
        return None
    spoken = one.replies[0].findings
    own = [found for found in spoken if found.jurisdiction in one.members]
    side = ComparedSide(one.members[0], tuple(own or spoken))
    return side.deciding[0] if side.deciding else None


def class_summary(one: LawClass, law: Law) -> str:
    """Name the members of a class, or count them where they are many."""
    names = [name(code, law) for code in one.members]
    return (
        labels.join_words(names) if len(names) <= _FEW_POLICIES else f"{len(names)} jurisdictions"
    )


def members(one: LawClass, law: Law) -> str:
    """Name every member of a class."""
    return labels.join_words([name(code, law) for code in one.members])


def name(code: str, law: Law) -> str:
    """Name a jurisdiction."""
    known = law.jurisdictions.get(code)
    return known.name if known is not None else law.places.names.get(code, code)


def sources(one: LawClass, law: Law) -> tuple[str, ...]:
    """Cite what speaks in a class: what decides, then the rest of its own, a few of them."""
    policies = [law.policies[it] for it in one.policies if it in law.policies]
    if one.own:
        policies = [it for it in policies if it.authority.jurisdiction in one.members]
    found = deciding_facts_of_class(one)
    first = [citations.cited_place(it) for it in found.citations[:1]] if found is not None else []
    decisive = found.norm.policy if found is not None else ""
    rest = [it.authority.cite for it in policies if it.id != decisive]
    return (*first, *rest)[:_FEW_POLICIES]


def cells(one: LawClass) -> tuple[str, ...]:
    """Say in a word or two what a class answers to each probe."""
    return tuple(_CELLS[reply.answer] for reply in one.replies)


def probe_text(probe: Probe, law: Law) -> str:
    """Tell a probe: the question as it is posed, or what is told otherwise."""
    if not probe.changes and not probe.derived:
        return f"{probe.scenario.title}."
    told = [phrase(fact, value, law) for fact, value in probe.changes]
    for fact, truth in probe.derived:
        means = law.vocabulary.derived[fact].means.rstrip(".")
        told.append(f"{'' if truth else 'not: '}{means[:1].lower()}{means[1:]}")
    return f"As 1, but {'; '.join(told)}."


def _entry(one: LawClass, law: Law) -> FindingEntry:
    found = deciding_facts_of_class(one)
    cites = sources(one, law)
    own = () if found is None else (citations.own(found),)
    others = (Line(Role.CITE, cite) for cite in cites[len(own) :])
    text = f"{one.key}. {heading(one)} ({len(one.members)}): {class_statement(one, law)}"
    return FindingEntry("", tone(one), text, (Line(Role.REASON, members(one, law)), *own, *others))


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
