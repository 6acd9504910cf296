"""Files written whole or not at all: receipts, sessions and the ledger of a gate rely on it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from advisor.private_files import write_whole


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """What was there is replaced, and others may not read what is."""
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o644)

    write_whole(path, b"new")

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
        write_whole(path, b"new")

    assert [path] == list(tmp_path.iterdir())
    assert b"old" == path.read_bytes()
