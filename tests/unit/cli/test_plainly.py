"""`advisor check` on the fast way in says what it says behind the parser, with every option."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.cli.runs import Command, Program
from unit.cli.test_fast_parse import command_of, declared

from advisor.cli import entrypoint
from advisor.cli.parsing.parameters import Option

EXAMPLE = str(Path(__file__).resolve().parents[3] / "docs/examples/settlement-offer.yaml")
LETTER = b"From: a@firm.example\nTo: b@client.example\nSubject: Hello\n\nHello.\n"
MAILBOX = b"From a@firm.example Mon Mar  2 10:00:00 2026\n" + LETTER + b"\n"

MATTERS = (
    "matters: [{matter: A, match: [{domain: client.example}], facts: {matter: {is_civil: true}}}]"
)
PRACTICE = "profile: x\nfacts: {lawyer: {setting: private}}\n"
CASES: dict[str, tuple[str, ...]] = {
    "a scenario": (EXAMPLE,),
    "two scenarios": (EXAMPLE, EXAMPLE),
    "one that is not there": ("gone.yaml",),
    "one that cannot be read, and one that can": ("broken.yaml", EXAMPLE),
    "a message": ("letter.eml",),
    "a mailbox": ("box.mbox",),
    "a folder": ("folder",),
    "no name": ("",),
    "a name that looks like a command": ("check",),
    "nothing": (),
    "all of it, for the ear": (EXAMPLE, "--all", "--plain"),
    "in full": (EXAMPLE, "--full"),
    "the reasons": ("--explain", EXAMPLE),
    "some of the reasons": (EXAMPLE, "--depth=2"),
    "earlier law": (EXAMPLE, "--as-of", "2015-01-01"),
    "law to come": (EXAMPLE, "--as-of", "2999-01-01"),
    "no date": (EXAMPLE, "--as-of", "today"),
    "a layer that is not there": (EXAMPLE, "--policies", "gone"),
    "an engine": (EXAMPLE, "--engine", "reference"),
    "no engine": (EXAMPLE, "--engine", "steam"),
    "for programs": (EXAMPLE, "--output", "json"),
    "a memo in a file": (EXAMPLE, "--output", "html", "--to", "memo.html"),
    "a memo in no folder": (EXAMPLE, "--output", "html", "--to", "gone/memo.html"),
    "a file for no memo": (EXAMPLE, "--to", "memo.html"),
    "a letter for programs": (EXAMPLE, "--for", "client", "--output", "json"),
    "a letter": (EXAMPLE, "--for", "client", "--language", "de", "--dates", "iso"),
    "no language": (EXAMPLE, "--language", "tlh"),
    "a receipt": (EXAMPLE, "--receipt", "receipt.json", "--redact"),
    "a receipt under a key": (EXAMPLE, "--receipt", "receipt.json", "--key", "key"),
    "a key for nothing": (EXAMPLE, "--key", "key"),
    "nothing to redact": (EXAMPLE, "--redact"),
    "who people are": ("letter.eml", "--people", "people.csv", "--direction", "received"),
    "no register": ("letter.eml", "--consents", "gone.db"),
    "a register of another kind": ("letter.eml", "--consents", "people.csv"),
    "its matter": ("letter.eml", "--matters", "matters.yaml", "--direction", "sent"),
    "no matters": ("letter.eml", "--matters", "gone.yaml"),
    "a profile": (EXAMPLE, "--profile", "practice.yaml"),
    "no profile": (EXAMPLE, "--profile", "none"),
    "the usual": (EXAMPLE, "--usual"),
    "a profile that is not there": (EXAMPLE, "--profile=gone.yaml"),
    "what is known": ("letter.eml", "--scenario", EXAMPLE),
    "a list that is not there": ("letter.eml", "--block-list", "gone.txt"),
    "what a message shows": ("letter.eml", "--facts"),
    "a misspelt option": (EXAMPLE, "--al"),
    "an option without its value": (EXAMPLE, "--depth"),
    "what it comes to": (EXAMPLE, "--output=json", "--detail=brief"),
    "a detail that there is not": (EXAMPLE, "--detail", "short"),
    "help": ("--help",),
}


@pytest.mark.parametrize("name", CASES)
def test_same_as_parsed(
    name: str, advisor: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answer, complaints and status both ways."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.yaml").write_text("facts: {message: [", "utf-8")
    (tmp_path / "letter.eml").write_bytes(LETTER)
    (tmp_path / "box.mbox").write_bytes(MAILBOX)
    (tmp_path / "people.csv").write_text("address,role\nb@client.example,client\n", "utf-8")
    (tmp_path / "matters.yaml").write_text(MATTERS, "utf-8")
    (tmp_path / "practice.yaml").write_text(PRACTICE, "utf-8")
    (tmp_path / "key").write_text("k" * 32)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.eml").write_bytes(LETTER)

    fast = advisor("check", *CASES[name])
    monkeypatch.setattr(entrypoint, "parse_well_formed", lambda *_: None)

    assert fast == advisor("check", *CASES[name])


def test_every_option_is_tried() -> None:
    """Each option of the command stands in one of the cases."""
    options = {
        one.flag for _, one in declared(command_of(("check",))).values() if isinstance(one, Option)
    }
    tried = {word.partition("=")[0] for line in CASES.values() for word in line}

    assert set() == options - tried


@pytest.mark.parametrize("options", [(), ("--all", "--plain"), ("--explain", "--depth", "2")])
def test_no_parser_is_loaded(options: tuple[str, ...], program: Program) -> None:
    """The parser of the command line would take as long to load as the answer takes."""
    for _ in range(2):  # the first start may still have to keep the law
        done = program("check", EXAMPLE, *options, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}

    assert "advisor.advice.adviser" in loaded
    assert not {"typer", "inspect", "dataclasses", "pydantic", "jinja2"} & loaded
    assert "advisor.reports.memo.compose" not in loaded
