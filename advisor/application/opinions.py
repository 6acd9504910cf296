"""Opinions on scenarios: one, or one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.application.proposed_remedies import propose_remedies
from advisor.application.results import (
    Document,
    RefusedRequest,
    Reply,
    engine_refusal,
    problem_documents,
)
from advisor.application.scenario_input import scenario_request, with_warnings
from advisor.diagnostics import EngineFailure
from advisor.reports.machine import brief_json, opinion_json

if TYPE_CHECKING:
    from advisor.advice import Corpus


def check_scenario(  # noqa: PLR0913 - one for each way to ask
    corpus: Corpus,
    scenario: object,
    *,
    today: date,
    as_of: object = None,
    everything: bool = False,
    brief: bool = False,
) -> Reply:
    """
    Return the opinion on a scenario, as `advisor check --output json` writes it.

    `everything` keeps what does not apply; `brief` gives what the opinion comes to instead,
    with what can be done.
    """
    read = scenario_request(corpus, scenario, as_of=as_of, today=today)
    if isinstance(read, RefusedRequest):
        return read
    try:
        opinion = corpus.with_usual(
            corpus.advise(read.scenario, as_of=read.as_of, everything=everything)
        )
        if brief:
            remedies = propose_remedies(opinion, corpus)
            told = brief_json.brief_opinion_document(opinion, corpus.law, remedies)
            return with_warnings(told.model_dump(mode="json", by_alias=True), read)
    except EngineFailure as failure:
        return engine_refusal(failure)
    document = opinion_json.opinion_document(opinion, corpus.law, everything=everything)
    return with_warnings(document.model_dump(mode="json", by_alias=True), read)


def batch(
    corpus: Corpus,
    scenarios: Iterable[Any],
    *,
    today: date,
    as_of: object = None,
    everything: bool = False,
) -> Iterator[Document]:
    """Return one entry for each scenario, as each is answered; one that fails stops no other."""
    for index, scenario in enumerate(scenarios):
        reply = check_scenario(corpus, scenario, today=today, as_of=as_of, everything=everything)
        yield batch_entry(index, reply)


def batch_entry(index: int, reply: Reply) -> Document:
    """Put a reply into a batch: `opinion`, or `errors` in its place."""
    if isinstance(reply, RefusedRequest):
        return {"index": index, "opinion": None, "errors": problem_documents(reply.diagnostics)}
    return {"index": index, "opinion": reply, "errors": []}
