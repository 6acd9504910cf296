"""What people know in the place of another fact, read from vocabulary files."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import Reader

from advisor.checks.vocabulary import check_vocabulary

PATH = "policies/vocabulary/more.yaml"
WORDS = """\
vocabulary: more
facts:
  recipient.reads_in: {type: place, ask: Where does she read?, known_by: recipient.based_in}
  recipient.based_in: {type: place, ask: Where is she based?}
  firm.based_in: {type: place, ask: Where is the firm based?}
usual:
  - id: reads-where-based
    if: {message.direction: sent}
    usually: {recipient.reads_in: {same_as: recipient.based_in}}
    because: People read in their office.
"""


def test_a_fact_may_be_known_by_another(over: Reader) -> None:
    """It is kept, and what a usual value copies to another fact is of use, untested as it is."""
    law, problems = over({PATH: WORDS})

    assert () == problems
    assert law is not None
    assert "recipient.based_in" == law.vocabulary.facts["recipient.reads_in"].known_by
    unused = {found.what for found in check_vocabulary(law) if found.code == "unused-fact"}
    assert "nothing tests `firm.based_in`" in unused
    assert "nothing tests `recipient.based_in`" not in unused


def test_what_no_usual_value_copies_is_of_no_use(over: Reader) -> None:
    """An answer that tells nothing of the other fact would be asked for in vain."""
    law, _ = over({PATH: WORDS.replace("{same_as: recipient.based_in}", "UT")})

    assert law is not None
    unused = {found.what for found in check_vocabulary(law) if found.code == "unused-fact"}
    assert "nothing tests `recipient.based_in`" in unused


@pytest.mark.parametrize(
    ("slip", "code", "what", "fix"),
    [
        ("recipient.based", "unknown-fact", "no fact is named `recipient.based`",
         "did you mean `recipient.based_in`?"),
        ("firm.based_in", "wrong-type",
         "`recipient.reads_in` cannot be known by `firm.based_in`",
         "name another fact of that `recipient` that is a place"),
        ("recipient.reads_in", "wrong-type",
         "`recipient.reads_in` cannot be known by `recipient.reads_in`",
         "name another fact of that `recipient` that is a place"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(
    over: Reader, slip: str, code: str, what: str, fix: str
) -> None:
    """What is no fact, or one of another kind, cannot be asked for in place of another."""
    _, (problem,) = over({PATH: WORDS.replace("known_by: recipient.based_in", f"known_by: {slip}")})

    assert (code, slip) == (problem.code, problem.at.text)
    assert what in problem.what
    assert fix in problem.fix
