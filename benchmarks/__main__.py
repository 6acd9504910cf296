"""
Run `python -m benchmarks`, or only some of its parts.

These are `start`, `single`, `opinions`, `columnar`, `memory`, `asking`, `mail`, `service`
and `verify`.

The peers are optional: `pip install '.[benchmark]'`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain

from advisor import load
from benchmarks import (
    asking,
    columnar,
    mail,
    memory,
    opinions,
    reading,
    service,
    single,
    start,
    verify,
)

PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "start": start.report,
    "single": single.report,
    "opinions": opinions.report,
    "columnar": columnar.report,
    "memory": memory.report,
    "asking": lambda: asking.report(load(cases=True)),
    "mail": lambda: chain(mail.kinds_report(), reading.report()),
    "service": service.report,
    "verify": verify.report,
}

for part in sys.argv[1:] or PARTS:
    for line in PARTS[part]():
        print(line, flush=True)  # noqa: T201 - a report is printed
    print()  # noqa: T201 - likewise
