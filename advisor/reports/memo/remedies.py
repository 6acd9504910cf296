"""Ways to an answer without a breach, as a memo prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.model.vocabulary import Control
from advisor.reports.memo.blocks import Basis, Block, Paragraph, Point, Points, Source
from advisor.reports.memo.frames import fill, say
from advisor.reports.words import VERDICTS

if TYPE_CHECKING:
    from advisor.model.opinions import Verdict
    from advisor.model.vocabulary import Value
    from advisor.reports.memo.blocks import Sentence
    from advisor.reports.memo.materials import Materials


@dataclass(frozen=True, slots=True)
class Change:
    """One fact to be made otherwise, and by whom."""

    fact: str
    value: Value
    control: Control
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Cure:
    """
    Changes that together lead to an answer without a breach.

    `leaves_open` names the norms (`policy#name`) that it leaves without an answer.
    """

    changes: tuple[Change, ...]
    verdict: Verdict
    leaves_open: tuple[str, ...] = ()


def remedies(cures: Sequence[Cure], materials: Materials) -> Iterator[Block]:
    """List the remedies that were found, or say that there is none."""
    if not cures:
        yield Paragraph((say("remedies.none"),))
        return
    yield Paragraph((say("remedies.say"),))
    yield Points(tuple(_cure(n, cure, materials) for n, cure in enumerate(cures)))


def _cure(index: int, cure: Cure, materials: Materials) -> Point:
    source = Source(Basis.REMEDY, str(index))
    said = [_change(change, source, materials) for change in cure.changes]
    said.append(say("remedies.then", source, verdict=VERDICTS[cure.verdict]))
    authorities = materials.norms(cure.leaves_open)
    if authorities:
        said.append(say("remedies.opens", source, authorities=authorities))
    return Point(tuple(said))


def _change(change: Change, source: Source, materials: Materials) -> Sentence:
    whose = "theirs" if change.control is Control.THEIRS else "ours"
    holes = {
        "question": materials.question(change.fact),
        "answer": materials.answer(change.fact, change.value),
    }
    name = f"remedies.change.{whose}"
    if change.recipient is not None:
        name, holes["recipient"] = f"{name}.person", change.recipient
    return fill(name, source, holes)
