"""Reasons in the facts that were told."""

from __future__ import annotations

from advisor.model.law import Law
from advisor.model.opinions import Missing
from advisor.model.proofs import Proof
from advisor.model.truth import Truth
from advisor.model.vocabulary import Value
from advisor.reports import reasons


def fact(name: str, value: Value, truth: Truth = Truth.TRUE, who: str | None = None) -> Proof:
    """Prove one fact."""
    return Proof("fact", truth, fact=name, test="x", value=value, recipient=who)


def test_whose_fact(law: Law) -> None:
    """A reason names the person and the fact."""
    proof = fact("recipient.consented", value=False, who="Opposing counsel")

    assert "Opposing counsel's `consented` is no" == reasons.because([proof], law)


def test_only_what_decides(law: Law) -> None:
    """What did not decide is not a reason."""
    proof = Proof(
        "any",
        Truth.TRUE,
        (
            fact("matter.tribunal", "US-ZZ"),
            fact("recipient.consented", value=True, truth=Truth.FALSE, who="Ann"),
        ),
    )

    assert "`matter.tribunal` is US-ZZ" == reasons.because([proof], law)


def test_behind_a_derived_fact(law: Law) -> None:
    """A derived fact that does not hold is explained by the told fact behind it."""
    inner = Proof(
        "all",
        Truth.FALSE,
        (fact("recipient.consented", value=False, truth=Truth.FALSE, who="Ann"),),
    )
    proof = Proof("derived", Truth.TRUE, (inner,), fact="recipient.agreed", test="false")

    assert "Ann's `consented` is no" == reasons.because([proof], law)


def test_said_once_of_several(law: Law) -> None:
    """What several share is said once, and *their* where the sentence named them."""
    proofs = [fact("recipient.consented", value=False, who=who) for who in ("Ann", "Bob")]

    assert "Ann and Bob's `consented` is no" == reasons.because(proofs, law)
    assert "their `consented` is no" == reasons.because(proofs, law, everyone=("Ann", "Bob"))


def test_long_reasons_are_counted(law: Law) -> None:
    """Many facts are counted rather than listed."""
    proofs = [fact(f"matter.f{number}", value=True) for number in range(6)]

    assert reasons.because(proofs, law).endswith("and 3 more facts")


def test_waiting(law: Law) -> None:
    """What was not told is asked in the words of its question, and of whom; else it is named."""
    missing = [
        Missing("recipient.consented", "Ann"),
        Missing("recipient.consented", "Bob"),
        Missing("tracking.mechanisms"),
        Missing("matter.nobody_declared"),
    ]
    asked = law.vocabulary.facts

    assert (
        f"“{asked['recipient.consented'].ask}” (of Ann and Bob), "
        f"“{asked['tracking.mechanisms'].ask}” and `matter.nobody_declared`"
    ) == reasons.waiting_facts(missing, law)
    assert f"“{asked['recipient.consented'].ask}”" == reasons.waiting_facts(
        missing[:2], law, everyone=("Ann", "Bob")
    )
