"""The law that audits are tried under, with who people are and what is known of the firm."""

from __future__ import annotations

import pytest
from unit.audit.boxes import DAY, KNOWN, PEOPLE

from advisor.advice import Corpus, load
from advisor.audit.batch_audit import AuditConfig
from advisor.mail import read_address_book


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the law that comes with the program."""
    return load(engine="reference")


@pytest.fixture(scope="session")
def terms(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> AuditConfig:
    """Return the terms that every message is answered under."""
    folder = tmp_path_factory.mktemp("known")
    book, facts = folder / "people.yaml", folder / "known.yaml"
    book.write_text(PEOPLE)
    facts.write_text(KNOWN)
    people, _ = read_address_book(book, corpus.law)
    return AuditConfig(corpus.law, DAY, people=people, known=corpus.scenario(facts))
