"""Every frame of the memo and of the letter is said somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import advisor
from advisor.reports.memo.frames import FRAMES

MEMO = Path(advisor.__file__).parent / "reports" / "memo"
_ANY = "[a-z-]+"
_ENDING = re.compile(r"\\\.[a-z-]+")
"""A suffix that is written out; one that is itself filled in could make any name."""
CATALOGUES = ("frames.py", "letter_frames.py")


class Names:
    """The names of frames that the modules of the memo can make."""

    def __init__(self) -> None:
        self.literals: set[str] = set()
        self.patterns: set[str] = set()
        self.endings: set[str] = set()
        for path in MEMO.glob("*.py"):
            if path.name not in CATALOGUES:
                self._read(ast.parse(path.read_text(encoding="utf-8")))

    def _read(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.literals.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    one.value if isinstance(one, ast.Constant) else None for one in node.values
                ]
                said = "".join(_ANY if one is None else re.escape(str(one)) for one in parts)
                if parts and parts[0] is None:
                    self.endings.add(said.removeprefix(_ANY))
                else:
                    self.patterns.add(said)

    def makes(self, name: str) -> bool:
        """Return whether a name stands in the code, or is made of one that does."""
        if name in self.literals or any(re.fullmatch(one, name) for one in self.patterns):
            return True
        for ending in self.endings:
            found = re.search(rf"{ending}$", name) if _ENDING.fullmatch(ending) else None
            if found is not None and self.makes(name[: found.start()]):
                return True
        return False


@pytest.fixture(scope="module")
def names() -> Names:
    """Read the modules of the memo."""
    return Names()


def test_every_frame_is_said(names: Names) -> None:
    """A translator translates nothing that nobody will ever read."""
    assert [] == [name for name in FRAMES if not names.makes(name)]


def test_a_frame_that_nobody_says_is_found(names: Names) -> None:
    """The look itself is not blind."""
    assert not names.makes("limits.never")
    assert not names.makes("remedies.never")
