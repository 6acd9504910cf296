"""
Run `python -m benchmarks`, or only some of its parts; numbers behind a part are for it.

`python -m benchmarks --help` lists them. The peers are optional:
`pip install '.[benchmark]'`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from advisor import load

if TYPE_CHECKING:
    from types import ModuleType


class Part(NamedTuple):
    """One part: what it measures, what it is run with, and how."""

    about: str
    run: Callable[[Sequence[int]], Iterator[str]]
    numbers: str = ""
    on_demand: bool = False


def _of(module: str, name: str = "report") -> Callable[[Sequence[int]], Iterator[str]]:
    def run(numbers: Sequence[int]) -> Iterator[str]:
        reporting: Iterator[str] = getattr(_module(module), name)(*numbers)
        return reporting

    return run


def _module(name: str) -> ModuleType:
    # Each is imported when it is run: what one needs may be missing where another is asked for.
    return import_module(f"benchmarks.{name}")


def _asking(numbers: Sequence[int]) -> Iterator[str]:
    del numbers
    reporting: Iterator[str] = _module("asking").report(load(cases=True))
    return reporting


def _mail(numbers: Sequence[int]) -> Iterator[str]:
    del numbers
    return chain(_module("mail").kinds_report(), _module("reading").report())


def _audit(numbers: Sequence[int]) -> Iterator[str]:
    audit = _module("audit")
    given = (*numbers, *(audit.MESSAGES, len(os.sched_getaffinity(0)))[len(numbers) :])
    reporting: Iterator[str] = audit.report(*given)
    return reporting


PARTS: dict[str, Part] = {
    "start": Part("a command from nothing, against its imports", _of("start")),
    "single": Part("one scenario by engines and peers", _of("single")),
    "opinions": Part("whole opinions: recipients, law of other places", _of("opinions")),
    "columnar": Part("conditions by planes and peers, and tables", _of("columnar")),
    "days": Part("tables of many days and recipients, CSV and JSONL", _of("many_days")),
    "memory": Part("memory over many answers", _of("memory")),
    "asking": Part("questions and remedies", _asking),
    "comparing": Part("pairs of laws, and all laws", _of("comparing")),
    "mail": Part("made and labelled mail: signals found, time of reading", _mail),
    "audit": Part("a mailbox audited", _audit, "[MESSAGES] [JOBS]"),
    "spark": Part("the same on Spark", _of("spark"), "[MESSAGES]"),
    "service": Part("requests to the service", _of("service")),
    "verify": Part("what the peers answer, held to ours", _of("verify")),
    "differential": Part(
        "random scenarios by all executors", _of("differential"), "[N]", on_demand=True
    ),
}


def _asked(words: Sequence[str]) -> Iterator[tuple[Part, list[int]]]:
    """Read the parts that are asked for, each with the numbers behind it."""
    if not words:
        yield from ((part, []) for part in PARTS.values() if not part.on_demand)
        return
    found: list[tuple[Part, list[int]]] = []
    for word in words:
        if word in PARTS:
            found.append((PARTS[word], []))
        elif word.isascii() and word.isdigit() and int(word) and found:
            found[-1][1].append(int(word))
        else:
            sys.exit(f"`{word}` is no part: there are {', '.join(PARTS)}; a number is at least 1")
    yield from found


def _usage() -> Iterator[str]:
    yield "usage: python -m benchmarks [PART [NUMBER]...]...    (without a part: all but the last)"
    yield ""
    for name, part in PARTS.items():
        yield f"  {f'{name} {part.numbers}':28}{part.about}"


def main(words: Sequence[str]) -> None:
    """Print the reports that are asked for."""
    if "--help" in words or "-h" in words:
        sys.stdout.write("\n".join(_usage()) + "\n")
        return
    for part, numbers in list(_asked(words)):
        for line in part.run(numbers):
            print(line, flush=True)  # noqa: T201 - a report is printed
        print()  # noqa: T201 - likewise


if __name__ == "__main__":
    main(sys.argv[1:])
