"""What happened, as people would say it: the doors of the first page, and what each tells."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Situation(NamedTuple):
    """One way to begin, in words by language; `facts` are those of a scenario, by entity."""

    name: str
    says: dict[str, str]
    more: dict[str, str]
    facts: dict[str, Any]


@cache
def situations() -> tuple[Situation, ...]:
    """Return the situations of the file beside this module, in its order."""
    text = files("advisor.web").joinpath("situations.yaml").read_text(encoding="utf-8")
    return tuple(Situation(**entry) for entry in yaml.safe_load(text))
