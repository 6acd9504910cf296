"""Findings alike, told as one."""

from __future__ import annotations

from dataclasses import replace

from unit.reports.makers import FindingMaker

from advisor.model.norms import Outcome
from advisor.reports.recipient_groups import group_recipients


def test_names_are_listed(finding: FindingMaker) -> None:
    """Findings that differ only by the recipient become one sentence with all names."""
    (group,) = group_recipients([finding("Ann"), finding("Bob"), finding("Cy")])

    assert (
        "The sending lawyer must not track an email to Ann (the same for Bob and Cy)."
        == group.statement
    )
    assert ("Ann", "Bob", "Cy") == group.names


def test_other_outcomes_stand_apart(finding: FindingMaker) -> None:
    """What is breached for one and open for another is two points."""
    open_ = finding("Bob", outcome=Outcome.OPEN)

    assert 2 == len(group_recipients([finding("Ann"), open_]))


def test_other_jurisdictions_stand_apart(finding: FindingMaker) -> None:
    """One norm in two states is two points, since the citations differ."""
    assert 2 == len(group_recipients([finding("Ann"), finding("Ann", jurisdiction="US-YY")]))


def test_a_name_that_is_a_word(finding: FindingMaker) -> None:
    """A name that is also a word of the sentence replaces nothing but the name."""
    (group,) = group_recipients([finding("an"), finding("email")])

    assert (
        "The sending lawyer must not track an email to an (the same for email)." == group.statement
    )


def test_sentences_that_differ_otherwise(finding: FindingMaker) -> None:
    """Sentences that differ by more than the name are never merged."""
    other = replace(finding("Bob"), statement="The sending lawyer must not write to Bob.")

    assert 2 == len(group_recipients([finding("Ann"), other]))


def test_whole_message(finding: FindingMaker) -> None:
    """A finding about the whole message names nobody."""
    (group,) = group_recipients([finding(None, statement="The lawyer must keep abreast.")])

    assert () == group.names
