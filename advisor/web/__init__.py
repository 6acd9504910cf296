"""The advisor as pages for a browser; on this machine, unless told otherwise."""

from __future__ import annotations

from importlib.util import find_spec

WEB_EXTRA = "web"
_LIBRARIES = {
    "fastapi": "fastapi",
    "jinja2": "jinja2",
    "python_multipart": "python-multipart",
    "segno": "segno",
    "uvicorn": "uvicorn",
}


def missing_web_libraries() -> tuple[str, ...]:
    """Return the names of the libraries of the extra that are not installed."""
    return tuple(name for module, name in _LIBRARIES.items() if find_spec(module) is None)
