"""The generated evaluator, for one scenario and for many variants of it."""

from __future__ import annotations

import pytest
from unit.engine.laws import DAY, GROUP, flag, law_of, told

from advisor.engine.bitset.engine import BitsetEngine
from advisor.model.conditions import All, Every, Some
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth
from advisor.model.vocabulary import Value

WHEN = f"{GROUP}#norm-0|when"
CONSENTED = flag("recipient.consented")


def test_recipients_are_decided_each_for_themselves() -> None:
    """A norm about a recipient has a truth for each of them, known or not."""
    scenario = told({"recipient.consented": True}, {}, {"recipient.consented": False})
    found = BitsetEngine(law_of(CONSENTED)).evaluate(scenario, DAY).truths([GROUP])

    assert {
        (WHEN, 0): Truth.TRUE,
        (WHEN, 1): Truth.UNKNOWN,
        (WHEN, 2): Truth.FALSE,
    } == found


@pytest.mark.parametrize(("quantifier", "expected"), [(Some, Truth.FALSE), (Every, Truth.TRUE)])
def test_without_recipients_some_is_false_and_every_is_true(
    quantifier: type[Some | Every], expected: Truth
) -> None:
    """Of nobody every condition holds, and none does of somebody."""
    found = BitsetEngine(law_of(quantifier(CONSENTED))).evaluate(told(), DAY).truths([GROUP])

    assert {(WHEN, None): expected} == found


def test_a_thousand_variants_at_once() -> None:
    """Each variant stands in lanes of its own, for each of its recipients."""
    law = law_of(All((CONSENTED, flag("message.sent"))))
    scenario = told({}, {"recipient.consented": True}, sent=False)
    variants = [
        {("message.sent", None): bool(number & 1), ("recipient.consented", 0): bool(number & 2)}
        for number in range(1000)
    ]
    many = BitsetEngine(law).evaluate_many(scenario, DAY, variants)
    planes = many.planes([GROUP])[WHEN]

    assert 250 + 500 == planes[0].bit_count()
    assert 750 + 500 == planes[1].bit_count()
    for number in range(1000):
        assert Truth.of(number & 3 == 3) is many.truth(planes, number, 0)
        assert Truth.of(number & 1 == 1) is many.truth(planes, number, 1)


def test_a_variant_may_forget_a_fact() -> None:
    """`None` makes a fact unknown again, and an empty variant is the scenario itself."""
    law = law_of(flag("message.sent"))
    many = BitsetEngine(law).evaluate_many(
        told(sent=True), DAY, [{}, {("message.sent", None): None}]
    )
    planes = many.planes([GROUP])[WHEN]

    assert [Truth.TRUE, Truth.UNKNOWN] == [many.truth(planes, place) for place in (0, 1)]


def test_what_is_walked_at_first_is_generated_later() -> None:
    """The answers are the same before and after, and so is what nobody asked for."""
    law = law_of(
        All((flag("message.sent"), flag("message.known"))),
        Some(flag("recipient.known", value=False)),
        Every(CONSENTED),
        derived={"message.known": flag("message.f0"), "recipient.known": CONSENTED},
    )
    generated, patient = BitsetEngine(law), BitsetEngine(law, patience=2)
    people: list[dict[str, Value]] = [{}, {"recipient.consented": True}]
    people.append({"recipient.consented": False})
    for scenario in [told(*people[:count], sent=True, f0=True) for count in (0, 1, 2, 3)] * 2:
        expected = generated.evaluate(scenario, DAY).truths([GROUP])
        assert expected == patient.evaluate(scenario, DAY).truths([GROUP, "no/such"])


def test_an_unknown_group_has_no_propositions() -> None:
    """Asking for what the law does not have is answered with nothing."""
    planes = BitsetEngine(Law())

    assert {} == planes.evaluate(Scenario(), DAY).truths(["no/such"])
    assert {} == planes.evaluate_many(Scenario(), DAY, [{}]).planes(["no/such"])
