"""Whole opinions of the bundled law: many recipients, much law of other places, a start."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor import Corpus, load
from benchmarks.measure import best_of_each, goal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 10, 400
TIMES = 10
SCENARIO: dict[str, Any] = {
    "as_of": "2026-03-02",
    "facts": {
        "message": {"direction": "sent", "channel": "email", "kind": "one-to-one"},
        "lawyer": {"admitted_in": ["US-IL"], "setting": "private", "knows_of_tracking": True},
        "firm": {"established_in": ["US-IL"], "offers_services_in": ["US-IL", "FR"]},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
        "tracking": {"mechanisms": ["pixel"], "captures": ["opened"], "disclosure": "none"},
    },
    "recipients": [
        {
            "name": "Counsel",
            "role": "opposing-counsel",
            "located_in": "US-IL",
            "consented": False,
        }
    ],
}
_DECLARED = re.compile(r"^(?:derived|facts):\n(?:[ #].*\n|\n)*", re.MULTILINE)


def report() -> Iterator[str]:
    """Measure, and give a line for each goal."""
    yield "whole opinions of the bundled law, checked, with proofs and citations"
    yield ""
    corpus = load()
    yield _recipients(corpus)
    yield _elsewhere(corpus)
    yield _start()


def _recipients(corpus: Corpus) -> str:
    """Compare what a recipient costs among many with what one costs among few."""
    taken = best_of_each({str(count): partial(_to, corpus, count) for count in (FEW, MANY)}, 3)
    each = taken[str(MANY)] / MANY, taken[str(FEW)] / FEW
    return goal(f"a recipient of {MANY} against one of {FEW}", each[0] / each[1], at_most=1.5)


def _to(corpus: Corpus, count: int) -> None:
    person = SCENARIO["recipients"][0]
    people = [{**person, "name": f"Counsel {number}"} for number in range(count)]
    corpus.advise({**SCENARIO, "recipients": people})


def _elsewhere(corpus: Corpus) -> str:
    """Compare the law with one that has ten times the American places."""
    with tempfile.TemporaryDirectory() as name:
        cloned = load(_cloned(Path(name)), bundled=False, image=False)
    contenders = {"law": corpus, "cloned": cloned}
    for asked in contenders.values():
        asked.advise(SCENARIO)
    taken = best_of_each(
        {kind: partial(_often, asked) for kind, asked in contenders.items()}, rounds=7
    )
    ratio = taken["cloned"] / taken["law"]
    places = len(cloned.law.jurisdictions), len(corpus.law.jurisdictions)
    return goal(f"law of {places[0]} places against {places[1]}", ratio, at_most=1.3)


def _often(corpus: Corpus) -> None:
    for _ in range(5):
        corpus.advise(SCENARIO)


def _cloned(folder: Path) -> Path:
    """Write the bundled law, with its American part under nine more codes that nobody names."""
    for kind in ("policies", "jurisdictions"):
        for file in sorted((ROOT / kind).rglob("*.yaml")):
            if file.name.endswith(".cases.yaml"):
                continue
            text = file.read_text(encoding="utf-8")
            path = file.relative_to(ROOT).as_posix()
            _write(folder / path, text)
            if path.startswith((f"{kind}/us/", f"{kind}/us.")):
                for number in range(1, TIMES):
                    code = f"Q{number}"
                    renamed = path.replace(f"{kind}/us", f"{kind}/{code.lower()}", 1)
                    _write(folder / renamed, _DECLARED.sub("", _renamed(text, code)))
    return folder


def _renamed(text: str, code: str) -> str:
    return re.sub(r"\bus/", f"{code.lower()}/", re.sub(r"\bUS\b", code, text))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _start() -> str:
    """Compare a second `load()` with one that reads the files."""
    with tempfile.TemporaryDirectory() as name:
        image = Path(name) / "law.image"
        load(image=image)
        taken = best_of_each(
            {"kept": partial(load, image=image), "read": partial(load, image=False)}, rounds=3
        )
    return goal(
        "a load from the image against the files", taken["kept"] / taken["read"], at_most=0.2
    )
