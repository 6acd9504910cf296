"""Scenarios that come with the law, to begin from: the cases that have something to teach."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from advisor.reports import citations
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.advice import Corpus
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario


@dataclass(frozen=True)
class Example:
    """One scenario to begin from; `key` names it in an address."""

    key: str
    title: str
    question: str
    where: str


def examples(law: Law) -> tuple[Example, ...]:
    """List them; there are none where the law was loaded without its cases."""
    return tuple(
        Example(
            _key(case),
            _capital(case.name),
            case.teach.question,
            citations.jurisdiction(law.policies[case.policy].authority.jurisdiction, law),
        )
        for case in _cases(law)
        if case.teach is not None
    )


def scenario(key: str, corpus: Corpus) -> Scenario | None:
    """Find the scenario of an example; `None` where there is none of that name."""
    found = next((case for case in _cases(corpus.law) if _key(case) == key), None)
    if found is None:
        return None
    return replace(found.scenario, title=found.scenario.title or _capital(found.name))


def _cases(law: Law) -> Iterator[Case]:
    return (case for case in law.cases if case.teach is not None)


def _key(case: Case) -> str:
    return sha256(f"{case.policy}/{case.name}".encode()).hexdigest()[:10]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
