"""What is known of a fact, in plain words."""

from __future__ import annotations

import re
from datetime import date

import pytest

import advisor
from advisor.advice import Corpus
from advisor.i18n import AMERICAN, ENGLISH
from advisor.model.vocabulary import Fact, FactType, Value
from advisor.reports.fact_clauses import asked, fact_clause


@pytest.fixture(scope="module")
def bundled() -> Corpus:
    """Load the law that comes with the program."""
    return advisor.load()


_SAMPLES: dict[FactType, tuple[Value, ...]] = {
    FactType.FLAG: (True, False),
    FactType.PLACE: ("US-IL", "none"),
    FactType.PLACES: (frozenset({"US-IL", "DE"}), frozenset[str]()),
    FactType.DATE: (date(2019, 5, 4),),
    FactType.NUMBER: (3.0,),
    FactType.TEXT: ("Ann",),
}


def values(fact: Fact) -> tuple[Value, ...]:
    """Return values that a fact may have, every option among them."""
    if fact.type is FactType.CHOICE:
        return tuple(fact.options)
    if fact.type is FactType.CHOICES:
        return (*(frozenset({one}) for one in fact.options), frozenset(fact.options), frozenset())
    return _SAMPLES[fact.type]


def test_every_fact_of_the_bundled_law_can_be_told(bundled: Corpus) -> None:
    """Whatever is known has a clause of its own, without a name of the files or an open slot."""
    facts = bundled.law.vocabulary.facts
    for fact in facts.values():
        people = ("The witness",) if fact.entity == "recipient" else ()
        said = [ENGLISH.render(fact_clause(fact.name, one, people, bundled.law))
                for one in values(fact)]  # fmt: skip
        assert all(said), fact.name
        assert len(set(said)) == len(said), (fact.name, said)
        for clause in said:
            assert not re.search(r"[{}`_]|[a-z]\.[a-z]|\bUS-IL\b|witness witness", clause), clause
            assert not clause.endswith((".", " ")), clause


@pytest.mark.parametrize(
    ("fact", "value", "people", "said"),
    [
        ("firm.established_in", frozenset({"US-IL"}), (), "the firm is established in Illinois"),
        ("matter.before_tribunal", False, (), "the matter is before no tribunal"),
        ("matter.tribunal", "none", (), "there is no tribunal"),
        ("recipient.consented", False, ("The judge",),
         "the judge did not agree to the tracking by a clear act"),
        ("recipient.consented", True, ("Ann", "Bob"),
         "each of Ann and Bob agreed to the tracking by a clear act"),
        ("tracking.captures", frozenset({"opened", "location"}), (),
         "the tracker reports that it was opened and where the reader is"),
    ],
)  # fmt: skip
def test_it_reads_as_a_sentence(
    bundled: Corpus, fact: str, value: Value, people: tuple[str, ...], said: str
) -> None:
    """Who did what stands there, with names of places and labels of options."""
    assert said == fact_clause(fact, value, people, bundled.law)


def test_days_are_written_as_the_reader_writes_them(bundled: Corpus) -> None:
    """A day within a clause is still a day."""
    clause = fact_clause("recipient.consented_on", date(2019, 5, 4), ("Ann",), bundled.law)

    assert "Ann agreed to the tracking on 4 May 2019" == ENGLISH.render(clause)
    assert "Ann agreed to the tracking on May 4, 2019" == AMERICAN.render(clause)


def test_those_whom_the_sentence_named_are_not_named_again(bundled: Corpus) -> None:
    """They are *each of them*, and a question is asked about them without their names."""
    law = bundled.law
    names = ("Ann", "Bob")
    told = fact_clause("recipient.consented", True, names, law, named_before=True)  # noqa: FBT003
    question = asked("recipient.consented", names, law, named_before=True)

    assert told.startswith("each of them agreed")
    assert "Ann" not in question
