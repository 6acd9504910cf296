"""Two laws beside each other, as pages: one scenario under both, or where they part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.vocabulary import ENTITIES, RECIPIENT
from advisor.reports import citations, labels
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    Role,
    Section,
    SideBySide,
    Tone,
)

if TYPE_CHECKING:
    from advisor.model.comparisons import ComparedSide, Contrast, Separated, Separation, Sides
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

ANSWER_WORDS = {
    Outcome.BREACHED: "breach",
    Outcome.NOT_FOLLOWED: "advised against",
    Outcome.UNSETTLED: "unsettled",
    Outcome.OPEN: "open",
    Outcome.AVAILABLE: "allowed",
    Outcome.MET: "no breach",
    Outcome.DEFEATED: "excepted",
    Outcome.INAPPLICABLE: "silent",
}
"""What a law answers, in a word or two; whatever is not forbidden is not thereby allowed."""

_TONES = {
    Outcome.BREACHED: Tone.AGAINST,
    Outcome.NOT_FOLLOWED: Tone.AGAINST,
    Outcome.UNSETTLED: Tone.OPEN,
    Outcome.OPEN: Tone.OPEN,
    Outcome.AVAILABLE: Tone.FOR,
    Outcome.MET: Tone.FOR,
    Outcome.DEFEATED: Tone.FOR,
    Outcome.INAPPLICABLE: Tone.QUIET,
}
_UNSAID = ("message", "tracking", "matter")
_SHOWN = 2


def sides_page(sides: Sides, left: str, right: str, law: Law) -> ReportDocument:
    """Set one scenario under two laws side by side: the verdicts, then what differs by act."""
    here, there = _name(left, law), _name(right, law)
    one, other = labels.VERDICTS[sides.left.verdict], labels.VERDICTS[sides.right.verdict]
    said = f"If the law of {here} governed: {one}; if that of {there} did: {other}."
    lines = (
        Line(Role.NOTE, f"{here}: {sides.left.summary}"),
        Line(Role.NOTE, f"{there}: {sides.right.summary}"),
        Line(Role.NOTE, f"By the law of {labels.day_text(sides.left.as_of)}."),
    )
    word = f"{here}: {one} / {there}: {other}"
    blocks: list[SideBySide | Line] = [
        _pair(contrast, _titled(contrast.act, law, contrast.recipient), law)
        for contrast in sides.contrasts
    ]
    if sides.agreed:
        acts = labels.join_words(sides.agreed)
        blocks.append(Line(Role.NOTE, f"Both speak, and answer alike, on {acts}."))
    if not sides.contrasts:
        blocks.insert(0, Line(Role.REASON, "The two laws answer this scenario alike."))
    return ReportDocument(
        Banner(word, Tone.QUIET, "", said, lines),
        (Section("What differs, act by act", Tone.OPEN, tuple(blocks)),),
    )


def separated_page(found: Separated, law: Law) -> ReportDocument:
    """Tell where two laws part, act by act, by the smallest scenarios that show it."""
    left, right = _name(found.left, law), _name(found.right, law)
    said = f"They part on {labels.counted_text(len(found.acts), 'act')}."
    if not found.acts:
        said = "No scenario tried tells these two laws apart."
    banner = Banner(
        f"{left} and {right}",
        Tone.QUIET,
        "",
        said,
        (
            Line(
                Role.NOTE,
                f"By the law of {labels.day_text(found.as_of)}. Scenarios drawn from the conditions"
                " of both were put to both; each that told them apart was stripped to the facts it"
                " needs and answered again.",
            ),
            Line(
                Role.NOTE,
                "Silent means that nothing of that law's own was found here, not that the act"
                " is allowed.",
            ),
        ),
    )
    both = [act for act in found.acts if act in found.shared]
    sections = [
        Section(
            _titled(act, law),
            Tone.OPEN,
            tuple(_separation(one, law) for one in found.separations if one.contrast.act == act),
        )
        for act in both
    ]
    for code, name in ((found.left, left), (found.right, right)):
        alone = tuple(_alone(found, code, law))
        if alone:
            sections.append(Section(f"Where only {name} speaks", Tone.QUIET, alone))
    if found.agreed:
        line = Line(Role.REASON, f"{_capital(labels.join_words(found.agreed))}.")
        title = "Where both speak and no scenario tried tells them apart"
        sections.append(Section(title, Tone.QUIET, (line,)))
    return ReportDocument(banner, tuple(sections))


def told_facts_text(scenario: Scenario, law: Law) -> str:
    """Tell the facts of a scenario with one recipient in a few words each."""
    facts = {**scenario.facts, **(scenario.people[0].facts if scenario.people else {})}
    known = law.vocabulary.facts

    def place(fact: str) -> tuple[int, int]:
        return ENTITIES.index(fact.partition(".")[0]), known[fact].order if fact in known else 0

    return "; ".join(phrase(fact, facts[fact], law) for fact in sorted(facts, key=place))


def phrase(name: str, value: Value, law: Law) -> str:
    """Tell one fact in a few words: what it is called, and the label of the answer."""
    entity, _, rest = name.partition(".")
    subject = rest.replace("_", " ")
    if entity not in _UNSAID:
        subject = f"{entity} {subject}"
    fact = law.vocabulary.facts.get(name)
    options = fact.options if fact is not None else {}
    if isinstance(value, frozenset) and options:
        chosen = [options[name] for name in options if name in value]
        return f"{subject}: {labels.join_words(chosen) if chosen else 'none'}"
    if isinstance(value, str) and value in options:
        return f"{subject}: {options[value]}"
    return f"{subject}: {labels.told_text(value)}"


def _separation(one: Separation, law: Law) -> SideBySide:
    return _pair(one.contrast, _capital(told_facts_text(one.scenario, law)), law)


def _pair(contrast: Contrast, title: str, law: Law) -> SideBySide:
    left, right = (_entry(side, law) for side in (contrast.left, contrast.right))
    return SideBySide(title, left, right, lead="If")


def _entry(side: ComparedSide, law: Law) -> FindingEntry:
    name, answer = _name(side.jurisdiction, law), side.answer
    if not side.deciding or answer is Outcome.INAPPLICABLE:
        return FindingEntry(
            "", Tone.QUIET, f"{name}, silent: nothing of its own on this was found here."
        )
    first, *others = side.deciding
    lines = [*_exception(side), citations.own(first)]
    for one in others[: _SHOWN - 1]:
        lines += [Line(Role.REASON, one.statement), citations.own(one)]
    if len(others) >= _SHOWN:
        lines.append(
            Line(Role.NOTE, f"and {labels.counted_text(len(others) - _SHOWN + 1, 'norm')} more")
        )
    text = f"{name}, {ANSWER_WORDS[answer]}: {first.statement}"
    return FindingEntry("", _TONES[answer], text, tuple(lines))


def _exception(side: ComparedSide) -> Iterator[Line]:
    first = side.deciding[0]
    if first.outcome is Outcome.DEFEATED and first.exception:
        yield Line(Role.REASON, f"Not where {first.exception}.")


def _alone(found: Separated, code: str, law: Law) -> Iterator[FindingEntry]:
    """Give an entry for each separation on an act on which only one law speaks."""
    for one in found.separations:
        sides = (one.contrast.left, one.contrast.right)
        speaking = next((side for side in sides if side.deciding), None)
        if one.contrast.act in found.shared or speaking is None or speaking.jurisdiction != code:
            continue
        first = speaking.deciding[0]
        text = f"{one.contrast.act}, {ANSWER_WORDS[speaking.answer]}: {first.statement}"
        where = Line(Role.NOTE, f"Where {told_facts_text(one.scenario, law)}.")
        lines = (where, *_exception(speaking), citations.own(first))
        yield FindingEntry("", _TONES[speaking.answer], text, lines)


def _titled(act: str, law: Law, recipient: str | None = None) -> str:
    said = law.vocabulary.acts.get(act, "")
    title = f"{act}: {said}" if said else act
    return f"{title} ({recipient})" if recipient and recipient != RECIPIENT else title


def _name(code: str, law: Law) -> str:
    known = law.jurisdictions.get(code)
    return known.name if known is not None else law.places.names.get(code, code)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
