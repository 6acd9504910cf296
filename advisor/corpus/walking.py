"""The files below the folder of a layer, never beyond it and never without end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from advisor.diagnostics.codes import Code
    from advisor.source.diagnostics_sink import DiagnosticSink

MOST_FOLDERS_DEEP = 12
MOST_ENTRIES = 50_000


class FolderWalk:
    """
    Walks one layer: its `root`, whose paths messages begin with `shown`.

    Links are followed within the root. One that leads out of it, or back to a folder
    around it, is an error, as is a folder that is deeper or larger than any layer.
    """

    def __init__(self, root: Traversable, shown: str, problems: DiagnosticSink) -> None:
        self.root = root
        self.real = os.path.realpath(root) if isinstance(root, Path) else ""
        self.shown = shown
        self.problems = problems
        self.entries = 0

    def files(self, below: str, suffix: str) -> Iterator[str]:
        """Return the paths of the files with a suffix below a folder, relative to it."""
        folder = self.root.joinpath(below) if below else self.root
        prefix = f"{below}/" if below else ""
        if isinstance(folder, Path):
            if below and folder.is_symlink() and self._is_refused(below, str(folder)):
                return
            found = self._on_disk(str(folder), prefix, 0)
        else:
            found = self._elsewhere(folder, prefix, 0)
        for path in found:
            if path.endswith(suffix):
                yield path.removeprefix(prefix)

    def _on_disk(self, folder: str, prefix: str, depth: int) -> Iterator[str]:
        with os.scandir(folder) as found:  # tells files from folders without asking for each
            for entry in found:
                path = f"{prefix}{entry.name}"
                if entry.name.startswith(".") or self._is_full(path):
                    continue
                if entry.is_symlink() and self._is_refused(path, entry.path):
                    continue
                if entry.is_dir():
                    if not self._is_deep(path, depth):
                        yield from self._on_disk(entry.path, f"{path}/", depth + 1)
                elif entry.is_file():
                    yield path

    def _elsewhere(self, folder: Traversable, prefix: str, depth: int) -> Iterator[str]:
        for inner in folder.iterdir():
            path = f"{prefix}{inner.name}"
            if inner.name.startswith(".") or self._is_full(path):
                continue
            if inner.is_dir():
                if not self._is_deep(path, depth):
                    yield from self._elsewhere(inner, f"{path}/", depth + 1)
            elif inner.is_file():
                yield path

    def _is_refused(self, path: str, link: str) -> bool:
        """Return whether a link may not be followed, which is noted."""
        leads_to = os.path.realpath(link)
        around = os.path.realpath(Path(link).parent)
        if not f"{leads_to}/".startswith(f"{self.real.rstrip('/')}/"):
            what = "this link leads out of the layer"
            why = "what is read would depend on files that are no part of the layer"
            fix = "put a copy in its place, or name the folder it leads to as a layer"
        elif f"{around}/".startswith(f"{leads_to}/"):
            what = "this link leads back to a folder around it"
            why = "following it, nobody would ever come to an end"
            fix = "remove it"
        elif leads_to == link or not Path(leads_to).exists():
            what = "this link leads nowhere"
            why = "without what it stood for the answer would rest on part of what was given"
            fix = "remove it, or mend what it leads to"
        else:
            return False
        self._report("bad-link", path, what, why=why, fix=fix)
        return True

    def _is_deep(self, path: str, depth: int) -> bool:
        if depth < MOST_FOLDERS_DEEP:
            return False
        self._report(
            "too-deep",
            path,
            f"folders are nested more than {MOST_FOLDERS_DEEP} deep",
            why="no layer needs that, so this is probably another folder than was meant",
            fix="check the path, or move the files further up",
        )
        return True

    def _is_full(self, path: str) -> bool:
        self.entries += 1
        if self.entries == MOST_ENTRIES + 1:
            self._report(
                "too-large",
                path,
                f"the folder holds more than {MOST_ENTRIES} files and folders",
                why="no layer is that large, so this is probably another folder than was meant",
                fix="check the path",
            )
        return self.entries > MOST_ENTRIES

    def _report(self, code: Code, path: str, what: str, *, why: str, fix: str) -> None:
        self.problems.add(code, Span(f"{self.shown}{path}"), what, why=why, fix=fix)
