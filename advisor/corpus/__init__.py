"""Files to law and scenarios, with every problem found in them."""

from advisor.corpus.documents import document_text, scenario_document, scenario_text
from advisor.corpus.layers import Layer, bundled_layer, layer_at
from advisor.corpus.reading import read_law
from advisor.corpus.scenarios import read_scenario, scenario_from
from advisor.corpus.written import written_value

__all__ = [
    "Layer",
    "bundled_layer",
    "document_text",
    "layer_at",
    "read_law",
    "read_scenario",
    "scenario_document",
    "scenario_from",
    "scenario_text",
    "written_value",
]
