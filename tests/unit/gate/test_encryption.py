"""Encryption on the way in and out: where it is asked for, nothing is said in the clear."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from services.mail_sink import Sink
from unit.gate.clients import Judges, Running

from advisor.cli import main
from advisor.gate.next_hop import NextHop, Unreachable
from advisor.gate.settings import Endpoint, NextHopTls

Start = Callable[..., Running]
LETTER = "From: ann@firm.example\r\nSubject: x\r\n\r\nDear Otto\r\n"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a certificate for `localhost`, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "gate.pem", folder / "gate.key"
    command = [
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
        *("-keyout", str(key), "-out", str(certificate)),
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - words of this file
    return certificate, key


def _trusting(pair: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(pair[0]))


def test_clients_are_offered_encryption(gate: Start, sink: Sink, pair: tuple[Path, Path]) -> None:
    """A client may change to an encrypted connection, and what it said before is forgotten."""
    here = gate(certificate=pair[0], private_key=pair[1])
    with smtplib.SMTP("localhost", here.port, timeout=20) as client:
        client.ehlo()
        assert client.has_extn("starttls")
        client.mail("mallory@other.example")
        client.starttls(context=_trusting(pair))
        client.ehlo()
        assert not client.has_extn("starttls")
        assert 503 == client.docmd("RCPT TO:<otto@other.example>")[0]
        client.sendmail("ann@firm.example", ["otto@other.example"], LETTER)

    (taken,) = sink.taken
    assert "ann@firm.example" in taken.sender


def test_encryption_can_be_required(gate: Start, sink: Sink, pair: tuple[Path, Path]) -> None:
    """Where it is required, no message is taken in the clear."""
    here = gate(certificate=pair[0], private_key=pair[1], require_tls=True)
    with smtplib.SMTP("localhost", here.port, timeout=20) as client:
        client.ehlo()
        assert 530 == client.docmd("MAIL FROM:<ann@firm.example>")[0]
        client.starttls(context=_trusting(pair))
        client.sendmail("ann@firm.example", ["otto@other.example"], LETTER)

    assert 1 == len(sink.taken)


def test_without_a_certificate_nothing_is_offered(gate: Start) -> None:
    """A gate on loopback needs no certificate, and offers nothing."""
    assert "STARTTLS" not in gate().client(hello=False).say("EHLO client")


def test_a_next_hop_in_the_clear_gets_nothing(gate: Start, sink: Sink) -> None:
    """Where the next hop has to be encrypted and is not, the client is asked to come again."""
    here = gate(next_hop_tls=NextHopTls.REQUIRED)

    assert here.client(hello=False).say("EHLO client").startswith("421")
    assert [] == sink.taken


def test_the_next_hop_is_spoken_to_in_secret(
    gate: Start, sink: Sink, pair: tuple[Path, Path]
) -> None:
    """The next hop is known by its certificate; one with another name is not spoken to."""
    behind = gate(Judges(), certificate=pair[0], private_key=pair[1])

    async def reach(host: str) -> bool:
        hop = await NextHop.reached(Endpoint(host, behind.port), "gate", _trusting(pair))
        reply = await hop.ask(b"NOOP")
        hop.drop()
        return reply.done and "STARTTLS" not in hop.offers

    assert asyncio.run(reach("localhost"))
    with pytest.raises(Unreachable, match="bears another name"):
        asyncio.run(reach("127.0.0.1"))
    assert [] == sink.taken


def test_certificates_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds no certificate is told before the gate starts."""
    (tmp_path / "gate.yaml").write_text("state: state\ncertificate: gate.yaml\n")

    with pytest.raises(SystemExit, match="1"):
        main(["gate", str(tmp_path / "gate.yaml"), "--check"])
    assert "cannot be used as a certificate: it holds no certificate" in capsys.readouterr().err
