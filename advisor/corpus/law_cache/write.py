"""The law put into a file, for the next start to take it from."""

from __future__ import annotations

import io
import pickle
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any

from advisor.atomic_files import write_whole
from advisor.corpus.law_cache.intern import arguments, shared
from advisor.corpus.law_cache.key import digest
from advisor.corpus.law_cache.read import MAGIC
from advisor.values import is_dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.corpus.law_cache.read import Kept


def save_image(image: Path, key: bytes, kept: Kept) -> None:
    """Keep a law, whole or not at all; where that cannot be done it is not kept."""
    written = io.BytesIO()
    _Pickler(written, protocol=5).dump(shared(kept))
    body = written.getvalue()
    with suppress(OSError):
        image.parent.mkdir(parents=True, exist_ok=True)
        write_whole(image, MAGIC + key + digest(body) + body, private=True)


class _Pickler(pickle.Pickler):
    """Writes frozen values as calls of their classes, which read back fastest."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - any value
        if is_dataclass(value) and not isinstance(value, type):
            return type(value), arguments(value)
        if isinstance(value, Enum):
            return type(value), (value.value,)
        return NotImplemented
