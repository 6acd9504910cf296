"""Why a question is asked, what has been told, and why an interview may end, in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.vocabulary import FactType
from advisor.reports import citations, words

if TYPE_CHECKING:
    from advisor.interview import Interview, Waiting
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

_SHOWN = 4
_OPEN = (Outcome.OPEN, Outcome.UNDETERMINED)
SETTLED = "No answer to any remaining question can change this result."

Said = tuple[str, int]
"""A paragraph, and how far it is indented."""


def why_lines(waiting: Sequence[Waiting], law: Law) -> Iterator[Said]:
    """Say what waits for an answer: the norms, with their citations, then the laws."""
    norms: dict[tuple[str, str], Waiting] = {}
    for one in waiting:
        if one.norm:
            cite = citations.place(one.citations[0]) if one.citations else ""
            norms.setdefault((one.text, cite), one)
    laws = list(dict.fromkeys(one.jurisdiction for one in waiting if not one.norm))
    if norms:
        count = words.counted(len(norms), "norm waits", "norms wait")
        yield f"{count} for the answer:", 0
        for text, cite in _spread(norms)[:_SHOWN]:
            yield f"- {text}", 2
            yield cite, 4
        if len(norms) > _SHOWN:
            yield f"and {len(norms) - _SHOWN} more.", 2
    if laws:
        names = [citations.jurisdiction(code, law) for code in laws]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = ", ".join(names[:_SHOWN]) if more else words.joined(names)
        yield f"It also decides whether the law of {shown}{more} governs.", 0
    if not waiting:
        yield "Findings wait for it together with other answers.", 0


def _spread(norms: Mapping[tuple[str, str], Waiting]) -> list[tuple[str, str]]:
    """Put the first norm of each place before the second of any; the surest place leads."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, tuple[str, str]]] = []
    for at, (key, one) in enumerate(norms.items()):
        ranked.append((seen[one.jurisdiction], at, key))
        seen[one.jurisdiction] += 1
    return [key for _, _, key in sorted(ranked)]


def told_lines(interview: Interview) -> Iterator[Said]:
    """Say what has been told, and what follows from it as far as it goes."""
    facts = interview.corpus.law.vocabulary.facts
    scenario = interview.scenario
    opinion = interview.opinion
    told = sum(map(len, (scenario.facts, *(one.facts for one in scenario.recipients or ()))))
    yield f"So far you have told {words.counted(told, 'fact')}:", 0
    for name, value in scenario.facts.items():
        yield f"{facts[name].ask} {_answer(value, facts[name], interview.corpus.law)}", 2
    for person in scenario.recipients or ():
        yield f"{person.name}:", 2
        for name, value in person.facts.items():
            yield f"{facts[name].ask} {_answer(value, facts[name], interview.corpus.law)}", 4
    for name, who in sorted(interview.closed, key=str):
        about = "" if who is None else f" ({scenario.people[who].name})"
        yield f"{facts[name].ask}{about} you don't know", 2
    waiting = sum(one.outcome in _OPEN for one in opinion.findings)
    against = sum(one.outcome is Outcome.BREACHED for one in opinion.findings)
    yield f"Verdict now: {words.VERDICTS[opinion.verdict]}. {opinion.summary}", 0
    breached = words.counted(against, "governing finding")
    left = words.counted(interview.open_questions, "question")
    yield f"{breached} breached, {waiting} still open; at most {left} can still matter.", 0


def _answer(value: Value | None, fact: Fact, law: Law) -> str:
    """Write an answer, places by their name."""
    if fact.type not in (FactType.PLACE, FactType.PLACES) or not isinstance(value, str | frozenset):
        return words.told(value, fact)
    codes = sorted(value) if isinstance(value, frozenset) else [value]
    named = [
        f"{law.places.names[one]} ({one})" if one in law.places.names else one for one in codes
    ]
    return words.joined(named) if named else words.told(value, fact)


def certificate_lines(interview: Interview) -> Iterator[Said]:
    """Say why the interview may end, or what its result still depends on."""
    facts = interview.corpus.law.vocabulary.facts
    certificate, scenario = interview.certificate, interview.scenario
    if certificate.is_final:
        yield SETTLED, 0
        return
    yield "No answer to any other question can change this result.", 0
    yield "It can still change with what was left open:", 0
    if certificate.people_unknown:
        yield "- who receives the message", 2
    for name, who in certificate.unanswered:
        about = "" if who is None else f" ({scenario.people[who].name})"
        yield f"- {facts[name].ask}{about}", 2
    for name, who in certificate.coarse:
        value = scenario.value(name, who)
        said = _answer(value, facts[name], interview.corpus.law)
        yield f"- {facts[name].ask} Told as {said}; the law here is more exact.", 2


def stopped_lines(interview: Interview) -> Iterator[Said]:
    """Say what an interview that was stopped leaves open."""
    left = words.counted(interview.open_questions, "question")
    if interview.verdict_is_final:
        verdict = words.VERDICTS[interview.opinion.verdict]
        yield f"You stopped here. The verdict, {verdict}, cannot change any more.", 0
        yield f"At most {left} could still complete the findings.", 0
    else:
        yield f"You stopped here: at most {left} could still change this result.", 0
