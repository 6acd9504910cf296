"""Outlook's stores: what the library gives is written as a message, whatever of it is missing."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from types import ModuleType, SimpleNamespace

import pytest
from unit.mail.letters_made import PIXEL, ROOM

from advisor.mail import Name, Presence
from advisor.mail.sources.readers import stream

HEAD = b"!BDN" + b"\0" * 600


def _records(**entries: object) -> SimpleNamespace:
    """Make properties as the library gives them: `p5D01="ann@firm.example"`."""
    listed = [
        SimpleNamespace(
            entry_type=int(name[1:], 16), data_as_string=value, data_as_integer=value,
            data=str(value).encode() if value else b"\0",
        )
        for name, value in entries.items()
    ]  # fmt: skip
    return SimpleNamespace(number_of_entries=len(listed), get_entry=listed.__getitem__)


def _item(*records: SimpleNamespace, **told: object) -> SimpleNamespace:
    return SimpleNamespace(
        number_of_record_sets=len(records), get_record_set=records.__getitem__, **told
    )


def _folder(name: str, *messages: object, inner: tuple[object, ...] = ()) -> SimpleNamespace:
    def message(at: int) -> object:
        if messages[at] is None:
            raise OSError
        return messages[at]

    return SimpleNamespace(
        name=name, number_of_sub_messages=len(messages), get_sub_message=message,
        number_of_sub_folders=len(inner), get_sub_folder=inner.__getitem__,
    )  # fmt: skip


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stand in for the library, with a root folder that a test fills."""
    made = SimpleNamespace(root=None)

    class File:
        def open_file_object(self, opened: BytesIO) -> None:
            assert b"!BDN" == opened.read(4)

        def get_root_folder(self) -> object:
            return made.root

        def close(self) -> None:
            """Let go."""

    module = ModuleType("pypff")
    module.file = File  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pypff", module)
    return made


def test_store(store: SimpleNamespace) -> None:
    """A sent item has its people from the store, a received one its own headers."""
    people = _item(
        _records(p0C15=1, p3001="Otto Counsel", p39FE="otto@other.example"),
        _records(p0C15=3, p3001="Carl", p3003="carl@client.example"),
    )
    sent = _item(
        _records(p5D01="ann@firm.example", p1035="<1@firm.example>", p0029=1, p3FDE=65001),
        sender_name="Ann Lawyer", subject="Grüße",
        client_submit_time=datetime(2026, 3, 2, 10, tzinfo=UTC),
        html_body=f"<p>Grüße</p>{PIXEL}".encode(), plain_text_body=b"Hello", recipients=people,
        number_of_attachments=0,
    )  # fmt: skip
    headers = (
        "Received: from a by b\r\nFrom: bob@x.example\r\nTo: ann@firm.example\r\n"
        "Content-Type: multipart/mixed;\r\n\tboundary=x\r\nSubject: Hi\r\n\r\n"
    )
    got = _item(transport_headers=headers, rtf_body=rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}Hi}")
    store.root = _folder("", inner=(_folder("Inbox", got, None), _folder("Sent", sent)))
    received, broken, letter = map(ROOM.read_raw, stream(BytesIO(HEAD), "a.pst"))

    assert ["a.pst/Inbox/1", "a.pst/Inbox/2", "a.pst/Sent/1"] == [
        received.source, broken.source, letter.source
    ]  # fmt: skip
    assert "it is damaged within its store" == broken.damage
    assert ["otto@other.example", "carl@client.example"] == [
        person.address for person in letter.recipients or ()
    ]
    assert Presence.PRESENT is letter.state(Name.OPEN_PIXEL) is letter.state(Name.READ_RECEIPT)
    assert not letter.in_transit
    assert received.in_transit
    assert Presence.ABSENT is received.state(Name.OPEN_PIXEL)
    assert "bob@x.example" == (received.sender and received.sender.address)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library a store is a row that names what to install."""
    monkeypatch.setitem(sys.modules, "pypff", None)
    (found,) = stream(BytesIO(HEAD), "a.pst")

    assert "reading Outlook's stores needs the extra `pst`" == found.damage
