"""`advisor check`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from unit.cli.runs import Command, Program
from waiting import until_read

from advisor.cli.exit_codes import worst_exit_code
from advisor.diagnostics import EngineFailure


def test_stop(advisor: Command, pixel: Path) -> None:
    """A breach stops: status 3, and the verdict is what is read first."""
    done = advisor("check", pixel)

    assert 3 == done.status
    assert done.out.startswith("STOP")
    assert "" == done.err


def test_remedies_that_are_in_doubt(
    monkeypatch: pytest.MonkeyPatch, advisor: Command, pixel: Path
) -> None:
    """Where two evaluators differ on a way out, nothing is answered, and no traceback is shown."""

    def doubted(*_: object) -> None:
        raise EngineFailure("no opinion can be given: two evaluators differ")

    monkeypatch.setattr("advisor.application.proposed_remedies.propose_remedies", doubted)
    done = advisor("check", pixel)

    assert (1, "") == (done.status, done.out)
    assert "two evaluators differ" in done.err
    assert "Traceback" not in done.err


def test_open(advisor: Command, silent: Path) -> None:
    """Where too little was told the status is 4."""
    assert 4 == advisor("check", silent).status


@pytest.mark.parametrize(
    ("statuses", "status"),
    [([0], 0), ([0, 4], 4), ([4, 3], 3), ([3, 1, 4], 1), ([], 0)],
)
def test_worst(statuses: list[int], status: int) -> None:
    """Of several scenarios the worst counts: failure, then stop, then open."""
    assert status == worst_exit_code(statuses)


def test_one_bad_file_loses_no_other(advisor: Command, pixel: Path, broken: Path) -> None:
    """A file that cannot be used is told of, and the others are answered."""
    done = advisor("check", broken, pixel, "--output", "json")

    assert 1 == done.status
    assert ["stop"] == [json.loads(line)["verdict"] for line in done.out.splitlines()]
    assert "error[unknown-fact]" in done.err
    assert "= fix: did you mean" in done.err


def test_one_document_on_a_line(advisor: Command, pixel: Path, silent: Path) -> None:
    """Several scenarios give one document on a line, in their order."""
    lines = advisor("check", pixel, silent, "--output", "json").out.splitlines()

    assert ["advisor/opinion/1"] * 2 == [json.loads(line)["schema"] for line in lines]
    assert "stop" == json.loads(lines[0])["verdict"]


def test_standard_input(program: Program, pixel: Path) -> None:
    """A dash reads the scenario from standard input."""
    done = program("check", "-", "--output", "json", given=pixel.read_text(encoding="utf-8"))

    assert 3 == done.status
    assert "stop" == json.loads(done.out)["verdict"]


def test_as_of_wins(advisor: Command, pixel: Path) -> None:
    """The day on the command line is the day that is asked about."""
    done = advisor("check", pixel, "--as-of", "2017-06-01", "--output", "json")

    assert "2017-06-01" == json.loads(done.out)["as_of"]
    assert "us/il/isba-18-01" not in done.out


def test_today_where_nothing_tells(advisor: Command, tmp_path: Path) -> None:
    """A scenario without a day is asked about today."""
    path = tmp_path / "undated.yaml"
    path.write_text("facts: {message: {direction: sent}}\n", encoding="utf-8")

    assert "as_of" in json.loads(advisor("check", path, "--output", "json").out)


@pytest.mark.parametrize("engine", ["reference", "planes"])
def test_engines_agree(advisor: Command, pixel: Path, engine: str) -> None:
    """Every engine that can be asked for by name gives the same findings."""
    usual = json.loads(advisor("check", pixel, "--output", "json").out)
    other = json.loads(advisor("check", pixel, "--output", "json", "--engine", engine).out)

    assert usual["findings"] == other["findings"]


def test_as_of_has_come(advisor: Command, pixel: Path) -> None:
    """The law of a day that has not come is not told, neither asked by option nor in a file."""
    err = " ".join(advisor("check", pixel, "--as-of", "2999-01-01").err.split())

    assert "`2999-01-01` has not come yet" in err
    assert "or an earlier day" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "x.yaml", "--as-of", "tomorrow"],
        ["check", "x.yaml", "--as-of", "2999-01-01"],
        ["check", "x.yaml", "--output", "yaml"],
        ["check", "x.yaml", "--engine", "magic"],
        ["check", "x.yaml", "--nonsense"],
    ],
)
def test_misuse(advisor: Command, arguments: list[str]) -> None:
    """Misuse is status 2, with a word of what is wrong."""
    done = advisor(*arguments)

    assert 2 == done.status
    assert "Error: " in done.err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.yaml", None, "unreadable"),
        ("empty.yaml", b"", "empty-file"),
        ("binary.yaml", b"\xff\xfe\x00\x01", "not-utf8"),
        ("cut.yaml", b"facts: {message: {", "yaml-syntax"),
    ],
)
def test_unusable_files(
    advisor: Command, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    """A file that cannot be used is a diagnostic with a remedy, never a traceback."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = advisor("check", path)

    assert (1, "") == (done.status, done.out)
    assert f"error[{code}]" in done.err
    assert "= fix: " in done.err


def test_folder(advisor: Command, tmp_path: Path) -> None:
    """A folder in place of a scenario is taken for mail, and told of where it holds none."""
    done = advisor("check", tmp_path)

    assert 1 == done.status
    assert "there is no message in it" in done.err


def test_sarif(advisor: Command, pixel: Path) -> None:
    """SARIF is one log, with the breach at the fact in the file that decides it."""
    log = json.loads(advisor("check", pixel, "--output", "sarif").out)
    (run,) = log["runs"]
    errors = [one for one in run["results"] if "error" == one["level"]]
    region = errors[0]["locations"][0]["physicalLocation"]["region"]

    assert "2.1.0" == log["version"]
    assert region["startLine"] > 1


def test_firm_layer(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """A firm's folder adds its norms, and they are shown as the firm's."""
    layer = tmp_path / "acme"
    advisor("new", "policy", "no-pixels", "--into", layer, "--today", "2026-01-01")
    text = pixel.read_text(encoding="utf-8").replace("role: opposing-counsel", "role: client")
    pixel.write_text(text, encoding="utf-8")
    done = advisor("check", pixel, "--policies", layer, "--output", "json")
    found = {one["norm"]: one["layer"] for one in json.loads(done.out)["findings"]}

    assert "acme" == found["no-pixels#no-tracking-of-clients"]


def test_pipe_that_closes(pixel: Path) -> None:
    """A reader that stops reading is no accident."""
    command = f'"{sys.executable}" -m advisor check "{pixel}" --explain --all | head -n 1'
    done = subprocess.run(  # noqa: S602 - a shell makes the pipe
        command, shell=True, capture_output=True, text=True, check=False
    )

    assert done.stdout.startswith("STOP")
    assert "" == done.stderr


def test_interrupted() -> None:
    """An interrupt ends quietly, with the status that shells expect."""
    running = subprocess.Popen(
        [sys.executable, "-m", "advisor", "check", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    )
    assert running.stdin is not None
    until_read(running.stdin)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate()

    assert 130 == running.returncode
    assert b"Traceback" not in err


def test_narrow_encoding(program: Program, pixel: Path) -> None:
    """A terminal that cannot write the signs is given words."""
    done = program("check", pixel, PYTHONIOENCODING="ascii")

    assert 3 == done.status
    assert "Breached: " in done.out
    assert "" == done.err


def test_width_of_a_pipe(program: Program, pixel: Path) -> None:
    """The width that is asked for is kept also where the output is no terminal."""
    done = program("check", pixel, COLUMNS="44")

    assert max(map(len, done.out.splitlines())) <= 44


def test_no_codes_in_a_pipe(program: Program, pixel: Path) -> None:
    """What is not a terminal gets no codes for one."""
    assert "\x1b" not in program("check", pixel).out


def test_what_is_found_cites_the_text_that_defines_it(advisor: Command, pixel: Path) -> None:
    """A fact that the law defines is explained with its source, and with how that was read."""
    out = " ".join(advisor("check", pixel, "--explain", "--plain").out.split())
    _, _, after = out.partition("`gave_informed_consent` is no")

    assert re.match(r".{0,300}?\. Authority: .*? \[[a-z ]+\]", after)


def test_the_same_bytes_every_time(program: Program, tmp_path: Path) -> None:
    """Notices of several laws that govern come in one order, in whatever order sets are walked."""
    path = tmp_path / "abroad.yaml"
    path.write_text(
        "scenario: Abroad\nas_of: 2026-06-01\nfacts:\n"
        "  message: {direction: sent}\n  lawyer: {admitted_in: [US-NY]}\n"
        "  firm: {established_in: [CH, DE, FR]}\n  tracking: {mechanisms: [pixel]}\n",
        encoding="utf-8",
    )

    told = {program("check", path, PYTHONHASHSEED=str(seed)).out for seed in range(3)}

    assert 1 == len(told)


def test_facts_that_cannot_all_be_so_are_named(advisor: Command, tmp_path: Path) -> None:
    """There is no opinion: both facts are named with their places, and the reason."""
    told = tmp_path / "scenario.yaml"
    told.write_text(
        "as_of: 2026-03-02\nfacts:\n  tracking: {mechanisms: [], captures: [opened]}\n",
        encoding="utf-8",
    )

    done = advisor("check", told)

    assert (1, "") == (done.status, done.out)
    assert "error[contradictory-facts]: `tracking.captures: [opened]` (3:30)" in done.err
    assert "`tracking.mechanisms: []` (3:14) cannot both be so" in done.err
    assert "there is no tracker to say anything of" in done.err
