"""Identifiers in addresses: which words of an address could stand for one reader."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from enum import IntEnum
from itertools import product

from advisor.values import dataclass, field


class IdentifierStrength(IntEnum):
    """How much a word says about one reader."""

    NONE = 0
    NUMBER = 1
    TOKEN = 2
    PERSONAL = 3


# By these names they cost less than as attributes of their class, and thousands are asked for.
NONE, NUMBER, TOKEN, PERSONAL = IdentifierStrength
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{12,}")
_BASE32 = re.compile(r"[A-Z2-7]{12,}")
_WORD = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}")
_DATE = re.compile(
    r"(?:19|20)\d{2}[-_.]?(?:0\d|1[0-2])[-_.]?(?:[0-3]\d(?:[-_.tT]?[0-5]\d[0-5]\d(?:[0-5]\d)?)?)?"
)
_SIZE = re.compile(r"\d{1,4}[xX]\d{1,4}(?:@\dx)?")
_LONG_ENOUGH = re.compile(r"[^/?&=;,|:~!$()<>\[\]{}'\"*\s#@]{5,}[/?#]?")
_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_AFTER_NAME = ("/", "?", "#")
_JOINTS, _UNJOINED = str.maketrans("-_.", "   "), str.maketrans("", "", "-_.")
_ADDRESS = re.compile(r"[A-Za-z0-9._+=-]{1,64}(?:@|%40)[A-Za-z0-9.-]{3,80}\.[A-Za-z]{2,}")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Za-z][0-9]|[0-9][A-Za-z]")
_DIGIT = re.compile(r"[0-9]")
# No word without either of these is an identifier, and most words of addresses have neither.
_FIGURE, _HUMP = re.compile(r"\d"), re.compile(r"[a-z][A-Z]")
_HIDING = {"aHR0", "d3d3", "6874"} | {"".join(item) for item in product("Hh", "Tt", "Tt", "Pp")}
MIN_NUMBER, MIN_TOKEN, LONG = 5, 8, 22


def strength(word: str) -> IdentifierStrength:
    """
    Judge one word by its look alone.

    >>> strength("welcome-banner"), strength("20240131"), strength("4rBduN46665")
    (<IdentifierStrength.NONE: 0>, <IdentifierStrength.NONE: 0>, <IdentifierStrength.TOKEN: 2>)
    """
    if len(word) < MIN_NUMBER or not may_hold_identifier(word):
        return NONE
    if word[0].isdigit():
        if _DATE.fullmatch(word) or _SIZE.fullmatch(word):
            return NONE
        if word.isdigit():
            return NUMBER
    if len(word) < MIN_TOKEN:
        return NONE
    if _UUID.fullmatch(word):
        return TOKEN
    plain = _DIGIT.search(word) is None
    if not plain and (_HEX.fullmatch(word) or _BASE32.fullmatch(word)):
        return TOKEN
    changes = len(_MIXED.findall(word))
    if len(word) >= LONG and changes >= len(word) / 8 and not _is_slug(word):
        return TOKEN
    if plain:
        camel = word.isalpha() and len(word) >= 14 and changes >= len(word) / 5  # noqa: PLR2004 - tuned
        return TOKEN if camel else NONE
    return TOKEN if _is_code(word, changes) else NONE


def may_hold_identifier(text: str) -> bool:
    """Return whether any word of a text can be an identifier."""
    return _FIGURE.search(text) is not None or (
        not text.islower() and _HUMP.search(text) is not None
    )


def _is_code(word: str, changes: int) -> bool:
    """Return whether a word with digits is none that a person would write."""
    core = len(_WORD.sub("", word).translate(_UNJOINED))
    if changes >= 2 and core >= max(6, len(word) * 0.5):  # noqa: PLR2004 - tuned
        return True
    return core >= 10 and len(_DIGIT.findall(word)) >= 8  # noqa: PLR2004 - two ids joined


def _is_slug(word: str) -> bool:
    pieces = word.translate(_JOINTS).split()
    if len(pieces) <= 2:  # noqa: PLR2004 - words joined by dashes are more
        return False
    plain: int = sum(piece.isdigit() or (piece.islower() and piece.isalpha()) for piece in pieces)
    return 4 * plain >= 3 * len(pieces)


def pieces(text: str) -> list[str]:
    """Return the words of an address that may identify, and after them their finer pieces."""
    result = []
    for item in _LONG_ENOUGH.findall(f"{text}/"):
        if not may_hold_identifier(item):
            continue
        word = item
        if item.endswith(_AFTER_NAME):
            word = item[:-1]
            if "." in word:
                word = _ENDING.sub("", word)
        word = word.strip("._-")
        if len(word) >= MIN_NUMBER:
            result.append(word)
    for word in tuple(result):
        finer = word.translate(_JOINTS).split()
        if len(finer) > 1 and not _UUID.fullmatch(word):
            result.extend(
                one for one in finer if len(one) >= MIN_NUMBER and may_hold_identifier(one)
            )
    return result


@dataclass(frozen=True, slots=True)
class IdentifierReader:
    """The addresses a message went to, in the spellings that a token may hide."""

    spellings: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, addresses: Iterable[str]) -> IdentifierReader:
        """Spell out each address: plain, hashed, in base 64 and in hexadecimal digits."""
        found: set[str] = set()
        for address in list(addresses)[:20]:
            for text in {address, address.lower()}:
                raw = text.encode("utf-8", "replace")
                found.add(text)
                found.add(raw.hex())
                found.update(
                    made(raw, usedforsecurity=False).hexdigest()
                    for made in (hashlib.md5, hashlib.sha1, hashlib.sha256)
                )
                plain = base64.b64encode(raw).decode().rstrip("=")
                found.update((plain, plain.replace("+", "-").replace("/", "_")))
        return cls(frozenset(item for item in found if len(item) > 5))  # noqa: PLR2004 - `a@b.c`

    def spelt(self, word: str) -> bool:
        """Return whether a word spells the address of a reader."""
        return word in self.spellings or word.lower() in self.spellings

    def narrowed(self, texts: Iterable[str]) -> IdentifierReader:
        """Keep the spellings that stand in any of the texts, which are mostly none."""
        joined = "\n".join(texts)
        lower = joined.lower()
        return IdentifierReader(
            frozenset(
                spelling
                for spelling in self.spellings
                if spelling in (lower if spelling == spelling.lower() else joined)
            )
        )

    def named_in(self, text: str) -> bool:
        """Return whether a text holds the address of a reader in any spelling."""
        return any(spelling in text for spelling in self.spellings)


def hidden_address(word: str) -> str:
    """
    Return the web address that a word encodes, empty where it encodes none.

    >>> hidden_address("aHR0cHM6Ly9leGFtcGxlLm9yZy9h")
    'https://example.org/a'
    """
    start = word[:4]
    if start not in _HIDING:
        return ""
    if start.lower() == "http":
        return word if "://" in word or "%3a" in word.lower() else ""
    try:
        if word.startswith(("aHR0c", "d3d3L")):
            clean = word.replace("-", "+").replace("_", "/")
            clean = clean[: len(clean) - (1 if len(clean) % 4 == 1 else 0)]
            return base64.b64decode(clean + "=" * (-len(clean) % 4)).decode("utf-8", "replace")
        if word[:8].lower() == "68747470":
            return bytes.fromhex(word[: len(word) // 2 * 2]).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
    return ""


def is_mail_address(text: str) -> bool:
    """Return whether a text holds a mail address."""
    return _ADDRESS.search(text) is not None
