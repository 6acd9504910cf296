"""The body of a request as plain values, read strictly and within its limit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from advisor.web.api.problems import Halted, halted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from advisor.diagnostics.codes import Code

JSON = "application/json"
NDJSON = "application/x-ndjson"
_BODY = "body"
_PLAIN = "send one JSON value in UTF-8, each key once"
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_DIGITS = 15
"""Longer whole numbers are read as decimals, as in a scenario file."""


class _Twice(ValueError):
    """A key that stands twice in one object."""


async def read_body(request: Request, limit: int, *media_types: str) -> tuple[bytes, str]:
    """Read a body with its media type; raises `Halted` where it is too large or another kind."""
    told = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if told not in media_types:
        raise halted(
            "wrong-media-type",
            "content-type",
            f"a body of the kind `{told}` is not read" if told else "the body has no media type",
            why="a kind that nobody told would have to be guessed",
            fix=f"send `Content-Type: {media_types[0]}`",
        )
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(limit)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
    return b"".join(parts), told


def value(data: bytes, where: str = _BODY) -> Any:  # noqa: ANN401 - any JSON value
    """
    Read JSON: UTF-8, each key once, no `NaN`; raises `Halted`.

    >>> value(b'{"facts": {}}')
    {'facts': {}}
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable("not-utf8", where, "the body is not UTF-8 text") from None
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_constant, parse_int=_number
        )
    except _Twice as twice:
        raise _unreadable("duplicate-key", where, f"the key `{twice}` stands twice") from None
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise _unreadable("json-syntax", where, f"{error.msg.casefold()} at {at}") from None
    except ValueError as error:
        raise _unreadable("json-syntax", where, str(error)) from None
    except RecursionError:
        what, fix = "values are nested too deep", "send values as a scenario nests them"
        raise _unreadable("too-deep", where, what, fix) from None
    if _SURROGATE.search(data) and not _is_text(found):
        raise _unreadable("control-character", where, "half of a character is escaped")
    return found


def json_line_items(data: bytes) -> Iterator[bytes]:
    """Return the lines of newline-delimited JSON that say something."""
    return (line for line in data.splitlines() if line.strip())


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    result: dict[str, Any] = {}
    for key, inner in pairs:
        if key in result:
            raise _Twice(key[:60])
        result[key] = inner
    return result


def _constant(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is no JSON number")


def _number(text: str) -> float:
    return int(text) if len(text) <= _DIGITS else float(text)


def _is_text(found: object) -> bool:
    try:
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(code: Code, where: str, what: str, fix: str = _PLAIN) -> Halted:
    return halted(
        code,
        where,
        what,
        why="what cannot be read for certain would have to be guessed",
        fix=fix,
    )


def _too_large(limit: int) -> Halted:
    return halted(
        "too-large",
        _BODY,
        f"the body is larger than {limit} bytes",
        why="a limit keeps one request from taking all the memory there is",
        fix="send less at once; many scenarios go to `/batch`",
    )
