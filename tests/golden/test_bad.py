"""What the tool says of files that are wrong, word for word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.corpus import Layer, read_law, read_scenario
from advisor.diagnostics import Diagnostic
from advisor.diagnostics.registry import Finder, codes_of
from advisor.facts.profile import read_profile
from advisor.reports.render.diagnostics import render_diagnostics
from advisor.values import replace

BAD = Path(__file__).parent / "bad"
TODAY = date(2026, 3, 2)
EXPECTED = "expected.txt"
PROFILE = "firm.yaml"
SCENARIOS = ("scenario.yaml", "scenario.json")
LAW = ("policies", "jurisdictions")
EXAMPLES = sorted(folder.name for folder in BAD.iterdir() if not folder.name.startswith("_"))

# Files too large to keep, and a link to everything, made when they are needed.
WRITTEN = {
    "bad-link": (Path("policies/all"), Path("/")),
    "too-large": (Path("policies/large.yaml"), b"# nothing but this\n" * 110_000),
    "too-many": (Path("scenario.yaml"), b"recipients:\n" + b"  - {}\n" * 1_001),
}


def said_of(example: Path) -> tuple[Diagnostic, ...]:
    """Read an example on the ground that all share: law over it, or what is told under it."""
    ground = Layer("ground", BAD / "_ground")
    law, problems = read_law([ground])
    assert law is not None, render_diagnostics(problems)
    if any((example / half).exists() for half in LAW):
        return read_law([ground, Layer("example", example)], cases=True)[1]
    if (example / PROFILE).exists():
        return tuple(
            replace(problem, at=replace(problem.at, source=PROFILE))
            for problem in read_profile(example / PROFILE, law)[1]
        )
    name = next((name for name in SCENARIOS if (example / name).exists()), SCENARIOS[0])
    return read_scenario(example / name, law, today=TODAY, source=name)[1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_says_exactly_this(name: str, tmp_path: Path, *, update_golden: bool) -> None:
    """Each bad example draws exactly the diagnostics beside it, its own code among them."""
    example = BAD / name
    if name in WRITTEN:
        path, content = WRITTEN[name]
        example = tmp_path
        (example / path).parent.mkdir(exist_ok=True)
        if isinstance(content, Path):
            (example / path).symlink_to(content)
        else:
            (example / path).write_bytes(content)

    found = said_of(example)

    assert name in {problem.code for problem in found}
    expected = BAD / name / EXPECTED
    if update_golden:
        expected.write_text(render_diagnostics(found), encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == render_diagnostics(found)


def test_every_code_has_an_example() -> None:
    """A code that a file can draw is shown in an example of that name."""
    assert EXAMPLES == sorted(codes_of(Finder.FILES))


def test_color_changes_no_word() -> None:
    """Colour adds to the text and takes nothing from it."""
    import re

    found = said_of(BAD / "unknown-fact")

    assert render_diagnostics(found) == re.sub(
        r"\x1b\[[0-9;]*m", "", render_diagnostics(found, color=True)
    )
    assert render_diagnostics(found) != render_diagnostics(found, color=True)
