"""`advisor check FILE` reads its own command line: nothing may differ from the parser's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.cli.runs import Command, Program

from advisor.cli.entrypoint import is_fast_path

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/examples/settlement-offer.yaml"
LETTER = b"From: a@firm.example\nTo: b@client.example\nSubject: Hello\n\nHello.\n"
MAILBOX = b"From a@firm.example Mon Mar  2 10:00:00 2026\n" + LETTER + b"\n"

CASES: dict[str, tuple[str, ...]] = {
    "a scenario": (str(EXAMPLE),),
    "two scenarios": (str(EXAMPLE), str(EXAMPLE)),
    "one that is not there": ("gone.yaml",),
    "one that cannot be read, and one that can": ("broken.yaml", str(EXAMPLE)),
    "a message": ("letter.eml",),
    "a mailbox": ("box.mbox",),
    "a folder": ("folder",),
    "no name": ("",),
    "a name that looks like a command": ("check",),
    "nothing": (),
}


@pytest.mark.parametrize("name", CASES)
def test_same_as_parsed(
    name: str, advisor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answer, complaints and status with an option that changes nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.yaml").write_text("facts: {message: [", "utf-8")
    (tmp_path / "letter.eml").write_bytes(LETTER)
    (tmp_path / "box.mbox").write_bytes(MAILBOX)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.eml").write_bytes(LETTER)

    scenarios = CASES[name]
    assert is_fast_path(["check", *scenarios]) is bool(scenarios)
    assert advisor("check", *scenarios) == advisor("check", "--engine", "auto", *scenarios)


@pytest.mark.parametrize(
    "arguments", [(), ("check",), ("check", "--all", "x"), ("check", "-"), ("facts", "x"), ("-h",)]
)
def test_everything_else_is_parsed(arguments: tuple[str, ...]) -> None:
    """Options, standard input, help and other commands go to the parser."""
    assert not is_fast_path(arguments)


def test_no_parser_is_loaded(program: Program) -> None:
    """The parser of the command line would take as long to load as the answer takes."""
    for _ in range(2):  # the first start may still have to keep the law
        done = program("check", EXAMPLE, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}

    assert "advisor.advice.adviser" in loaded
    assert not {"typer", "inspect", "dataclasses", "pydantic", "jinja2"} & loaded
