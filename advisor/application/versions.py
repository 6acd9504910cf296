"""What is at work, and whether it works."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from advisor.application.results import Document
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.advice import Corpus

_SHOWN = ("durable_rules", "pydantic", "PyYAML")


def version(corpus: Corpus) -> Document:
    """Tell the versions of the program, of the law and of what they build on."""
    receipt = corpus.receipt
    return {
        "advisor": VERSION,
        "corpus": receipt.corpus,
        "layers": list(receipt.layers),
        "engine": receipt.engine,
        "checked_by": receipt.checked_by,
        "python": sys.version.split()[0],
        "libraries": {name: _installed(name) for name in _SHOWN},
    }


def health(corpus: Corpus) -> Document:
    """Tell that the law is loaded, and whether the engine it was meant for is at work."""
    return {
        "status": "ok",
        "policies": len(corpus.law.policies),
        "jurisdictions": len(corpus.law.jurisdictions),
        "warning": corpus.warning or None,
    }


def _installed(name: str) -> str | None:
    try:
        return installed(name)
    except PackageNotFoundError:
        return None
