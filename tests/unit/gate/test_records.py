"""Every message that was handed on has its line, whatever becomes of the gate."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from services.mail_sink import Sink
from unit.gate.clients import STOP, Judges, Running
from waiting import until

from advisor.gate.audit_log import AuditLog, Disposition
from advisor.gate.settings import Mode
from advisor.gate.transactions import Path as MailPath
from advisor.gate.transactions import Transaction

Start = Callable[..., Running]
NOW = datetime(2026, 3, 2, tzinfo=UTC)
LETTER = b"From: ann@firm.example\r\nMessage-ID: <1@firm.example>\r\n\r\nPrivileged\r\n"


def _message(number: int) -> Transaction:
    sender = MailPath(b"MAIL FROM:<ann@firm.example>", "ann@firm.example")
    people = (MailPath(b"RCPT TO:<otto@other.example>", "otto@other.example"),)
    return Transaction(sender, people, f"letter {number}\r\n".encode(), f"Q{number}")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("key", [None, b"k" * 32])
def test_a_lost_check_is_told(tmp_path: Path, key: bytes | None) -> None:
    """What was handed on and not recorded when the gate died has a line that says so."""
    path = tmp_path / "records.jsonl"
    first = AuditLog(path, key)
    for number in range(3):
        first.expect(_message(number), Disposition.PASSED, NOW)
    asyncio.run(first.keep(_message(1), STOP, Disposition.PASSED, NOW))
    with (tmp_path / "records.expected").open("ab") as file:
        file.write(b'{"id": "torn')
    AuditLog(path, key).close()  # without the first one being closed, as after a crash
    AuditLog(path, key).close()

    records = _lines(path)
    assert ["stop", None, None] == [record["verdict"] for record in records]
    assert [None, "lost", "lost"] == [record["skipped"] for record in records]
    assert {"passed"} == {record["did"] for record in records}
    assert (key is None) == (records[1]["recipients"] == ["otto@other.example"])
    assert key is None or "example" not in (tmp_path / "records.expected").read_text()


def test_a_line_that_was_written_is_not_lost(tmp_path: Path) -> None:
    """Where the gate died between a line and its being ticked off, the line is enough."""
    path = tmp_path / "records.jsonl"
    first = AuditLog(path)
    first.expect(_message(0), Disposition.PASSED, NOW)
    expected = (tmp_path / "records.expected").read_bytes()
    first.add(_message(0), STOP, Disposition.PASSED, NOW)
    (tmp_path / "records.expected").write_bytes(expected)
    AuditLog(path).close()

    assert ["stop"] == [record["verdict"] for record in _lines(path)]


def test_it_is_noted_before_the_client_hears(gate: Start, sink: Sink) -> None:
    """The client hears of success when the record to come is on disk, and not before."""
    judges = Judges(STOP)
    judges.thought.close()
    here = gate(judges)
    client = here.client()
    for number in range(5):
        assert client.mail(LETTER + f"{number}\r\n".encode()).startswith("250")

    assert 5 == len(sink.taken) == len(here.lines("records.expected"))
    assert "Privileged" not in "".join(here.lines("records.expected"))
    judges.thought.open()
    until(lambda: len(here.lines()) == 5)
    here.stop()
    AuditLog(here.settings.state / "records.jsonl").close()
    assert 5 == len(here.lines())


@pytest.mark.parametrize("mode", [Mode.HEADER, Mode.RETURN])
def test_a_checked_message_is_noted_too(gate: Start, mode: Mode) -> None:
    """In every mode the file of what is expected is empty once the lines are written."""
    here = gate(Judges(STOP), mode=mode)
    assert here.client().mail(LETTER).startswith("250")
    here.stop()

    assert 1 == len(here.lines())
    AuditLog(here.settings.state / "records.jsonl").close()
    assert 1 == len(here.lines())
    assert [] == here.lines("records.expected")


def test_the_file_stays_short(tmp_path: Path) -> None:
    """Ten thousand messages leave a short file."""
    log = AuditLog(tmp_path / "records.jsonl")
    for number in range(10_000):
        log.expect(_message(number), Disposition.PASSED, NOW)
        log.add(_message(number), STOP, Disposition.PASSED, NOW)
    log.close()

    assert (tmp_path / "records.expected").stat().st_size < 1_500_000
