"""`advisor new`, `lint`, `test` and `schema`: for those who write policies."""

from __future__ import annotations

import json
import re
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
    assert "the client's `consented` is no" in done.out


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


FILLED = {
    "title: ___": "title: Web bugs in email to other lawyers",
    "cite: ___": "cite: Franklin Bar Ass'n, Op. 12 (2020)",
    "issuer: ___": "issuer: Franklin Bar Association",
    "from: ___": "from: 2020-05-01",
    "url: ___": "url: https://example.org/op-12",
    "must_not: ___": "must_not: track a message to {recipient}",
    "means: ___": "means: the recipient agreed beforehand",
    "pinpoint: ___": "pinpoint: part I",
    "because: ___": "because: What others do with a message is their own affair.",
    "name: ___": "name: Franklin",
}


@pytest.mark.parametrize(("code", "blanks"), [("US-PA", 10), ("US-ZZ", 11), ("BR", 11)])
def test_an_opinion_is_sound_but_for_its_blanks(
    advisor: Command, tmp_path: Path, code: str, blanks: int
) -> None:
    """Every error is a blank, marked as one; filled in, the opinion lints and its cases pass."""
    layer = tmp_path / "our-law"
    done = advisor("new", "opinion", code, "2020-12", "--into", layer, "--today", "2026-03-02")
    linted = advisor("lint", layer)

    assert 0 == done.status
    assert f"advisor lint {layer}" in done.out
    assert 1 == linted.status
    assert blanks == linted.out.count("error[blank]")
    assert f"{blanks} errors, 0 warnings" in linted.out
    for path in layer.rglob("*.yaml"):
        text = path.read_text("utf-8")
        for blank, words in FILLED.items():
            text = text.replace(blank, words)
        path.write_text(text, "utf-8")
    linted = advisor("lint", layer, "--today", "2026-03-02")
    assert (0, "no problems\n") == (linted.status, linted.out)
    tested = advisor("test", layer, "--threshold", "100")
    assert 0 == tested.status, tested.out
    assert "4 of 4 cases as expected; 100 %" in tested.out


def test_every_file_names_its_schema(advisor: Command, tmp_path: Path) -> None:
    """An editor finds the schema of each file where its first line says."""
    assert 0 == advisor("new", "opinion", "US-ZZ", "--into", tmp_path).status
    assert 0 == advisor("new", "policy", "acme/no-pixels", "--into", tmp_path).status

    files = list(tmp_path.rglob("*.yaml"))
    assert 5 == len(files)
    for path in files:
        first, _, _ = path.read_text("utf-8").partition("\n")
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert "$schema" in json.loads(schema.read_text("utf-8")), path


@pytest.mark.parametrize("arguments", [("Pennsylvania",), ("us-pa",), ("US-PA", "No. 5")])
def test_an_opinion_of_nowhere(advisor: Command, tmp_path: Path, arguments: tuple[str]) -> None:
    """What is no code of a place, or no number, is misuse."""
    assert 2 == advisor("new", "opinion", *arguments, "--into", tmp_path).status
    assert [] == list(tmp_path.iterdir())


def test_an_opinion_that_the_law_has_already(advisor: Command, tmp_path: Path) -> None:
    """A policy of the bundled law cannot be written again."""
    known = next(Path("policies/us").rglob("opinion-*.yaml"))
    place, number = known.parent.name.upper(), known.name.split(".")[0].removeprefix("opinion-")
    done = advisor("new", "opinion", f"US-{place}", number, "--into", tmp_path)

    assert 1 == done.status
    assert "error[duplicate-id]" in done.err
    assert [] == list(tmp_path.iterdir())


def test_lint_tells_whatever_would_stop_a_check(
    advisor: Command, tmp_path: Path, pixel: Path
) -> None:
    """An error that a layer causes is told by `lint`, in whichever file it shows."""
    folder = tmp_path / "union" / "jurisdictions"
    folder.mkdir(parents=True)
    (folder / "xx.yaml").write_text(
        "jurisdiction: XX\nname: A union of our own\nmembers: {US-IL: {}, US-PA: {}}\n"
        "members_governed_when:\n  lawyer.admitted_in: self\n"
        "  cites: [{policy: us/aba/model-rules, pinpoint: '8.5'}]\n"
    )
    linted = advisor("lint", folder.parent)
    checked = advisor("check", pixel, "--policies", folder.parent)

    assert (1, 1) == (linted.status, checked.status)
    told = re.compile(r"xx\.yaml:\d+:\d+: error\[[a-z-]+\]")
    assert sorted(told.findall(checked.err)) == sorted(told.findall(linted.out))
    assert f"{folder}/xx.yaml:3:11: error[other-layer]" in linted.out
    assert f"{folder}/xx.yaml:4:1: error[ambiguous-scope]" in linted.out
    assert "`US-IL`, `US-PA` by `US`, `XX` alike" in linted.out


def test_lint_tells_of_missing_cases(advisor: Command, layer: Path) -> None:
    """A norm that no case shows is told, beside the errors of other files too."""
    (layer / "policies" / "acme" / "no-pixels.cases.yaml").unlink()
    alone = advisor("lint", layer)
    (layer / "policies" / "acme" / "broken.yaml").write_text("policy: [")
    beside = advisor("lint", layer)

    assert (1, 1) == (alone.status, alone.out.count("error["))
    assert "error[missing-case]" in alone.out
    assert (1, 2) == (beside.status, beside.out.count("error["))
    assert "error[missing-case]" in beside.out


def test_a_norm_with_a_slip_is_not_without_a_case(advisor: Command, layer: Path) -> None:
    """What could not be read is not said to be unused as well."""
    edit(layer, "breached_if:", "breachedif: x\n    when_not:", cases=False)
    done = advisor("lint", layer)

    assert "missing-case" not in done.out


def test_a_schema_knows_the_names_of_a_layer(advisor: Command, layer: Path) -> None:
    """What a firm declares is offered beside the names of the law."""
    vocabulary = layer / "policies" / "vocabulary"
    vocabulary.mkdir()
    (vocabulary / "ours.yaml").write_text(
        "vocabulary: ours\nfacts:\n  firm.size: {type: number, ask: How many are you?}\n"
    )
    found = json.loads(advisor("schema", "policy", "--policies", layer).out)
    facts = found["$defs"]["condition"]["properties"]

    assert "How many are you?" == facts["firm.size"]["description"]
    assert "message.direction" in facts
