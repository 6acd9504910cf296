"""Where two laws part, on one scenario or on any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from advisor.application.compare_document import separated_document, sides_document
from advisor.application.results import RefusedRequest, Reply, engine_refusal, refuse
from advisor.application.scenario_input import scenario_request, with_warnings
from advisor.compare.distinguish import separate
from advisor.compare.side_by_side import contrast
from advisor.diagnostics import EngineFailure
from advisor.interview.place_examples import place_example

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.law import Law

_TWO = 2


def compare(
    corpus: Corpus,
    laws: Sequence[str],
    *,
    today: date,
    scenario: object = None,
    as_of: object = None,
) -> Reply:
    """
    Compare two laws: on a scenario where one is given, by the smallest scenarios otherwise.

    The document is that of `advisor compare --output json`.
    """
    if len(laws) != _TWO:
        return refuse(
            "bad-value",
            "laws",
            f"{len(laws)} laws are named, and two are compared",
            why="a comparison sets one law beside another",
            fix="name two, each by its code or its name",
        )
    codes = [jurisdiction_code(name, corpus.law) for name in laws]
    unknown = [one for one in codes if isinstance(one, RefusedRequest)]
    if unknown:
        return RefusedRequest(tuple(it for one in unknown for it in one.diagnostics))
    left, right = (one for one in codes if isinstance(one, str))
    # Without a scenario only the day is read.
    told = {"facts": {}} if scenario is None else scenario
    read = scenario_request(corpus, told, as_of=as_of, today=today)
    if isinstance(read, RefusedRequest):
        return read
    try:
        if scenario is None:
            return separated_document(separate(corpus, left, right, as_of=read.as_of))
        sides = contrast(corpus, read.scenario, left, right, as_of=read.as_of)
    except EngineFailure as failure:
        return engine_refusal(failure)
    return with_warnings(sides_document(sides, left, right), read)


def jurisdiction_code(name: str, law: Law) -> str | RefusedRequest:
    """Find a jurisdiction by its code or its name."""
    if name.upper() in law.jurisdictions:
        return name.upper()
    names = {jurisdiction.name.casefold(): code for code, jurisdiction in law.jurisdictions.items()}
    if name.casefold() in names:
        return names[name.casefold()]
    near = get_close_matches(name.upper(), law.jurisdictions, n=2, cutoff=0.6)
    near += [
        names[get_close_match]
        for get_close_match in get_close_matches(name.casefold(), names, n=1, cutoff=0.7)
    ]
    meant = " or ".join(f"`{item}`" for item in dict.fromkeys(near))
    known, code = place_example(
        {code: jurisdiction.name for code, jurisdiction in law.jurisdictions.items()}
    )
    return refuse(
        "unknown-jurisdiction",
        "laws",
        f"no jurisdiction is called `{name}`",
        why="only law that these files hold can be compared",
        fix=f"did you mean {meant}?" if meant else f"write a code, such as `{code}` for {known}",
    )
