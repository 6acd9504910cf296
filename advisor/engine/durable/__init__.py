"""durable_rules as an engine: encoding, limits, sessions; the C module behind one door."""

from advisor.engine.durable.executor import Durable
from advisor.engine.durable.extension import Unavailable, load

__all__ = ["Durable", "Unavailable", "load"]
