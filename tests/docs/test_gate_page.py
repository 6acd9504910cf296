"""The page on the gate: with the files that it shows, the message that it shows comes back."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from services.mail_sink import Sink, free_port
from waiting import until

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/how-to/gate.md"
_FILE = re.compile(r'^```\w+ title="(?P<name>[^"]+)"\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)

pytest.importorskip("aiosmtpd", reason="the gate needs aiosmtpd")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the files of the page, as its reader does."""
    for file in _FILE.finditer(PAGE.read_text(encoding="utf-8")):
        (tmp_path / file["name"]).write_text(file["body"], encoding="utf-8")
    return tmp_path


@pytest.fixture
def port(folder: Path, sink: Sink) -> Iterator[int]:
    """Start the gate by the command of the page, on a port that is free."""
    listen = free_port()
    ports = ("--listen", f"127.0.0.1:{listen}", "--next-hop", f"127.0.0.1:{sink.port}")
    command = [sys.executable, "-m", "advisor", "gate", "gate.yaml", *ports]
    log = folder / "gate.log"
    with log.open("w") as file:
        gate = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder / "none")},
            stdout=file,
            stderr=file,
        )
    try:
        until(lambda: "ready:" in log.read_text() or gate.poll() is not None)
        assert gate.poll() is None, log.read_text()
        yield listen
    finally:
        gate.send_signal(signal.SIGTERM)
        gate.wait(60)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Return the server that the gate hands on to."""
    with Sink() as server:
        yield server


def _send(port: int, text: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
        server.sendmail("ann@firm.example", ["otto@other.example"], text)


def test_the_tracked_message_is_returned(folder: Path, port: int, sink: Sink) -> None:
    """Ann gets the opinion with what it rests on, and Otto gets nothing; the rest goes on."""
    offer = (folder / "offer.eml").read_text()
    _send(port, offer)

    (notice,) = sink.taken
    assert "MAIL FROM:<>" in notice.sender
    assert ("RCPT TO:<ann@firm.example>",) == notice.recipients
    parts = message_from_bytes(notice.message, policy=policy.default).walk()
    words = " ".join(
        next(part for part in parts if part.get_content_type() == "text/plain")
        .get_content()
        .split()
    )
    assert "must not track a message to Otto Counsel without" in words
    assert "From the matter Smith v. Jones: the matter is before a tribunal;" in words
    assert "From the profile firm.yaml: the firm is established in Illinois;" in words

    _send(port, re.sub(r"<img[^>]*>", "", offer))
    assert ("RCPT TO:<otto@other.example>",) == sink.taken[1].recipients
    records = [json.loads(line) for line in (folder / "state/records.jsonl").open()]
    assert ["returned", "passed"] == [record["did"] for record in records]
    assert [["Smith v. Jones"]] * 2 == [record["matters"] for record in records]


def test_without_the_matter_it_goes_on(folder: Path, port: int, sink: Sink) -> None:
    """It is the matter that tells what makes it stop: of other mail nothing of it is known."""
    _send(port, (folder / "offer.eml").read_text().replace("[SMITH]", ""))

    assert ("RCPT TO:<otto@other.example>",) == sink.taken[0].recipients
    (record,) = [json.loads(line) for line in (folder / "state/records.jsonl").open()]
    assert ("ask", [], "passed") == (record["verdict"], record["matters"], record["did"])


def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd itself finds nothing wrong with the unit of the page."""
    unit = next(
        file["body"]
        for file in _FILE.finditer(PAGE.read_text(encoding="utf-8"))
        if file["name"] == "advisor-gate.service"
    )
    path = tmp_path / "advisor-gate.service"
    path.write_text(unit.replace("/opt/advisor/bin/advisor", sys.executable), encoding="utf-8")
    analyzed = subprocess.run(
        [str(shutil.which("systemd-analyze")), "verify", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )

    assert "" == "\n".join(line for line in analyzed.stderr.splitlines() if path.name in line)
    assert {"[Unit]", "[Service]", "[Install]"} <= set(unit.splitlines())
