"""Kinds of messages, made: nothing is missed that tracks, and no alarm is false."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from unit.mail.letters_made import UNTAUGHT, html

from advisor import load
from advisor.mail import MessageReader, Name, Presence, read_address_book
from benchmarks.mail import upper_bound
from benchmarks.mail_kinds import KINDS, OPEN, SEALED, MadeMessage, made_messages

NAMES = {"pixel": Name.OPEN_PIXEL, "link": Name.TRACKED_LINK}
MADE = list(made_messages(OPEN, 5))


def _said(made: MadeMessage) -> frozenset[str]:
    reading = UNTAUGHT.read_bytes(made.data)
    assert not reading.damage
    return frozenset(
        name for name, signal in NAMES.items() if reading.state(signal) is Presence.PRESENT
    )


@pytest.mark.parametrize("kind", sorted({made.kind for made in MADE}))
def test_kind(kind: str) -> None:
    """What reports is found and what only looks so is not, whatever the identifiers are."""
    of_kind = [made for made in MADE if made.kind == kind]
    wrong = [made for made in of_kind if _said(made) != made.signals]

    assert len(wrong) <= len(of_kind) // 20, wrong[:2]


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("pixel", 0.98, 0.98), ("link", 0.95, 0.92)]
)
def test_shapes_that_no_rule_was_made_by(name: str, precision: float, recall: float) -> None:
    """Shapes that were laid aside before the rules were mended are judged as well."""
    count: Counter[tuple[bool, bool]] = Counter()
    for made in made_messages(SEALED, 6):
        count[name in _said(made), name in made.signals] += 1

    assert count[True, True] >= precision * (count[True, True] + count[True, False])
    assert count[True, True] >= recall * (count[True, True] + count[False, True])


def test_shapes_stand_once() -> None:
    """No shape of the sealed half stands in the open one."""
    opened = {made.data[-300:] for made in made_messages(OPEN, 1, seed=7)}

    assert opened.isdisjoint(made.data[-300:] for made in made_messages(SEALED, 1, seed=7))
    assert KINDS.is_file()


def test_a_gateway_of_the_users_own(tmp_path: Path) -> None:
    """A host that the address book names as a gateway is nobody's tracking."""
    words = ("9fK2xQ7LmB41vZ", "Xk3Pq8RtVw5NbYd2")
    links = "".join(f'<a href="https://link.firm.example/{word}">a</a>' for word in words)
    book = tmp_path / "people.yaml"
    book.write_text("gateways: [link.firm.example]\npeople: []\n")
    people, problems = read_address_book(book, load().law)

    assert not problems
    assert Presence.PRESENT is MessageReader().read_bytes(html(links)).state(Name.TRACKED_LINK)
    reading = MessageReader(gateways=people.gateways).read_bytes(html(links))
    assert Presence.CANNOT_TELL is reading.state(Name.TRACKED_LINK)


def test_gateways_that_are_none(tmp_path: Path) -> None:
    """A gateway is a host: an address or a sentence is refused."""
    book = tmp_path / "people.yaml"
    book.write_text("gateways: ['a@firm.example']\npeople: []\n")
    _, problems = read_address_book(book, load().law)

    assert ["bad-value"] == [problem.code for problem in problems]


def test_bound() -> None:
    """A bound of false alarms is what so few of them in so many messages leave open."""
    assert 2_003 == round(1 / upper_bound(0, 6_000))
    assert upper_bound(3, 6_000) > upper_bound(0, 6_000)
