"""Files written whole or not at all: receipts, sessions and the ledger of a gate rely on it."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

import advisor
from advisor.atomic_files import write_whole


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """What was there is replaced, and others may not read what is."""
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o644)

    write_whole(path, b"new", private=True)

    assert b"new" == path.read_bytes()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("end", [KeyboardInterrupt(), OSError("no space left")])
def test_an_end_in_the_middle_leaves_the_old_file(
    end: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends it before the data are safe, the old file stays and no part is left."""
    path = tmp_path / "kept"
    path.write_bytes(b"old")

    def fall(_: int) -> None:
        raise end

    monkeypatch.setattr(os, "fsync", fall)
    with pytest.raises(type(end)):
        write_whole(path, b"new", private=True)

    assert [path] == list(tmp_path.iterdir())
    assert b"old" == path.read_bytes()


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A file that others could read stays so; a new one is as any program makes it."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_whole(old, b"new")
        write_whole(new, b"new")
    finally:
        os.umask(mask)

    assert (0o640, 0o640) == tuple(stat.S_IMODE(one.stat().st_mode) for one in (old, new))


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert b"new" == real.read_bytes()


def test_what_is_no_file_is_written_to() -> None:
    """A device is not replaced by a file."""
    write_whole(Path(os.devnull), b"new")

    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116 - of the device itself


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    """The unfinished file has a name that the file system takes too."""
    path = tmp_path / ("n" * 250)

    write_whole(path, b"new")

    assert b"new" == path.read_bytes()


_WRITING = re.compile(
    r"\.write_(?:text|bytes)\(|\.open\(\s*\"[wax]|\bopen\([^)]*\"[wax]b?\"|O_WRONLY|O_RDWR"
)
_ALLOWED = {
    "atomic_files.py",  # is what all others use
    "consents/storage.py",  # an empty database, which its own journal keeps whole
    "cli/entrypoint.py",  # /dev/null
    "cli/loading/scenario_input.py",  # a file in memory
    "cli/output/audit_outputs.py",  # tries whether a folder can be written to
    "gate/acceptance_log.py",  # grows line by line, each of them whole
    "gate/audit_log.py",  # likewise
    "gate/expected_records.py",  # likewise
    "web/room_journal.py",  # likewise
    "audit/checkpoint_store.py",  # an empty file to lock
}


def test_nothing_else_opens_a_file_to_write() -> None:
    """Every file of the program is written in the one way that never leaves a part."""
    package = Path(advisor.__file__).parent
    found = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if _WRITING.search(path.read_text("utf-8"))
    }

    assert found <= _ALLOWED, found - _ALLOWED
