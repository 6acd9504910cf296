"""One scenario for a command: read, or complained of."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.model.law_clock import moved_to

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.scenarios import Scenario

STDIN = "-"
_SHOWN = "<stdin>"


def read_or_exit(name: str, corpus: Corpus, today: date, *, as_of: date | None = None) -> Scenario:
    """
    Read a scenario from a file, or from standard input for `-`.

    `as_of` is the day that is asked about whatever the scenario tells, where one is. Leaves
    with status 1 and every problem told where it cannot be used.
    """
    scenario = try_read(name, corpus, today, as_of=as_of)
    if scenario is None:
        sys.exit(FAILED)
    return scenario


def read_with_profile(
    name: str, corpus: Corpus, today: date, profile: str | None, *, as_of: date | None = None
) -> Scenario:
    """
    Read a scenario as `read_or_exit` does, with what the profile tells where it is silent.

    `profile` is the file that was named; without it one is looked for beside the scenario and
    in the user's configuration folder.
    """
    from advisor.cli.loading.profile_input import ProfileFinder

    scenario = read_or_exit(name, corpus, today, as_of=as_of)
    return ProfileFinder(corpus.law, profile).apply(scenario, path_beside(name))


def path_beside(name: str) -> Path | None:
    """Return the path of an argument; `None` where it is standard input."""
    return None if name == STDIN else Path(name)


def try_read(
    name: str,
    corpus: Corpus,
    today: date,
    *,
    read: bytes | None = None,
    as_of: date | None = None,
) -> Scenario | None:
    """
    Read a scenario, and tell every problem; `None` where it cannot be used.

    `read` is what standard input held, where it was read already to see what it is; `as_of`
    the day that is asked about whatever the scenario tells, where one is: its message is then
    taken as sent on that day.
    """
    own_day = as_of is None
    if read is not None:
        scenario = _from_bytes(read, corpus, today, own_day=own_day)
    else:
        path, source = (Path("/dev/stdin"), _SHOWN) if name == STDIN else (Path(name), name)
        scenario = _read(path, source, corpus, today, own_day=own_day)
    return scenario if scenario is None or as_of is None else moved_to(scenario, as_of)


def _from_bytes(data: bytes, corpus: Corpus, today: date, *, own_day: bool) -> Scenario | None:
    file = os.memfd_create("scenario")
    try:
        with open(file, "wb", closefd=False) as opened:
            opened.write(data)
        return _read(Path(f"/dev/fd/{file}"), _SHOWN, corpus, today, own_day=own_day)
    finally:
        os.close(file)


def _read(
    path: Path, source: str, corpus: Corpus, today: date, *, own_day: bool
) -> Scenario | None:
    from advisor.corpus import read_scenario

    scenario, problems = read_scenario(
        path, corpus.law, today=today, source=source, own_day=own_day
    )
    corpus_loader.report_diagnostics(problems)
    return scenario
