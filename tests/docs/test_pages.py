"""What the pages show is what the program does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md")
    for page in ROOT.glob(pattern)
    if not page.name.startswith(".")
)
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def test_nothing_is_stale() -> None:
    """Generated pages and the outputs of every example are what the program gives today."""
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate", "--check"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ("", 0) == (done.stdout + done.stderr, done.returncode)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link in a page names a file that is there."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [match["target"].partition("#")[0] for match in _LINK.finditer(text)]
    missing = [
        target
        for target in targets
        if target and "://" not in target and not (page.parent / target).exists()
    ]

    assert [] == missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_one_sentence_per_line(page: Path) -> None:
    """Prose breaks after each sentence, so that a change shows as the sentence it changes."""
    if "generated" in page.read_text(encoding="utf-8")[:400]:
        return
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    crowded = [
        line
        for line in prose.splitlines()
        if re.search(r"[a-z`)]\. [A-Z]", line)
        and not line.startswith(("|", "- ", "**"))
        and not re.match(r"\d+\. ", line)
    ]

    assert [] == crowded
