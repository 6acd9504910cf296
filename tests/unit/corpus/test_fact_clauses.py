"""The clauses in which vocabulary files tell what is known of a fact."""

from __future__ import annotations

import re

import pytest
from unit.corpus.utopia import Reader

PATH = "policies/vocabulary/more.yaml"
WORDS = """\
vocabulary: more
facts:
  firm.pays:
    type: flag
    ask: Does the firm pay?
    says: {yes: the firm pays, no: the firm pays nothing}
  recipient.colour:
    type: choice
    options: {red: as a rose, blue: as the sky}
    ask: What colour?
    says:
      is: '{who} is {answer}'
      red: '{who} blushes'
"""


def test_clauses_are_kept(over: Reader) -> None:
    """Each stands under the value that it tells."""
    law, problems = over({PATH: WORDS})

    assert () == problems
    assert law is not None
    assert {"yes": "the firm pays", "no": "the firm pays nothing"} == dict(
        law.vocabulary.facts["firm.pays"].says
    )


@pytest.mark.parametrize(
    ("before", "after", "code", "fix"),
    [
        ("no: the firm pays nothing", "nay: it pays nothing", "unknown-option", "`yes`, `no`"),
        (", no: the firm pays nothing", "", "missing-key", "add `no`"),
        ("red: '{who} blushes'", "rod: '{who} blushes'", "unknown-option", "`red`"),
        ("is: '{who} is {answer}'", "is: '{who} is it'", "bad-value", "write `{answer}`"),
        ("red: '{who} blushes'", "red: '{she} blushes'", "bad-value", "`{who}`"),
        ("red: '{who} blushes'", "red: '{who blushes'", "bad-value", "`{who}`"),
        ("yes: the firm pays,", "yes: '{who} pays',", "bad-value", "without braces"),
        ("      is: '{who} is {answer}'\n", "", "missing-key", "`blue`"),
        (
            "    ask: What colour?",
            "    ask: What colour?\n    ask_client: What colour have you?",
            "unknown-key",
            "remove `ask_client`",
        ),
    ],
)
def test_a_slip_is_told_with_its_fix(
    over: Reader, before: str, after: str, code: str, fix: str
) -> None:
    """A value that cannot be, one without words, and a slot that nothing fills."""
    assert before in WORDS
    _, problems = over({PATH: WORDS.replace(before, after)})

    assert code in {problem.code for problem in problems}
    assert any(fix in problem.fix for problem in problems if problem.code == code)


@pytest.mark.parametrize(
    "said",
    [
        "{yes: {who} pays, no: '{who} pays nothing'}",
        "{yes: the firm of {who} pays, no: the firm pays nothing}",
        "{yes: '{who} pays', no: nothing comes from {who}}",
    ],
)
def test_a_slot_without_quotes_gets_a_fix_that_works(over: Reader, said: str) -> None:
    """Braces mean something else to YAML within a mapping on one line; the texts are quoted."""
    text = "vocabulary: more\nfacts:\n  recipient.pays:\n    type: flag\n    ask: Paid?\n"
    _, (problem,) = over({PATH: f"{text}    says: {said}\n"})
    assert "yaml-syntax" == problem.code
    found = re.fullmatch("write `(says: .*)`", problem.fix)

    assert found
    law, problems = over({PATH: f"{text}    {found[1]}\n"})
    assert () == problems
    assert law is not None
    assert {"yes", "no"} == law.vocabulary.facts["recipient.pays"].says.keys()
