"""What is still to be asked."""

from __future__ import annotations

from unit.reports.makers import OpinionMaker, told

from advisor.model.authorities import Weight
from advisor.model.law import Law
from advisor.model.norms import Norm
from advisor.model.opinions import Ask, Candidate, Verdict
from advisor.model.vocabulary import Fact, FactType, Judgment


def test_questions(opinion: OpinionMaker, law: Law, norm: Norm) -> None:
    """A question says for whom it is asked and what waits for the answer."""
    fact = law.vocabulary.facts["recipient.consented"]
    one = opinion(asks=(Ask(fact, "Ann", 1.0, (norm.id,)), Ask(fact, "Bob", 1.0, (norm.id,))))
    said = told(one, law)

    assert "Question: Has this recipient agreed? (Ann and Bob)" in said
    assert "`recipient.consented`: needed for Zedland Bar Op. 1, Digest" in said


def test_judgment_question(opinion: OpinionMaker, law: Law) -> None:
    """A question of judgment lists what is to be weighed."""
    fact = Fact(
        "lawyer.reasonable_efforts",
        FactType.FLAG,
        "Were they?",
        judgment=Judgment(("the cost", "the risk")),
    )

    assert "Weigh: the cost; the risk." in told(opinion(asks=(Ask(fact, None, 1.0),)), law)


def test_nothing_left_to_ask(opinion: OpinionMaker, law: Law) -> None:
    """An interview that is over says that it is."""
    assert "No answer to any remaining question can change what the law that governs says." in told(
        opinion(), law
    )


def test_asks_do_not_claim_to_be_over(opinion: OpinionMaker, law: Law) -> None:
    """An open verdict never claims that nothing can change it."""
    one = opinion(verdict=Verdict.ASK)

    assert "No answer to any remaining question" not in told(one, law)


def test_candidates(opinion: OpinionMaker, law: Law) -> None:
    """Where choice of law is open, the answer under each law is given."""
    one = opinion(candidates=(Candidate("US-YY", Verdict.STOP, Weight.BINDING, ()),))

    assert "Under the law of Yedland (US-YY): stop (binding authority)." in told(one, law)
