"""Mailboxes in one file, as programs write them: nothing vanishes, and nothing is split."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.mail.letters_made import PIXEL, ROOM, html, plain

from advisor.mail.sources import mbox
from advisor.mail.sources.mbox import mbox_messages
from advisor.mail.sources.readers import stream
from advisor.mail.sources.skipped_files import describe_skipped

DATED = b"From ann@firm.example Mon Mar  2 09:59:00 2026\n"


def _split(box: bytes) -> list[bytes | None]:
    return [one.data for one in mbox_messages(BytesIO(box))]


def _tracked(box: bytes) -> list[bool]:
    return [ROOM.read_raw(raw).tracked for raw in stream(BytesIO(box), "box")]


def test_no_blank_lines() -> None:
    """Messages that follow one another without an empty line are messages all the same."""
    letter = html(PIXEL).rstrip(b"\n") + b"\n"

    assert [True] * 300 == _tracked((DATED + letter) * 300)


def test_from_begins_a_sentence() -> None:
    """A sentence that begins with `From` splits no message, and hides no tracker behind it."""
    body = f"<p>Dear Otto</p>\n\nFrom now on you can read it in any browser.\n{PIXEL}"
    box = DATED + html(body) + b"\n" + DATED + plain("Thanks.")

    assert [True, False] == _tracked(box)


@pytest.mark.parametrize(
    "separator",
    [
        b"From \n",
        b"From\n",
        b"From -\n",
        b"From ann@firm.example\n",
        b"From - Mon Mar  2 09:59:00 2026\n",
        b"From 1799@xxx Mon Mar 02 09:59:00 +0000 2026\n",
        b"From ann@firm.example  2 Mar 2026 09:59:00\r\n",
    ],
)
def test_separators(separator: bytes) -> None:
    """Separators of other programs are known: bare ones, and days written otherwise."""
    assert [True, False] == _tracked(DATED + html(PIXEL) + separator + html(""))
    assert [True, False] == _tracked(separator + html(PIXEL) + separator + html(""))


@pytest.mark.parametrize(
    "text",
    [
        "From the desk of Ann:\nTo: Otto\nSubject: the draft\nDate: today\n",
        "From 2 March 2026 at 10:00 on, the rules are these.\nPlease read them.",
        "From: Ann\nTo: Otto\n",
        "Fromage\nSubject: cheese\n",
    ],
)
def test_text(text: str) -> None:
    """A memorandum, a day and a quoted header within a text begin no message."""
    assert 1 == len(_split(DATED + plain(f"Dear Otto\n\n{text}")))


def test_empty_message() -> None:
    """An empty message between others, or at the end, is a message."""
    assert [b"a: b\n\n", b"\n", b"a: b\n\n", b""] == _split(
        DATED + b"a: b\n\n" + DATED + b"\n" + DATED + b"a: b\n\n" + DATED
    )


def test_doubtful_lines_are_told() -> None:
    """What may begin a message and was taken for text is counted, and said."""
    left: Counter[str] = Counter()
    box = DATED + plain("x\n\nFrom the desk of Ann:\nTo: Otto\n\nFrom here on, no more.")
    list(stream(BytesIO(box), "box", left=left))

    assert ["lines in mailboxes that may begin another message, and were taken for text: 1"] == [
        *describe_skipped(left, named=True)
    ]


def test_quoted_lines() -> None:
    """One mark of quotation is taken off each quoted line, however many it has."""
    (found,) = _split(DATED + plain("a\n>From b\n>>From c\n>>>From d\n> From e"))

    assert found is not None
    assert b"a\nFrom b\n>From c\n>>From d\n> From e" in found


def test_told_length() -> None:
    """Where a length is told and holds, an unquoted message within is text, and stays as it is."""
    body = b"see:\n\nFrom bob Mon Mar  2 09:59:00 2026\nFrom: Bob\nSubject: x\n\nhi\n\n>From me\n"
    head = b"From: Ann <ann@firm.example>\nContent-Length: %d\n\n"
    inner = head % len(body) + body
    second = plain("Thanks.")

    assert [inner + b"\n", second] == _split(DATED + inner + b"\n" + DATED + second)
    assert [inner] == _split(DATED + inner)


@pytest.mark.parametrize("told", [b"0", b"5", b"90", b"99999", b"999999999"])
def test_wrong_length(told: bytes) -> None:
    """A length that is not borne out by what follows there counts for nothing."""
    first = b"From: Ann <ann@firm.example>\nContent-Length: " + told + b"\n\nsome text\n\n"

    assert 2 == len(_split(DATED + first + DATED + plain("Thanks.")))


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message larger than is read costs only itself, and is not kept."""
    monkeypatch.setattr(mbox, "MESSAGE_LIMIT", 3_000_000)
    box = DATED + plain("x" * 4_500_000) + DATED + plain("Thanks.")

    assert [None, plain("Thanks.")] == _split(box)


_LINES = st.sampled_from(
    [
        DATED, b"\n", b"From \n", b"From x\r\n", b"Subject: a\n", b"Content-Length: 9\n", b"x\n",
        b">From a\n", b"From the desk\n", b"From", b"\r\n",
    ]
)  # fmt: skip


@given(lines=st.lists(_LINES, max_size=40))
def test_nothing_is_lost(lines: list[bytes]) -> None:
    """Whatever a mailbox holds, its messages are all of it, end to end."""
    box = b"From \n" + b"".join(lines)
    found = list(mbox_messages(BytesIO(box)))

    assert [0, *(one.end for one in found)] == [*(one.start for one in found), len(box)]


def test_a_mailbox_is_read_as_it_comes(tmp_path: Path) -> None:
    """A mailbox is read in the same way from the place where one of its messages begins."""
    path = tmp_path / "box.mbox"
    path.write_bytes(DATED + html(PIXEL) + DATED + html("") + b"From \n" + html(PIXEL))
    whole = list(mbox_messages(BytesIO(path.read_bytes())))
    later = list(mbox_messages(BytesIO(path.read_bytes()[whole[1].start :])))

    assert [one.data for one in whole[1:]] == [one.data for one in later]
