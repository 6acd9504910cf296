"""Forms that our own pages sent, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.web.forgery import FIELD, Stale
from advisor.web.refusals import Refusal, Refused
from advisor.web.state import State, unpacked

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from advisor.web.site import Site

_FIELDS = 400
_LONGEST = 1_000_000


async def sent(site: Site, request: Request) -> FormData:
    """Read a form that one of our pages sent; raises `Refused` for any other."""
    form = await request.form(max_files=1, max_fields=_FIELDS, max_part_size=_LONGEST)
    try:
        site.forgery.check(request, form.get(FIELD))
    except Refused:
        # A browser says of itself whose page sent a form; nobody else can make it say so.
        state = form.get("state")
        if request.headers.get("sec-fetch-site") == "same-origin" and isinstance(state, str):
            raise Stale(state) from None
        raise
    return form


def carried(site: Site, form: FormData) -> State:
    """Read the scenario that a form carried."""
    return unpacked(text_of(form, "state"), site.corpus, site.settings.today())


def text_of(form: FormData, name: str, most: int = _LONGEST) -> str:
    """Give one field of a form, no longer than it may be."""
    given = form.get(name)
    if isinstance(given, str) and len(given) > most:
        raise Refused(
            Refusal(
                400,
                "too-long",
                f"what was typed is longer than {most} characters",
                "a limit keeps one request from taking all the memory there is",
                "go back, and say it more briefly",
            )
        )
    return given.strip() if isinstance(given, str) else ""
