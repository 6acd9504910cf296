"""The files of an audit: what is wrong with them is told before anything long is begun."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from advisor.cli.errors import exit_with_error
from advisor.cli.parsing.parameters import Misuse
from advisor.corpus.law_cache.file import cache_file

_TABLES = (".parquet", ".jsonl", ".ndjson", ".csv")
_PAGES = (".html", ".htm")
_LEAST_KEY = 16


def cache(paths: list[str]) -> Path:
    """Choose a folder for an audit that writes no file beside which it could stand."""
    from hashlib import sha256

    named = "\0".join(str(Path(path).resolve()) for path in paths)
    name = sha256(named.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    image = cache_file(())
    if image is None:
        import tempfile

        return Path(tempfile.gettempdir()) / f"advisor-audit-{os.getuid()}-{name}"
    return image.parent / "audits" / name


def check_outputs(
    paths: list[str], *outputs: Path | None, read: Iterable[str | Path | None] = ()
) -> None:
    """
    Find out what is wrong with the outputs before anything long is begun.

    `read` are other files that are read, such as the address book.
    """
    if "-" in paths:
        raise Misuse(
            "an audit can go on only with what it can read again: save the mail to a file first",
            option="PATH",
        )
    given = {Path(one).resolve() for one in (*paths, *read) if one is not None}
    seen: set[Path] = set()
    for at, path in enumerate(outputs):
        if path is None:
            continue
        suffixes = _TABLES if at < len(outputs) - 1 else _PAGES
        if path.suffix.lower() not in suffixes:
            known = ", ".join(f"`{one}`" for one in suffixes)
            raise Misuse(f"the name of `{path}` has to end in one of {known}")
        if path.resolve() in given | seen:
            raise Misuse(f"`{path}` is named twice, and would be written over")
        seen.add(path.resolve())
        _check_writable(path)


def _check_writable(path: Path) -> None:
    problem = _unwritable(path)
    if problem:
        exit_with_error(
            "cannot-write",
            f"`{path}` cannot be written: {problem}",
            "it is better known before a long audit than after it",
            "name a file in a folder that is there and that you may write to",
        )


def key_of(
    path: Path | None, why: str = "with a short key anybody could find out the names by trying"
) -> bytes:
    """Read a key of hashes; leaves with status 1, and `why`, where it is none to rely on."""
    if path is None:
        return b""
    try:
        key = path.read_bytes().strip()
    except OSError:
        key = b""
    if len(key) < _LEAST_KEY:
        exit_with_error(
            "weak-key",
            f"`{path}` holds no key of {_LEAST_KEY} bytes or more",
            why,
            f"make one: `head -c 32 /dev/urandom | base64 > {path}`, and keep it secret",
        )
    return key


def _unwritable(path: Path) -> str:
    """Say why a file could not be written; nothing where it could."""
    if path.is_dir():
        return "it is a folder"
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return (error.strerror or "unknown").lower()
    finally:
        with suppress(OSError):
            part.unlink()
    return ""
