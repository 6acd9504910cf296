"""`advisor test --mutate`: which changed norms no case notices, and which case is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from unit.proof.faulty_law import DAY, law_with

from advisor.advice import Corpus, load
from advisor.advice.case_runner import run_cases
from advisor.cli.output.mutation_output import mutation_text
from advisor.model.conditions import Between, During, IncludesAll, Leaf, OneOf, Only, Test, Within
from advisor.proof.mutants import MutationReport, mutate_law, widened

NORM = "aa/rules#no-tracking"
CASES = """\
policy: aa/rules
cases:
  - name: a pixel to a client who did not agree
    as_of: 2026-03-02
    facts:
      message: {direction: sent}
      tracking: {mechanisms: [pixel]}
      lawyer: {admitted_in: [AA]}
    recipients: [{name: Otto, role: client, consented: false}]
    expect: {findings: {aa/rules#no-tracking: breached}}
"""
MORE = """\
  - name: a letter that we got
    as_of: 2026-03-02
    facts:
      message: {direction: received}
      tracking: {mechanisms: [pixel]}
      lawyer: {admitted_in: [AA]}
    recipients: [{name: Otto, role: client, consented: false}]
    expect: {findings: {aa/rules#no-tracking: inapplicable}}
"""


def _mutated(folder: Path, cases: str) -> MutationReport:
    law_with(folder)
    (folder / "policies" / "aa" / "rules.cases.yaml").write_text(cases, encoding="utf-8")
    corpus = load(folder, bundled=False, engine="planes", cases=True)
    trials = run_cases(corpus)
    assert not trials.failed
    return mutate_law(corpus, trials.trials, {"aa/rules"}, DAY)


def _deleted(report: MutationReport) -> set[str]:
    return {one.mutant.leaf.fact for one in report.survivors if one.mutant.how == "deleted"}


def test_a_deletion_that_no_case_notices_survives(tmp_path: Path) -> None:
    """Without a case on mail that was received, nobody notices that the norm asks for sending."""
    few = _deleted(_mutated(tmp_path / "few", CASES))
    more = _deleted(_mutated(tmp_path / "more", CASES + MORE))

    assert {"message.direction"} == few - more
    assert {"recipient.role", "message.is_tracked", "recipient.consented"} == more


def test_a_negation_is_noticed_by_the_case_in_which_the_norm_bites(tmp_path: Path) -> None:
    """Where a test is turned round the norm no longer bites."""
    report = _mutated(tmp_path, CASES)

    assert set() == {one.mutant.leaf for one in report.survivors if one.mutant.how == "negated"}
    assert report.scores["AA"].killed >= 4


def test_the_missing_case_is_ready_to_paste(tmp_path: Path) -> None:
    """What is printed is a case that tells mutant and norm apart, but for what is expected."""
    report = _mutated(tmp_path, CASES)
    text = mutation_text(report)
    start = text.index("  - name:")
    case = yaml.safe_load(text[start : text.index("\n\n", start)])[0]
    assert {NORM: "what the authority says"} == case["expect"]["findings"]
    case["expect"]["findings"][NORM] = "inapplicable"
    case["as_of"] = DAY

    pasted = yaml.safe_dump({"policy": "aa/rules", "cases": [*_cases(CASES), case]})
    after = _mutated(tmp_path / "pasted", pasted)

    assert "message.direction" in _deleted(report) - _deleted(after)


def _cases(text: str) -> list[object]:
    return list(yaml.safe_load(text)["cases"])


def test_what_changes_nothing_does_not_count(tmp_path: Path) -> None:
    """A test that relations make idle has an equivalent deletion, which is proved."""
    from unit.proof.test_seeded_faults import IDLE_CONDITION

    law_with(tmp_path, IDLE_CONDITION)
    corpus = load(tmp_path, bundled=False, engine="planes")

    report = mutate_law(corpus, (), {"aa/rules"}, DAY)

    assert report.total.equivalent >= 1
    assert "change nothing: proved" in mutation_text(report)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Load the sound law."""
    return law_with(tmp_path_factory.mktemp("law"))


@pytest.mark.parametrize(
    ("fact", "test", "wider"),
    [
        ("recipient.role", OneOf(frozenset({"counsel"})), OneOf(frozenset({"counsel", "client"}))),
        ("tracking.mechanisms", Only(frozenset()), Only(frozenset({"pixel"}))),
        ("tracking.mechanisms", IncludesAll(frozenset({"link", "pixel"})),
         IncludesAll(frozenset({"pixel"}))),
        ("message.date", During(start=DAY), During()),
        ("recipient.role", Between(at_least=3, below=5), Between(below=5)),
    ],
)  # fmt: skip
def test_widened_tests_let_one_thing_more_pass(
    corpus: Corpus, fact: str, test: Test, wider: Test
) -> None:
    """What passed passes still, and something else does."""
    assert wider in set(widened(Leaf(fact, test, ""), corpus.law))


def test_a_place_is_widened_to_what_it_lies_in() -> None:
    """A test of a state becomes one of the union around it."""
    law = load().law

    (wider,) = widened(Leaf("matter.tribunal", Within(frozenset({"US-IL"})), ""), law)

    assert Within(frozenset({"US-IL", "US"})) == wider
