"""What is still to be asked, best first, and why; or that no answer can change the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict
from advisor.reports import citations, words
from advisor.reports.blocks import Entry, Line, Role, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Opinion
    from advisor.reports.blocks import Block

ENOUGH = 4
"""So many questions fit beside an answer; the interview asks the rest."""

SETTLED = "No answer to any remaining question can change what the law that governs says."
_REASONS = 1


def question_blocks(opinion: Opinion, law: Law, *, everything: bool = False) -> tuple[Block, ...]:
    """List the questions, one for each fact, with what waits for the answer."""
    if not opinion.asks:
        return (Line(Role.NOTE, SETTLED),) if opinion.verdict is not Verdict.ASK else ()
    alike: dict[str, list[Ask]] = {}
    for ask in opinion.asks:
        alike.setdefault(ask.fact.name, []).append(ask)
    cites = {
        one.norm.id: citations.place(one.citations[0]) for one in opinion.findings if one.citations
    }
    shown = list(alike.values()) if everything else list(alike.values())[:ENOUGH]
    blocks: list[Block] = [_question(asks, cites, law, full=everything) for asks in shown]
    if len(alike) > len(shown):
        more = words.counted(len(alike) - len(shown), "more question")
        blocks.append(Line(Role.NOTE, f"and {more}, which `advisor ask` asks one by one"))
    return tuple(blocks)


def _question(asks: Sequence[Ask], cites: dict[str, str], law: Law, *, full: bool) -> Entry:
    fact = asks[0].fact
    people = dict.fromkeys(ask.recipient for ask in asks if ask.recipient)
    about = f" ({words.joined(people)})" if people else ""
    lines = [Line(Role.REASON, f"`{fact.name}`: {why(asks, cites, law)}")]
    if fact.help and full:
        lines.append(Line(Role.NOTE, fact.help))
    if fact.judgment is not None:
        factors = "; ".join(fact.judgment.factors)
        lines.append(Line(Role.NOTE, f"For a person to judge. Weigh: {factors}."))
    return Entry("question", Tone.OPEN, f"{fact.ask}{about}", tuple(lines))


def why(asks: Sequence[Ask], cites: dict[str, str], law: Law) -> str:
    """Say what waits for an answer: norms by their citation, jurisdictions by their name."""
    waiting = dict.fromkeys(name for ask in asks for name in ask.norms)
    named = list(
        dict.fromkeys(cites[name] if name in cites else _other(name, law) for name in waiting)
    )
    if not named:
        return "findings wait for it"
    rest = len(named) - _REASONS
    more = f" and {rest} more" if rest > 0 else ""
    return f"needed for {'; '.join(named[:_REASONS])}{more}"


def _other(name: str, law: Law) -> str:
    if "#" not in name:
        return f"whether the law of {citations.jurisdiction(name, law)} governs"
    norm = law.norm(name)
    return citations.place(norm.citations[0]) if norm and norm.citations else name
