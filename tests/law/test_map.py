"""Every place with law of its own is seen on the map of laws."""

from __future__ import annotations

from datetime import date

from advisor.advice import load
from advisor.reports.charts.tile_map import tile_maps

DAY = date(2026, 11, 30)


def test_every_country_and_state_with_law_has_a_tile() -> None:
    """What drawn places lie within has none; what lies within a drawn country is seen with it."""
    law = load(engine="reference").law
    drawn = {code for one in tile_maps() for code in one.tiles}
    unions = {union for code in drawn for union in law.places.unions_of(code, DAY) - {code}}
    unseen = [
        code
        for code in law.jurisdictions.keys() - unions
        if not drawn & law.places.unions_of(code, DAY)
    ]
    assert unseen == []
    assert drawn <= law.jurisdictions.keys()
