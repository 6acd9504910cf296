"""Facts of a nearer source told by a farther one where rows leave them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.advice.batch.blocks import RowBlock
    from advisor.advice.batch.cell_parser import CellParser
    from advisor.model.vocabulary import Value


def fill_untold(block: RowBlock, facts: Mapping[str, Value], reader: CellParser) -> None:
    """
    Tell facts of the message in each row that says nothing of them.

    What a row says is unknown stays so, as it does in a scenario file.
    """
    for name, value in facts.items():
        codes = block.facts.get(name, np.zeros(block.rows, np.int32))
        untold = codes == 0
        if name in block.unknown:
            untold &= ~block.unknown[name]
        if untold.any():
            block.facts[name] = np.where(untold, reader.place(name, value), codes)
