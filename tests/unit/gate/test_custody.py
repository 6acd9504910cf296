"""No message is lost, and none arrives twice where the protocol lets the gate know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from services.mail_sink import Sink
from unit.gate.clients import STOP, Judges, Running, running
from waiting import until

from advisor.gate.acceptance_log import AcceptanceLog
from advisor.gate.settings import Mode

Start = Callable[..., Running]
LETTER = b"From: ann@firm.example\r\nMessage-ID: <1@firm.example>\r\n\r\nHello\r\n"


def test_success_is_said_after_the_next_hop_said_it(gate: Start, sink: Sink) -> None:
    """While the next hop thinks, the client waits."""
    client = gate().client()
    sink.thought.close()
    client.open()
    client.say("DATA")
    client.socket.sendall(LETTER + b".\r\n")
    sink.thought.until_held()
    assert not client.has_answer(), "the next hop has not said anything yet"

    sink.thought.open()
    assert client.read().startswith("250")
    assert 1 == len(sink.taken)


def test_nobody_behind_the_gate(gate: Start, sink: Sink) -> None:
    """With the next hop down the client is asked to come again, and later it is taken."""
    here = gate()
    sink.__exit__()
    client = here.client(hello=False)
    assert client.say("EHLO client").startswith("421 4.4.1")

    with Sink(port=sink.port) as up:
        assert here.client().mail(LETTER).startswith("250")
        assert 1 == len(up.taken)


@pytest.mark.parametrize(
    ("at", "says", "answer"),
    [
        ("MAIL", "451 4.3.0 later", "451"),
        ("MAIL", None, "421"),
        ("RCPT", "452 4.2.2 full", "452"),
        ("DATA", "451 4.3.0 later", "451"),
        ("DATA", "554 5.5.1 no", "554"),
        ("DATA", None, "451"),
        ("DATA", "banana", "451"),
        (".", "451 4.3.0 disk full", "451"),
        (".", "554 5.7.1 spam", "554"),
        (".", None, "451"),
        (".", "banana", "451"),
    ],
)
def test_what_the_next_hop_says_is_passed_on(
    gate: Start, sink: Sink, at: str, says: str | None, answer: str
) -> None:
    """A refusal stays the kind it is; a broken connection asks the client to come again."""
    sink.says[at] = says
    client = gate().client()
    answers = [client.say("MAIL FROM:<a@b>")]
    if answers[-1].startswith("250"):
        answers.append(client.say("RCPT TO:<c@d>"))
    if answers[-1].startswith("250"):
        answers.append(client.send(LETTER))

    assert answers[-1].startswith(answer)


def test_each_recipient_has_an_answer_of_its_own(gate: Start, sink: Sink) -> None:
    """One that does not exist is refused, one that is full comes later, the third is served."""
    sink.says = {"RCPT TO:<no@": "550 5.1.1 unknown", "RCPT TO:<full@": "452 4.2.2 full"}
    client = gate().client()
    answers = client.open("<a@b>", "<no@d>", "<full@d>", "<yes@d>")

    assert ["550", "452", "250"] == [one[:3] for one in answers]
    assert client.send(LETTER).startswith("250")
    assert ("RCPT TO:<yes@d>",) == sink.taken[0].recipients


def test_after_a_refusal_the_connection_goes_on(gate: Start, sink: Sink) -> None:
    """The next message of the same client has nothing to do with the refused one."""
    sink.says["."] = "554 5.7.1 no"
    client = gate().client()
    assert client.mail(LETTER).startswith("554")
    del sink.says["."]
    assert client.mail(LETTER).startswith("250")


def test_an_answer_that_nobody_heard_is_given_again(gate: Start, sink: Sink) -> None:
    """The client goes after its last word and comes back: the message is not sent twice."""
    here = gate()
    client = here.client()
    sink.thought.close()
    client.open()
    client.say("DATA")
    client.socket.sendall(LETTER + b".\r\n")
    sink.thought.until_held()
    client.drop()
    sink.thought.open()
    until(lambda: len(sink.taken) == 1)

    until(lambda: "handed on before" in here.client().mail(LETTER))
    assert 1 == len(sink.taken)


def test_and_after_a_restart(tmp_path: Path, sink: Sink) -> None:
    """What was handed on is remembered by the next gate."""
    first = running(tmp_path, sink)
    client = first.client()
    client.mail(LETTER)
    client.drop()
    first.stop()
    second = running(tmp_path, sink)
    try:
        assert "handed on before" in second.client().mail(LETTER)
        assert 1 == len(sink.taken)
    finally:
        second.stop()


def test_only_those_left_are_served(gate: Start, sink: Sink) -> None:
    """Where one recipient has the message already, only the others get it."""
    here = gate()
    client = here.client()
    client.mail(LETTER, "<a@b>", "<one@d>")
    client.drop()

    assert here.client().mail(LETTER, "<a@b>", "<one@d>", "<two@d>").startswith("250")
    assert [("RCPT TO:<one@d>",), ("RCPT TO:<two@d>",)] == [one.recipients for one in sink.taken]


def test_the_same_message_on_purpose(gate: Start, sink: Sink) -> None:
    """A client that heard the answer and sends the same again means it."""
    client = gate().client()
    for _ in range(3):
        assert client.mail(LETTER).startswith("250")

    assert 3 == len(sink.taken)


def test_the_same_message_at_once(gate: Start, sink: Sink) -> None:
    """While a message is being handed on, its twin is asked to come again."""
    here = gate()
    first, second = here.client(), here.client()
    sink.thought.close()
    first.open()
    second.open()
    first.say("DATA")
    first.socket.sendall(LETTER + b".\r\n")
    sink.thought.until_held()

    assert second.send(LETTER).startswith("451")
    sink.thought.open()
    assert first.read().startswith("250")
    assert 1 == len(sink.taken)


def test_a_doubt_is_told(gate: Start, sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    """Where the next hop took the message and died before saying so, nobody can know it."""
    sink.says["."] = None
    here = gate()
    assert here.client().mail(LETTER).startswith("451")
    del sink.says["."]

    assert here.client().mail(LETTER).startswith("250")
    assert "it may arrive twice" in caplog.text


def test_stopping_lets_the_message_under_way_through(gate: Start, sink: Sink) -> None:
    """A gate that is told to go answers first, and sends away whoever has not begun."""
    here = gate()
    idle, client = here.client(), here.client()
    sink.thought.close()
    client.open()
    client.say("DATA")
    client.socket.sendall(LETTER + b".\r\n")
    sink.thought.until_held()
    stopping = Thread(target=here.stop)
    stopping.start()

    assert idle.read().startswith("421"), "it is stopping"
    sink.thought.open()
    assert client.read().startswith("250")
    stopping.join()
    assert 1 == len(sink.taken)


def test_connections_are_bounded(gate: Start) -> None:
    """One client too many is asked to come again."""
    here = gate(connections=2)
    kept = [here.client(), here.client()]
    assert here.client(hello=False).greeting.startswith("421")
    kept.pop().say("QUIT")
    until(lambda: here.client(hello=False).greeting.startswith("220"))


def test_strangers_are_turned_away(gate: Start) -> None:
    """Who is not among the clients may say nothing."""
    assert gate(clients=()).client(hello=False).greeting.startswith("554")


def test_a_notice_that_cannot_go_becomes_a_refusal(gate: Start, sink: Sink) -> None:
    """Where the author's address is refused, the client's own server tells the author."""
    sink.says["RCPT TO:<ann@"] = "550 5.1.1 unknown"
    answer = gate(Judges(STOP), mode=Mode.RETURN).client().mail(LETTER)

    assert answer.startswith("550-5.7.1")
    assert "us/xx/one#norm" in answer
    assert "Otto" not in answer
    assert [] == sink.taken


def test_a_notice_that_must_wait_makes_the_message_wait(gate: Start, sink: Sink) -> None:
    """Where the notice cannot be taken now, the message comes again."""
    sink.says["RCPT TO:<ann@"] = "450 4.2.1 busy"
    assert gate(Judges(STOP), mode=Mode.RETURN).client().mail(LETTER).startswith("450")


def test_a_full_disk_makes_mail_wait(
    gate: Start, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its ledger the gate could not keep its word, so it gives none."""
    here = gate()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(AcceptanceLog, "note", full)
        assert here.client().mail(LETTER).startswith("451")
        assert [] == sink.taken
    assert here.client().mail(LETTER).startswith("250")


def test_a_fault_of_the_gate_makes_mail_wait(
    gate: Start, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever breaks inside is a temporary refusal, and the log has no word of the message."""

    class Broken(Judges):
        async def check(self, question: object) -> object:  # type: ignore[override]
            raise RuntimeError(f"Privileged: {question}")

    here = gate(Broken(), mode=Mode.HEADER)
    assert here.client().mail(LETTER).startswith("4")
    assert [] == sink.taken
    here.stop()
    assert not [one for one in caplog.records if "Privileged" in one.getMessage()]
