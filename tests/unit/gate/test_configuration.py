"""Settings are read strictly, and every problem is told with its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cli import main
from advisor.gate.configuration import read_settings
from advisor.gate.settings import Endpoint, Mode, Unchecked
from advisor.model.opinions import Verdict

WHOLE = """\
listen: "[::1]:2525"
next_hop: 192.0.2.1:25
mode: return
state: state
return_on: [stop, unsettled]
return_by: reject
notices_from: postmaster@firm.example
when_unchecked: pass
identifiers: hashed
key_file: gate.key
people: people.yaml
scenario: firm.yaml
usual: true
policies: [ours]
block_list: list.txt
clients: [192.0.2.0/28]
hostname: gate.firm.example
time_limit: 2.5
drain_limit: 30
checkers: 4
connections: 10
size_limit: 20000
"""


def _read(folder: Path, text: str, **told: str):  # noqa: ANN202 - settings and problems
    path = folder / "gate.yaml"
    path.write_text(text)
    return read_settings(path, dict(told))


def test_every_setting(tmp_path: Path) -> None:
    """Each key is read; paths start where the file is."""
    settings, problems = _read(tmp_path, WHOLE)

    assert ((), Endpoint("::1", 2525), Mode.RETURN) == (problems, settings.listen, settings.mode)
    assert frozenset({Verdict.STOP, Verdict.UNSETTLED}) == settings.return_on
    assert (tmp_path / "people.yaml", (tmp_path / "ours",)) == (settings.people, settings.policies)
    assert settings.usual
    assert (2.5, 4, Unchecked.PASS) == (settings.time_limit, settings.checkers, settings.unchecked)


def test_options_count_before_the_file(tmp_path: Path) -> None:
    """What the command line says wins, and its paths start here."""
    settings, _ = _read(tmp_path, WHOLE, mode="record", state="/elsewhere")
    assert (Mode.RECORD, Path("/elsewhere")) == (settings.mode, settings.state)


@pytest.mark.parametrize(
    ("text", "line", "code", "says"),
    [
        ("state: s\nmdoe: return", 2, "unknown-key", "did you mean `mode`?"),
        ("state: s\nmode: retrun", 2, "bad-value", "did you mean `return`?"),
        ("state: s\nlisten: 10025", 2, "bad-value", "127.0.0.1:10025"),
        ("state: s\nlisten: localhost", 2, "bad-value", "127.0.0.1:10025"),
        ("state: s\nlisten: 0.0.0.0:25", 2, "bad-value", "clients"),
        ("state: s\nreturn_on: stop", 2, "wrong-type", "brackets"),
        ("state: s\nclients: [here]", 2, "bad-value", "192.0.2.10"),
        ("state: s\nconnections: 2.5", 2, "bad-value", "whole number"),
        ("state: s\ntime_limit: true", 2, "bad-value", "a number"),
        ("state: s\nusual: perhaps", 2, "wrong-type", "true or false"),
        ("state: s\nsize_limit: 1", 2, "bad-value", "10000 to 1000000000"),
        ("state: s\nidentifiers: hashed", 1, "missing-key", "head -c 32"),
        ("state: s\nnotices_from: Ann <a@b>", 2, "bad-value", "postmaster@"),
        ("mode: record", 1, "missing-key", "state:"),
        ("- state", 1, "wrong-type", "a mapping"),
        ("state: s\nstate: t", 2, "duplicate-key", "remove one"),
        ("state: s\u2028mode: return", 1, "line-separator", "start a new line"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, line: int, code: str, says: str) -> None:
    """A slip is an error at its place, with how to fix it."""
    settings, problems = _read(tmp_path, text)

    assert settings is None
    found = {one.code: one for one in problems}
    assert (line, True) == (found[code].at.line, says in found[code].fix)


def test_the_command_reads_everything_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--check` it says what it would do; an address book with a slip stops it."""
    book = tmp_path / "people.yaml"
    book.write_text("people: [{domain: firm.example, own: true}]")
    arguments = ["gate", "--state", str(tmp_path), "--people", str(book), "--check"]
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert 0 == left.value.code
    assert "mode record, unchecked mail: pass" in capsys.readouterr().out

    book.write_text("people: [{domain: firm.example, rule: client}]")
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert 1 == left.value.code
    assert "people.yaml:1:1: error[unknown-fact]" in capsys.readouterr().err
