"""The ledger remembers through a crash, and forgets what is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.gate.ledger import KEPT, Ledger, LedgerInUse, State


def test_it_outlives_its_gate(tmp_path: Path) -> None:
    """Without being closed well, and with its last line torn, it still knows what it was told."""
    first = Ledger(tmp_path, now=0)
    first.note(State.HANDING, ["a", "b", "c"], now=1)
    first.note(State.HANDED, ["a"], now=2)
    first.note(State.SETTLED, ["c"], now=2)
    first.close()
    with (tmp_path / "ledger").open("ab") as file:
        file.write(b"handed b")

    second = Ledger(tmp_path, now=3)
    assert [State.HANDED, State.HANDING, State.SETTLED] == [second.state(one) for one in "abc"]
    second.close()


def test_it_forgets_in_time(tmp_path: Path) -> None:
    """What no server tries any longer is forgotten."""
    first = Ledger(tmp_path, now=0)
    first.note(State.HANDED, ["old"], now=0)
    first.note(State.HANDED, ["new"], now=1000)
    first.close()
    second = Ledger(tmp_path, now=KEPT + 10)
    assert [State.SETTLED, State.HANDED] == [second.state(one) for one in ("old", "new")]
    second.close()


def test_it_stays_short(tmp_path: Path) -> None:
    """A hundred thousand settled messages leave a short file."""
    ledger = Ledger(tmp_path, now=0)
    for number in range(100_000 // 50):
        keys = [f"{number}.{one}" for one in range(50)]
        ledger.note(State.HANDED, keys, now=1)
        ledger.note(State.SETTLED, keys, now=1)
    assert (tmp_path / "ledger").stat().st_size < 1_000_000
    ledger.close()


def test_one_gate_has_it(tmp_path: Path) -> None:
    """Two gates would hand the same message on twice."""
    first = Ledger(tmp_path, now=0)
    with pytest.raises(LedgerInUse):
        Ledger(tmp_path, now=0)
    first.close()
    Ledger(tmp_path, now=0).close()
