"""Messages that an audit met before: shown as copies, and counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from advisor.audit.tables import MESSAGES
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = 16
"""Hexadecimal digits of a key that are kept: of fifty million messages no two meet by chance."""


@dataclass
class MessageCopies:
    """
    Tells copies from the messages that they are copies of, shard after shard.

    The first of them counts. `count` is how many copies there were. Some 100 bytes are kept of
    each message.
    """

    count: int = 0
    _met: set[int] = field(default_factory=set)

    def marked(self, messages: pa.Table) -> pa.Table:
        """Return the rows of one shard with the column `copy` filled in."""
        is_copy = list(self._each(messages["copy_key"].to_pylist()))
        self.count += sum(is_copy)
        place = MESSAGES.get_field_index("copy")
        column = pa.array(is_copy, pa.bool_())
        return messages.set_column(place, MESSAGES.field(place), column)

    def _each(self, keys: list[str | None]) -> Iterator[bool]:
        for key in keys:
            if key is None:
                yield False
                continue
            number = int(key[:_DIGITS], 16)
            yield number in self._met
            self._met.add(number)


def without_copies(messages: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return the rows that count of marked messages, and their findings."""
    import pyarrow.compute as pc

    is_copy = messages["copy"]
    if not pc.any(is_copy).as_py():
        return messages, findings
    copies = messages.filter(is_copy)["message"].combine_chunks()
    kept = pc.invert(pc.is_in(findings["message"], value_set=copies))
    return messages.filter(pc.invert(is_copy)), findings.filter(kept)
