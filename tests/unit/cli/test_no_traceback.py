"""However the program is started and whenever it is stopped, it says what is wrong in its words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unit.cli.conftest import LETTER, PIXEL

from advisor.cli.commands import COMMANDS

LINES = {
    "check": "check pixel.yaml",
    "ask": "ask --plain",
    "what-if": "what-if pixel.yaml",
    "fix": "fix pixel.yaml",
    "timeline": "timeline pixel.yaml",
    "thread": "thread thread.yaml",
    "describe": "describe story.txt",
    "consent": "consent list consents.db",
    "compare": "compare US-IL US-NY",
    "train": "train --only case --count 1",
    "replay": "replay receipt.json",
    "impact": "impact receipts",
    "serve": "serve --host nowhere.invalid",
    "api-key": "api-key dms",
    "mcp": "mcp",
    "gate": "gate gate.yaml",
    "audit": "audit letter.eml --work work",
    "explain": "explain us/il/isba-18-01",
    "coverage": "coverage US-IL",
    "cite": "cite US-IL",
    "facts": "facts",
    "lint": "lint policies",
    "prove": "prove --witness us/aba/model-rules#4.2",
    "diff": "diff policies policies",
    "test": "test policies",
    "new": "new policy us/il/x --into new",
    "schema": "schema scenario",
    "version": "version",
}
"""One line of each command that ends by itself."""
KNOWN = (0, 1, 2, 3, 4, 130)
STREAMS = {
    "nothing": "<&- >&- 2>&-",
    "a full output": ">/dev/full",
    "all full": ">/dev/full 2>/dev/full",
}
INTERRUPTED = (
    "check pixel.yaml",
    "check letter.eml",
    "audit letter.eml --work work",
    "ask --plain",
    "facts",
    "serve --port 0",
)
MOMENTS = (0.002, 0.01, 0.03, 0.06, 0.1, 0.2, 0.35, 0.6, 1.0, 1.8)
TIMED = """\
import os, signal, sys
from advisor.cli import main
signal.signal(signal.SIGALRM, lambda *_: os.killpg(0, signal.SIGINT))
signal.setitimer(signal.ITIMER_REAL, max(float(sys.argv[1]), 1e-6))
try:
    main(sys.argv[2:])
finally:  # a timer that outlives its handler would end the program by itself
    signal.setitimer(signal.ITIMER_REAL, 0)
"""

LOST = """\
import os, signal, sys, time
from advisor.cli import main

class Swallowing:
    def find_spec(self, name, path, target=None):
        if name == "advisor.cli.entrypoint":
            {here}
            time.sleep(1)

class Left:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def another_error():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
    except KeyboardInterrupt:
        pass
    raise TypeError("expected a message argument")

sys.meta_path.insert(0, Swallowing())
main(["version"])
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with what the commands read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pixel.yaml").write_text(PIXEL)
    (tmp_path / "letter.eml").write_text(LETTER)
    (tmp_path / "receipt.json").write_text("{}")
    (tmp_path / "gate.yaml").write_text("listen: 1\n")
    (tmp_path / "story.txt").write_text("I used Mailtrack on an email to opposing counsel.\n")
    (tmp_path / "thread.yaml").write_text(
        "thread: One letter\nfacts: {}\nrecipients: [{name: Ann}]\n"
        "events: [{on: 2026-03-02, message: A letter}]\n"
    )
    (tmp_path / "receipts").mkdir()
    (tmp_path / "policies").mkdir()
    return tmp_path


def test_every_command_has_a_line() -> None:
    """A command that is added is tried too."""
    assert COMMANDS.keys() == LINES.keys()


def started(line: str, streams: str) -> subprocess.CompletedProcess[str]:
    """Run a command line from a shell, as a person or a service manager does."""
    return subprocess.run(  # noqa: S602 - the streams of a shell are what is tried
        f"{sys.executable} -m advisor {line} {streams}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL if "<" not in streams else None,
        timeout=120,
    )


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize("name", LINES)
@pytest.mark.usefixtures("here")
def test_streams_that_are_not_there_or_full(name: str, streams: str) -> None:
    """A status that is documented, no traceback, and no file written in place of a stream."""
    done = started(LINES[name], STREAMS[streams])

    assert done.returncode in KNOWN, (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.usefixtures("here")
def test_a_full_output_is_told_and_fails() -> None:
    """No verdict may be taken from an answer that nobody could read."""
    done = started("check pixel.yaml", ">/dev/full")

    assert 1 == done.returncode
    assert "error[cannot-write]" in done.stderr
    assert "no space left" in done.stderr


@pytest.mark.usefixtures("here")
def test_without_an_output_the_status_tells() -> None:
    """Who closed the output wanted the status alone."""
    assert 3 == started("check pixel.yaml", ">&-").returncode


@pytest.mark.parametrize("line", INTERRUPTED)
@pytest.mark.usefixtures("here")
def test_it_can_be_interrupted_at_any_moment(line: str) -> None:
    """Ctrl-C reaches the program and its workers, and leaves by 130 without a word of Python."""
    for moment in MOMENTS:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", TIMED, str(moment), *line.split(" ")],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            timeout=120,
            env={**os.environ, "PYTHONFAULTHANDLER": ""},
        )
        assert done.returncode in KNOWN, (moment, done.returncode, done.stderr)
        assert "Traceback" not in done.stderr, (moment, done.stderr)
        assert "Exception ignored" not in done.stderr, (moment, done.stderr)


@pytest.mark.parametrize("here", ["Left()", "another_error()"])
def test_an_interruption_while_loading_is_not_lost(here: str) -> None:
    """Python prints one and makes another error of the next; each leaves by 130, without a word."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", LOST.replace("{here}", here)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (130, "", "") == (done.returncode, done.stdout, done.stderr)
