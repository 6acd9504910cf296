"""Every problem that keeps an audit from being made, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "cannot-audit": "a path is no mail and no table of scenarios, or cannot be read",
        "no-messages": "there is no message in anything that was named",
        "input-changed": "a file changed between the plan of an audit and its reading",
        "cannot-write": "an output cannot be written",
        "disk-full": "there is no room for what an audit writes",
        "audit-running": "the same audit is being made by another process",
        "worker-lost": "a process that answers was ended from outside more than once",
        "audit-fault": "a fault of this program kept it from answering a file",
        "weak-key": "a file holds no key that hashes can rely on",
        "no-spark": "Spark cannot be started",
        "spark-failed": "Spark ended before the audit did",
    }
)
"""Each code with what it means, for the page that explains them."""
