"""What the tool says of scenarios, word for word, on the small law that all examples share."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.model.opinions import Opinion
from advisor.reports.machine.opinion_json import as_json
from advisor.reports.opinions import opinion_page
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text
from advisor.reports.render.terminal import terminal

GOOD = Path(__file__).parent / "good"
EXAMPLES = sorted(folder.name for folder in GOOD.iterdir() if not folder.name.startswith("_"))

# What differs from one release or machine to the next.
_VERSIONS = (
    (re.compile(r"sha256:[0-9a-f]+"), "sha256:..."),
    (
        re.compile(
            r"advisor \d[\w.]*, engine [^.]*?(?:\d[\w.]*\d)?(?:,\s+checked\s+by\s+[^.\n]+)?\.\n"
        ),
        "advisor ...\n",
    ),
    (re.compile(r'"(advisor|engine|checked_by)": "[^"]*"'), r'"\1": "..."'),
)


@cache
def ground() -> Corpus:
    """Load the law that all examples share."""
    return load(GOOD / "_ground", bundled=False)


def said(opinion: Opinion) -> dict[str, str]:
    """Write an opinion in every form, by the name of its golden file."""
    law = ground().law
    brief = opinion_page(opinion, law)
    forms = {
        "text.txt": terminal(brief),
        "narrow.txt": terminal(brief, width=50),
        "plain.txt": plain_text(brief),
        "explained.txt": terminal(opinion_page(opinion, law, explain=True)),
        "page.md": markdown(brief),
        "opinion.json": f"{as_json(opinion, law)}\n",
    }
    return {name: _masked(text) for name, text in forms.items()}


def _masked(text: str) -> str:
    for pattern, instead in _VERSIONS:
        text = pattern.sub(instead, text)
    return text


@pytest.mark.parametrize("name", EXAMPLES)
def test_says_exactly_this(name: str, *, update_golden: bool) -> None:
    """Each example is answered, in every form, exactly as in the files beside it."""
    found = said(ground().advise(GOOD / name / "scenario.yaml"))
    if update_golden:
        for form, text in found.items():
            (GOOD / name / form).write_text(text, encoding="utf-8")

    for form, text in found.items():
        assert (GOOD / name / form).read_text(encoding="utf-8") == text
