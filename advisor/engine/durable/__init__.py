"""durable_rules as an engine: encoding, limits, sessions; the C module behind one door."""

from advisor.engine.durable.c_module import Unavailable, load_module
from advisor.engine.durable.executor import DurableEngine

__all__ = ["DurableEngine", "Unavailable", "load_module"]
