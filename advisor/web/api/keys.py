"""Keys of callers: made at random, kept as hashes only."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256

from advisor.values import dataclass

KEY_PREFIX = "adv_"
_BYTES = 32
_LINE = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]{0,63}) sha256:(?P<hash>[0-9a-f]{64})")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class BadKeys(ValueError):
    """A file of keys that cannot be used; `key_line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class Keys:
    """
    The keys that are known: names of callers by the hash of their key.

    A key holds 256 random bits, so one round of a plain hash is enough: there is nothing
    to guess, and to look a hash up tells nothing about its neighbours.
    """

    names: Mapping[str, str]

    def name(self, key: str) -> str | None:
        """Return the name of the caller whose key it is."""
        return self.names.get(hashed(key))


def hashed(key: str) -> str:
    """Return what is kept of a key."""
    return sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def new_key() -> str:
    """Make a key; it is shown once, and cannot be had back from its hash."""
    return KEY_PREFIX + secrets.token_urlsafe(_BYTES)


def is_name(text: str) -> bool:
    """Return whether a caller may be called so."""
    return _NAME.fullmatch(text) is not None


def key_line(name: str, key: str) -> str:
    """
    Write the line of a key for the file.

    >>> key_line("dms", "a key").split(":")[0]
    'dms sha256'
    """
    return f"{name} sha256:{hashed(key)}"


def read_keys(lines: Iterable[str]) -> Keys:
    """
    Read a file of keys: `name sha256:hash`, one a line; `#` begins a remark.

    A caller may have two keys for a while, to change over. Raises `BadKeys`.
    """
    names: dict[str, str] = {}
    for number, text in enumerate(lines, 1):
        told = text.partition("#")[0].strip()
        if not told:
            continue
        match = _LINE.fullmatch(" ".join(told.split()))
        if match is None:
            raise BadKeys(number, "this line is no key")
        if match["hash"] in names:
            raise BadKeys(number, "this key is listed twice")
        names[match["hash"]] = match["name"]
    if not names:
        raise BadKeys(1, "the file lists no key")
    return Keys(names)
