"""The file in which a user's cache keeps the compiled law of some folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from advisor.corpus.law_cache.key import digest
from advisor.version import VERSION


def cache_file(folders: Sequence[Path], *, bundled: bool = True) -> Path | None:
    """
    Choose the file that keeps the compiled law of some folders between starts.

    The bundled law lies beneath them unless they stand alone.
    `None` where the cache is turned off, cannot be made or is open to other users.
    """
    if os.environ.get("ADVISOR_NO_CACHE"):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(base) if base.startswith("/") else Path.home() / ".cache"
        folder = home / "advisor"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.stat()
        key = _key(folders, bundled=bundled)
    except (OSError, RuntimeError):
        return None
    if about.st_uid != os.getuid() or about.st_mode & 0o022:
        return None
    return folder / f"law-{key}.image"


def _key(folders: Sequence[Path], *, bundled: bool) -> str:
    program = str(Path(__file__).parent)
    below = ["bundled"] if bundled else []
    parts = [VERSION, program, *below, *(str(folder.resolve()) for folder in folders)]
    return digest("\0".join(parts).encode("utf-8", "surrogateescape")).hex()
