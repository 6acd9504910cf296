"""Forms that our own pages sent, and no others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from starlette.formparsers import MultiPartException, MultiPartParser

from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.security.csrf import FIELD, StaleForm
from advisor.web.state import CarriedState, unpack_state

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from advisor.web.site import Site

_FIELDS = 400
_LONGEST = 1_000_000


class _InMemory(MultiPartParser):
    """
    Reads files into memory and nowhere else.

    A large one would otherwise pass through a temporary file, and what somebody hands in
    is not to touch a disk; how large it may be at all is limited before.
    """

    spool_max_size = sys.maxsize


async def _read(request: Request) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.form(max_files=0, max_fields=_FIELDS)
    parser = _InMemory(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=_FIELDS,
        max_part_size=_LONGEST,
    )
    try:
        return await parser.parse()
    except MultiPartException:
        raise RequestRefused(_UNREADABLE) from None


async def sent(site: Site, request: Request) -> FormData:
    """Read a form that one of our pages sent; raises `RequestRefused` for any other."""
    form = await _read(request)
    try:
        site.forgery.check(request, form.get(FIELD))
    except RequestRefused:
        # A browser says of itself whose page sent a form; nobody else can make it say so.
        state = form.get("state")
        if request.headers.get("sec-fetch-site") == "same-origin" and isinstance(state, str):
            raise StaleForm(state) from None
        raise
    return form


def carried(site: Site, form: FormData) -> CarriedState:
    """Read the scenario that a form carried."""
    return unpack_state(text_of(form, "state"), site.corpus, site.settings.today())


def text_of(form: FormData, name: str, most: int = _LONGEST) -> str:
    """Return one field of a form, no longer than it may be."""
    given = form.get(name)
    if isinstance(given, str) and len(given) > most:
        raise RequestRefused(
            ErrorAnswer(
                400,
                "too-long",
                f"what was typed is longer than {most} characters",
                "a limit keeps one request from taking all the memory there is",
                "go back, and say it more briefly",
            )
        )
    return given.strip() if isinstance(given, str) else ""


_UNREADABLE = ErrorAnswer(
    400,
    "unreadable-form",
    "this form cannot be read",
    "it was cut short on the way, or holds more than one file",
    "go back, choose one file, and send it again",
)


def typed_texts(form: FormData) -> dict[str, str]:
    """Return what was typed, so that a refused answer can be mended and not typed again."""
    return {
        name: text
        for name, text in form.multi_items()
        if isinstance(text, str) and name not in {FIELD, "state"}
    }
