"""What is still to be asked, best first, and why; or that no answer can change the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, listed_words
from advisor.model.opinions import Verdict
from advisor.reports import citations
from advisor.reports.page_blocks import Line, PageEntry, Role, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Opinion
    from advisor.reports.page_blocks import PageBlock

ENOUGH_QUESTIONS = 4
"""So many questions fit beside an answer; the interview asks the rest."""

(SETTLED,) = listed_words(
    "instead of questions",
    ("No answer to any remaining question can change what the law that governs says.",),
)
_REASONS = 1


def question_blocks(
    opinion: Opinion, law: Law, *, everything: bool = False, language: Language = ENGLISH
) -> tuple[PageBlock, ...]:
    """List the questions, one for each fact, with what waits for the answer."""
    if not opinion.asks:
        settled = Line(Role.NOTE, language.term("instead of questions", SETTLED))
        return (settled,) if opinion.verdict is not Verdict.ASK else ()
    alike: dict[str, list[Ask]] = {}
    for ask in opinion.asks:
        alike.setdefault(ask.fact.name, []).append(ask)
    cites = {
        one.norm.id: citations.cited_place(one.citations[0])
        for one in opinion.findings
        if one.citations
    }
    shown = list(alike.values()) if everything else list(alike.values())[:ENOUGH_QUESTIONS]
    blocks: list[PageBlock] = [
        _question(asks, cites, law, full=everything, language=language) for asks in shown
    ]
    if len(alike) > len(shown):
        more = language.plural(
            len(alike) - len(shown),
            "and {count} more question, which `advisor ask` asks one by one",
            "and {count} more questions, which `advisor ask` asks one by one",
        )
        blocks.append(Line(Role.NOTE, more))
    return tuple(blocks)


def _question(
    asks: Sequence[Ask], cites: dict[str, str], law: Law, *, full: bool, language: Language
) -> PageEntry:
    fact = asks[0].fact
    people = dict.fromkeys(ask.recipient for ask in asks if ask.recipient)
    about = f" ({language.joined(people)})" if people else ""
    lines = [Line(Role.REASON, f"`{fact.name}`: {why(asks, cites, law, language)}")]
    if fact.help and full:
        lines.append(Line(Role.NOTE, fact.help))
    if fact.judgment is not None:
        factors = "; ".join(fact.judgment.factors)
        text = language.phrase("For a person to judge. Weigh: {factors}.", factors=factors)
        lines.append(Line(Role.NOTE, text))
    return PageEntry(
        language.phrase("question", context="lead"), Tone.OPEN, f"{fact.ask}{about}", tuple(lines)
    )


def why(asks: Sequence[Ask], cites: dict[str, str], law: Law, language: Language = ENGLISH) -> str:
    """Say what waits for an answer: norms by their citation, jurisdictions by their name."""
    waiting = dict.fromkeys(name for ask in asks for name in ask.norms)
    named = list(
        dict.fromkeys(
            cites[name] if name in cites else _other(name, law, language) for name in waiting
        )
    )
    if not named:
        return language.phrase("findings wait for it")
    rest = len(named) - _REASONS
    first = "; ".join(named[:_REASONS])
    if rest <= 0:
        return language.phrase("needed for {what}", what=first)
    return language.plural(
        rest, "needed for {what} and {count} more", "needed for {what} and {count} more", what=first
    )


def _other(name: str, law: Law, language: Language) -> str:
    if "#" not in name:
        place = citations.jurisdiction(name, law)
        return language.phrase("whether the law of {place} governs", place=place)
    norm = law.norm(name)
    return citations.cited_place(norm.citations[0]) if norm and norm.citations else name
