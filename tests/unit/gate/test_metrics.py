"""Numbers and logs for a monitor: nothing of any mail is in them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from services.mail_sink import free_port
from unit.gate.clients import STOP, Judges, Running

from advisor.cli.gate import _JsonLines
from advisor.gate.configuration import read_settings
from advisor.gate.settings import Endpoint, Mode

Start = Callable[..., Running]
LETTER = b"From: ann@firm.example\r\nSubject: merger\r\nMessage-ID: <1@firm.example>\r\n\r\nx\r\n"


def _asked(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_numbers(gate: Start) -> None:
    """A monitor reads how many messages had which verdict and what became of them."""
    port = free_port()
    here = gate(Judges(STOP), mode=Mode.HEADER, metrics=Endpoint("127.0.0.1", port))
    client = here.client()
    for number in range(3):
        client.mail(LETTER + f"{number}\r\n".encode())
    status, text = _asked(port, "/metrics")

    assert 200 == status
    assert 'advisor_gate_messages_total{verdict="stop",did="marked"} 3\n' in text
    assert "advisor_gate_connections 1\n" in text
    assert "advisor_gate_waiting_bytes 0\n" in text
    assert not [word for word in ("firm", "ann", "merger", "norm") if word in text]
    assert 404 == _asked(port, "/")[0]


def test_numbers_stay_here(tmp_path: Path) -> None:
    """Numbers are told on this machine alone."""
    path = tmp_path / "gate.yaml"
    path.write_text("state: s\nmetrics: 0.0.0.0:9464\n")
    settings, (problem,) = read_settings(path)

    assert settings is None
    assert "beyond this machine" in problem.what


def test_json_lines() -> None:
    """A line of the log is an object that says the same."""
    record = logging.LogRecord("advisor.gate", logging.INFO, "", 1, "%s: took %d", ("Q1", 2), None)
    told = json.loads(_JsonLines().format(record))

    assert ("INFO", "advisor.gate", "Q1: took 2") == (
        told["level"], told["logger"], told["message"]
    )  # fmt: skip
    assert told["at"].endswith("+00:00")


@pytest.mark.parametrize("text", ["log_format: json", "log_format: text"])
def test_formats(tmp_path: Path, text: str) -> None:
    """The form of the log is a setting."""
    path = tmp_path / "gate.yaml"
    path.write_text(f"state: s\n{text}\n")
    settings, problems = read_settings(path)

    assert not problems
    assert settings is not None
    assert settings.log_format.value in text
