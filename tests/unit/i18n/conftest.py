"""A language that marks every word of the frame, and the German one."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from string import Formatter

import pytest

from advisor.advice import Corpus, load
from advisor.i18n import Language, language

OPEN, SHUT = "\u27e6", "\u27e7"
ZEDLAND = Path(__file__).parents[1] / "memo" / "zedland"


class Brackets(NullTranslations):
    """Translates by putting brackets around all that is not a slot."""

    def gettext(self, message: str) -> str:
        """Bracket a sentence."""
        return "".join(
            (f"{OPEN}{literal}{SHUT}" if literal else "") + (f"{{{name}}}" if name else "")
            for literal, name, _, _ in Formatter().parse(message)
        )

    def pgettext(self, context: str, message: str) -> str:
        """Bracket a sentence, whatever its context."""
        del context
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Bracket the singular, whatever the count."""
        del msgid2, n
        return self.gettext(msgid1)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Bracket the singular, whatever context and count."""
        del context
        return self.ngettext(msgid1, msgid2, n)


@pytest.fixture(scope="session")
def brackets() -> Language:
    """Return a language in which every word of the frame stands in brackets."""
    return Language("x-brackets", Brackets())


@pytest.fixture(scope="session")
def german() -> Language:
    """Give German."""
    return language("de")


@pytest.fixture(scope="session")
def bundled() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(engine="reference", cases=True)


@pytest.fixture(scope="session")
def zedland() -> Corpus:
    """Load the invented law in which everything a memo prints occurs."""
    return load(ZEDLAND, bundled=False, engine="reference")
