"""How a place is typed, shown on one of the places that the law knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def place_example(names: Mapping[str, str]) -> tuple[str, str]:
    """
    Return the name and the code of a place, to show how either is typed.

    It is a part of the whole that has most of them, since such codes are the hardest to guess.

    >>> place_example({"UU": "Union of Lands", "ZZ": "Zedland", "ZZ-S": "Southern Zedland"})
    ('Southern Zedland', 'ZZ-S')
    """
    wholes = Counter(map(_whole, names))
    code = max(names, key=lambda name: (wholes[_whole(name)], name != _whole(name)), default="")
    return names.get(code, ""), code


def _whole(code: str) -> str:
    return code.partition("-")[0]
