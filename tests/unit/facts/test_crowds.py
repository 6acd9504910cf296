"""More recipients than one scenario may have are refused, and the refusal names the limit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.diagnostics import InvalidScenario
from advisor.facts.read_scenario import read_scenario
from advisor.facts.scenario_parser import MOST_RECIPIENTS_TOLD

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the bundled law."""
    return load()


def written(folder: Path, people: int) -> Path:
    """Write a scenario to so many."""
    path = folder / "scenario.yaml"
    path.write_text("recipients:\n" + "  - {role: client}\n" * people, encoding="utf-8")
    return path


def test_a_file_may_list_so_many_recipients_and_no_more(corpus: Corpus, tmp_path: Path) -> None:
    """The error stands at the list, before any of them is read."""
    read, problems = read_scenario(written(tmp_path, MOST_RECIPIENTS_TOLD), corpus.law)
    assert read is not None
    assert MOST_RECIPIENTS_TOLD == len(read.people)
    assert () == problems

    read, problems = read_scenario(written(tmp_path, MOST_RECIPIENTS_TOLD + 1), corpus.law)
    assert read is None
    (problem,) = problems
    assert ("too-many", 1) == (problem.code, problem.at.line)
    assert f"{MOST_RECIPIENTS_TOLD:,}" in problem.what


def test_a_program_is_told_the_same(corpus: Corpus) -> None:
    """`advise` raises it."""
    crowd = {"recipients": [{"role": "client"}] * (MOST_RECIPIENTS_TOLD + 1)}
    with pytest.raises(InvalidScenario) as told:
        corpus.advise(crowd, as_of=DAY)
    assert ["too-many"] == [problem.code for problem in told.value.diagnostics]
