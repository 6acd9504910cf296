"""Which norms a scenario calls."""

from __future__ import annotations

from datetime import date

from advisor import Corpus
from advisor.advice.norms_in_force import LawOnDate, norms_in_force

DAY = date(2021, 5, 1)


def test_a_norm_is_the_same_alone_and_among_all(corpus: Corpus) -> None:
    """A norm that one scenario calls stands as it does for whoever looks at all of them."""
    law, spoken = corpus.law, LawOnDate(corpus.law, DAY)
    alone = [spoken.own(policy, norm) for policy, norms in spoken.policies for norm in norms]

    every_one = tuple(norms_in_force(law, DAY))

    assert every_one == spoken.instances
    assert alone == [
        one for one in every_one if one.jurisdiction == one.policy.authority.jurisdiction
    ]
    assert len(every_one) > len(alone)


def test_every_finding_is_of_a_norm_in_force(corpus: Corpus) -> None:
    """What is heard is law of that day, in the order of the corpus."""
    order = [(one.norm.id, one.jurisdiction) for one in norms_in_force(corpus.law, DAY)]
    opinion = corpus.advise({"as_of": DAY, "facts": {}}, everything=True)

    for findings in (opinion.findings, opinion.persuasive):
        places = [order.index((one.norm.id, one.jurisdiction)) for one in findings]
        assert places == sorted(places)
