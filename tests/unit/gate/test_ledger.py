"""The ledger remembers through a crash, and forgets what is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.gate.acceptance_log import KEPT, AcceptanceLog, AcceptanceLogInUse, AcceptanceState


def test_it_outlives_its_gate(tmp_path: Path) -> None:
    """Without being closed well, and with its last line torn, it still knows what it was told."""
    first = AcceptanceLog(tmp_path, now=0)
    first.note(AcceptanceState.HANDING, ["a", "b", "c"], now=1)
    first.note(AcceptanceState.HANDED, ["a"], now=2)
    first.note(AcceptanceState.SETTLED, ["c"], now=2)
    first.close()
    with (tmp_path / "ledger").open("ab") as file:
        file.write(b"handed b")

    second = AcceptanceLog(tmp_path, now=3)
    assert [AcceptanceState.HANDED, AcceptanceState.HANDING, AcceptanceState.SETTLED] == [
        second.state(one) for one in "abc"
    ]
    second.close()


def test_it_forgets_in_time(tmp_path: Path) -> None:
    """What no server tries any longer is forgotten."""
    first = AcceptanceLog(tmp_path, now=0)
    first.note(AcceptanceState.HANDED, ["old"], now=0)
    first.note(AcceptanceState.HANDED, ["new"], now=1000)
    first.close()
    second = AcceptanceLog(tmp_path, now=KEPT + 10)
    assert [AcceptanceState.SETTLED, AcceptanceState.HANDED] == [
        second.state(one) for one in ("old", "new")
    ]
    second.close()


def test_it_stays_short(tmp_path: Path) -> None:
    """A hundred thousand settled messages leave a short file."""
    ledger = AcceptanceLog(tmp_path, now=0)
    for number in range(100_000 // 50):
        keys = [f"{number}.{one}" for one in range(50)]
        ledger.note(AcceptanceState.HANDED, keys, now=1)
        ledger.note(AcceptanceState.SETTLED, keys, now=1)
    assert (tmp_path / "ledger").stat().st_size < 1_000_000
    ledger.close()


def test_one_gate_has_it(tmp_path: Path) -> None:
    """Two gates would hand the same message on twice."""
    first = AcceptanceLog(tmp_path, now=0)
    with pytest.raises(AcceptanceLogInUse):
        AcceptanceLog(tmp_path, now=0)
    first.close()
    AcceptanceLog(tmp_path, now=0).close()
