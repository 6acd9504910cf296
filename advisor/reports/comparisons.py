"""Two laws beside each other, as pages: one scenario under both, or where they part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import (
    ENGLISH,
    Language,
    and_list,
    layout,
    message,
    messages,
    plural_message,
    series,
)
from advisor.model.norms import Bearing, Outcome
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

ANSWER_WORDS = messages(
    "answer of a law",
    {
        Outcome.BREACHED: "breach",
        Outcome.NOT_FOLLOWED: "advised against",
        Outcome.UNSETTLED: "unsettled",
        Outcome.OPEN: "open",
        Outcome.AVAILABLE: "allowed",
        Outcome.MET: "no breach",
        Outcome.DEFEATED: "excepted",
        Outcome.INAPPLICABLE: "silent",
    },
)
"""What a law answers, in a word or two; whatever is not forbidden is not thereby allowed."""

_UNSAID = ("message", "tracking", "matter")
_SHOWN = 2


def answer_tone(answer: Outcome) -> Tone:
    """Return the colour of what a law answers."""
    match answer.bearing:
        case Bearing.AGAINST:
            return Tone.AGAINST
        case Bearing.DOUBTFUL | Bearing.UNFINISHED:
            return Tone.OPEN
        case Bearing.TOWARDS:
            return Tone.FOR
        case Bearing.SILENT:
            return Tone.QUIET
    assert_never(answer.bearing)


def sides_page(
    sides: Sides, left: str, right: str, law: Law, language: Language = ENGLISH
) -> ReportDocument:
    """Set one scenario under two laws side by side: the verdicts, then what differs by act."""
    here, there = _name(left, law), _name(right, law)
    item, other = labels.verdict_word(sides.left.verdict), labels.verdict_word(sides.right.verdict)
    said = message(
        "If the law of {here} governed: {verdict}; if that of {there} did: {other}.",
        here=here,
        there=there,
        verdict=item,
        other=other,
    )
    lines = (
        Line(Role.NOTE, layout("{place}: {summary}", place=here, summary=sides.left.summary)),
        Line(Role.NOTE, layout("{place}: {summary}", place=there, summary=sides.right.summary)),
        Line(Role.NOTE, message("By the law of {day}.", day=sides.left.as_of)),
    )
    word = layout(
        "{here}: {verdict} / {there}: {other}", here=here, verdict=item, there=there, other=other
    )
    blocks: list[SideBySide | Line] = [
        _pair(contrast, _titled(contrast.act, law, contrast.recipient), law)
        for contrast in sides.contrasts
    ]
    if sides.agreed:
        said_alike = message(
            "Both speak, and answer alike, on {acts}.", acts=and_list(sides.agreed)
        )
        blocks.append(Line(Role.NOTE, said_alike))
    if not sides.contrasts:
        alike = message("The two laws answer this scenario alike.")
        blocks.insert(0, Line(Role.REASON, alike))
    return ReportDocument(
        Banner(word, Tone.QUIET, "", said, lines),
        (Section(message("What differs, act by act"), Tone.OPEN, tuple(blocks)),),
        language,
    )


def separated_page(separated: Separated, law: Law, language: Language = ENGLISH) -> ReportDocument:
    """Return where two laws part, act by act, by the smallest scenarios that show it."""
    left, right = _name(separated.left, law), _name(separated.right, law)
    said = plural_message(
        len(separated.acts), "They part on {count} act.", "They part on {count} acts."
    )
    if not separated.acts:
        said = message("No scenario tried tells these two laws apart.")
    banner = Banner(
        and_list((left, right)),
        Tone.QUIET,
        "",
        said,
        (
            Line(
                Role.NOTE,
                message(
                    "By the law of {day}. Scenarios drawn from the conditions of both were put to "
                    "both; each that told them apart was stripped to the facts it needs and "
                    "answered again.",
                    day=separated.as_of,
                ),
            ),
            Line(
                Role.NOTE,
                message(
                    "Silent means that nothing of that law's own was found here, not that the act "
                    "is allowed."
                ),
            ),
        ),
    )
    both = [act for act in separated.acts if act in separated.shared]
    sections = [
        Section(
            _titled(act, law),
            Tone.OPEN,
            tuple(
                _separation(separation, law)
                for separation in separated.separations
                if separation.contrast.act == act
            ),
        )
        for act in both
    ]
    for code, name in ((separated.left, left), (separated.right, right)):
        alone = tuple(_alone(separated, code, law))
        if alone:
            sections.append(
                Section(message("Where only {place} speaks", place=name), Tone.QUIET, alone)
            )
    proved = message("Where both speak and say the same in every possible scenario: proved")
    tried = message("Where both speak and no scenario tried tells them apart")
    open_acts = [act for act in separated.agreed if act not in separated.proved]
    for title, agreed in ((proved, separated.proved), (tried, open_acts)):
        if agreed:
            first, *rest = agreed
            acts = and_list((_capital(first), *rest))
            line = Line(Role.REASON, layout("{acts}.", acts=acts))
            sections.append(Section(title, Tone.QUIET, (line,)))
    return ReportDocument(banner, tuple(sections), language)


def told_facts_text(scenario: Scenario, law: Law, *, as_title: bool = False) -> str:
    """Tell the facts of a scenario with one recipient in a few words each."""
    facts = {**scenario.facts, **(scenario.people[0].facts if scenario.people else {})}
    known = law.vocabulary.facts

    def place(fact: str) -> tuple[int, int]:
        return ENTITIES.index(fact.partition(".")[0]), known[fact].order if fact in known else 0

    return series(
        phrase(fact, facts[fact], law, as_title=as_title and not at)
        for at, fact in enumerate(sorted(facts, key=place))
    )


def phrase(name: str, value: Value, law: Law, *, as_title: bool = False) -> str:
    """Tell one fact in a few words: what it is called, and the label of the answer."""
    entity, _, rest = name.partition(".")
    subject = rest.replace("_", " ")
    if entity not in _UNSAID:
        subject = f"{entity} {subject}"
    subject = _capital(subject) if as_title else subject
    fact = law.vocabulary.facts.get(name)
    options = fact.options if fact is not None else {}
    if isinstance(value, frozenset) and options:
        chosen = [options[name] for name in options if name in value]
        none = message("none", context="answer to a fact")
        return layout("{fact}: {answer}", fact=subject, answer=and_list(chosen) if chosen else none)
    if isinstance(value, str) and value in options:
        return layout("{fact}: {answer}", fact=subject, answer=options[value])
    return layout("{fact}: {answer}", fact=subject, answer=labels.told_text(value))


def _separation(separation: Separation, law: Law) -> SideBySide:
    return _pair(separation.contrast, told_facts_text(separation.scenario, law, as_title=True), law)


def _pair(contrast: Contrast, title: str, law: Law) -> SideBySide:
    left, right = (_entry(side, law) for side in (contrast.left, contrast.right))
    return SideBySide(title, left, right, lead=message("If", context="lead"))


def _entry(side: ComparedSide, law: Law) -> FindingEntry:
    name, answer = _name(side.jurisdiction, law), side.answer
    if not side.deciding or answer is Outcome.INAPPLICABLE:
        silent = message("{place}, silent: nothing of its own on this was found here.", place=name)
        return FindingEntry("", Tone.QUIET, silent)
    first, *others = side.deciding
    lines = [*_exception(side), citations.own(first)]
    for other in others[: _SHOWN - 1]:
        lines += [Line(Role.REASON, other.statement), citations.own(other)]
    if len(others) >= _SHOWN:
        left = len(others) - _SHOWN + 1
        more = plural_message(left, "and {count} norm more", "and {count} norms more")
        lines.append(Line(Role.NOTE, more))
    text = layout(
        "{place}, {answer}: {statement}",
        place=name,
        answer=ANSWER_WORDS[answer],
        statement=first.statement,
    )
    return FindingEntry("", answer_tone(answer), text, tuple(lines))


def _exception(side: ComparedSide) -> Iterator[Line]:
    first = side.deciding[0]
    if first.outcome is Outcome.DEFEATED and first.exception:
        yield Line(Role.REASON, message("Not where {exception}.", exception=first.exception))


def _alone(separated: Separated, code: str, law: Law) -> Iterator[FindingEntry]:
    """Return an entry for each separation on an act on which only one law speaks."""
    for separation in separated.separations:
        sides = (separation.contrast.left, separation.contrast.right)
        speaking = next((side for side in sides if side.deciding), None)
        if (
            separation.contrast.act in separated.shared
            or speaking is None
            or speaking.jurisdiction != code
        ):
            continue
        first = speaking.deciding[0]
        text = layout(
            "{act}, {answer}: {statement}",
            act=separation.contrast.act,
            answer=ANSWER_WORDS[speaking.answer],
            statement=first.statement,
        )
        where = Line(
            Role.NOTE, message("Where {facts}.", facts=told_facts_text(separation.scenario, law))
        )
        lines = (where, *_exception(speaking), citations.own(first))
        yield FindingEntry("", answer_tone(speaking.answer), text, lines)


def _titled(act: str, law: Law, recipient: str | None = None) -> str:
    said = law.vocabulary.acts.get(act, "")
    title = f"{act}: {said}" if said else act
    return f"{title} ({recipient})" if recipient and recipient != RECIPIENT else title


def _name(code: str, law: Law) -> str:
    known = law.jurisdictions.get(code)
    return known.name if known is not None else law.places.names.get(code, code)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
