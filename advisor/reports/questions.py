"""What is still to be asked, best first, and why; or that no answer can change the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import and_list, layout, message, plural_message, series
from advisor.model.opinions import Verdict
from advisor.model.recipient_names import spoken_name
from advisor.reports import citations
from advisor.reports.document import FindingEntry, Line, Role, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Opinion
    from advisor.reports.document import Block

ENOUGH_QUESTIONS = 4
"""So many questions fit beside an answer; the interview asks the rest."""

RESULT_SETTLED = message(
    "No answer to any remaining question can change what the law that governs says.",
    context="instead of questions",
)
_REASONS = 1


def question_blocks(opinion: Opinion, law: Law, *, everything: bool = False) -> tuple[Block, ...]:
    """List the questions, one for each fact, with what waits for the answer."""
    if not opinion.asks:
        settled = Line(Role.NOTE, RESULT_SETTLED)
        return (settled,) if opinion.verdict is not Verdict.ASK else ()
    alike = asked_facts(opinion)
    cites = {
        finding.norm.id: finding.citations[0].place
        for finding in opinion.findings
        if finding.citations
    }
    shown = alike if everything else alike[:ENOUGH_QUESTIONS]
    blocks: list[Block] = [_question(asks, cites, law, full=everything) for asks in shown]
    if len(alike) > len(shown):
        more = plural_message(
            len(alike) - len(shown),
            "and {count} more question, which `advisor ask` asks one by one",
            "and {count} more questions, which `advisor ask` asks one by one",
        )
        blocks.append(Line(Role.NOTE, more))
    return tuple(blocks)


def asked_facts(opinion: Opinion) -> Sequence[Sequence[Ask]]:
    """Return what is asked, fact by fact, each of all the people of whom it is asked."""
    alike: dict[str, list[Ask]] = {}
    for ask in opinion.asks:
        alike.setdefault(ask.fact.name, []).append(ask)
    return list(alike.values())


def _question(asks: Sequence[Ask], cites: dict[str, str], law: Law, *, full: bool) -> FindingEntry:
    fact = asks[0].fact
    people = dict.fromkeys(spoken_name(ask.recipient) for ask in asks if ask.recipient)
    asked: str = fact.ask
    if people:
        asked = layout("{question} ({people})", question=fact.ask, people=and_list(people))
    waits = layout("{fact}: {why}", fact=f"`{fact.name}`", why=why(asks, cites, law))
    lines = [Line(Role.REASON, waits)]
    if fact.help and full:
        lines.append(Line(Role.NOTE, fact.help))
    if fact.judgment is not None:
        factors = "; ".join(fact.judgment.factors)
        text = message("For a person to judge. Weigh: {factors}.", factors=factors)
        lines.append(Line(Role.NOTE, text))
    return FindingEntry(message("question", context="lead"), Tone.OPEN, asked, tuple(lines))


def why(asks: Sequence[Ask], cites: dict[str, str], law: Law) -> str:
    """Say what waits for an answer: norms by their citation, jurisdictions by their name."""
    waiting = dict.fromkeys(name for ask in asks for name in ask.norms)
    named = list(
        dict.fromkeys(cites[name] if name in cites else _other(name, law) for name in waiting)
    )
    if not named:
        return message("the law of that day speaks on what was done by sending")
    rest = len(named) - _REASONS
    first = series(named[:_REASONS])
    if rest <= 0:
        return message("needed for {what}", what=first)
    return plural_message(
        rest, "needed for {what} and {count} more", "needed for {what} and {count} more", what=first
    )


def _other(name: str, law: Law) -> str:
    if "#" not in name:
        place = citations.jurisdiction(name, law)
        return message("whether the law of {place} governs", place=place)
    norm = law.norm(name)
    return norm.citations[0].place if norm and norm.citations else name
