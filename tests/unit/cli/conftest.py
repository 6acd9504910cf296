"""The command line, run in this process or as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unit.cli.runs import Command, Done, Program

from advisor.cli import main

PIXEL = """\
scenario: Settlement offer with a tracking pixel
as_of: 2026-03-02
facts:
  message: {direction: sent}
  lawyer: {admitted_in: [US-IL]}
  matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}
  tracking: {mechanisms: [pixel], captures: [opened], disclosure: none}
recipients:
  - {name: Opposing counsel, role: opposing-counsel, located_in: US-IL, consented: false}
"""
LETTER = """\
From: a@firm.example
To: b@other.example
Content-Type: text/html

<img src="https://t.example/o/9fK2xQ7LmB41vZ" width="1" height="1">
"""


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the user's cache, profile and colours out of it; one cache serves all tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in ("ADVISOR_NO_CACHE", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def advisor(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in this process."""

    def run(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return run


@pytest.fixture
def program() -> Program:
    """Run a command line as a program, where a real pipe or encoding matters."""

    def run(*arguments: object, given: str = "", **environment: str) -> Done:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "advisor", *map(str, arguments)],
            input=given.encode(),
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def pixel(tmp_path: Path) -> Path:
    """Write a scenario that is to be stopped."""
    path = tmp_path / "pixel.yaml"
    path.write_text(PIXEL, encoding="utf-8")
    return path


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """Write a scenario of which nothing is known."""
    path = tmp_path / "silent.yaml"
    path.write_text("as_of: 2026-03-02\nfacts: {}\n", encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Write a scenario with a misspelt fact."""
    path = tmp_path / "broken.yaml"
    path.write_text("as_of: 2026-03-02\nfacts: {message: {directoin: sent}}\n", encoding="utf-8")
    return path
