"""Pages made from templates, in which nothing that was typed can become markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from advisor.reports import words
from advisor.version import VERSION

PLACES = (
    ("check", "/check", "Check"),
    ("message", "/message", "Drop a message"),
    ("compare", "/compare", "Compare"),
    ("law", "/law", "Law"),
    ("train", "/train", "Train"),
)
"""The menu: the name of each place, where it is, and what it is called."""


@dataclass(frozen=True)
class Press:
    """Prints pages; every value that is put into one is made safe first."""

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("advisor.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_clean,
        )
        environment.globals.update(
            places=PLACES, asset=self.asset, version=VERSION, disclaimer=words.DISCLAIMER
        )
        environment.filters.update(day=words.day, counted=words.counted, joined=words.joined)
        environment.tests["web_address"] = words.web_address
        return environment

    @cached_property
    def _assets(self) -> Mapping[str, str]:
        folder = files("advisor.web").joinpath("static")
        return {
            one.name: sha256(one.read_bytes()).hexdigest()[:12]
            for one in folder.iterdir()
            if one.is_file()
        }

    def html(self, template: str, **about: Any) -> str:  # noqa: ANN401 - whatever is shown
        """Fill a template."""
        return self._environment.get_template(template).render({"place": "", **about})

    def asset(self, name: str) -> str:
        """Give the address of a file of ours; it changes where the file does."""
        return f"/static/{name}?{self._assets[name]}"


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever is shown
    """Put what somebody typed on one line, without marks that steer the direction of writing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return words.clean(value)
    return "" if value is None else value
