"""How an interview speaks: wrapped lines, a little emphasis, or plain words for the ear."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from advisor.cli.output.console import echo
from advisor.i18n import ENGLISH, Language, message
from advisor.printable import printable
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEASURE = 84
_LEAST = 40
_STYLES = {"bold": "1", "dim": "2", "yellow": "33", "green": "32", "red": "31", "cyan": "36"}


@dataclass(frozen=True)
class PromptStyle:
    """A screen `width` columns wide; `plain` says in words what others show by signs."""

    width: int
    colour: bool
    plain: bool

    def line(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Write one paragraph."""
        room = max(min(self.width, _MEASURE), _LEAST)
        space = "" if self.plain else " " * indent
        hanging = "  " if text.startswith("- ") and not self.plain else ""
        lines = textwrap.wrap(
            printable(text),
            room,
            initial_indent=space,
            subsequent_indent=space + hanging,
            break_on_hyphens=False,
        )
        for one in lines or [""]:
            echo(self._styled(one, style), styled=True)

    def options(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Write what can be answered, each with its number."""
        room = max(min(self.width, _MEASURE), _LEAST)
        for number, label in pairs:
            lead = f"{number}: " if self.plain else f"  {number:>2}  "
            lines = textwrap.wrap(printable(label), room - len(lead), break_on_hyphens=False)
            for at, line in enumerate(lines or [""]):
                start = lead if at == 0 else " " * len(lead)
                echo(f"{self._styled(start, 'cyan') if at == 0 else start}{line}", styled=True)

    def prompt(self, language: Language = ENGLISH) -> str:
        """Return what stands before an answer."""
        return f"{language.render(message('Your answer:'))} " if self.plain else "> "

    def _styled(self, text: str, style: str) -> str:
        if not style or not self.colour or self.plain:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
