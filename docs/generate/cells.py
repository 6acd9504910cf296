"""
Count how ten model rules were read in 53 places: `python docs/generate/cells.py CHECKOUT`.

It reads the law files of any checkout, of an earlier commit too, and prints the counts as
JSON; those of the commit before the rules were read again stand in `cells_before.json`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

MODEL = "us/aba/model-rules#"
TEN_RULES = {
    "1.1-cmt-8": "1.1 cmt. [8]",
    "1.6-a": "1.6(a)",
    "1.6-c": "1.6(c)",
    "3.5-b": "3.5(b)",
    "4.1-a": "4.1(a)",
    "4.2": "4.2",
    "4.4-a": "4.4(a)",
    "4.4-b": "4.4(b)",
    "5.3": "5.3(a), (b)",
    "8.4-c": "8.4(c)",
}
HEADS = ("original", "second hand", "unverified", "stands for", "declined", "nothing")
_LEVELS = {"primary": "original", "primary-excerpt": "original", "secondary": "second hand"}
BEFORE = Path(__file__).with_name("cells_before.json")


def counted(checkout: Path) -> dict[str, dict[str, int]]:
    """Return for each rule in how many places it was read at which level."""
    files = sorted((checkout / "jurisdictions/us").glob("*.yaml"))
    places = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {
        rule: dict(Counter(_reading(place, MODEL + rule) for place in places)) for rule in TEN_RULES
    }


def before_and_after(checkout: Path) -> str:
    """Return the table of both, in Markdown."""
    before, after = json.loads(BEFORE.read_text(encoding="utf-8")), counted(checkout)
    rows = [
        [TEN_RULES[rule], *(_cell(before[rule], after[rule], head) for head in HEADS)]
        for rule in TEN_RULES
    ]
    total = [
        sum((Counter(counts) for counts in table.values()), Counter()) for table in (before, after)
    ]
    rows.append(["all ten", *(_cell(*total, head) for head in HEADS)])
    lines = [["rule", *HEADS], ["---"] * (len(HEADS) + 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _reading(place: dict[str, Any], norm: str) -> str:
    adopted = place.get("adopts", {}).get(norm)
    if adopted is not None:
        return _LEVELS.get(adopted.get("verified", ""), "unverified")
    if norm in place.get("declines", {}):
        return "declined"
    return "stands for" if norm in place.get("stands_for", {}) else "nothing"


def _cell(before: dict[str, int], after: dict[str, int], head: str) -> str:
    first, then = before.get(head, 0), after.get(head, 0)
    return f"{first} → {then}" if first != then else str(then)


if __name__ == "__main__":
    print(json.dumps(counted(Path(sys.argv[1])), indent=1))
