"""The pages, each place of the menu in a module of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.web.pages import (
    check,
    compare,
    coverage,
    describe,
    law,
    message,
    room,
    timeline,
    train,
    welcome,
)

if TYPE_CHECKING:
    from fastapi import APIRouter

    from advisor.web.site import Site


def routers(site: Site) -> Iterator[APIRouter]:
    """Return the routes of every page."""
    for place in (welcome, describe, check, message, compare, timeline, law, coverage, train, room):
        yield place.router(site)
