"""What is said where messages cannot be read."""

from __future__ import annotations

from advisor.mail.problems import missing_extra


def test_a_problem_says_how_to_mend_it() -> None:
    """Where a library is missing, the command that installs it is named."""
    problem = missing_extra("mail", ("selectolax", "oxmsg"))

    assert "`selectolax`, `oxmsg`" in problem.what
    assert problem.fix == "pip install 'legal-ethics-advisor[mail]'"
