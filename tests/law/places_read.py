"""The American places in which the local text of a rule was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import Verification

if TYPE_CHECKING:
    from advisor import Corpus


def where_read(corpus: Corpus, rule: str) -> list[str]:
    """Return the American places whose own text of a rule was read."""
    return [
        code
        for code, place in corpus.law.jurisdictions.items()
        if code.startswith("US-")
        and rule in place.adoptions
        and place.adoptions[rule].verified is not Verification.UNVERIFIED
    ]
