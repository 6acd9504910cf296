"""Opinions on scenarios: one, or one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.diagnostics import EngineFailure
from advisor.reports import serial
from advisor.service.replies import Document, Refused, Reply, broken, problems
from advisor.service.scenarios import asked

if TYPE_CHECKING:
    from advisor.advice import Corpus


def check(
    corpus: Corpus, scenario: object, *, today: date, as_of: object = None, everything: bool = False
) -> Reply:
    """
    Give the opinion on a scenario, as `advisor check --output json` writes it.

    `everything` keeps what does not apply.
    """
    read = asked(corpus, scenario, as_of=as_of, today=today)
    if isinstance(read, Refused):
        return read
    try:
        opinion = corpus.advise(read.scenario, as_of=read.as_of, everything=everything)
    except EngineFailure as failure:
        return broken(failure)
    document = serial.document(opinion, corpus.law, everything=everything)
    return document.model_dump(mode="json", by_alias=True)


def batch(
    corpus: Corpus,
    scenarios: Iterable[Any],
    *,
    today: date,
    as_of: object = None,
    everything: bool = False,
) -> Iterator[Document]:
    """Give one entry for each scenario, as each is answered; one that fails stops no other."""
    for index, scenario in enumerate(scenarios):
        reply = check(corpus, scenario, today=today, as_of=as_of, everything=everything)
        yield entry(index, reply)


def entry(index: int, reply: Reply) -> Document:
    """Put a reply into a batch: `opinion`, or `errors` in its place."""
    if isinstance(reply, Refused):
        return {"index": index, "opinion": None, "errors": problems(reply.diagnostics)}
    return {"index": index, "opinion": reply, "errors": []}
