"""The quick look at a scenario, held to the shape that is published."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.facts.fast_shape_check import ruling_outline, scenario_outline
from advisor.facts.scenario_schema import RulingModel, ScenarioModel
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.nodes import MapNode
from advisor.source.python_values import marked_from
from advisor.source.shape_validation import errors_of

_ODD = st.sampled_from([None, "", "unknown", "x", "2020-02-30", 1, True, [], {}, ["x"], [{}], [1]])
_SCENARIOS = st.fixed_dictionaries(
    {},
    optional={
        "scenario": _ODD,
        "as_of": _ODD | st.just("2020-02-29"),
        "facts": _ODD | st.just({"message": {}}),
        "recipients": _ODD | st.just([{"name": "A"}, {}]),
        "origins": _ODD | st.just({"message.kind": "profile"}),
        "other": _ODD,
    },
)
_RULINGS = st.fixed_dictionaries(
    {},
    optional={
        "value": _ODD | st.booleans(),
        "decided_by": _ODD | st.just("A"),
        "on": _ODD | st.just("2020-02-29"),
        "because": _ODD | st.just("B"),
        "factors": _ODD | st.just(["a", "b"]),
        "other": _ODD,
    },
)


@settings(deadline=None)
@given(_SCENARIOS)
def test_a_scenario_is_well_formed_by_both_or_neither(told: dict[str, Any]) -> None:
    """What passes at a glance has no error in its shape, and the reverse."""
    node = marked_from(told, "x", DiagnosticSink())

    assert isinstance(node, MapNode)
    assert bool(errors_of(node, ScenarioModel)) is (scenario_outline(node) is None)


@settings(deadline=None)
@given(_RULINGS)
def test_a_judgment_is_well_formed_by_both_or_neither(told: dict[str, Any]) -> None:
    """What passes at a glance has no error in its shape, and the reverse."""
    node = marked_from(told, "x", DiagnosticSink())

    assert isinstance(node, MapNode)
    assert bool(errors_of(node, RulingModel)) is (ruling_outline(node) is None)
