"""The pages on extending the program, followed to the letter in a copy of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r'^```(python|diff) title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_PIXEL = b'<img src="https://t.tracker.example/o/9fK2xQ7LmB41vZ" width="1" height="1">'
_MESSAGE = (
    b"From: Ann <ann@firm.example>\nTo: otto@other.example\nSubject: A letter\n"
    b"Message-ID: <%d@firm.example>\nMIME-Version: 1.0\nContent-Type: text/html\n\n%b\n"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the program, with its law beside it."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("advisor", "policies", "jurisdictions", "docs/examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def follow(page: str, copy: Path) -> list[str]:
    """Write and change the files that a page names, and return their paths."""
    paths = []
    for language, path, body in _BLOCK.findall((ROOT / "docs/how-to" / page).read_text("utf-8")):
        file = copy / path
        if language == "python":
            assert not file.exists(), path
            file.write_text(body, "utf-8")
        else:
            lines = body.splitlines()
            old = "\n".join(line[1:] for line in lines if line[:1] != "+")
            new = "\n".join(line[1:] for line in lines if line[:1] != "-")
            text = file.read_text("utf-8")
            assert 1 == text.count(f"{old}\n"), f"{path} has no longer, or more than once:\n{old}"
            file.write_text(text.replace(f"{old}\n", f"{new}\n"), "utf-8")
        paths.append(path)
    return paths


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the copy."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "ADVISOR_NO_CACHE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_an_output_format(copy: Path) -> None:
    """The three files of the page make a format that writes every sentence of a memo."""
    paths = follow("add-an-output-format.md", copy)
    scenario = "docs/examples/settlement-offer.yaml"
    written = run(copy, "advisor", "check", scenario, "--output", "org", "--to", "memo.org")
    refused = run(copy, "advisor", "check", scenario, "--output", "orgg")
    text = (copy / "memo.org").read_text("utf-8")

    assert 3 == len(set(paths))
    assert 3 == written.returncode, written.stderr
    assert text.startswith("#+TITLE: ")
    assert "must not track a message to Opposing counsel" in text
    assert "[fn:1] " in text
    assert "org" in refused.stderr


def test_a_source_of_mail(copy: Path) -> None:
    """The two files of the page make each message of an export one that is checked."""
    paths = follow("add-a-source-of-mail.md", copy)
    messages = b"".join(b"--MESSAGE--\n" + _MESSAGE % (number, _PIXEL) for number in (1, 2))
    (copy / "mail").mkdir()
    (copy / "mail" / "export.arc").write_bytes(messages)
    done = run(copy, "advisor", "check", "mail", "--output", "json")

    assert 3 == len(set(paths))
    assert 2 == done.stdout.count('"verdict"'), done.stderr
    assert "export.arc#2" in done.stdout + done.stderr
