"""Long answers on a terminal go through the reader's pager."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

EXAMPLE = "docs/examples/settlement-offer.yaml"


def on_terminal(pager: str, *arguments: str, rows: int = 24) -> tuple[str, int]:
    """Run a command on a terminal of so many rows; return what it shows, and its status."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "advisor", *arguments],
        stdin=other,
        stdout=other,
        stderr=subprocess.STDOUT,
        env={**os.environ, "ADVISOR_PAGER": pager, "NO_COLOR": "1", "TERM": "xterm"},
    ) as running:
        os.close(other)
        shown = b""
        while True:
            try:
                part = os.read(main, 65_536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(main)
    return shown.decode(errors="replace"), running.returncode


def noting_pager(tmp_path: Path) -> tuple[str, Path]:
    """Write a pager that notes what it is given, and shows a word of its own."""
    noted, script = tmp_path / "noted", tmp_path / "pager.sh"
    script.write_text(f'#!/bin/sh\ncat > "{noted}"\nenv | grep ^LESS >> "{noted}"\necho PAGED\n')
    script.chmod(0o755)
    return str(script), noted


def test_a_long_page_goes_through_it(tmp_path: Path) -> None:
    """It gets the whole page, and keeps no history; the exit status is the opinion's."""
    pager, noted = noting_pager(tmp_path)
    shown, status = on_terminal(pager, "check", EXAMPLE, "--full")

    assert "PAGED" in shown
    assert "STOP" not in shown
    assert "STOP" in noted.read_text("utf-8")
    assert "LESSHISTFILE=-" in noted.read_text("utf-8")
    assert status == 3


def test_a_short_page_does_not(tmp_path: Path) -> None:
    """What fits on the screen is written to it."""
    pager, noted = noting_pager(tmp_path)
    shown, _ = on_terminal(pager, "check", EXAMPLE, rows=200)

    assert "STOP" in shown
    assert not noted.exists()


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager --at-all", "false", "'"])
def test_without_one_the_page_is_written(pager: str) -> None:
    """Nothing is lost by a pager that is off, missing or broken."""
    shown, status = on_terminal(pager, "check", EXAMPLE, "--full")

    assert "STOP" in shown
    assert "Traceback" not in shown
    assert status == 3


def test_a_pipe_is_no_terminal(tmp_path: Path) -> None:
    """What another program reads is written to it."""
    pager, noted = noting_pager(tmp_path)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "advisor", "check", EXAMPLE, "--full"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "ADVISOR_PAGER": pager},
        check=False,
    )

    assert b"STOP" in done.stdout
    assert not noted.exists()
