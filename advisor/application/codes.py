"""Every problem that a verb can find beside those of files and scenarios, by its stable code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "engine-failure": "an engine broke, or two evaluators disagree: there is no answer",
        "too-many": "more was given at once than is answered at once",
        "unknown-jurisdiction": "no jurisdiction has this code or name",
        "unknown-name": "nothing in the law has this name",
        "unknown-policy": "no policy has this id",
    }
)
"""Each code with what it means, for the page that explains them."""
