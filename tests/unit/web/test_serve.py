"""`advisor serve`: says where it is, answers soon, and says what is wrong."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from advisor.cli import serve
from advisor.cli.parsing.parameters import Misuse
from advisor.web.listen_urls import here, pictured, there
from advisor.web.settings import ServerSettings

ROOT = Path(__file__).resolve().parents[3]


def test_it_prints_its_address_and_serves_until_it_is_interrupted() -> None:
    """The address that is printed answers, on this machine only, and Ctrl-C ends it well."""
    command = [sys.executable, "-m", "advisor", "serve", "--port", "0", "--engine", "reference"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found is not None, said
        with urllib.request.urlopen(found[0], timeout=60) as answer:  # noqa: S310 - our own server
            assert b"What happened?" in answer.read()
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)

    assert running.returncode in (0, 130)
    assert "Traceback" not in errors


def test_a_port_in_use_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is loaded, with the two ways out."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit) as left:
        serve._listening("127.0.0.1", taken.getsockname()[1])  # noqa: SLF001 - before the law is loaded

    assert 1 == left.value.code
    said = capsys.readouterr().err
    assert "error[cannot-listen]" in said
    assert "--port 0" in said


def test_a_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the extra the command says which one to install."""
    monkeypatch.setattr("advisor.web.missing_web_libraries", lambda: ("uvicorn",))

    with pytest.raises(SystemExit):
        serve.command()

    assert "legal-ethics-advisor[web]" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["-1", "65536", "http"])
def test_what_is_no_port_is_refused(text: str) -> None:
    """A port is a number that a port can have."""
    with pytest.raises(Misuse):
        serve.port(text)


def test_addresses_can_be_opened() -> None:
    """Nobody can open 0.0.0.0: here it is localhost, elsewhere an address of this machine."""
    anywhere = ServerSettings(host="0.0.0.0", port=80)  # noqa: S104 - told so

    assert "http://localhost:80" == here(anywhere)
    assert "http://127.0.0.1:8710" == here(ServerSettings())
    assert "http://[::1]:8710" == there(ServerSettings(host="::1"))


def test_a_square_leads_to_a_room() -> None:
    """It is drawn in place, without a style that the policy would forbid."""
    drawn = pictured("http://192.0.2.2:8710/room/ABCDE")

    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert drawn != pictured("http://192.0.2.2:8710/room/ABCDF")
