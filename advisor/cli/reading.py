"""One scenario for a command: read, or complained of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from advisor.cli import loading

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.scenarios import Scenario

STDIN = "-"


def read(name: str, corpus: Corpus, today: date) -> Scenario:
    """
    Read a scenario from a file, or from standard input for `-`.

    Leaves with status 1 and every problem told where it cannot be used.
    """
    scenario = read_if_sound(name, corpus, today)
    if scenario is None:
        raise typer.Exit(loading.FAILED)
    return scenario


def read_if_sound(name: str, corpus: Corpus, today: date) -> Scenario | None:
    """Read a scenario, and tell every problem; `None` where it cannot be used."""
    from advisor.corpus import read_scenario

    path, source = (Path("/dev/stdin"), "<stdin>") if name == STDIN else (Path(name), name)
    scenario, problems = read_scenario(path, corpus.law, today=today, source=source)
    loading.report(problems)
    return scenario
