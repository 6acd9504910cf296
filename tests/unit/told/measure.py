"""How well descriptions are read: what is offered against what stories are annotated with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from advisor.told import OfferBasis, TellingReader

STORIES = Path(__file__).parent / "stories"
DECISIVE = (
    "message.direction",
    "message.already_sent",
    "message.kind",
    "recipient.role",
    "tracking.mechanisms",
    "tracking.captures",
    "tracking.disclosure",
    "tracking.enabled_by",
    "recipient.consented",
    "recipient.based_in",
    "lawyer.admitted_in",
    "matter.tribunal",
    "matter.representing_client",
    "message.inadvertently_sent",
    "recipient.known_represented",
)
Pair = tuple[str, str]


@dataclass
class Measure:
    """Counts over stories, with what went wrong, each with the story's id."""

    offered: int = 0
    right: int = 0
    stated: int = 0
    stated_offered: int = 0
    implied: int = 0
    implied_offered: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)

    @property
    def shares(self) -> tuple[float, float, float]:
        """Return the shares: right of what is offered, stated offered, implied offered."""
        return (
            self.right / max(1, self.offered),
            self.stated_offered / max(1, self.stated),
            self.implied_offered / max(1, self.implied),
        )


def measured(reader: TellingReader, path: Path) -> Measure:
    """Measure the stories of a file."""
    measure = Measure()
    for story in yaml.safe_load(path.read_text(encoding="utf-8")):
        _count(measure, reader, story)
    return measure


def _count(measure: Measure, reader: TellingReader, story: dict[str, Any]) -> None:
    offered: set[Pair] = set()
    for one in reader.read(story["text"]).offered:
        if one.basis is not OfferBasis.ASKED:
            members = one.value if isinstance(one.value, frozenset) else [one.value]
            offered |= {(one.fact, _said(member)) for member in members or ["none"]}
    stated, implied, also, traps = (
        _pairs(story.get(key, {})) for key in ("stated", "implied", "also", "traps")
    )
    good = offered & (stated | implied | also)
    measure.offered += len(offered)
    measure.right += len(good)
    measure.wrong += [f"{story['id']}: {fact} = {value}" for fact, value in sorted(offered - good)]
    measure.traps += [f"{story['id']}: {fact} = {value}" for fact, value in sorted(offered & traps)]
    stated, implied = _decisive(stated), _decisive(implied)
    measure.stated += len(stated)
    measure.stated_offered += len(stated & offered)
    measure.implied += len(implied)
    measure.implied_offered += len(implied & offered)
    measure.missed += [
        f"{story['id']}: {kind} {fact} = {value}"
        for kind, pairs in (("said", stated), ("implied", implied))
        for fact, value in sorted(pairs - offered)
    ]


def _pairs(told: dict[str, Any]) -> set[Pair]:
    return {
        (fact, _said(value))
        for fact, values in told.items()
        for value in (values if isinstance(values, list) else [values])
    }


def _decisive(pairs: set[Pair]) -> set[Pair]:
    return {pair for pair in pairs if pair[0] in DECISIVE}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) else str(value)
