"""What laws answer to many scenarios at once is what they answer to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from properties.drawn import corpora, told
from properties.strategies import OF_MESSAGE, OF_RECIPIENTS, Chooser, days

from advisor.advice import Corpus
from advisor.compare.assume_governing_law import assume_governing
from advisor.compare.batch_answers import RECIPIENT_NAME, Panel, told_of
from advisor.compare.candidate_scenarios import proposed
from advisor.compare.distinguish import separate
from advisor.compare.solutions import Solutions
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.comparisons import ComparedSide, weightiest
from advisor.model.conditions import Leaf, Within
from advisor.model.policies import Scope
from advisor.model.scenarios import Recipient, Scenario

LEFT, RIGHT = "AA-1", "BB-1"
EXAMPLES = min(settings().max_examples, 60)  # each searches, and answers, many times
PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def at_home(code: str) -> Scope:
    """Make law govern those who are admitted in one place."""
    return Scope(Leaf("lawyer.admitted_in", Within(frozenset({code})), code))


@st.composite
def two_lands(draw: st.DrawFn) -> Corpus:
    """Return the policies of a random law to two places in turn, and to no other."""
    corpus = draw(corpora(strict=True))
    law = corpus.law
    policies = {
        name: replace(
            policy,
            scope=at_home(code),
            authority=replace(policy.authority, jurisdiction=code),
        )
        for number, (name, policy) in enumerate(law.policies.items())
        for code in ((LEFT, RIGHT)[number % 2],)
    }
    bare = replace(law.places, memberships=())
    words = replace(law.vocabulary, acts={"act": "what every norm is about"})
    made = replace(law, policies=policies, jurisdictions={}, places=bare, vocabulary=words)
    return Corpus(made, CrossCheckedEngine(made, BitsetEngine(made)))


@st.composite
def posed(draw: st.DrawFn) -> Scenario:
    """Tell some facts of a message to one person."""
    choose = Chooser(draw)
    person = Recipient(RECIPIENT_NAME, choose.told(OF_RECIPIENTS))
    return Scenario(facts=choose.told(OF_MESSAGE), recipients=(person,))


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(two_lands(), posed(), days)
def test_many_at_once_and_one_by_one(corpus: Corpus, scenario: Scenario, day: date) -> None:
    """A scenario put to a law among others gets the answer of the opinion under that law."""
    panel = Panel.on(corpus.law, day, BitsetEngine(corpus.law))
    crowd = [{}, told_of(scenario), {("message.flag", None): True}]
    hearing = panel.hearing(crowd, panel.instances)

    for code in (LEFT, RIGHT):
        opinion = assume_governing(corpus, code).advise(scenario, as_of=day)
        (found,) = (
            outcome
            for outcome, lanes in hearing.answers(panel.instances, code).items()
            if lanes >> 1 & 1
        )
        assert weightiest(opinion.findings) is found


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(two_lands(), days)
def test_every_separation_separates(corpus: Corpus, day: date) -> None:
    """The opinions under both laws answer as shown, and every fact that is told is needed."""
    for one in separate(corpus, LEFT, RIGHT, as_of=day).separations:
        shown = (one.contrast.left.answer, one.contrast.right.answer)

        assert shown[0] is not shown[1]
        assert shown == _answers(corpus, one.scenario, day)
        for fact, who in told_of(one.scenario):
            assert shown != _answers(corpus, one.scenario.told(fact, None, who), day)


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(two_lands(), days, st.data())
def test_nothing_untold_brings_them_together(
    corpus: Corpus, day: date, data: st.DataObject
) -> None:
    """
    Whatever else is told, two laws that part in a scenario still part in the same way.

    All norms of these laws weigh the same, so that none sets another aside.
    """
    choose = Chooser(data.draw)
    for one in separate(corpus, LEFT, RIGHT, as_of=day).separations[:3]:
        complete = told(choose, one.scenario, kept=frozenset())
        shown = (one.contrast.left.answer, one.contrast.right.answer)

        assert shown == _answers(corpus, complete, day)


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(two_lands(), days)
def test_the_same_every_time(corpus: Corpus, day: date) -> None:
    """What is put to two laws depends on the laws alone."""
    panel = Panel.on(corpus.law, day, BitsetEngine(corpus.law))
    mine, theirs = panel.instances[::2], panel.instances[1::2]
    ways = Solutions(corpus.law, (LEFT, RIGHT))

    assert list(proposed(ways, mine, theirs)) == list(proposed(ways, mine, theirs))


def _answers(corpus: Corpus, scenario: Scenario, day: date) -> tuple[object, object]:
    found = (
        ComparedSide(
            code, assume_governing(corpus, code).advise(scenario, as_of=day).findings
        ).answer
        for code in (LEFT, RIGHT)
    )
    return next(found), next(found)
