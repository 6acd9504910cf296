"""
What users install: run by an interpreter that has the built wheel and nothing of the checkout.

`.ci/run` runs this file by itself, as a program, since pytest is a development package.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import advisor

COMMAND = Path(sysconfig.get_path("scripts")) / "advisor"
SCENARIO = {
    "scenario": "Settlement offer with a tracking pixel",
    "as_of": "2026-03-02",
    "facts": {
        "message": {"direction": "sent", "channel": "email"},
        "lawyer": {"admitted_in": ["US-IL"]},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
        "tracking": {"mechanisms": ["pixel"], "disclosure": "none"},
    },
    "recipients": [{"name": "Opposing counsel", "role": "opposing-counsel", "consented": False}],
}


def run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the installed command."""
    return subprocess.run(
        [COMMAND, *arguments], input=given, capture_output=True, text=True, check=False
    )


def test_it_is_the_installed_package() -> None:
    """The package comes from the environment and not from a checkout."""
    assert Path(sysconfig.get_path("purelib")) in Path(advisor.__file__).parents


def test_version() -> None:
    """The version is told once: what pip says, the package says."""
    assert importlib.metadata.version("legal-ethics-advisor") == advisor.__version__


def test_no_development_packages() -> None:
    """Nothing here rests on a package that only contributors have."""
    development = ("babel", "pytest", "hypothesis", "ruff", "mypy", "importlinter")

    assert [] == [name for name in development if importlib.util.find_spec(name)]


def test_german_is_compiled() -> None:
    """The catalogue is there as gettext reads it, and without its source."""
    folder = Path(advisor.__file__).parent / "i18n"
    answered = run("check", "-", "--language", "de", given=json.dumps(SCENARIO))

    assert ["de.mo"] == [path.name for path in folder.iterdir() if path.suffix in (".mo", ".po")]
    assert "STOPP" in answered.stdout


def test_help() -> None:
    """The command is installed and explains itself."""
    done = run("--help")

    assert 0 == done.returncode, done.stderr
    assert "check" in done.stdout


def test_load() -> None:
    """The law travels inside the package."""
    corpus = advisor.load()

    assert {"US-IL", "EU", "GB"} <= set(corpus.law.jurisdictions)
    assert [] == list(corpus.diagnostics)


def test_advise() -> None:
    """A program gets an opinion."""
    assert "stop" == advisor.load().advise(SCENARIO).verdict.value


def test_check() -> None:
    """The command gives the same opinion, from a folder that holds nothing else."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("scenario.json").write_text(json.dumps(SCENARIO), encoding="utf-8")
        done = run("check", "scenario.json", "--output", "json")

    assert 3 == done.returncode, done.stderr
    assert "stop" == json.loads(done.stdout)["verdict"]


def test_lint() -> None:
    """The bundled law is found and sound."""
    done = run("lint")

    assert 0 == done.returncode, done.stdout + done.stderr


def test_cases() -> None:
    """The bundled law says what it should say."""
    done = run("test")

    assert 0 == done.returncode, done.stdout + done.stderr


def main() -> int:
    """Run every test of this file."""
    tests = {name: test for name, test in globals().items() if name.startswith("test_")}
    for name, test in tests.items():
        test()
        sys.stdout.write(f"  {name.removeprefix('test_').replace('_', ' ')}\n")
    sys.stdout.write(f"  {len(tests)} checks of the wheel on Python {sys.version.split()[0]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
