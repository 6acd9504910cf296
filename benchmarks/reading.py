"""How long a message takes to become facts, beside those that only parse it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from random import Random

from advisor.mail import MessageReader
from benchmarks.letters import KINDS
from benchmarks.measure import best_of_each, goal

EACH, ROUNDS, LARGE = 10, 10, 1_000_000
OVER_FLOOR, OVER_STANDARD = 3, 1.5
PARSER = "fast-mail-parser"


def report() -> Iterator[str]:
    """Time reading and mere parsing on messages of several kinds, one after another in turn."""
    contenders = _contenders()
    yield "milliseconds of the processor for a message, at best, ten of a kind together"
    yield f"{'':16}{'KB':>8}" + "".join(f"{name:>20}" for name in contenders)
    found: dict[str, tuple[float, float]] = {}
    for kind, make in KINDS.items():
        drawn = Random(kind)  # noqa: S311 - the same on every run
        first = make(drawn)
        large = len(first) > LARGE
        given = [first] if large else [first, *(make(drawn) for _ in range(EACH - 1))]
        times = best_of_each(
            {name: partial(_each, call, given) for name, call in contenders.items()},
            rounds=2 if large else ROUNDS,
        )
        shown = "".join(f"{times[name] / len(given) * 1_000:>20.2f}" for name in contenders)
        yield f"{kind:16}{len(first) / 1_000:>8.0f}{shown}"
        ours, floor = times["facts"], times.get(PARSER, 0)
        found[kind] = ours / times["compat32"], ours / floor if floor else 0
    for kind, (standard, floor) in found.items():
        yield goal(f"{kind}, over the standard library", standard, at_most=OVER_STANDARD)
        if floor:
            yield goal(f"{kind}, over {PARSER} and selectolax", floor, at_most=OVER_FLOOR)


def _each(call: Callable[[bytes], object], given: Sequence[bytes]) -> None:
    for one in given:
        call(one)


def _contenders() -> dict[str, Callable[[bytes], object]]:
    room = MessageReader()
    found: dict[str, Callable[[bytes], object]] = {
        "facts": room.read_bytes,
        "compat32": email.message_from_bytes,
        "policy.default": lambda data: email.message_from_bytes(data, policy=email.policy.default),
    }
    if find_spec("fast_mail_parser") is not None:
        found[PARSER] = _floor()
    return found


def _floor() -> Callable[[bytes], object]:
    """Give the least that reading can cost: both parsers, and nothing made of what they find."""
    from fast_mail_parser import parse_email
    from selectolax.lexbor import LexborHTMLParser

    return lambda data: [LexborHTMLParser(one) for one in parse_email(data).text_html]
