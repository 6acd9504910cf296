"""Cases that several relations together exclude are found by the solver."""

from __future__ import annotations

from pathlib import Path

from unit.proof.faulty_law import DAY, VOCABULARY, law_with
from unit.proof.test_mutants import CASES

from advisor.advice import load
from advisor.proof.case_relations import missed_contradictions
from advisor.proof.prove import prove_law

RELATION = """\
  - id: round-%s
    if: {recipient.consented: false, message.labelled: %s}
    then: {message.kind: %s}
    because: It is so.
"""
ROUND = "".join(
    RELATION % (f"{label}-{kind}", label, kind)
    for label in ("true", "false")
    for kind in ("letter", "notice")
)


def test_a_case_that_cannot_be_so_is_found(tmp_path: Path) -> None:
    """Whatever is told of the label, the mail would be of two kinds: no one relation says so."""
    law_with(tmp_path, words=VOCABULARY.replace("\nacts:", f"\n{ROUND}acts:"))
    (tmp_path / "policies" / "aa" / "rules.cases.yaml").write_text(CASES, encoding="utf-8")
    corpus = load(tmp_path, bundled=False, engine="planes", cases=True)

    (flaw,) = missed_contradictions(corpus, DAY)

    assert ("aa/rules", "a pixel to a client who did not agree") == flaw.subjects


def test_a_possible_case_is_no_flaw(tmp_path: Path) -> None:
    """Of a case that can be so nothing is told."""
    law_with(tmp_path)
    (tmp_path / "policies" / "aa" / "rules.cases.yaml").write_text(CASES, encoding="utf-8")

    assert [] == list(missed_contradictions(load(tmp_path, bundled=False, cases=True), DAY))


def test_days_without_law_are_told(tmp_path: Path) -> None:
    """A place that has law before and after some days, and none on them, is named."""
    law_with(tmp_path)
    rules = tmp_path / "policies" / "aa" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        text.replace(
            "in_force: {from: 2010-01-01}", "in_force: {from: 2010-01-01, until: 2015-01-01}"
        )
    )
    later = text.replace("aa/rules", "aa/later").replace("from: 2010-01-01", "from: 2020-01-01")
    (tmp_path / "policies" / "aa" / "later.yaml").write_text(later, encoding="utf-8")
    corpus = load(tmp_path, bundled=False, engine="planes")
    from advisor.proof.prove import proof_days

    flaws = prove_law(corpus, proof_days(corpus.law, DAY)).flaws

    assert [("AA", "has no law from 2015-01-01 until 2020-01-01, although it has some before")] == [
        (flaw.subjects[0], flaw.says) for flaw in flaws if flaw.kind.value == "days-without-law"
    ]
