"""What is proved is what the evaluators find: the encoding is held to the reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from properties.drawn import corpora
from properties.related import DAY, RelationChooser, is_possible
from properties.strategies import FACTS, OPTIONS, SCENARIOS_TO_A_LAW, Chooser, days

from advisor.advice import Corpus
from advisor.engine.reference import FactView, evaluate
from advisor.model.law import Law
from advisor.model.propositions import propositions
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType, Value
from advisor.proof.fact_variables import ChosenVariables, PlacesVariables
from advisor.proof.law_tests import LawTests
from advisor.proof.rails import RailEncoder
from advisor.proof.scenario_literals import scenario_literals
from advisor.proof.solver import ProofSolver

TRUTHS = {(True, False): Truth.TRUE, (False, True): Truth.FALSE, (False, False): Truth.UNKNOWN}


def _values(encoder: RailEncoder, name: str, choose: Chooser) -> Value:
    """Choose one of the values that stand for all others."""
    held = encoder.fact(name, 0)
    assert held is not None
    match FACTS[name]:
        case FactType.FLAG:
            return choose.among((False, True))
        case FactType.CHOICES:
            return choose.subset(OPTIONS)
        case FactType.PLACES:
            assert isinstance(held, PlacesVariables)
            return frozenset(value for value in held.classes.values if choose.below(2))
        case _:
            assert isinstance(held, ChosenVariables)
            return choose.among(held.classes.values)


@st.composite
def partly_told(draw: st.DrawFn, encoder: RailEncoder) -> Scenario:
    """Tell some facts, by the values that stand for all others, of one or two recipients."""
    choose = Chooser(draw)
    known = [name for name in FACTS if name != "message.date"]
    own = [name for name in known if not name.startswith("recipient.")]
    personal = [name for name in known if name.startswith("recipient.")]

    def told(names: list[str]) -> dict[str, Value]:
        return {name: _values(encoder, name, choose) for name in names if choose.below(3)}

    people = tuple(Recipient(f"r{at}", told(personal)) for at in range(choose.below(3)))
    return Scenario(facts=told(own), recipients=people)


@given(data=st.data(), corpus=corpora(), day=days)
def test_rails_are_the_truths_of_the_reference(
    data: st.DataObject, corpus: Corpus, day: date
) -> None:
    """Of every proposition both say the same in any partial scenario: true, false, unknown."""
    law = corpus.law
    encoder = RailEncoder(law, day, LawTests([law]))
    every = [
        (one, encoder.rail(one.condition, 0 if one.per_recipient else None))
        for one in propositions(law)
    ]
    solver = ProofSolver(encoder.book)
    for _ in range(SCENARIOS_TO_A_LAW):
        scenario = data.draw(partly_told(encoder))
        fixed = scenario_literals(encoder, scenario)
        view = FactView(law, scenario, day)
        for proposition, rail in every:
            if proposition.per_recipient and not scenario.people:
                continue
            who = 0 if proposition.per_recipient else None
            found = solver.can(*fixed, rail.true), solver.can(*fixed, rail.false)
            assert TRUTHS[found] is evaluate(proposition.condition, view, who), proposition.id


@st.composite
def completely_told(draw: st.DrawFn) -> tuple[Law, Scenario]:
    """Return a law with relations, and a complete scenario that it may well exclude."""
    choose = RelationChooser(Chooser(draw))
    return choose.law(), choose.complete()


@given(completely_told())
def test_what_relations_allow_is_possible(drawn: tuple[Law, Scenario]) -> None:
    """A complete scenario is possible for the solver where plain evaluation says so."""
    law, whole = drawn
    if len(whole.people) > 2:
        whole = replace(whole, recipients=whole.people[:2])
    told = (whole.facts, *(person.facts for person in whole.people))
    moments = {value for facts in told for value in facts.values() if isinstance(value, date)}
    encoder = RailEncoder(law, DAY, LawTests([law], moments))
    solver = ProofSolver(encoder.book)

    assert is_possible(law, whole) is solver.can(*scenario_literals(encoder, whole))
