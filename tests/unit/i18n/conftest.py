"""A language that marks every word of the frame, and the German one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from advisor.advice import Corpus, load
from advisor.i18n import Language
from advisor.i18n.lookup import find_language

OPEN, SHUT = "\u27e6", "\u27e7"
ZEDLAND = Path(__file__).parents[1] / "memo" / "zedland"


@dataclass(frozen=True)
class Brackets:
    """Translates by putting brackets around all that is not a slot."""

    def find(self, context: str, text: str) -> str | None:
        """Bracket a sentence."""
        del context
        return "".join(
            (f"{OPEN}{literal}{SHUT}" if literal else "") + (f"{{{name}}}" if name else "")
            for literal, name, _, _ in Formatter().parse(text)
        )

    def find_many(self, context: str, one: str, count: int) -> str | None:
        """Bracket the singular, whatever the count."""
        del count
        return self.find(context, one)


@pytest.fixture(scope="session")
def brackets() -> Language:
    """Give a language in which every word of the frame stands in brackets."""
    return Language("x-brackets", Brackets())


@pytest.fixture(scope="session")
def german() -> Language:
    """Give German."""
    return find_language("de")


@pytest.fixture(scope="session")
def bundled() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(engine="reference", cases=True)


@pytest.fixture(scope="session")
def zedland() -> Corpus:
    """Load the invented law in which everything a memo prints occurs."""
    return load(ZEDLAND, bundled=False, engine="reference")
