"""Norms found by numbers of rules and by how people say what law is about."""

from __future__ import annotations

import pytest

from advisor import load
from advisor.application.law_search import found_norms, numbered_norms
from advisor.model.law import Law


@pytest.fixture(scope="module")
def law() -> Law:
    """Return the law that comes with the program."""
    return load(engine="reference").law


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("1.6(c)", "us/aba/model-rules#1.6-c"),
        ("Rule 1.6 (C)", "us/aba/model-rules#1.6-c"),
        ("4.2", "us/aba/model-rules#4.2"),
        ("GDPR art. 13", "eu/gdpr#inform"),
        ("18-01", "us/il/isba-18-01#no-tracking-without-consent"),
        ("read receipt to the court", "us/il/isba-18-01#receipts"),
        ("misdirected email", "us/aba/model-rules#4.4-b"),
    ],
)
def test_the_right_norm_is_first(law: Law, wanted: str, first: str) -> None:
    """By the number of its rule, its opinion, or by what people say."""
    assert first == found_norms(wanted, law)[0].id


@pytest.mark.parametrize(
    ("wanted", "act"), [("BCC", "copy"), ("can I track opening", "track"), ("web bug", "track")]
)
def test_what_is_found_is_about_what_was_asked(law: Law, wanted: str, act: str) -> None:
    """The first is about copying a client, or tracking."""
    first = found_norms(wanted, law)[0]
    assert act in f"{first.act} {first.id} {law.vocabulary.acts[first.act]}"


def test_a_word_that_no_law_has_finds_nothing(law: Law) -> None:
    """Better nothing than what holds the other words."""
    assert [] == found_norms("pixel xyzzy", law)
    assert [] == found_norms("9.99(z)", law)
    assert [] == found_norms("", law)


def test_norms_below_a_number_come_after_it(law: Law) -> None:
    """Paragraphs of a rule are found by it, the rule itself first."""
    found = [norm.id for norm in numbered_norms("5.3", law)]
    assert "us/aba/model-rules#5.3" == found[0]
    assert "us/aba/model-rules#5.3-c" in found
