"""
Measure the mail reader: `python -m benchmarks.mail [FOLDER [predictions | clean]]`.

Without a folder the messages are made by kind, see `benchmarks.mail_kinds`. FOLDER holds
`labels.csv` and the messages that it names; none come with this project. With `predictions` it
prints `path<TAB>tracker|no_tracker` lines for a scoring program instead. With `clean` nothing in
FOLDER is tracked: every alarm is a false one, and how many there can be is bounded.
"""

from __future__ import annotations

import csv
import email
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from advisor.mail import MessageAnalysis, MessageReader, Name, Presence
from benchmarks.mail_kinds import OPEN, SEALED, made_messages

TRACKERS = (
    Name.OPEN_PIXEL,
    Name.TRACKED_LINK,
    Name.STYLE_BEACON,
    Name.FONT_BEACON,
    Name.TRACKED_ATTACHMENT,
)
RECEIPTS = (Name.READ_RECEIPT, Name.DELIVERY_RECEIPT)
ROUNDS = 5


@dataclass
class Score:
    """Counts of what was found, wrongly found and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def note(self, path: str, *, said: bool, true: bool) -> None:
        """Count one message."""
        self.right += said and true
        self.wrong += said and not true
        self.missed += true and not said
        if said != true:
            self.misses.append(f"{path}{'+' if said else '-'}")

    def row(self, name: str) -> str:
        """Give a row of the table."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        total = self.right + self.missed
        return f"| {name} | {total} | {precision:.3f} | {recall:.3f} | {both:.3f} |"


def _present(reading: MessageAnalysis, names: tuple[Name, ...]) -> bool:
    return any(reading.state(one) is Presence.PRESENT for one in names)


SIGNALS: dict[str, tuple[str | None, Callable[[MessageAnalysis], bool]]] = {
    "tracked": (None, lambda one: one.tracked),
    "open pixel": ("open_pixel", lambda one: _present(one, (Name.OPEN_PIXEL,))),
    "tracked link": ("click", lambda one: _present(one, (Name.TRACKED_LINK,))),
    "receipt": ("read_receipt", lambda one: _present(one, RECEIPTS)),
}


def report(folder: Path) -> Iterator[str]:
    """Give the tables, with the table of vendors and without it."""
    rows = [one for one in _rows(folder) if one["label"] != "ambiguous"]
    for title, room in (
        ("as shipped", MessageReader()),
        ("no vendors", MessageReader(vendors=False)),
    ):
        scores = {name: Score() for name in SIGNALS}
        origin, vendor = Score(), Score()
        for row in rows:
            reading = room.read_bytes((folder / row["path"]).read_bytes(), row["path"])
            for name, (mechanism, found) in SIGNALS.items():
                labelled = row["mechanism"].split("+")
                true = row["label"] == "tracker" if mechanism is None else mechanism in labelled
                scores[name].note(row["path"], said=found(reading), true=true)
            _note_origin(origin, row, reading)
            _note_vendor(vendor, row, reading)
        yield f"{title}, {len(rows)} messages"
        yield "| signal | labelled | precision | recall | F1 |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (score.row(name) for name, score in scores.items())
        yield f"origin right: {origin.right} of {origin.right + origin.wrong}"
        yield f"vendor right or unknown: {vendor.right} of {vendor.right + vendor.wrong}"
        every = {**scores, "origin": origin, "vendor": vendor}
        yield from (f"{name}: {' '.join(one.misses)}" for name, one in every.items() if one.misses)
        yield ""
    yield from _times(folder, rows)


def _note_origin(score: Score, row: dict[str, str], reading: MessageAnalysis) -> None:
    found = {one.origin.value for name in TRACKERS for one in reading.signals[name].evidence}
    if found:
        right = row["origin"] in found and ("own" in found) == (row["origin"] == "own")
        score.note(row["path"], said=True, true=right)


def _note_vendor(score: Score, row: dict[str, str], reading: MessageAnalysis) -> None:
    if reading.tracked:
        label = row["vendor"].lower()
        said = reading.vendors[0].lower() if reading.vendors else ""
        score.note(row["path"], said=True, true=not said or said.split(" (")[0] in label)


def _times(folder: Path, rows: list[dict[str, str]]) -> Iterator[str]:
    room = MessageReader()
    data = [(folder / row["path"]).read_bytes() for row in rows]
    ours = _fastest(lambda: [room.read_bytes(one) for one in data])
    theirs = _fastest(lambda: [email.message_from_bytes(one) for one in data])
    size = sum(map(len, data)) / len(data) / 1_000
    each = ours / len(data) * 1_000
    yield f"{each:.2f} ms a message of {size:.0f} KB on average;"
    yield f"{ours / theirs:.2f} times what the standard library takes to parse alone"
    slow = [_fastest(lambda one=one: room.read_bytes(one)) for one in data]  # type: ignore[misc]
    yield f"median {statistics.median(slow) * 1_000:.2f} ms, slowest {max(slow) * 1_000:.1f} ms"


def _fastest(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def kinds_report(each: int = 20) -> Iterator[str]:
    """Give what is found in messages made by kind, of either half of their shapes."""
    room = MessageReader(vendors=False)
    for half, title in ((OPEN, "open"), (SEALED, "sealed")):
        scores = {name: Score() for name in MADE}
        made = list(made_messages(half, each))
        for one in made:
            reading = room.read_bytes(one.data)
            for name, (wanted, found) in MADE.items():
                true = bool(one.signals & wanted)
                scores[name].note(one.kind, said=found(reading), true=true)
        yield f"made by kind, {title} shapes, without the table of vendors: {len(made)} messages"
        yield "| signal | labelled | precision | recall | F1 |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (score.row(name) for name, score in scores.items())
        misses = sorted({miss for score in scores.values() for miss in score.misses})
        yield f"wrong in: {', '.join(misses) or 'none'}"
        yield ""


MADE: dict[str, tuple[frozenset[str], Callable[[MessageAnalysis], bool]]] = {
    "tracked": (frozenset({"pixel", "link"}), lambda one: one.tracked),
    "open pixel": (frozenset({"pixel"}), lambda one: _present(one, (Name.OPEN_PIXEL,))),
    "tracked link": (frozenset({"link"}), lambda one: _present(one, (Name.TRACKED_LINK,))),
}


def clean_report(folder: Path) -> Iterator[str]:
    """Give the alarms in messages of which none is tracked, and a bound of their rate."""
    room = MessageReader()
    count = alarms = 0
    for reading in room.read_all(folder):
        if reading.damage:
            continue
        count += 1
        held = [name for name in TRACKERS if reading.signals[name].own]
        if held:
            alarms += 1
            yield f"{reading.source}: {', '.join(name.value for name in held)}"
    bound = upper_bound(alarms, count)
    yield f"{alarms} alarms held against the sender in {count} messages;"
    yield f"with 95 % certainty at most one in {1 / bound:,.0f}" if count else "nothing to bound"


def upper_bound(alarms: int, count: int) -> float:
    """
    Return the rate that is exceeded by so few alarms in one of twenty samples.

    >>> round(1 / upper_bound(0, 6000))
    2003
    """
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        fewer = sum(
            math.exp(
                math.lgamma(count + 1) - math.lgamma(at + 1) - math.lgamma(count - at + 1)
                + (at * math.log(rate) if at else 0.0) + (count - at) * math.log1p(-rate)
            )
            for at in range(alarms + 1)
        )  # fmt: skip
        low, high = (rate, high) if fewer > 0.05 else (low, rate)  # noqa: PLR2004 - one of twenty
    return high


def predictions(folder: Path) -> Iterator[str]:
    """Give one line for each message: its path and what is said of it."""
    room = MessageReader()
    for row in _rows(folder):
        reading = room.read_bytes((folder / row["path"]).read_bytes(), row["path"])
        yield f"{row['path']}\t{'tracker' if reading.tracked else 'no_tracker'}"


def _wanted(given: list[str]) -> Iterator[str]:
    if not given:
        return kinds_report()
    chosen = {"predictions": predictions, "clean": clean_report}
    return chosen.get(given[1] if len(given) > 1 else "", report)(Path(given[0]))


if __name__ == "__main__":
    for line in _wanted(sys.argv[1:]):
        print(line, flush=True)  # noqa: T201 - a report is printed
