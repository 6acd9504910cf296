"""The law as it was read before, taken from a file for a quick start."""

from __future__ import annotations

import gc
import io
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.corpus.law_cache.key import KEY_SIZE, digest
from advisor.model.law import Law
from advisor.source.read_bytes import bytes_of

try:  # what reads, without what writes: that takes longer to load than a law to read
    from _pickle import Unpickler, UnpicklingError
except ImportError:  # another Python than the usual one
    from pickle import Unpickler, UnpicklingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from advisor.diagnostics import Diagnostic

MAGIC = b"advisor law image 2\n"
_ADMITTED = ("advisor.diagnostics.", "advisor.model.")

Kept: TypeAlias = "tuple[Law, tuple[Diagnostic, ...]]"


def load_image(image: Path, key: bytes) -> Kept | None:
    """Read a kept law; `None` where there is none, or none that can be trusted."""
    try:
        data = bytes_of(str(image))
    except OSError:
        return None
    head = MAGIC + key
    checked = len(head) + KEY_SIZE
    body = data[checked:]
    if data[:checked] != head + digest(body):
        return None
    try:
        with _uncollected():
            law, problems = _Unpickler(io.BytesIO(body)).load()
    except Exception:  # noqa: BLE001 - whatever a damaged image does, the law files are there
        return None
    return (law, tuple(problems)) if isinstance(law, Law) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector from walking thousands of new values that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Unpickler(Unpickler):
    """Reads values of the model and of diagnostics, dates, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - any class
        if (module, name) == ("datetime", "date"):
            return getattr(import_module(module), name)
        if f"{module}.".startswith(_ADMITTED):
            result = getattr(import_module(module), name, None)
            if isinstance(result, type) and result.__module__ == module:
                return result
        raise UnpicklingError(f"{module}.{name} is no part of a law")
