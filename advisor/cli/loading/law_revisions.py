"""A law for a comparison: a folder, or a revision of the repository that it is kept in."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from advisor.cli.errors import exit_with_error
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader

if TYPE_CHECKING:
    from advisor.advice import Corpus

_HALVES = ("policies", "jurisdictions")


@contextmanager
def law_named(name: str) -> Iterator[Corpus]:
    """
    Load a law by the path of a folder, or by a revision of the repository around this folder.

    A folder with a vocabulary stands alone; another is laid over the bundled law. Leaves with
    status 1 and every problem told where it cannot be loaded.
    """
    folder = Path(name)
    if folder.is_dir():
        yield _loaded(folder)
        return
    with TemporaryDirectory() as place:
        _extract(name, Path(place))
        yield _loaded(Path(place))


def _loaded(folder: Path) -> Corpus:
    from advisor.advice import load
    from advisor.diagnostics import EngineFailure, InvalidCorpus

    stands_alone = (folder / "policies" / "vocabulary").is_dir()
    try:
        return load(folder, bundled=not stands_alone, image=False)
    except InvalidCorpus as invalid:
        corpus_loader.report_diagnostics(invalid.diagnostics)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
    raise SystemExit(FAILED)


def _extract(revision: str, place: Path) -> None:
    """Write the law of a revision into a folder."""
    top = _git("rev-parse", "--show-toplevel", revision=revision).decode().strip()
    commit = f"{revision}^{{commit}}"
    found = _git("rev-parse", "--verify", "--end-of-options", commit, revision=revision)
    commit = found.decode().strip()
    held = _git("-C", top, "ls-tree", "--name-only", commit, revision=revision).decode().split()
    halves = [half for half in _HALVES if half in held]
    packed = _git("-C", top, "archive", commit, *halves, revision=revision)
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(place, filter="data")


def _git(*arguments: str, revision: str) -> bytes:
    program = which("git")
    if program is None:
        _refuse(revision, "git is not installed here")
        return b""
    run = subprocess.run([program, *arguments], capture_output=True, check=False)  # noqa: S603 - a revision is an argument of its own
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().partition("\n")[0]
        _refuse(revision, said.removeprefix("fatal: ") or "git did not find it")
    return run.stdout


def _refuse(revision: str, why: str) -> None:
    exit_with_error(
        "bad-value",
        f"`{revision}` is neither a folder nor a revision that can be read",
        why,
        "name a folder of law, or a commit, branch or tag of the repository around this folder",
    )
