"""Where each jurisdiction stands on a map made of tiles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

from advisor.values import dataclass


@dataclass(frozen=True, slots=True)
class TileMap:
    """Tiles of one size: the column and the row of each jurisdiction, from the top left."""

    title: str
    tiles: Mapping[str, tuple[int, int]]

    @property
    def columns(self) -> int:
        """Count the columns."""
        return 1 + max(column for column, _ in self.tiles.values())

    @property
    def rows(self) -> int:
        """Count the rows."""
        return 1 + max(row for _, row in self.tiles.values())


def tile_maps() -> tuple[TileMap, ...]:
    """Read the maps, which are data beside this module."""
    found = json.loads(files("advisor.reports.charts").joinpath("tiles.json").read_text("utf-8"))
    return tuple(
        TileMap(item["title"], {code: (at[0], at[1]) for code, at in item["tiles"].items()})
        for item in found
    )


def tile_label(code: str) -> str:
    """
    Return the name of a tile.

    >>> tile_label("US-IL")
    'IL'
    """
    return code.rpartition("-")[2]
