"""On a full disk every file that the program writes stays what it was, and the error says so."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from unit.cli.conftest import LETTER

OLD = b"what was here before\n"
LEAST = 80
"""Bytes that a file may have: room for the old one and for none of the new ones."""
WRITERS = {
    "memo": "check {pixel} --output markdown --to {file}.md",
    "memo in Word": "check {pixel} --output docx --to {file}.docx",
    "letter": "check {pixel} --for client --output html --to {file}.html",
    "receipt": "check {pixel} --receipt {file}.json",
    "comparison": "compare US-IL US-NY --output json --to {file}.json",
    "timeline": "timeline {pixel} --output svg --to {file}.svg",
    "handout": "train --only case --count 2 --handout {file}.md",
    "key": "train --only case --count 2 --key {file}.html",
    "report": "audit {letter} --quiet --report {file}.html",
    "table": "audit {letter} --quiet --findings {file}.parquet",
    "api key": "api-key dms --to {file}",
}


def limited() -> None:
    """Let no file of this process grow large, as a full disk would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LEAST, LEAST))


@pytest.fixture
def places(pixel: Path, tmp_path: Path) -> dict[str, Path]:
    """Write what is read."""
    letter = tmp_path / "letter.eml"
    letter.write_text(LETTER)
    (tmp_path / "out").mkdir()
    return {"pixel": pixel, "letter": letter, "file": tmp_path / "out" / "file"}


@pytest.mark.parametrize("name", WRITERS)
def test_what_was_there_stays(name: str, places: dict[str, Path]) -> None:
    """Nothing of the new file is left, and what could not be written is told without a trace."""
    line = [word.format(**places) for word in WRITERS[name].split()]
    path = Path(line[-1])
    path.write_bytes(OLD)
    before = sorted(path.parent.iterdir())

    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "advisor", *line],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert 1 == done.returncode, done.stdout + done.stderr
    assert "error[cannot-write]" in done.stderr
    assert "Traceback" not in done.stderr
    assert OLD == path.read_bytes()
    assert before == sorted(one for one in path.parent.iterdir() if not one.name.endswith(".work"))
