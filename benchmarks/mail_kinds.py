"""
Make messages by kind, with what a reader has to find in them.

Nothing of them was in a real message: shapes of addresses stand in `mail_kinds.yaml`, and
identifiers are drawn anew. Half of the shapes are sealed: no rule was made by looking at them.
"""

from __future__ import annotations

import random
import re
import string
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KINDS = Path(__file__).with_name("mail_kinds.yaml")
OPEN, SEALED = 0, 1
_SLOT = re.compile(r"\{([a-z]+?)(\d*)(?::(\w+))?\}")
_READER, _LIST = "otto@other.example", "family-law@lists.bar.example"
_ALPHABETS = {
    "m": string.ascii_letters + string.digits,
    "h": "0123456789abcdef",
    "n": string.digits,
    "w": string.ascii_uppercase,
    "z": "012345",
    "b": string.ascii_letters + string.digits + "-_",
    "x": string.ascii_lowercase + string.digits,
}
_WORDS = (  # noqa: SIM905 - words
    "the draft is attached as agreed and we look forward to hearing from you about the hearing "
    "next week please let me know whether the terms suit your client before we file the motion "
    "thank you for the call yesterday kind regards"
).split()


@dataclass(frozen=True)
class MadeMessage:
    """A message of a kind, with what has to be found: `pixel`, `link`, both or nothing."""

    kind: str
    signals: frozenset[str]
    data: bytes


def made_messages(half: int, each: int, seed: int = 1) -> Iterator[MadeMessage]:
    """Return `each` messages of every shape of one half, `OPEN` or `SEALED`."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for kind in yaml.safe_load(KINDS.read_text("utf-8"))["kinds"]:
        for shape in kind["shapes"][half::2]:
            for _ in range(each):
                yield _made(kind, shape, chance)


def _made(kind: dict[str, Any], shape: str, chance: random.Random) -> MadeMessage:
    number = f"{_drawn('n', 14, chance)}.{_drawn('x', 8, chance)}@firm.example"
    filled: dict[str, str] = {"{reader}": _READER, "{list}": _LIST, "{msgid}": number}

    def fill(slot: re.Match[str]) -> str:
        if slot[0] not in filled:
            filled[slot[0]] = _drawn(slot[1], int(slot[2] or 0), chance)
        return filled[slot[0]]

    body = re.sub(r"\{(?:reader|list|msgid)\}", lambda slot: filled[slot[0]], shape)
    body = _SLOT.sub(fill, body)
    words = " ".join(chance.choices(_WORDS, k=chance.randint(8, 60)))
    reader = kind.get("to", _LIST if "list" in kind["name"] else _READER)
    data = (
        "Received: from mail.firm.example by mx.other.example; Mon, 2 Mar 2026 10:00:00 -0600\n"
        f"From: Ann Lawyer <ann@firm.example>\nTo: <{reader}>\nSubject: the draft\n"
        f"Date: Mon, 2 Mar 2026 09:59:00 -0600\nMessage-ID: <{number}>\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\n\n"
        f"<html><body><p>Dear Otto, {words}.</p><p>{body}</p><p>Ann</p></body></html>\n"
    )
    return MadeMessage(kind["name"], frozenset(kind["signals"]), data.encode())


def _drawn(alphabet: str, length: int, chance: random.Random) -> str:
    if alphabet == "u":
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))
    if alphabet == "k":  # a short one that holds a figure, a small and a capital letter
        ends = chance.choices(_ALPHABETS["m"], k=length - 3)
        drawn = [*ends, chance.choice("23456789"), chance.choice("KRTX"), chance.choice("bdgz")]
        chance.shuffle(drawn)
        return "".join(drawn)
    return "".join(chance.choices(_ALPHABETS[alphabet], k=length))


__all__ = ["OPEN", "SEALED", "MadeMessage", "made_messages"]
