"""The codes of problems with messages, for the page that explains them."""

from __future__ import annotations

import re
from pathlib import Path

import advisor
from advisor.mail.codes import CODES
from advisor.mail.problems import (
    missing_block_list_reader,
    missing_extra,
    unreadable,
    unreadable_block_list,
)

_ADDED = re.compile(r"add\(\s*\"([a-z0-9-]+)\"")


def test_every_code_is_explained() -> None:
    """Whatever can be wrong with a message or an address book has a row on the page of codes."""
    told = {
        one.code
        for one in (
            missing_block_list_reader(),
            missing_extra("mail", ("selectolax",)),
            unreadable("letter.eml", "it is empty"),
            unreadable_block_list(Path("list.txt")),
        )
    }
    book = Path(advisor.__file__).parent / "mail" / "people.py"
    told.update(_ADDED.findall(book.read_text("utf-8")))

    assert told == set(CODES)


def test_a_problem_says_how_to_mend_it() -> None:
    """Where a library is missing, the command that installs it is named."""
    problem = missing_extra("mail", ("selectolax", "oxmsg"))

    assert "`selectolax`, `oxmsg`" in problem.what
    assert problem.fix == "pip install 'legal-ethics-advisor[mail]'"
