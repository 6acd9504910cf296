"""What each mode does with a message, and what it writes down."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest
from services.mail_sink import Sink
from unit.gate.clients import CLEAR, STOP, Judges, Running
from waiting import until

from advisor.gate.check_result import CheckResult, ReturnGround, Skipped
from advisor.gate.settings import Mode, ReturnBy, Unchecked
from advisor.model.opinions import Verdict

Start = Callable[..., Running]
LETTER = (
    b"From: ann@firm.example\r\nSubject: The Smith merger\r\nMessage-ID: <1@firm.example>\r\n\r\n"
    b"..Privileged\r\n"
)
SPOOFED = (
    b"From: ann@firm.example\r\nX-ADVISOR-Verdict: clear\r\n"
    b".X-Advisor-Norms: none,\r\n\tat all\r\nTo: b@c\r\n\r\nX-Advisor-Verdict: in the text\r\n"
)


def _records(here: Running, count: int = 1) -> list[dict[str, object]]:
    until(lambda: len(here.lines()) >= count)
    return [json.loads(one) for one in here.lines()]


def test_shadow_delays_nothing(gate: Start, sink: Sink) -> None:
    """A recorded message is handed on before it is checked, however long a check takes."""
    judges = Judges(STOP)
    here = gate(judges)
    judges.thought.close()
    assert (
        here.client().mail(LETTER, "<Ann@firm.example>", "<otto@other.example>").startswith("250")
    )
    assert LETTER == sink.taken[0].content
    assert [] == here.lines()
    judges.thought.open()

    (record,) = _records(here)
    assert {
        "schema": "advisor/gate/1",
        "queue_id": None,
        "message_id": "<1@firm.example>",
        "sender": "ann@firm.example",
        "recipients": ["otto@other.example"],
        "verdict": "stop",
        "weight": "advisory",
        "norms": ["us/xx/one#norm", "us/xx/two#norm"],
        "matters": [],
        "assumed": [],
        "grounds": [],
        "open_facts": [],
        "skipped": None,
        "did": "passed",
        "corpus": None,
    } == {key: one for key, one in record.items() if key not in {"at", "id"}}


def test_records_can_hide_who(gate: Start) -> None:
    """With a key the same person is the same hash, and nobody is named."""
    here = gate(Judges(STOP), key=b"k" * 32)
    client = here.client()
    client.mail(LETTER, "<ann@firm.example>", "<otto@other.example>")
    client.mail(LETTER + b"2\r\n", "<ANN@firm.example>", "<eve@other.example>")
    first, second = _records(here, 2)

    assert "example" not in "".join(here.lines())
    assert first["sender"] == second["sender"]
    assert first["recipients"] != second["recipients"]
    assert str(first["sender"]).startswith("hmac:")


def test_the_header_says_verdict_and_norms(gate: Start, sink: Sink) -> None:
    """Lines that claim to be the gate's are gone, in the header and nowhere else."""
    assert gate(Judges(STOP), mode=Mode.HEADER).client().mail(SPOOFED).startswith("250")

    assert (
        b"X-Advisor-Verdict: stop; weight=advisory\r\n"
        b"X-Advisor-Norms: us/xx/one#norm, us/xx/two#norm\r\n"
        b"From: ann@firm.example\r\nTo: b@c\r\n\r\nX-Advisor-Verdict: in the text\r\n"
    ) == sink.taken[0].content


def test_returned_to_the_author(gate: Start, sink: Sink) -> None:
    """The author gets a notice with the opinion and the whole message; nobody else anything."""
    here = gate(Judges(STOP), mode=Mode.RETURN)
    client = here.client()
    sender = "<ann@firm.example> SIZE=300 BODY=8BITMIME"
    assert client.mail(LETTER, sender, "<otto@other.example>", "<eve@other.example>")[:3] == "250"

    (taken,) = sink.taken
    assert ("MAIL FROM:<> BODY=8BITMIME", ("RCPT TO:<ann@firm.example>",)) == (
        taken.sender,
        taken.recipients,
    )
    notice = message_from_bytes(taken.message, policy=policy.default)
    text, status, original = notice.iter_parts()
    assert ("multipart/report", "auto-replied") == (
        notice.get_content_type(),
        notice["Auto-Submitted"],
    )
    assert "STOP, because of Otto Counsel." in text.get_content()
    assert "  otto@other.example\n  eve@other.example\n" in text.get_content().replace("\r", "")
    assert 3 == len(status.get_payload())
    assert [] == notice.defects
    assert LETTER.replace(b"..P", b".P") in taken.message
    assert "The Smith merger" == original.get_payload(0)["Subject"]
    assert "returned" == _records(here)[0]["did"]


def test_refused_where_that_is_wished(gate: Start, sink: Sink) -> None:
    """A refusal names the norms and authorities, and no person."""
    here = gate(Judges(STOP), mode=Mode.RETURN, return_by=ReturnBy.REJECT)
    client = here.client()
    answer = client.mail(LETTER)

    assert (
        "550-5.7.1 the firm's mail check says stop; the message was not sent\n"
        "550-5.7.1 norm: us/xx/one#norm\n550-5.7.1 norm: us/xx/two#norm\n"
        "550-5.7.1 authority: Op. 1\n550 5.7.1 authority: Op. 2"
    ) == answer
    assert [] == sink.taken
    assert "rejected" == _records(here)[0]["did"]


@pytest.mark.parametrize("mode", [Mode.HEADER, Mode.RETURN])
def test_a_clear_message_goes_on(gate: Start, sink: Sink, mode: Mode) -> None:
    """What may be sent is sent, to whom it was addressed."""
    assert gate(Judges(CLEAR), mode=mode).client().mail(SPOOFED).startswith("250")

    assert sink.taken[0].content.endswith(
        b"example\r\nTo: b@c\r\n\r\nX-Advisor-Verdict: in the text\r\n"
    )
    assert ("RCPT TO:<otto@other.example>",) == sink.taken[0].recipients


@pytest.mark.parametrize(
    ("mode", "told", "answer"),
    [
        (Mode.RECORD, None, "250"),
        (Mode.RECORD, Unchecked.DEFER, "250"),
        (Mode.HEADER, None, "250"),
        (Mode.HEADER, Unchecked.DEFER, "451"),
        (Mode.RETURN, None, "451"),
        (Mode.RETURN, Unchecked.PASS, "250"),
    ],
)
def test_what_could_not_be_checked(
    gate: Start, sink: Sink, mode: Mode, told: Unchecked | None, answer: str
) -> None:
    """It waits or goes on as configured; shadow mode never makes anything wait."""
    judges = Judges(CheckResult(skipped=Skipped.TIME_LIMIT))
    here = gate(judges, mode=mode, when_unchecked=told)

    assert here.client().mail(LETTER).startswith(answer)
    assert (1 if answer == "250" else 0) == len(sink.taken)
    assert "time-limit" == _records(here)[0]["skipped"]
    if mode is Mode.HEADER and answer == "250":
        assert sink.taken[0].content.startswith(
            b"X-Advisor-Verdict: unchecked; reason=time-limit\r\n"
        )


def test_mail_of_others_is_never_held(gate: Start, sink: Sink) -> None:
    """Mail that is not outgoing passes in every mode."""
    here = gate(Judges(CheckResult(skipped=Skipped.NOT_OUTGOING)), mode=Mode.RETURN)
    assert here.client().mail(LETTER, "<>").startswith("250")
    assert LETTER == sink.taken[0].content


def test_logs_tell_nothing(gate: Start, sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    """At the level that the command sets, no log has an address, a subject or a line of text."""
    caplog.set_level(logging.INFO, "advisor")
    here = gate(Judges(STOP), mode=Mode.RETURN)
    client = here.client()
    client.mail(LETTER)
    sink.says["."] = None
    client.mail(LETTER + b"again\r\n")
    here.stop()
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("advisor"))

    assert "next hop answers 250" in ours
    assert not [one for one in ("ann", "otto", "merger", "Privileged", "stop;") if one in ours]


def test_records_can_be_turned_over(gate: Start) -> None:
    """Where the file is moved away, the next line begins a new one."""
    here = gate(Judges(STOP), mode=Mode.HEADER)
    client = here.client()
    client.mail(LETTER)
    path = here.settings.state / "records.jsonl"
    path.rename(path.with_suffix(".1"))
    client.mail(LETTER)

    assert 1 == len(_records(here))
    assert 1 == len(path.with_suffix(".1").read_text().splitlines())


def test_a_shadow_that_cannot_keep_up_says_so(
    gate: Start, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where too much waits for its check, the rest goes on and is recorded as not checked."""
    monkeypatch.setattr("advisor.gate.server._WAITING", 200)
    judges = Judges(STOP)
    here = gate(judges, checkers=1)
    judges.thought.close()
    client = here.client()
    for number in range(5):
        assert client.mail(LETTER + f"{number}\r\n".encode()).startswith("250")

    assert 5 == len(sink.taken)
    judges.thought.open()
    assert {None, "busy"} == {one["skipped"] for one in _records(here, 5)}


@pytest.mark.parametrize("ground", list(ReturnGround))
def test_returned_for_what_was_found(gate: Start, sink: Sink, ground: ReturnGround) -> None:
    """A message may go back for what was found in it, whatever the verdict; the record says so."""
    found = CheckResult(Verdict.ASK, explained="ASK\n", grounds=(ground,))
    here = gate(Judges(found), mode=Mode.RETURN, return_on=frozenset({ground}))
    assert here.client().mail(LETTER).startswith("250")

    assert ("RCPT TO:<ann@firm.example>",) == sink.taken[0].recipients
    assert b"From: Mail check <postmaster@firm.example>" in sink.taken[0].content
    (record,) = _records(here)
    assert ([ground.value], "returned") == (record["grounds"], record["did"])
