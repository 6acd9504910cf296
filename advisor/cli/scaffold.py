"""Files that are written for somebody to go on with, from the templates beside this module."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from advisor.atomic_files import write_whole
from advisor.cli.errors import exit_with_error, tell
from advisor.cli.exit_codes import FAILED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.model.law import Law

SCHEMAS = ".schemas"
"""The folder of a layer in which an editor finds the schemas of its files."""
_SCHEMA_NAMES = ("policy", "cases", "jurisdiction", "vocabulary")


def filled(template: str, path: Path, layer: Path, values: Mapping[str, object]) -> str:
    """
    Return a template with its values filled in, as the text of a file of a layer.

    The file says where the schemas are, seen from its own folder.
    """
    depth = len(path.relative_to(layer).parts) - 1
    text = files("advisor.cli").joinpath("scaffolds", template).read_text("utf-8")
    return Template(text).substitute({**values, "schemas": "../" * depth + SCHEMAS})


def schema_files(layer: Path, law: Law) -> dict[Path, str]:
    """Return the schemas that an editor of a layer needs, with the names that a law gives."""
    from advisor.corpus.json_schemas import schema

    return {
        layer / SCHEMAS / f"{name}.json": json.dumps(schema(name, law), ensure_ascii=False) + "\n"
        for name in _SCHEMA_NAMES
    }


def refuse_existing(paths: Iterable[Path]) -> None:
    """Leave with status 1 where one of the files is there already."""
    existing = [path for path in paths if path.exists()]
    for path in existing:
        tell(
            "file-exists",
            "the file exists already",
            "what you wrote there would be lost",
            "choose another id, or remove the file",
            where=str(path),
        )
    if existing:
        sys.exit(FAILED)


def write_all(texts: Mapping[Path, str]) -> None:
    """Write all files and the folders that they stand in, or none; then leave with status 1."""
    written: list[Path] = []
    for path, text in texts.items():
        is_new = not path.exists()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
            written += [path] if is_new else []
        except OSError as error:
            for made in written:
                made.unlink(missing_ok=True)
            exit_with_error(
                "cannot-write",
                f"the file cannot be written: {(error.strerror or 'unknown error').lower()}",
                "a policy needs all of its files",
                "check the path and the permissions, or give another folder with `--into`",
                where=str(path),
            )
