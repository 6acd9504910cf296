"""`advisor new`, `lint`, `test` and `schema`: for those who write policies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.cli.runs import Command


@pytest.fixture
def layer(advisor: Command, tmp_path: Path) -> Path:
    """Scaffold a layer with one policy."""
    folder = tmp_path / "acme"
    assert 0 == advisor("new", "policy", "acme/no-pixels", "--into", folder).status
    return folder


def edit(layer: Path, before: str, after: str, *, cases: bool = False) -> None:
    """Change the scaffolded policy, or its cases."""
    path = layer / "policies" / "acme" / f"no-pixels{'.cases' if cases else ''}.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_scaffold_is_sound(advisor: Command, layer: Path) -> None:
    """What is scaffolded lints and passes before anything is edited."""
    linted = advisor("lint", layer)
    tested = advisor("test", layer, "--threshold", "100")

    assert (0, "no problems\n") == (linted.status, linted.out)
    assert 0 == tested.status
    assert "3 of 3 cases as expected; 100 %" in tested.out


def test_scaffold_overwrites_nothing(advisor: Command, layer: Path) -> None:
    """A policy that exists is left as it is."""
    edit(layer, "Say in one sentence why.", "Mine.")
    done = advisor("new", "policy", "acme/no-pixels", "--into", layer)

    assert 1 == done.status
    assert "error[file-exists]" in done.err
    assert 0 == advisor("lint", layer).status


@pytest.mark.parametrize("name", ["../x", "Acme", "a//b", "/a", "a b", ""])
def test_bad_ids(advisor: Command, tmp_path: Path, name: str) -> None:
    """An id that could not be a path within the layer is refused."""
    assert 2 == advisor("new", "policy", name, "--into", tmp_path).status
    assert [] == list(tmp_path.iterdir())


def test_lint_finds_all(advisor: Command, layer: Path) -> None:
    """Every problem is found, not the first only, and counted."""
    edit(layer, "message.direction: sent", "message.directoin: sent")
    edit(layer, "recipient.consented: false", "recipient.consentd: false")
    done = advisor("lint", layer)

    assert 1 == done.status
    assert 2 == done.out.count("error[unknown-fact]")
    assert "2 errors, 0 warnings" in done.out


def test_lint_as_json(advisor: Command, layer: Path) -> None:
    """Problems can be had as JSON and as SARIF."""
    edit(layer, "message.direction: sent", "message.directoin: sent")
    (problem,) = json.loads(advisor("lint", layer, "--output", "json").out)
    log = json.loads(advisor("lint", layer, "--output", "sarif").out)

    assert "unknown-fact" == problem["code"]
    assert problem["file"].endswith("no-pixels.yaml")
    assert "unknown-fact" == log["runs"][0]["results"][0]["ruleId"]


def test_bundled_law_is_sound(advisor: Command) -> None:
    """The shipped law has no errors."""
    assert 0 == advisor("lint", "--today", "2026-11-23").status


def test_failing_case(advisor: Command, layer: Path) -> None:
    """A case that finds otherwise is shown with what was expected, what found, and why."""
    edit(layer, "no-tracking-of-clients: breached", "no-tracking-of-clients: met", cases=True)
    done = advisor("test", layer)

    assert 1 == done.status
    assert done.out.startswith("FAILED")
    assert "expected met, found breached" in " ".join(done.out.split())
    assert "The client's `consented` is no" in done.out


def test_gaps(advisor: Command, layer: Path) -> None:
    """What no case shows is named, and a threshold can insist on it."""
    edit(layer, "no-tracking-of-clients: defeated", "no-tracking-of-clients: breached", cases=True)
    edit(layer, "purposes: [security]", "purposes: [profiling]", cases=True)
    done = advisor("test", layer, "--threshold", "90")

    assert 1 == done.status
    assert done.out.startswith("FAILED")
    assert "a case in which it lifts the norm" in " ".join(done.out.split())
    assert 0 == advisor("test", layer, "--threshold", "50").status


@pytest.mark.parametrize(
    "name", ["scenario", "opinion", "policy", "jurisdiction", "vocabulary", "cases"]
)
def test_schemas(advisor: Command, name: str) -> None:
    """Every document has a published schema."""
    assert "object" == json.loads(advisor("schema", name).out)["type"]


def test_unknown_schema(advisor: Command) -> None:
    """A document that does not exist is misuse."""
    assert 2 == advisor("schema", "nonsense").status
