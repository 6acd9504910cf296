"""How far an audit is, told so that it can be believed."""

from __future__ import annotations

import pytest

from advisor.cli.output import audit_progress
from advisor.cli.output.audit_progress import Lines, Pace, watcher


class _Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture(name="clock")
def _clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr(audit_progress, "time", clock)
    return clock


def test_pace(clock: _Clock) -> None:
    """The rate is that of messages read now, not of those read before or first."""
    pace = Pace(1100, 100, 100)
    clock.now += 30
    pace.advance(20)
    assert "120 of 1,100 (10%)" == pace.told()

    clock.now += 10
    pace.advance(480)
    assert "600 of 1,100 (54%), 48 a second, 10 s left" == pace.told()


def test_lines_now_and_then(clock: _Clock, capsys: pytest.CaptureFixture[str]) -> None:
    """A log has a line every ten seconds, and no more."""
    with watcher(quiet=False, plain=True) as watching:
        assert isinstance(watching, Lines)
        watching.begin(1000, 0)
        for _ in range(20):
            clock.now += 1
            watching.advance(10)

    said = capsys.readouterr().err.splitlines()
    assert ["1,000 messages to audit"] == said[:1]
    assert 2 == len(said[1:])


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wants no progress is still told what bears on the answer."""
    with watcher(quiet=True, plain=False) as watching:
        watching.begin(10, 0)
        watching.advance(10)
        watching.notice("there is no message in `x`")

    assert "note: there is no message in `x`\n" == capsys.readouterr().err
