"""What the tool says of law that reads well and cannot be right, word for word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.checks import check
from advisor.corpus import Layer, read_law
from advisor.diagnostics.registry import Finder, codes_of
from advisor.reports.render.diagnostics import render_diagnostics

HERE = Path(__file__).parent
UNSOUND = HERE / "unsound"
GROUND = Layer("ground", HERE / "bad" / "_ground")
TODAY = date(2026, 3, 2)
CODES = sorted(codes_of(Finder.CHECKS))


@pytest.mark.parametrize("code", CODES)
def test_says_exactly_this(code: str, *, update_golden: bool) -> None:
    """Each unsound example draws the diagnostics beside it, its own code among them."""
    law, problems = read_law([GROUND, Layer("example", UNSOUND / code)], cases=True)
    assert law is not None, render_diagnostics(problems)
    ground, _ = read_law([GROUND], cases=True)
    assert ground is not None

    known = {(one.code, one.what) for one in check(ground, today=TODAY)}
    found = [one for one in check(law, today=TODAY) if (one.code, one.what) not in known]

    assert code in {one.code for one in found}
    expected = UNSOUND / code / "expected.txt"
    if update_golden:
        expected.write_text(render_diagnostics(found), encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == render_diagnostics(found)


def test_every_example_is_of_a_code() -> None:
    """No example is left over from a code that is gone."""
    assert CODES == sorted(folder.name for folder in UNSOUND.iterdir())
