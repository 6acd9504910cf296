"""Faults to be put into the program one at a time, each a small lie in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from advisor.engine import reference
from advisor.engine.atoms import evaluate, index
from advisor.engine.atoms.index import AtomIndex, AtomTable, RememberedValues
from advisor.engine.bitset import evaluation, interpreter, ir
from advisor.engine.bitset.evaluation import BitsetEvaluation
from advisor.engine.bitset.interpreter import Interpreter
from advisor.engine.bitset.ir import CodeGenerator, ConditionGraph
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.durable import encoding, executor, rule_batches
from advisor.engine.durable.encoding import Encoding
from advisor.engine.durable.executor import DurableEvaluation
from advisor.engine.durable.formula import FormulaPair, all_of, any_of
from advisor.engine.durable.plans import EvaluationPlans
from advisor.engine.durable.rule_batches import RuleBatch
from advisor.engine.durable.ruleset import RuleSet
from advisor.engine.place_containment import Containment
from advisor.engine.reference import FactView
from advisor.model import propositions
from advisor.model.conditions import (
    Between,
    During,
    IncludesAll,
    Is,
    OneOf,
    Only,
    Test,
    Within,
    WithinAll,
)
from advisor.model.places import Membership, Places
from advisor.model.truth import Truth, every, some

if TYPE_CHECKING:
    import pytest

DURABLE, PLANES = "durable", "planes"

# A fault takes the place of any function: what it is given and gives is that function's.
Given = Any
Lie = Callable[..., Any]
Breaking = Callable[["pytest.MonkeyPatch"], None]


@dataclass(frozen=True)
class Fault:
    """A fault, how to put it in, and the engines on whose answers it tells."""

    name: str
    put: Breaking
    engines: tuple[str, ...] = (DURABLE, PLANES)


def _lies(owner: object, name: str, lie: Lie) -> Breaking:
    """Put `lie` in the place of a function; it is given the true one first."""

    def put(patch: pytest.MonkeyPatch) -> None:
        true = getattr(owner, name)
        patch.setattr(owner, name, lambda *given, **named: lie(true, *given, **named))

    return put


def _both(*breakings: Breaking) -> Breaking:
    def put(patch: pytest.MonkeyPatch) -> None:
        for breaking in breakings:
            breaking(patch)

    return put


# A test on what was told is misread.

KINDS = (
    *("is", "one-of", "includes-all", "only", "within", "within-all"),
    *("at-least", "above", "at-most", "below", "from", "before"),
)
_DAY = timedelta(days=1)


def _misread(test: Test) -> dict[str, Test]:
    """Return a test as it is misread, by the kind of the mistake."""
    match test:
        case Is(value):
            return {"is": Is(not value)}
        case OneOf(options):
            return {"one-of": Only(options)}
        case IncludesAll(options):
            return {"includes-all": OneOf(options)}
        case Only(options):
            return {"only": OneOf(options)}
        case Within(codes):
            return {"within": OneOf(codes)}
        case WithinAll(codes):
            return {"within-all": Within(codes)}
        case Between(least, above, most, below):
            return {
                "at-least": Between(None, least if above is None else above, most, below),
                "above": Between(above if least is None else least, None, most, below),
                "at-most": Between(least, above, None, most if below is None else below),
                "below": Between(least, above, below if most is None else most, None),
            }
        case During(start, before):
            return {
                "from": During(start and start + _DAY, before),
                "before": During(start, before and before + _DAY),
            }


def _misreading(kind: str) -> Lie:
    def lie(true: Lie, test: Test, *given: Given) -> Given:
        return true(_misread(test).get(kind, test), *given)

    return lie


def _misread_by_engines(kind: str) -> Breaking:
    lie = _misreading(kind)
    return _both(_lies(index, "compile_test", lie), _lies(interpreter, "compile_test", lie))


# What leaves, places and names are made of.

_YEARS = timedelta(days=366 * 20)
_OTHERS = {"is": "is-not", "is-not": "is"}
_settled = index._settled  # noqa: SLF001 - the fault lies within


def _some_years_before(true: Lie, atlas: Containment, places: Places, day: date) -> None:
    true(atlas, places, max(day, date.min + _YEARS) - _YEARS)
    atlas.day = day


def _never_open(true: Lie, *given: Given) -> Truth:
    truth: Truth = true(*given)
    return Truth.FALSE if truth is Truth.UNKNOWN else truth


def _first_answer(true: Lie, known: RememberedValues, value: Given) -> Given:
    return next(iter(known.values())) if known else true(known, value)


def _number_of_fact(true: Lie, tests: AtomIndex, leaf: Given) -> int:
    numbers: dict[str, int] = tests.__dict__.setdefault("by_fact", {})
    return numbers.setdefault(leaf.fact, true(tests, leaf))


def _undated(_: Lie, sheet: AtomTable, scenario: Given) -> Given:
    return _settled(sheet.of_message, scenario.facts)


def _name_of_another(true: Lie, norm: str, *code: str | None) -> str:
    policy, _, name = norm.partition("#")
    named: str = true(f"{policy}#{_OTHERS.get(name, name)}", *code)
    return named


SHARED = [
    *(Fault(f"compiled test: {kind}", _misread_by_engines(kind)) for kind in KINDS),
    Fault("compiled tests ask all places", _lies(evaluate, "some", lambda _, of: every(of))),
    Fault("compiled tests ask some codes", _lies(evaluate, "every", lambda _, of: some(of))),
    Fault("no unions are known", _lies(Containment, "unions_of", lambda *given: {given[2]})),
    Fault("containment is of another day", _lies(Containment, "__init__", _some_years_before)),
    Fault("containment leaves nothing open", _lies(Containment, "within", _never_open)),
    Fault("memo keeps one answer", _lies(RememberedValues, "__missing__", _first_answer)),
    Fault("tests share numbers", _lies(AtomIndex, "number", _number_of_fact)),
    Fault("atoms have no date", _lies(AtomTable, "message", _undated)),
    Fault("atoms lose a fact", _lies(AtomTable, "recipient", lambda true, *of: true(*of)[:-1])),
    Fault("conditions change places", _lies(propositions, "when_id", _name_of_another)),
    Fault("nothing is a recipient's", _lies(propositions, "is_per_recipient", lambda *_: False)),
]


# durable_rules: encoding, plan, rules, draining.


def _other_way(true: Lie, question: RuleBatch[Given], fired: str) -> Given:
    return true(question, fired.swapcase())


def _one_lost(true: Lie, rules: RuleSet, fact: str) -> str:
    return "".join(sorted(set(true(rules, fact)))[1:])


def _of_its_opposite(true: Lie, statements: Given) -> dict[str, Given]:
    rules: dict[str, Given] = true(statements)
    first = next(iter(rules))
    return {**rules, first: rules[first.lower()]}


RULES = [
    Fault(name, put, (DURABLE,))
    for name, put in (
        ("all is encoded as any", _lies(encoding, "all_of", lambda _, of: any_of(of))),
        ("any is encoded as all", _lies(encoding, "any_of", lambda _, of: all_of(of))),
        ("nothing is negated", _lies(FormulaPair, "negated", lambda _, pair: pair)),
        ("no number is a recipient's", _lies(Encoding, "is_per_recipient", lambda *_: False)),
        ("plans have no steps", _lies(EvaluationPlans, "_chain", lambda *_: ())),
        ("firings mean the opposite", _lies(RuleBatch, "_read", _other_way)),
        ("a firing is lost", _lies(RuleSet, "_drained", _one_lost)),
        ("a rule is its opposite", _lies(rule_batches, "_rules", _of_its_opposite)),
        ("some is folded as every", _lies(executor, "some", lambda _, of: every(of))),
        ("every is folded as some", _lies(executor, "every", lambda _, of: some(of))),
        ("strata are not told", _lies(DurableEvaluation, "_tell", lambda *_: None)),
    )
]


# Planes: lanes, formulas, generated code, boards, and the walk beside every engine.

_fold = ConditionGraph._folded  # noqa: SLF001 - the fault lies within
_walk_all, _walk_any = Interpreter._all, Interpreter._any  # noqa: SLF001 - likewise


def _outside(true: Lie, lanes: LaneLayout, plane: int) -> int:
    return lanes.ones ^ int(true(lanes, plane))


def _by_or(true: Lie, source: CodeGenerator, number: int) -> str:
    text: str = true(source, number)
    return text.replace(" and ", " or ").replace(" & ", " | ")


def _other_fold(_: Lie, made: ConditionGraph, sign: str, part: int) -> int:
    return _fold(made, {"S": "E", "E": "S"}[sign], part)


BITS = [
    Fault(name, put, (PLANES,))
    for name, put in (
        ("lanes of some are the others", _lies(LaneLayout, "some", _outside)),
        ("lanes of every are the others", _lies(LaneLayout, "every", _outside)),
        ("formulas swap nothing", _lies(ir, "_swapped", lambda _, pair: pair)),
        ("formulas fold otherwise", _lies(ConditionGraph, "_folded", _other_fold)),
        ("generated code joins by or", _lies(CodeGenerator, "_text", _by_or)),
        (
            "what is open is read as false",
            _lies(evaluation, "truth_at", lambda true, t, _: true(t, ~t)),
        ),
        ("evaluations settle nothing", _lies(BitsetEvaluation, "_settle", lambda *_: None)),
    )
]
WALK = [
    Fault("all is walked as any", _lies(Interpreter, "_all", lambda _, *of: _walk_any(*of))),
    Fault("any is walked as all", _lies(Interpreter, "_any", lambda _, *of: _walk_all(*of))),
    Fault("interpreter is told nothing", _lies(Interpreter, "_told", lambda *_: [])),
]


# The reference.

_hold_all, _hold_one = reference._all_hold, reference._one_holds  # noqa: SLF001 - likewise
_conjoined, _disjoined = reference.conjunction, reference.disjunction


def _dateless(true: Lie, view: FactView, fact: str, who: int | None) -> Given:
    return None if fact == "message.date" else true(view, fact, who)


REFERENCE = [
    *(
        Fault(f"reference: {kind}", _lies(reference, "_evaluate_test", _misreading(kind)))
        for kind in KINDS
    ),
    *(
        Fault(name, put)
        for name, put in (
            ("all holds as any", _lies(reference, "_all_hold", lambda _, *of: _hold_one(*of))),
            ("any holds as all", _lies(reference, "_one_holds", lambda _, *of: _hold_all(*of))),
            ("some as every", _lies(reference, "disjunction", lambda _, of: _conjoined(of))),
            ("every as some", _lies(reference, "conjunction", lambda _, of: _disjoined(of))),
            ("nothing is negated", _lies(reference, "negation", lambda _, truth: truth)),
            ("a message has no date", _lies(FactView, "value", _dateless)),
            ("nothing lies within", _lies(Places, "unions_of", lambda *of: frozenset({of[2]}))),
            ("members are for ever", _lies(Membership, "holds_on", lambda *_: True)),
        )
    ),
]
