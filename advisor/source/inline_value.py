"""One value as somebody writes it on a line."""

from __future__ import annotations

from typing import TypeAlias

from advisor.source.scalars import scalar

Written: TypeAlias = "bool | float | str | list[bool | float | str | None] | None"


def written_value(text: str) -> Written:
    """
    Read a value written on one line, as a scenario file would: a scalar, or a list.

    >>> written_value("[pixel, link]")
    ['pixel', 'link']
    >>> written_value("NO")
    'NO'
    """
    bare = text.strip()
    if bare.startswith("[") and bare.endswith("]"):
        parts = (part.strip() for part in bare[1:-1].split(","))
        return [scalar(part) for part in parts if part]
    return scalar(bare)
