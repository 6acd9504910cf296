"""The C module of durable_rules: how it is had, and that it is what is documented."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from unit.engine.module import module

from advisor.engine.durable import Unavailable, c_module, load_module
from advisor.engine.durable.formula import Both, Either, Formula, Sees
from advisor.engine.durable.ruleset import RuleSet
from advisor.engine.durable.ruleset_json import ruleset_json

MODULE = module()
RULES: dict[str, Formula] = {
    "A": Both((Sees(1, 1), Either((Sees(2, 1), Sees(3, 0))))),
    "a": Either((Sees(1, 0), Both((Sees(2, 0), Sees(3, 1))))),
}


def test_where_it_is_not_installed_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing module is told in one line, with the command that installs it."""
    monkeypatch.setattr(c_module, "_MODULE", "no_such_module")

    with pytest.raises(Unavailable) as missing:
        load_module()

    assert "durable_rules is not installed" in str(missing.value)
    assert "pip install" in missing.value.cure
    assert "durable-rules==2.0.28" in missing.value.cure
    assert "\n" not in str(missing.value)


def test_where_it_does_not_import_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A module that is there and does not load says why, and the cure is the same."""
    (tmp_path / "broken_module.py").write_text("raise ImportError('undefined symbol: X')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(c_module, "_MODULE", "broken_module")

    with pytest.raises(Unavailable, match=r"does not import \(undefined symbol: X\)") as broken:
        load_module()

    assert "pip install" in broken.value.cure


def test_another_release_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The C interface is not documented, so only the release that was tested will do."""
    monkeypatch.setattr(c_module, "PINNED", "2.0.27")

    with pytest.raises(Unavailable, match=r"2\.0\.28 is installed, where exactly 2\.0\.27"):
        load_module()


def test_the_linking_of_other_modules_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lazy binding lasts for this one import."""
    monkeypatch.setattr(c_module, "_LAZY_SINCE", (3, 0))
    before = sys.getdlopenflags()
    load_module()

    assert before == sys.getdlopenflags()


def test_the_documented_path_fires_the_same_rules() -> None:
    """
    Rules drained through the C module are those that the documented host would run.

    The host is kept from starting its timers, which dispatch actions twice.
    """
    documented = import_module("durable.engine")
    host = type("Still", (documented.Host,), {"_run": lambda _: None})()
    fired: list[str] = []
    definitions = json.loads(ruleset_json(RULES))
    for name, definition in definitions.items():
        definition["run"] = _noting(name, fired)
    host.register_rulesets({"rules": definitions})
    rules = RuleSet(MODULE, RULES, ("made/up#norm",), None)
    for place, values in enumerate(product((None, 0, 1), repeat=3)):
        seen = {f"L{number}": value for number, value in enumerate(values, 1) if value is not None}
        fired.clear()
        with suppress(documented.MessageNotHandledException):
            host.assert_fact("rules", {"id": str(place), "g": 1, **seen})
            host.retract_fact("rules", {"id": str(place), "g": 1, **seen})
        letters = rules.fired("".join(f',"{name}":{value}' for name, value in seen.items()))
        assert set(fired) == set(letters)


def _noting(name: str, fired: list[str]) -> Callable[[object], None]:
    def note(_: object) -> None:
        fired.append(name)

    return note
