"""How long a command takes from nothing, against importing what it is built on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import goal

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "docs/examples/settlement-offer.yaml"
_ROUNDS = 20
_PYTHON = sys.executable
_FIVE = "five imports"
_TWO = "two imports"
_CHECK = "advisor check FILE"
_OPTIONS = "check --all --plain FILE"
_MISTAKE = "check --al FILE"
_HELP = "advisor --help"

COMMANDS: Mapping[str, Sequence[str]] = {
    "python -c pass": (_PYTHON, "-c", "pass"),
    _TWO: (_PYTHON, "-c", "import typer, rich"),
    _FIVE: (_PYTHON, "-c", "import typer, rich, pydantic, yaml, durable.engine"),
    _HELP: (_PYTHON, "-m", "advisor", "--help"),
    _CHECK: (_PYTHON, "-m", "advisor", "check", EXAMPLE),
    _OPTIONS: (_PYTHON, "-m", "advisor", "check", "--all", "--plain", EXAMPLE),
    _MISTAKE: (_PYTHON, "-m", "advisor", "check", "--al", EXAMPLE),
}


def report() -> Iterator[str]:
    """Start everything in turn, and tell the processor time of each at its median."""
    taken = _taken()
    yield f"starts, processor time in ms, median and best of {_ROUNDS} in turn"
    for name, times in taken.items():
        yield f"  {name:26} {1e3 * _median(times):6.0f} {1e3 * min(times):6.0f}"
    median = {name: _median(times) for name, times in taken.items()}
    yield goal("`check` on the five imports", median[_CHECK] / median[_FIVE], at_most=1.6)
    yield goal("`check --all --plain` on them", median[_OPTIONS] / median[_FIVE], at_most=1.6)
    yield goal("`--help` on typer and rich", median[_HELP] / median[_TWO], at_most=1.2)


def _taken() -> dict[str, list[float]]:
    """Give the times of every round, in seconds; the first starts, which keep the law, apart."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        # As where it is installed: compiled once, not at every start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for at in range(_ROUNDS + 2):
            for name, command in COMMANDS.items():
                time = _processor_time(command, environment)
                if at > 1:
                    taken[name].append(time)
    return taken


def _processor_time(command: Sequence[str], environment: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - the commands above
        command, cwd=ROOT, env=environment, capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _median(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]
