"""The name of a file is text of a stranger: whatever is in it is shown, and nothing is obeyed."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from unit.cli.conftest import LETTER, PIXEL
from unit.cli.runs import Program

EVIL = "a\x1b[31m\x07\u202eb\x9b\u2066\r"
LINES = {
    "a scenario": "check {evil}.yaml",
    "a scenario as text": "check {evil}.yaml --plain",
    "a broken scenario": "check {evil}.broken.yaml",
    "no scenario": "check {evil}.none.yaml",
    "two scenarios": "check {evil}.yaml {evil}.2.yaml",
    "a message": "check {evil}.eml",
    "why of a message": "check {evil}.eml --explain",
    "a memo that cannot be written": "check {evil}.yaml --output markdown --to {evil}/memo.md",
    "a receipt that cannot be written": "check {evil}.yaml --receipt {evil}/r.json",
    "a profile": "check {evil}.yaml --profile {evil}.broken.yaml",
    "matters": "check {evil}.eml --matters {evil}.broken.yaml",
    "people": "check {evil}.eml --people {evil}.broken.yaml",
    "a folder of policies": "check {evil}.yaml --policies {evil}",
    "no folder of policies": "check {evil}.yaml --policies {evil}.none",
    "an option that is none": "check --{evil}",
    "a day that is none": "check {evil}.yaml --as-of {evil}",
    "a language that is none": "check {evil}.yaml --language {evil}.po",
    "a command that is none": "{evil}",
    "what-if": "what-if {evil}.yaml {evil}=1",
    "fix": "fix {evil}.none.yaml",
    "timeline": "timeline {evil}.broken.yaml",
    "timeline to nowhere": "timeline {evil}.yaml --output json --to {evil}/t.json",
    "compare": "compare US-IL {evil}",
    "explain": "explain {evil}",
    "cite": "cite {evil}",
    "coverage": "coverage {evil}",
    "facts": "facts {evil}",
    "lint": "lint {evil}",
    "lint of nothing": "lint {evil}.none",
    "test": "test {evil}",
    "new": "new policy {evil}",
    "new into": "new policy us/il/x --into {evil}.yaml",
    "schema": "schema {evil}",
    "replay": "replay {evil}.broken.yaml",
    "impact": "impact {evil}",
    "impact of nothing": "impact {evil}.none",
    "train": "train --session {evil}.broken.yaml",
    "train to nowhere": "train --only case --count 1 --handout {evil}/h.md",
    "train, a format that is none": "train --only case --count 1 --handout {evil}.x",
    "scores of nobody": "train --session {evil}.none --session {evil}.2 --score {evil}.csv",
    "api-key": "api-key {evil}",
    "api-key to nowhere": "api-key dms --to {evil}/keys",
    "serve": "serve --api-keys {evil}.none",
    "serve at no address": "serve --host {evil}",
    "serve under no path": "serve --root-path {evil}",
    "gate": "gate {evil}.broken.yaml",
    "audit": "audit {evil}.eml --quiet",
    "audit of a folder": "audit mails --quiet",
    "audit of nothing": "audit {evil}.none --quiet",
    "audit to nowhere": "audit {evil}.eml --quiet --findings {evil}.none/f.csv",
    "audit as JSON": "audit mails --quiet --output sarif",
    "ask": "ask --start {evil}.broken.yaml --plain",
    "ask, answers": "ask --answers {evil}.none --plain",
    "ask to nowhere": "ask --answers {evil}.answers --save {evil}.none/s.yaml --plain",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of files with such a name."""
    monkeypatch.chdir(tmp_path)
    for suffix, text in {
        ".yaml": PIXEL,
        ".2.yaml": PIXEL,
        ".broken.yaml": "facts: {message: {directoin: sent}}\n",
        ".eml": LETTER,
        ".answers": "sent\n",
        "/policies/x.yaml": "id: x\n",
        "/broken.json": "{",
    }.items():
        path = Path(f"{EVIL}{suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    folder = tmp_path / "mails" / EVIL
    folder.mkdir(parents=True)
    (folder / f"{EVIL}.eml").write_text(LETTER)
    (folder / f"{EVIL}.2.eml").write_bytes(b"\xd0\xcf\x11\xe0 no mail")
    return tmp_path


def obeyed(text: str) -> set[str]:
    """Return the characters of a text that are obeyed, and not shown."""
    return {repr(sign) for sign in text if not sign.isprintable() and sign != "\n"}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.usefixtures("here")
def test_a_name_is_shown_and_not_obeyed(name: str, program: Program) -> None:
    """No command passes a sign that steers on to a terminal."""
    done = program(*(word.format(evil=EVIL) for word in LINES[name].split(" ")))

    assert "Traceback" not in done.err
    assert set() == obeyed(done.out)
    assert set() == obeyed(done.err)


@pytest.mark.usefixtures("here")
def test_files_hold_no_sign_that_steers(program: Program) -> None:
    """Tables, reports and papers show the name of a file too, and of whoever was trained."""
    tables = ("--messages", "m.csv", "--findings", "f.csv")
    program("audit", "mails", "--quiet", *tables, "--report", "r.html")
    program("check", f"{EVIL}.yaml", "--output", "html", "--to", "memo.html")
    program("check", f"{EVIL}.eml", "--output", "docx", "--to", "memo.docx")
    session = ("--session", "s.json", "--name", EVIL, "--bar-id", EVIL)
    sheets = ("--score", "s.csv", "--attendance", "a.csv")
    program("train", "--only", "case", "--count", "1", *session, *sheets, given="A 90\n")

    for name in ("m.csv", "r.html", "memo.html", "s.csv", "a.csv"):
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            text = file.read().replace("\r\n", "\n").replace("\t", " ")
        assert set() == obeyed(text), name
    assert any("\\x1b" in cell for row in csv.reader(Path("a.csv").open()) for cell in row)  # noqa: SIM115 - a test
    with zipfile.ZipFile("memo.docx") as memo:
        assert set() == obeyed(memo.read("word/document.xml").decode().replace("\r\n", "\n"))
