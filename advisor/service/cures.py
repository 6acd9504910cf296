"""What would cure a breach, for programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.remedies import remedies
from advisor.service.curing import document
from advisor.service.replies import Refused, Reply, broken
from advisor.service.scenarios import asked

if TYPE_CHECKING:
    from advisor.advice import Corpus


def fix(  # noqa: PLR0913 - one for each choice of the person who asks
    corpus: Corpus,
    scenario: object,
    *,
    today: date,
    as_of: object = None,
    changes: int = 3,
    most: int = 10,
) -> Reply:
    """
    Give the smallest changes after which nothing that governs is breached.

    The document is that of `advisor fix --output json`.
    """
    read = asked(corpus, scenario, as_of=as_of, today=today)
    if isinstance(read, Refused):
        return read
    try:
        found = remedies(corpus, read.scenario, as_of=read.as_of, changes=changes, most=most)
    except EngineFailure as failure:
        return broken(failure)
    return document(found, read.scenario)
