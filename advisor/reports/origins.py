"""How the facts of an opinion are known: told, read off a message, or told once elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.i18n import and_list, message, messages, series
from advisor.model.conclusions import Remaining
from advisor.model.recipient_names import spoken_name
from advisor.model.scenarios import TOLD, Origin, Source
from advisor.reports.document import Line, Role
from advisor.reports.fact_clauses import as_statement, asked
from advisor.reports.reasons import told_fact
from advisor.reports.remaining import concluded_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.i18n import Message
    from advisor.model.conclusions import Conclusion
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.reports.document import Block

_SEEN, _INFERRED = "observed", "inferred"
"""What the reader of messages says of its facts, as the detail of their origin."""
_LEADS = messages(
    "how facts are known",
    {
        _SEEN: "Seen in the message: {facts}.",
        _INFERRED: "Concluded from it: {facts}.",
        Source.MESSAGE: "From the message: {facts}.",
        Source.TOLD: "Told: {facts}.",
        "beside": "Told beside it: {facts}.",
        "by": "From {source}: {facts}.",
        Source.MATTER: "From the matter {source}: {facts}.",
        Source.PROFILE: "From the profile {source}: {facts}.",
        Source.CONFIRMED: "Usual, and confirmed: {facts}.",
        Source.ASSUMED: "Usual, and assumed: {facts}.",
    },
)
_ORDER = (Source.MESSAGE, Source.TOLD, Source.MATTER, Source.PROFILE, Source.CONFIRMED,
          Source.ASSUMED)  # fmt: skip
_DETAILS = ("", _SEEN, _INFERRED)


class KnownFact(NamedTuple):
    """One fact with how it is known; `recipient` is the name of the person it is about."""

    name: str
    value: Value
    recipient: str | None
    origin: Origin


_NOTES = messages(
    "how a fact is known",
    {
        _SEEN: "seen in the message",
        _INFERRED: "concluded from the message",
        "by": "told by {source}",
        Source.MATTER: "from the matter {source}",
        Source.PROFILE: "from the profile {source}",
        Source.CONFIRMED: "usual, and confirmed",
        Source.ASSUMED: "usual, and assumed",
    },
)


def origin_note(origin: Origin) -> str:
    """
    Return in a few words how one fact is known; empty where it was merely told.

    >>> origin_note(Origin(Source.PROFILE, "firm.yaml"))
    'from the profile firm.yaml'
    """
    if origin.source in {Source.MATTER, Source.PROFILE}:
        return _NOTES[origin.source].fill(source=origin.detail)
    if origin.source is Source.TOLD:
        return _NOTES["by"].fill(source=origin.detail) if origin.detail else ""
    if origin.source is Source.MESSAGE:
        return _NOTES.get(origin.detail, "")
    return _NOTES[origin.source]


def known_facts(scenario: Scenario) -> Iterator[KnownFact]:
    """Return every told fact with its origin: those of the message, then of each recipient."""
    for name, value in sorted(scenario.facts.items()):
        yield KnownFact(name, value, None, scenario.origins.get(name, TOLD))
    for person in scenario.recipients or ():
        for name, value in sorted(person.facts.items()):
            yield KnownFact(name, value, person.name, person.origins.get(name, TOLD))


def origin_blocks(opinion: Opinion, law: Law, *, explain: bool = False) -> tuple[Block, ...]:
    """
    Say how facts are known where not all were told in the scenario itself.

    `explain` names those too, the reasons of usual values, and what follows from which facts.
    """
    concluded = _concluded(opinion, law) if explain else ()
    return (*_told_blocks(opinion.scenario, law, explain=explain), *concluded)


def _concluded(opinion: Opinion, law: Law) -> tuple[Line, ...]:
    return tuple(
        Line(Role.NOTE, _follows(conclusion, opinion, law)) for conclusion in opinion.conclusions
    )


def _follows(conclusion: Conclusion, opinion: Opinion, law: Law) -> str:
    who = None if conclusion.who is None else opinion.scenario.people[conclusion.who].name
    if isinstance(conclusion.known, Remaining):
        said: str = message(
            "{question} is to be answered by {answer}",
            question=asked(conclusion.fact, () if who is None else (spoken_name(who),), law),
            answer=concluded_text(conclusion, law, opinion.as_of),
        )
    else:
        said = told_fact(conclusion.fact, conclusion.known, who, law)
    because = conclusion.by[0].because
    if not conclusion.premises:
        return message("It goes without saying that {fact}: {because}", fact=said, because=because)
    return message(
        "It follows that {fact}, since {facts}: {because}",
        fact=said,
        facts=and_list(
            told_fact(premise.fact, premise.value, premise.recipient, law)
            for premise in conclusion.premises
        ),
        because=because,
    )


def _told_blocks(scenario: Scenario, law: Law, *, explain: bool) -> tuple[Block, ...]:
    known = tuple(known_facts(scenario))
    groups: dict[tuple[Source, str], list[str]] = {}
    for fact in known:
        detail = "" if _is_usual(fact.origin) else fact.origin.detail
        groups.setdefault((fact.origin.source, detail), []).append(
            told_fact(fact.name, fact.value, fact.recipient, law)
        )
    if set(groups) <= {(Source.TOLD, "")} and not any(fact.origin.because for fact in known):
        return ()
    is_message = any(source is Source.MESSAGE for source, _ in groups)
    lines = [
        Line(Role.NOTE, _lead(source, detail, is_message=is_message).fill(
            source=detail, facts=series(dict.fromkeys(names))
        ))
        for (source, detail), names in sorted(groups.items(), key=_place)
        if explain or is_message or (source, detail) != (Source.TOLD, "")
    ]  # fmt: skip
    lines += [
        Line(Role.NOTE, _reason(fact, law))
        for fact in known
        if fact.origin.because and (explain or not _is_usual(fact.origin))
    ]
    return tuple(lines)


def _place(group: tuple[tuple[Source, str], list[str]]) -> tuple[int, int, str]:
    (source, detail), _ = group
    among = _DETAILS.index(detail) if detail in _DETAILS else len(_DETAILS)
    return _ORDER.index(source), among, detail


def _lead(source: Source, detail: str, *, is_message: bool) -> Message:
    match source:
        case Source.MESSAGE:
            return _LEADS[detail if detail in {_SEEN, _INFERRED} else source]
        case Source.TOLD if detail:
            return _LEADS["by"]
        case Source.TOLD if is_message:
            return _LEADS["beside"]
        case _:
            return _LEADS[source]


def _is_usual(origin: Origin) -> bool:
    return origin.source in {Source.CONFIRMED, Source.ASSUMED}


def _reason(fact: KnownFact, law: Law) -> str:
    said = told_fact(fact.name, fact.value, fact.recipient, law)
    if _is_usual(fact.origin):
        return message("It is usual that {fact}: {because}", fact=said, because=fact.origin.because)
    said = as_statement(said)
    if fact.origin.is_quoted:
        return message("{fact}: “{words}”", fact=said, words=fact.origin.because)
    return message(
        "{fact}: {because}; what is known from a nearer source counts.",
        fact=said,
        because=fact.origin.because,
    )
