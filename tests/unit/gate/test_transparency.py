"""What goes in comes out, byte for byte and command for command."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from services.mail_sink import Sink
from unit.gate.clients import STOP, Judges, Running

from advisor.gate.settings import Mode

Start = Callable[..., Running]
HEAD = b"From: a@firm.example\r\nTo: b@other.example\r\n\r\n"
BODIES = {
    "dots": b"..one\r\n...two\r\nthree.\r\n.. \r\n",
    "dot only": b"..\r\n",
    "eight bits": "Grüße, 日本\r\n".encode() + b"\xff\xfe\r\n",
    "nul": b"a\x00b\r\n\x00\r\n",
    "long line": b"x" * 300_000 + b"\r\n.." + b"y" * 70_000 + b"\r\n",
    "line of the buffer's size": b"z" * (1 << 16) + b"\r\n" + b"z" * ((1 << 16) - 1) + b"\r\n",
    "bare return": b"a\rb\r\r\n",
    "nothing": b"",
    "empty lines": b"\r\n\r\n\r\n",
    "megabytes": (b"m" * 76 + b"\r\n") * 20_000,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_bytes_are_the_same(gate: Start, sink: Sink, body: bytes) -> None:
    """A message that is only recorded arrives as it was sent, whatever is in it."""
    assert gate().client().mail(HEAD + body).startswith("250")

    assert [HEAD + body] == [one.content for one in sink.taken]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_only_the_header_is_added(gate: Start, sink: Sink, body: bytes) -> None:
    """With the verdict on top, everything below is as it was sent."""
    assert gate(Judges(STOP), mode=Mode.HEADER).client().mail(HEAD + body).startswith("250")

    (taken,) = sink.taken
    assert taken.content.endswith(b"two#norm\r\n" + HEAD + body)


def test_extensions_of_the_next_hop_pass(gate: Start, sink: Sink) -> None:
    """Wide addresses and delivery reports go through as the client wrote them."""
    client = gate().client()
    sender = "<añn@firm.example> SIZE=99 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QqZz"
    client.mail(HEAD, sender, '<"o t>to"@other.example> NOTIFY=NEVER ORCPT=rfc822;oTTo@x')

    (taken,) = sink.taken
    assert f"MAIL FROM:{sender}" == taken.sender
    assert (
        'RCPT TO:<"o t>to"@other.example> NOTIFY=NEVER ORCPT=rfc822;oTTo@x',
    ) == taken.recipients


def test_nothing_is_offered_that_cannot_be_kept(gate: Start, sink: Sink) -> None:
    """The gate offers what both it and the next hop do, and never BDAT or pipelining."""
    sink.offers = ("SIZE 1000000", "PIPELINING", "CHUNKING", "BINARYMIME", "8BITMIME", "STARTTLS")
    client = gate(size_limit=2_000_000).client()
    offered = client.say("EHLO client")

    assert (
        "250-gate.firm.example\n250-SIZE 1000000\n250-ENHANCEDSTATUSCODES\n250 8BITMIME" == offered
    )
    assert client.say("MAIL FROM:<a@b> BODY=BINARYMIME").startswith("501")
    assert client.say("BDAT 10 LAST").startswith("500")


def test_where_a_message_came_from_passes(gate: Start, sink: Sink) -> None:
    """The client's word on its own client and queue id reaches the next hop and the record."""
    running = gate()
    client = running.client()
    client.say("XFORWARD NAME=pc.firm.example IDENT=4Fabc")
    client.mail(HEAD)

    assert "XFORWARD NAME=pc.firm.example IDENT=4Fabc" == sink.taken[0].forwarded


def test_the_end_is_found_wherever_it_is_cut(gate: Start, sink: Sink) -> None:
    """However the network cuts a message, it ends where its last line does."""
    here = gate()
    wire = HEAD + b"..\r\n"
    client = here.client()
    client.open()
    client.say("DATA")
    for byte in wire + b".\r\n":
        client.socket.send(bytes([byte]))
        time.sleep(0.002)  # most bytes travel alone, and nothing hangs on which
    assert client.read().startswith("250")
    client.open()
    client.say("DATA")
    client.socket.sendall(wire + b".\r\nNOOP\r\n")
    assert client.read().startswith("250"), "the message"
    assert client.read().startswith("250"), "the command that came with it"

    assert [wire, wire] == [one.content for one in sink.taken]


@pytest.mark.parametrize("inside", [b"a\nb\r\n", b"a\r\n.\nMAIL FROM:<x@y>\r\n", b"a\n.\r\n"])
def test_bare_line_feeds_are_refused(gate: Start, sink: Sink, inside: bytes) -> None:
    """No message can hide commands from one server that another would see in it."""
    client = gate().client()
    assert client.mail(HEAD + inside).startswith("554 5.5.2")
    assert [] == sink.taken

    assert client.mail(HEAD).startswith("250"), "the connection goes on"


def test_size_has_a_limit(gate: Start, sink: Sink) -> None:
    """A message beyond the limit is refused for good, announced or not."""
    client = gate(size_limit=10_000).client()
    assert client.say("MAIL FROM:<a@b> SIZE=10001").startswith("552")
    assert client.mail(HEAD + b"x" * 20_000 + b"\r\n").startswith("552")
    assert client.mail(HEAD + b"x" * 9_000 + b"\r\n").startswith("250")
    assert 1 == len(sink.taken)


@pytest.mark.parametrize(
    "command", ["MAIL FROM:ann", "MAIL TO:<a@b>", "MAIL", "MAIL FROM:<a\tb@c>", "MAIL FROM:<a@b>x"]
)
def test_what_is_no_path_goes_nowhere(gate: Start, sink: Sink, command: str) -> None:
    """The next hop sees no command that the gate does not understand."""
    assert gate().client().say(command).startswith("501")
    assert not [one for one in sink.commands if one.startswith("MAIL")]
