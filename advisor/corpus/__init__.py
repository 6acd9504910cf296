"""Files to law and scenarios, with every problem found in them."""

from advisor.corpus.layers import Layer, bundled_layer, layer_at
from advisor.corpus.reading import read_law

__all__ = ["Layer", "bundled_layer", "layer_at", "read_law"]
