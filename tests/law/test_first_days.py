"""Each text that a place adopted has a first day, or says what was not read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import advisor
from advisor.model.authorities import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.jurisdictions import Adoption
    from advisor.model.norms import Norm


@pytest.fixture(scope="module")
def corpus() -> advisor.Corpus:
    """Read the bundled law once."""
    return advisor.load()


def adoptions(corpus: advisor.Corpus) -> Iterator[tuple[str, Adoption, Norm]]:
    """Walk over what places adopted, with the model norm."""
    norms = {norm.id: norm for policy in corpus.law.policies.values() for norm in policy.norms}
    for code, place in corpus.law.jurisdictions.items():
        for name, adoption in place.adoptions.items():
            yield f"{code} {name}", adoption, norms[name]


def test_every_adoption_has_a_first_day_or_says_that_it_was_not_read(
    corpus: advisor.Corpus,
) -> None:
    """Without either, an author may have forgotten to look."""
    unsaid = [
        where
        for where, adoption, _ in adoptions(corpus)
        if (adoption.period == Period()) is not adoption.is_day_unread
    ]
    assert [] == unsaid


def test_no_novelty_is_taken_to_begin_with_the_model(corpus: advisor.Corpus) -> None:
    """Where the model began on a day, a place followed later, and nobody knows how soon."""
    since_the_model = [
        where
        for where, adoption, norm in adoptions(corpus)
        if norm.in_force.start is not None and adoption.is_day_unread
    ]
    assert [] == since_the_model
