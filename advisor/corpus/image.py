"""The law as it was read before, kept in a file for a quick start."""

from __future__ import annotations

import gc
import importlib
import io
import pickle
from contextlib import contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.corpus.keys import KEY_SIZE, bytes_of, digest
from advisor.corpus.sharing import arguments, shared
from advisor.model.law import Law
from advisor.values import is_dataclass

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


def save_image(image: Path, key: bytes, kept: Kept) -> None:
    """Keep a law, whole or not at all; where that cannot be done it is not kept."""
    written = io.BytesIO()
    _Pickler(written, protocol=5).dump(shared(kept))
    body = written.getvalue()
    import os
    import tempfile
    from pathlib import Path

    with suppress(OSError):
        image.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=image.parent, prefix=f".{image.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(MAGIC + key + digest(body) + body)
            Path(name).replace(image)
        except OSError:
            Path(name).unlink(missing_ok=True)


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


class _Pickler(pickle.Pickler):
    """Writes frozen values as calls of their classes, which read back fastest."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - any value
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), arguments(value)
        if isinstance(value, Enum):
            return type(value), (value.value,)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads values of the model and of diagnostics, dates, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - any class
        if (module, name) == ("datetime", "date"):
            return getattr(importlib.import_module(module), name)
        if f"{module}.".startswith(_ADMITTED):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a law")
