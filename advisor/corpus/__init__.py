"""Files to law and scenarios, with every problem found in them."""

from advisor.corpus.layers import Layer, bundled_layer, layer_at
from advisor.corpus.load import read_law
from advisor.facts.read_scenario import read_scenario, scenario_from

__all__ = [
    "Layer",
    "bundled_layer",
    "layer_at",
    "read_law",
    "read_scenario",
    "scenario_from",
]
