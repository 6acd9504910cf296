"""Receipts by what changed: the norms that say otherwise, and in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.law_changes import ChangeKind
from advisor.model.norms import Outcome
from advisor.receipts.replay_receipt import ChangedPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from advisor.receipts.impact import Impact
    from advisor.receipts.replay_receipt import ReplayChange

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


def receipts_by_change(
    impacts: Iterable[Impact],
) -> Mapping[tuple[ChangeKind, str], tuple[Path, ...]]:
    """
    Return the receipts under each change: its kind, and the norm in its place.

    Only outcomes of governing norms count, the gravest kind of change first.
    """
    found: dict[tuple[ChangeKind, str], dict[Path, None]] = {}
    for impact in impacts:
        for change in impact.replay.changes if impact.replay is not None else ():
            kind = change_kind(change)
            if kind is not None:
                found.setdefault((kind, change.about), {})[impact.path] = None
    order = list(ChangeKind)
    keys = sorted(found, key=lambda key: (order.index(key[0]), key[1]))
    return {key: tuple(found[key]) for key in keys}


def change_kind(change: ReplayChange) -> ChangeKind | None:
    """Return in what way a norm says otherwise; `None` for any other change."""
    if change.part is not ChangedPart.FINDING or change.what != "outcome":
        return None
    before, after = (
        _OUTCOMES.get(word, Outcome.INAPPLICABLE) for word in (change.before, change.after)
    )
    if after.is_against != before.is_against:
        return ChangeKind.STRICTER if after.is_against else ChangeKind.LAXER
    if after.is_unfinished != before.is_unfinished:
        return ChangeKind.ASKED if after.is_unfinished else ChangeKind.NOT_ASKED
    return None
