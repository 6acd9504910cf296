"""An interview without memory: what is told goes in, what to ask next comes out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.application.citation_document import citation_document
from advisor.application.interview_text import certificate_lines, usual_line, why_lines
from advisor.application.results import Document, RefusedRequest, Reply, engine_refusal
from advisor.application.scenario_input import scenario_request, with_warnings
from advisor.application.typed_places import TypedPlaces
from advisor.diagnostics import EngineFailure
from advisor.interview import InterviewQuestion, RecipientsQuestion
from advisor.interview.confirmations import ConfirmationStep
from advisor.interview.questions import QuestionStep
from advisor.interview.scenario_export import UNKNOWN_VALUE, continued, kept_document
from advisor.model.scenarios import Source
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.reports.machine import opinion_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.advice import Corpus
    from advisor.interview import Interview, WaitingFor
    from advisor.interview.questions import AskedFact
    from advisor.model.vocabulary import Fact

INTERVIEW_SCHEMA = "advisor/interview/1"
_WHO = "Who receives the message? Name everyone, those on copy and blind copy too."
_WHO_WHY = "Some norms are about each person who receives the message."
_NAMING = (
    "Put a list here: an object for each person, with at least a `name`; an empty list if nobody."
)
_MOST_WAITING = 12


def ask_next(
    corpus: Corpus, scenario: object, *, today: date, as_of: object = None, opinion: bool = False
) -> Reply:
    """
    Return the next question on a scenario, or the certificate that none can matter.

    What the scenario says is `unknown` was asked before and is not asked again. The
    scenario comes back with every answer in its place: put the next one at `pointer`.
    """
    read = scenario_request(corpus, scenario, as_of=as_of, today=today, asked=True)
    if isinstance(read, RefusedRequest):
        return read
    interview = continued(corpus, read.scenario, read.as_of)
    if read.people_unknown:
        interview = interview.skip(RecipientsQuestion(()))
    try:
        document = _document(interview, people_unknown=read.people_unknown, opinion=opinion)
    except EngineFailure as failure:
        return engine_refusal(failure)
    return with_warnings(document, read)


def _document(interview: Interview, *, people_unknown: bool, opinion: bool) -> Document:
    step, asking, found = interview.step, interview.asking, interview.opinion
    question = interview.question
    kept = kept_document(interview.scenario, interview.closed)
    told = dict(TypedPlaces(interview.corpus.law, asked=True).unmistakable(kept))
    if people_unknown:
        told["recipients"] = UNKNOWN_VALUE
    document: Document = {
        "schema": INTERVIEW_SCHEMA,
        "as_of": interview.as_of.isoformat(),
        "verdict": found.verdict.value,
        "verdict_is_final": interview.verdict_is_final,
        "summary": found.summary,
        "question": None if question is None else _question(interview, question),
        "step": None if asking is None else _step(interview, asking),
        "confirmation": _confirmation(interview, step)
        if isinstance(step, ConfirmationStep)
        else [],
        "open_questions": interview.open_questions,
        "certificate": _certificate(interview) if question is None else None,
        "scenario": told,
    }
    if opinion:
        whole = opinion_json.opinion_document(found, interview.corpus.law)
        document["opinion"] = whole.model_dump(mode="json", by_alias=True)
    return document


def _step(interview: Interview, step: QuestionStep) -> Document:
    """Return what is asked in one breath: each field as a question of its own."""
    return {
        "id": step.id,
        "heading": step.ask,
        "fields": [_question(interview, asked) for asked in step.fields],
    }


def _confirmation(interview: Interview, step: ConfirmationStep) -> list[Document]:
    """Return what is usual, for a person to confirm: tell the facts of a line with its origin."""
    return [
        {
            "id": line.by.id,
            "says": usual_line(line, interview),
            "because": line.by.because,
            "facts": [
                {
                    "fact": fact.fact,
                    "recipient": None
                    if fact.who is None
                    else interview.scenario.people[fact.who].name,
                    "value": opinion_json.json_value(fact.value),
                    "pointer": _pointer(fact.about),
                }
                for fact in line.facts
            ],
            "origin": {
                "known": Source.CONFIRMED.value,
                "by": line.by.id,
                "because": line.by.because,
            },
        }
        for line in step.lines
    ]


def _question(interview: Interview, question: InterviewQuestion | RecipientsQuestion) -> Document:
    if isinstance(question, RecipientsQuestion):
        because = question.because
        return {
            "kind": "people",
            "fact": None,
            "recipient": None,
            "question": _WHO,
            "help": _NAMING,
            "type": "people",
            "options": [],
            "judgment": None,
            "pointer": "/recipients",
            "settles": because.settles if because else None,
            "elsewhere": False,
            "why": _why(interview, interview.why(because) if because else (), _WHO_WHY),
        }
    fact = question.fact
    return {
        "kind": "fact",
        "fact": fact.name,
        "recipient": question.recipient,
        "question": fact.ask,
        "help": fact.help,
        "type": fact.type.value,
        "options": [
            option
            for option in options(fact)
            if fact.type is not FactType.CHOICE or interview.is_offered(question, option["value"])
        ],
        "judgment": _judgment(fact),
        "pointer": _pointer(question.place),
        "settles": question.settles,
        "elsewhere": question.elsewhere,
        "why": _why(interview, interview.why(question)),
    }


def options(fact: Fact) -> list[Document]:
    """Return what may be answered, each with its label; nothing where that is free."""
    if fact.type is FactType.FLAG:
        return [{"value": True, "label": "yes"}, {"value": False, "label": "no"}]
    return [{"value": name, "label": label} for name, label in fact.options.items()]


def _judgment(fact: Fact) -> Document | None:
    if fact.judgment is None:
        return None
    return {
        "factors": list(fact.judgment.factors),
        "citations": citation_document(fact.judgment.citations),
        "says": "For a person to judge: put `value`, `decided_by`, `on` and `because` here.",
    }


def _pointer(place: AskedFact) -> str:
    name, who = place
    entity, _, short = name.partition(".")
    if entity == RECIPIENT:
        return f"/recipients/{who or 0}/{short}"
    return f"/facts/{entity}/{short}"


def _why(interview: Interview, waiting: Iterable[WaitingFor], lead: str = "") -> Document:
    law, found = interview.corpus.law, list(waiting)
    lines = [text for text, _ in why_lines(found, law)] if found or not lead else []
    return {
        "says": [lead, *lines] if lead else lines,
        "norms": [
            {
                "norm": item.norm,
                "jurisdiction": item.jurisdiction,
                "statement": item.text,
                "citations": citation_document(item.citations),
            }
            for item in found
            if item.norm
        ][:_MOST_WAITING],
        "laws": list(dict.fromkeys(item.jurisdiction for item in found if not item.norm)),
    }


def _certificate(interview: Interview) -> Document:
    made = interview.certificate
    return {
        "final": made.is_final,
        "says": [text for text, _ in certificate_lines(interview)],
        "unanswered": [_named(place, interview) for place in made.unanswered],
        "coarse": [_named(place, interview) for place in made.coarse],
        "people_unknown": made.people_unknown,
        "unasked_wrongs": list(made.unasked_wrongs),
    }


def _named(place: AskedFact, interview: Interview) -> Document:
    name, who = place
    person = None if who is None else interview.scenario.people[who].name
    fact = interview.corpus.law.vocabulary.facts[name]
    return {"fact": name, "recipient": person, "question": fact.ask}
