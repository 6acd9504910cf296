"""Why a question is asked, what has been told, and why an interview may end, in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import and_list, layout, message, plural_message, series
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.vocabulary import FactType
from advisor.reports import citations, labels

if TYPE_CHECKING:
    from advisor.interview import Interview, WaitingFor
    from advisor.interview.confirmations import UsualLine
    from advisor.interview.questions import AskedFact
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

_SHOWN = 4
_LISTED = 7
INTERVIEW_SETTLED = message(
    "No answer to any remaining question can change this result.", context="end of an interview"
)

SaidLine = tuple[str, int]
"""A paragraph, and how far it is indented."""


def why_lines(waiting: Sequence[WaitingFor], law: Law) -> Iterator[SaidLine]:
    """Say what waits for an answer: the norms, with their citations, then the laws."""
    norms: dict[tuple[str, str], WaitingFor] = {}
    for entry in waiting:
        if entry.norm:
            cite = entry.citations[0].place if entry.citations else ""
            norms.setdefault((entry.text, cite), entry)
    laws = list(dict.fromkeys(item.jurisdiction for item in waiting if not item.norm))
    if norms:
        yield (
            plural_message(
                len(norms),
                "{count} norm waits for the answer:",
                "{count} norms wait for the answer:",
            ),
            0,
        )
        for text, cite in _spread(norms)[:_SHOWN]:
            yield f"- {text}", 2
            yield cite, 4
        if len(norms) > _SHOWN:
            more = len(norms) - _SHOWN
            yield plural_message(more, "and {count} more.", "and {count} more."), 2
    if laws:
        names = [citations.jurisdiction(code, law) for code in laws]
        if len(names) > _SHOWN:
            said = plural_message(
                len(names) - _SHOWN,
                "It also decides whether the law of {places} and {count} more governs.",
                "It also decides whether the law of {places} and {count} more governs.",
                places=", ".join(names[:_SHOWN]),
            )
        else:
            said = message(
                "It also decides whether the law of {places} governs.",
                places=and_list(names),
            )
        yield said, 0
    if not waiting:
        yield message("Findings wait for it together with other answers."), 0


def _spread(norms: Mapping[tuple[str, str], WaitingFor]) -> list[tuple[str, str]]:
    """Put the first norm of each place before the second of any; the surest place leads."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, tuple[str, str]]] = []
    for at, (key, item) in enumerate(norms.items()):
        ranked.append((seen[item.jurisdiction], at, key))
        seen[item.jurisdiction] += 1
    return [key for _, _, key in sorted(ranked)]


def told_lines(interview: Interview) -> Iterator[SaidLine]:
    """Say what has been told, and what follows from it as far as it goes."""
    facts = interview.corpus.law.vocabulary.facts
    scenario = interview.scenario
    opinion = interview.opinion
    told = sum(
        map(len, (scenario.facts, *(recipient.facts for recipient in scenario.recipients or ())))
    )
    law = interview.corpus.law
    yield (
        plural_message(
            told, "So far you have told {count} fact:", "So far you have told {count} facts:"
        ),
        0,
    )
    for name, value in scenario.facts.items():
        yield _answered(facts[name], value, law), 2
    for person in scenario.recipients or ():
        yield f"{person.name}:", 2
        for name, value in person.facts.items():
            yield _answered(facts[name], value, law), 4
    for name, who in sorted(interview.closed, key=str):
        about = "" if who is None else f" ({scenario.people[who].name})"
        asked = f"{facts[name].ask}{about}"
        yield message("{question} you don't know", question=asked), 2
    waiting = sum(finding.outcome.is_unfinished for finding in opinion.findings)
    against = sum(finding.outcome is Outcome.BREACHED for finding in opinion.findings)
    yield (
        message(
            "Verdict now: {verdict}. {summary}",
            verdict=labels.verdict_word(opinion.verdict),
            summary=opinion.summary,
        ),
        0,
    )
    yield (
        message(
            "{breached} breached, {open} still open; {questions} more.",
            breached=plural_message(
                against, "{count} governing finding", "{count} governing findings"
            ),
            open=waiting,
            questions=about_left(interview),
        ),
        0,
    )


def answered_text(place: AskedFact, interview: Interview) -> str:
    """Say what was answered to one question."""
    law, scenario = interview.corpus.law, interview.scenario
    said = _answered(law.vocabulary.facts[place[0]], scenario.value(*place), law)
    if place[1] is None:
        return said
    return layout("{people}: {text}", people=scenario.people[place[1]].name, text=said)


def _answered(fact: Fact, value: Value | None, law: Law) -> str:
    return layout("{question} {answer}", question=fact.ask, answer=_answer(value, fact, law))


def about_left(interview: Interview) -> str:
    """Say how many questions are left, by estimate."""
    return plural_message(
        interview.open_questions, "about {count} question", "about {count} questions"
    )


def _answer(value: Value | None, fact: Fact, law: Law) -> str:
    """Write an answer, places by their name."""
    if fact.type not in (FactType.PLACE, FactType.PLACES) or not isinstance(value, str | frozenset):
        return labels.told_text(value, fact)
    codes = sorted(value) if isinstance(value, frozenset) else [value]
    named = [
        f"{law.places.names[code]} ({code})" if code in law.places.names else code for code in codes
    ]
    return and_list(named) if named else labels.told_text(value, fact)


def usual_line(line: UsualLine, interview: Interview) -> str:
    """Say what is usual, about whom, and why."""
    law, people = interview.corpus.law, interview.scenario.people
    if line.denies_wrongs:
        asked = [law.vocabulary.facts[fact.fact].ask for fact in line.facts]
        return message("None of these is so: {questions}", questions=series(asked, " "))
    said: dict[str, list[str]] = {}
    for fact in line.facts:
        known = law.vocabulary.facts[fact.fact]
        text = layout(
            "{question} {answer}", question=known.ask, answer=_answer(fact.value, known, law)
        )
        said.setdefault(text, [])
        if fact.who is not None and len(people) > 1:
            said[text].append(people[fact.who].name)
    parts = [
        layout("{people}: {text}", people=and_list(names), text=text) if names else text
        for text, names in said.items()
    ]
    return layout("{facts} ({because})", facts="; ".join(parts), because=line.by.because)


def certificate_lines(interview: Interview) -> Iterator[SaidLine]:
    """Say why the interview may end, what its result still depends on, what was not asked."""
    yield from _settled_lines(interview)
    facts = interview.corpus.law.vocabulary.facts
    wrongs = [facts[name].ask for name in interview.certificate.unasked_wrongs]
    if wrongs:
        said = message(
            "This holds of what you were asked. Nobody said that none of these is so: {questions}",
            questions=series(wrongs, " "),
        )
        yield said, 0
    if interview.certificate.is_final and interview.opinion.verdict is not Verdict.STOP:
        yield message("A place that you tell later may bring in law that was not read."), 0


def _settled_lines(interview: Interview) -> Iterator[SaidLine]:
    facts = interview.corpus.law.vocabulary.facts
    certificate, scenario = interview.certificate, interview.scenario
    if certificate.is_final:
        yield INTERVIEW_SETTLED, 0
        return
    yield message("No answer to any other question can change this result."), 0
    yield message("It can still change with what was left open:"), 0
    if certificate.people_unknown:
        yield layout("- {text}", text=message("who receives the message")), 2
    for name, who in certificate.unanswered:
        about = "" if who is None else f" ({scenario.people[who].name})"
        yield f"- {facts[name].ask}{about}", 2
    for name, who in certificate.coarse:
        value = scenario.value(name, who)
        said = message(
            "{question} Told as {answer}; the law here is more exact.",
            question=facts[name].ask,
            answer=_answer(value, facts[name], interview.corpus.law),
        )
        yield layout("- {text}", text=said), 2


def decided_lines(interview: Interview) -> Iterator[SaidLine]:
    """Say that the word of the verdict is final, and what would still complete the findings."""
    yield (
        message(
            "The verdict is {verdict}, and no answer can change that any more.",
            verdict=labels.verdict_word(interview.opinion.verdict),
        ),
        0,
    )
    left = interview.remaining
    if not left:
        return
    yield message("These would still complete the findings:"), 0
    for question in left[:_LISTED]:
        about = "" if question.recipient is None else f" ({question.recipient})"
        yield f"- {question.fact.ask}{about}", 2
    if len(left) > _LISTED:
        more = len(left) - _LISTED
        yield plural_message(more, "and {count} more.", "and {count} more."), 2


def stopped_lines(interview: Interview) -> Iterator[SaidLine]:
    """Say what an interview that was stopped leaves open."""
    yield message("You stopped here."), 0
    if interview.verdict_is_final:
        yield from decided_lines(interview)
        return
    yield (
        message("This result can still change: {questions} more.", questions=about_left(interview)),
        0,
    )
