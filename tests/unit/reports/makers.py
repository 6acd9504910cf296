"""What the fixtures that make findings and opinions are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from advisor.model.opinions import Finding, Opinion

FindingMaker: TypeAlias = Callable[..., Finding]
OpinionMaker: TypeAlias = Callable[..., Opinion]
