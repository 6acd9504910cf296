"""Rows whose message is taken as sent on another day: all their days move along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from advisor.model.law_clock import SENT_ON, moved_day
from advisor.model.vocabulary import RECIPIENT, FactType

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.batch.blocks import RowBlock
    from advisor.advice.batch.cell_parser import CellParser
    from advisor.engine.columnar.values import ValueCodes


def move_rows(block: RowBlock, day: date, reader: CellParser) -> None:
    """Take the message of each row as sent on one day, as `moved_to` does a scenario."""
    sent = block.facts.get(SENT_ON)
    if sent is None:
        return
    known = reader.law.vocabulary.facts
    of_each = np.repeat(sent, np.diff(block.starts))
    holders = (block.facts, "", sent), (block.of_people, f"{RECIPIENT}s.", of_each)
    for facts, path, dates in holders:
        for name in facts.keys() - {SENT_ON}:
            if known[name].type is FactType.DATE:
                facts[name] = _moved(reader, path + name, facts[name], dates, day)
    block.facts[SENT_ON] = np.where(sent > 0, reader.place(SENT_ON, day), 0)


def _moved(
    reader: CellParser, path: str, codes: ValueCodes, sent: ValueCodes, day: date
) -> ValueCodes:
    values, days = reader.words(path).values, reader.words(SENT_ON).values
    count = len(days)
    pairs = codes.astype(np.int64) * count + sent
    different, number = np.unique(pairs, return_inverse=True)
    moved = []
    for pair in different.tolist():
        code, sent_on = pair // count, days[pair % count]
        if code and sent_on is not None:
            code = reader.place(path, moved_day(values[code], day - sent_on))
        moved.append(code)
    return np.array(moved, np.int32)[number]
