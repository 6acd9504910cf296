"""Names made unreadable and still countable."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from advisor.values import dataclass, field

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Pseudonymizer:
    """
    Replaces identifiers by keyed hashes; without a key they stay as they are.

    The same text has the same hash under the same key, so that counts and joins still work;
    whoever lacks the key cannot find out a text by trying likely ones.
    """

    key: bytes = field(default=b"", repr=False)

    def one(self, text: str | None) -> str | None:
        """
        Return the name under which a text may be written down.

        >>> Pseudonymizer().one("ann@firm.example")
        'ann@firm.example'
        """
        if not text:
            return text
        # What was no proper text in a file name or a header shows as codes.
        spelt = text.encode("utf-8", "backslashreplace")
        if not self.key:
            return spelt.decode()
        return hmac.new(self.key, spelt, hashlib.sha256).hexdigest()[:_DIGITS]

    def each(self, texts: Iterable[str]) -> list[str]:
        """Return the names of several texts, in their order."""
        return [self.one(text) or "" for text in texts]

    @property
    def mark(self) -> str:
        """Tell one key from another without telling the key."""
        return self.one("which key is this?") or "" if self.key else ""
