"""Cases of relations, as they are read and as they come out."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import Reader

from advisor.engine.closure.shown_relations import ShownRelations, show_relations
from advisor.model.law import Law

VOCABULARY = """\
vocabulary: more
facts:
  message.is_answer: {type: flag, ask: Does it answer another message?}
  message.quotes_it: {type: flag, ask: Does it quote what it answers?}
  recipient.is_answered: {type: flag, ask: Does it answer this recipient?}
  recipient.is_quoted: {type: flag, ask: Does it quote this recipient?}
relations:
  - id: no-answer-no-quotation
    if: {message.is_answer: false}
    mute: [message.quotes_it]
    because: What answers nothing quotes nothing that it answers.
  - id: only-who-is-answered-is-quoted
    if: {recipient.is_answered: false}
    then: {recipient.is_quoted: false}
    because: Only those are quoted who are answered.
"""
CASES = """\
vocabulary: more
cases:
  - name: no answer quotes nothing
    facts: {message: {is_answer: false}}
    mutes: [message.quotes_it]
  - name: no answer with a quotation
    facts: {message: {is_answer: false, quotes_it: true}}
    contradicts: no-answer-no-quotation
  - name: neither of the two is quoted
    recipients: [{name: Alice, is_answered: false}, {name: Bob, is_answered: false}]
    concludes: {recipient.is_quoted: false}
"""
MUTES = "mutes: [message.quotes_it]"
FILES = {"policies/vocabulary/more.yaml": VOCABULARY}


def law_of(over: Reader, cases: str = CASES) -> Law:
    """Read the law with these cases of its relations, which must have no problem."""
    law, problems = over({**FILES, "policies/vocabulary/more.cases.yaml": cases})
    assert () == problems
    assert law is not None
    return law


def shown(over: Reader, cases: str) -> ShownRelations:
    """Put the only case to the test."""
    law = law_of(over, cases)
    (case,) = show_relations(law, law.relation_cases)
    return case


def test_cases_of_relations_come_true(over: Reader) -> None:
    """Each says which relation it shows: settling something, or refusing what is told."""
    law = law_of(over)

    muted, refused, settled = show_relations(law, law.relation_cases)

    assert () == (*muted.differences, *refused.differences, *settled.differences)
    assert ({"no-answer-no-quotation"}, set()) == (set(muted.settles), set(muted.refuses))
    assert (set(), {"no-answer-no-quotation"}) == (set(refused.settles), set(refused.refuses))
    assert {"only-who-is-answered-is-quoted"} == set(settled.settles)
    assert () == law.cases


@pytest.mark.parametrize(
    ("old", "new", "about", "found"),
    [
        ("is_answer: false}", "is_answer: true}", "mutes message.quotes_it", "arises"),
        (MUTES, "concludes: {message.quotes_it: false}", "concludes", "unknown"),
        (MUTES, "concludes: {message.is_answer: false}", "concludes", "told"),
        (MUTES, "contradicts: no-answer-no-quotation", "contradicts", "none"),
        ("is_answer: false}", "is_answer: false, quotes_it: true}", "contradicts", "no-answer"),
    ],
)  # fmt: skip
def test_a_case_that_comes_otherwise_says_how(
    over: Reader, old: str, new: str, about: str, found: str
) -> None:
    """An expectation that is not met, or was told and never concluded, is a difference."""
    first = CASES[: CASES.index("  - name: no answer with")]

    (difference,) = shown(over, first.replace(old, new)).differences

    assert about == difference.about
    assert found in difference.found


def test_a_conclusion_holds_of_each_recipient(over: Reader) -> None:
    """What follows of one recipient only is not what the case expects of all."""
    cases = f"vocabulary: more\ncases:\n{CASES[CASES.index('  - name: neither') :]}"

    (difference,) = shown(over, cases.replace("Bob, is_answered: false", "Bob")).differences

    assert ("concludes", "true", "true, unknown") == (
        difference.about,
        difference.expected,
        difference.found,
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("contradicts: no-answer-no-quotation", "contradicts: no-answer", "dangling-reference"),
        ("mutes: [message.quotes_it]", "mutes: [message.quotes_them]", "unknown-fact"),
        ("concludes: {recipient.is_quoted", "concludes: {recipient.quoted", "unknown-fact"),
        ("    mutes: [message.quotes_it]\n", "", "missing-key"),
        ("vocabulary: more\ncases", "vocabulary: less\ncases", "id-not-path"),
        (
            "    contradicts: no-answer",
            "    mutes: [message.quotes_it]\n    contradicts: no-answer",
            "missing-key",
        ),
    ],
)
def test_slips_in_cases_of_relations_are_noted(over: Reader, old: str, new: str, code: str) -> None:
    """A case that expects nothing, or what is not there, would pass unnoticed."""
    assert old in CASES
    files = {**FILES, "policies/vocabulary/more.cases.yaml": CASES.replace(old, new)}

    _, problems = over(files)

    assert [code] == [problem.code for problem in problems]
