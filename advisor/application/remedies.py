"""What would cure a breach, for programs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.application.remedies_document import remedies_document
from advisor.application.results import RefusedRequest, Reply, engine_refusal
from advisor.application.scenario_input import scenario_request, with_warnings
from advisor.diagnostics import EngineFailure
from advisor.remedies import find_remedies

if TYPE_CHECKING:
    from advisor.advice import Corpus


def fix_document(  # noqa: PLR0913 - one for each choice of the person who asks
    corpus: Corpus,
    scenario: object,
    *,
    today: date,
    as_of: object = None,
    changes: int = 3,
    most: int = 10,
) -> Reply:
    """
    Return the smallest changes after which nothing that governs is breached.

    The document is that of `advisor fix --output json`.
    """
    read = scenario_request(corpus, scenario, as_of=as_of, today=today)
    if isinstance(read, RefusedRequest):
        return read
    try:
        remedies = find_remedies(
            corpus, read.scenario, as_of=read.as_of, changes=changes, most=most
        )
    except EngineFailure as failure:
        return engine_refusal(failure)
    return with_warnings(remedies_document(remedies, read.scenario), read)
