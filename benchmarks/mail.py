"""
Measure the mail reader: `python -m benchmarks.mail FOLDER [predictions]`.

FOLDER holds `labels.csv` and the messages that it names; none come with this project.
With `predictions` it prints `path<TAB>tracker|no_tracker` lines for a scoring program instead.
"""

from __future__ import annotations

import csv
import email
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from advisor.mail import MessageAnalysis, MessageReader, Name, Presence

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


def predictions(folder: Path) -> Iterator[str]:
    """Give one line for each message: its path and what is said of it."""
    room = MessageReader()
    for row in _rows(folder):
        reading = room.read_bytes((folder / row["path"]).read_bytes(), row["path"])
        yield f"{row['path']}\t{'tracker' if reading.tracked else 'no_tracker'}"


if __name__ == "__main__":
    wanted = predictions if sys.argv[2:] == ["predictions"] else report
    for line in wanted(Path(sys.argv[1])):
        print(line, flush=True)  # noqa: T201 - a report is printed
