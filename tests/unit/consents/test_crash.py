"""Writers of a register that are killed without warning lose nothing that they acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.consents import killing


def test_killed_at_random(tmp_path: Path) -> None:
    """Every acknowledged event is there after each kill, and a reader read all the while."""
    events, looks = killing.kill_writers(tmp_path / "consents.db", 6)

    assert events > 0
    assert looks > 0


def test_a_loss_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that acknowledges what it has not written yet is found out."""
    lying = killing.WRITER.replace("        register.add(record, today)\n", "").replace(
        "        register.append(record, given, today)\n", ""
    )
    assert lying != killing.WRITER
    monkeypatch.setattr(killing, "WRITER", lying)
    with pytest.raises(AssertionError, match="lost"):
        killing.kill_writers(tmp_path / "consents.db", 1)
