"""What in folders was passed over, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.mail.sources.readers import COPY, DOUBTFUL, LINK

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

_MOST_NAMED = 5


def describe_skipped(left: Counter[str], *, named: bool) -> Iterator[str]:
    """
    Return what was omitted, counted as by `files`.

    With `named` the commonest suffixes are told; a suffix may be somebody's name.

    >>> from collections import Counter
    >>> list(describe_skipped(Counter({".pdf": 2, "": 1}), named=True))
    ['left out of the folders, being no mail: 3 (`.pdf`, no suffix)']
    """
    if links := left[LINK]:
        yield f"not followed in the folders, being links or no files: {links:,}"
    if doubtful := left[DOUBTFUL]:
        yield (
            "lines in mailboxes that may begin another message, and were taken for text: "
            f"{doubtful:,}"
        )
    if copies := left[COPY]:
        yield f"copies of messages that are answered already: {copies:,}"
    kinds = [item for item in left.most_common() if item[0] not in {COPY, DOUBTFUL, LINK}]
    if kinds:
        names = [f"`{suffix}`" if suffix else "no suffix" for suffix, _ in kinds[:_MOST_NAMED]]
        listed = ", ".join([*names, *(["..."] if len(kinds) > _MOST_NAMED else [])])
        which = f" ({listed})" if named else ""
        yield f"left out of the folders, being no mail: {sum(dict(kinds).values()):,}{which}"
