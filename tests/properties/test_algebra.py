"""The rules over planes say what the plain statement says, wherever they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.strategies import DAYS, Chooser, changed, days, scenarios, variants
from properties.test_columnar import lively_laws

from advisor.advice import Corpus
from advisor.advice.algebra.conflicts import Opposition, conflict_planes, oppositions
from advisor.advice.algebra.outcome import NormPlanes, outcome_planes
from advisor.advice.algebra.planes import LaneCarrier, PlanePair
from advisor.advice.algebra.verdict import GapPlanes, VerdictBasis, VerdictLadder, verdict_basis
from advisor.advice.batch.gate_planes import GateCarrier, GatePlane
from advisor.advice.batch.verdict_gates import VerdictMark, verdict_marks
from advisor.advice.conflicts import find_conflicts, mark_overridden
from advisor.advice.gaps import ScenarioGaps
from advisor.advice.norms_in_force import NormInstance
from advisor.advice.verdict import VerdictDecision, decide_verdict
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.columnar.circuit import Circuit, GateNumber
from advisor.engine.columnar.schedule import Plane, Schedule, pack_bits, unpack_bits
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.authorities import Authority, Kind, Verification, Weight
from advisor.model.conditions import All
from advisor.model.coverage import CoverageLevel, TopicCoverage, UnreadFact
from advisor.model.law import Law
from advisor.model.law_clock import SENT_ON
from advisor.model.norms import Modality, Norm, Outcome, Override, norm_outcome
from advisor.model.opinions import Finding, Reason
from advisor.model.places import Places
from advisor.model.policies import Policy
from advisor.model.proofs import Proof
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth

BOUND, BASE = frozenset({"bearer"}), "bundled"
PEOPLE = ("P0", "P1")
EXAMPLES = settings().max_examples * 4  # each is small
TRUTHS = st.sampled_from(tuple(Truth))
KNOWN = (Truth.TRUE, Truth.FALSE)


def lanes_of(truths: Sequence[Truth]) -> tuple[int, int]:
    """Put a truth of each place into two planes of bits."""
    true, false = (
        sum(1 << at for at, truth in enumerate(truths) if truth is wanted) for wanted in KNOWN
    )
    return true, false


@dataclass
class Bench:
    """A circuit with planes at hand, to be read off as truths of each place."""

    circuit: Circuit
    size: int

    def __post_init__(self) -> None:
        self.given: dict[int, Plane] = {}

    def gate(self, bits: object, *, personal: bool = False) -> GatePlane:
        """Bring in a plane; of each recipient with a row for each of them."""
        key = len(self.given)
        self.given[key] = pack_bits(np.array(bits, np.bool_))
        return GatePlane(self.circuit, self.circuit.bring(key, personal=personal))

    def truths(self, truths: Sequence[Truth]) -> PlanePair[GatePlane]:
        """Bring in both planes of a statement."""
        true, false = (self.gate([truth is wanted for truth in truths]) for wanted in KNOWN)
        return true, false

    def read(self, gates: Sequence[GateNumber], people: int = 0) -> dict[GateNumber, list[object]]:
        """Run the circuit, and return what each gate holds."""
        schedule = Schedule(self.circuit, [(gate, gate) for gate in dict.fromkeys(gates)])
        ran = schedule.run(self.given.__getitem__, self.size, people)
        return {tag: unpack_bits(plane, self.size).tolist() for tag, plane in ran}


@settings(max_examples=EXAMPLES)
@given(
    st.sampled_from(tuple(Modality)),
    st.integers(0, 2).flatmap(
        lambda count: st.lists(
            st.tuples(TRUTHS, TRUTHS, TRUTHS, *([TRUTHS] * count)), min_size=1, max_size=9
        )
    ),
)
def test_an_outcome_is_the_same_in_one_place_in_many_and_in_a_circuit(
    modality: Modality, places: list[tuple[Truth, ...]]
) -> None:
    """Every place has the one outcome that the plain statement gives it, on every carrier."""
    has_test = modality.has_compliance
    plain = [
        norm_outcome(
            modality,
            governs=governs,
            when=when,
            exceptions=exceptions,
            compliance=complied if has_test else None,
        )[0]
        for governs, when, complied, *exceptions in places
    ]
    governs, when, complied, *exceptions = zip(*places, strict=True)
    bench = Bench(Circuit(0), len(places))
    everywhere = (1 << len(places)) - 1

    lanes = outcome_planes(
        modality,
        exists=everywhere,
        governs=lanes_of(governs),
        when=lanes_of(when),
        exceptions=[lanes_of(one) for one in exceptions],
        compliance=lanes_of(complied) if has_test else None,
    )
    gates = outcome_planes(
        modality,
        exists=~GateCarrier(bench.circuit).nowhere,
        governs=bench.truths(governs),
        when=bench.truths(when),
        exceptions=[bench.truths(one) for one in exceptions],
        compliance=bench.truths(complied) if has_test else None,
    )
    ran = bench.read([plane.gate for plane in gates.values()])

    for at, expected in enumerate(plain):
        assert [expected] == [one for one, plane in lanes.items() if plane >> at & 1]
        held = [one for one, plane in gates.items() if plane.gate in ran and ran[plane.gate][at]]
        assert [expected] == held


NormRows: TypeAlias = tuple[NormInstance, bool, list[list[Outcome]]]
"""A norm, whether it is personal, and its outcomes by scenario and recipient."""


@dataclass
class Table:
    """
    Norms that govern, models that stand in and norms from elsewhere, in each scenario.

    A wrong is told in some scenarios, which `looking` norms test; in some nothing was read
    on a place or a topic.
    """

    here: list[NormRows]
    standing_in: list[NormRows]
    abroad: list[NormRows]
    wrongs: list[bool]
    looking: frozenset[str]
    places: list[bool]
    topics: list[bool]
    governed: list[Truth]
    left_open: list[bool]


def instance(choose: Chooser, name: str, names: Sequence[str], day: date) -> NormInstance:
    """Make a norm in force on a day that is likely to conflict with others."""
    modality, verified = choose.among(tuple(Modality)), choose.among(tuple(Verification))
    authority = Authority(Kind.STATUTE, "cite", "issuer", "AA", verified)
    norm = Norm(
        id=name,
        act=choose.among(("act", "act", "act", "other")),
        bearer=choose.among(("bearer", "bearer", "bearer", "other")),
        modality=modality,
        text="",
        citations=(),
        verified=verified,
        kind=Kind.STATUTE,
        overrides=(Override(choose.among(names)),) if choose.below(4) == 3 else (),
    )
    return NormInstance(
        norm=norm,
        policy=Policy(
            name, "made up", authority, (norm,), layer=choose.among((BASE, BASE, "firm"))
        ),
        jurisdiction=choose.among(("AA", "AA", "AA", "BB")),
        kind=Kind.STATUTE,
        weight=choose.among((Weight.BINDING, Weight.ADVISORY)),
        verified=verified,
        citations=(),
        governs="",
        scope=None,
        when="",
        when_condition=All(()),
        complied=None,
        compliance=None,
        groups=(),
        text="",
        per_recipient=False,
        per_recipient_scope=False,
        day=day,
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[Places, date, Table]:
    """Put up to five norms into up to four scenarios, in which each has some outcome."""
    choose = Chooser(draw)
    size = 1 + choose.below(4)
    names, day = [f"norm-{number}" for number in range(2 + choose.below(4))], choose.among(DAYS)

    def norm(name: str) -> NormRows:
        made, personal = instance(choose, name, names, day), bool(choose.below(2))
        possible = possible_outcomes(made)
        people = len(PEOPLE) if personal else 1
        rows = [[choose.among(possible) for _ in range(people)] for _ in range(size)]
        return made, personal, rows

    norms = [norm(name) for name in names]
    abroad = choose.below(2)
    governed = [choose.among((Truth.TRUE, Truth.TRUE, Truth.UNKNOWN)) for _ in range(size)]
    left_open = [choose.below(4) == 3 for _ in range(size)]
    standing_in = [model(rows, choose) for rows in norms[abroad : abroad + choose.below(2)]]
    here = norms[abroad + len(standing_in) :]
    elsewhere = [
        model(rows, choose, stands_in=False) if choose.below(2) else rows for rows in norms[:abroad]
    ]
    looking = frozenset(rows[0].id for rows in norms if choose.below(2))
    told = [[choose.below(4) == 3 for _ in range(size)] for _ in range(3)]
    table = Table(here, standing_in, elsewhere, told[0], looking, *told[1:], governed, left_open)
    return choose.places(), day, table


def model(rows: NormRows, choose: Chooser, *, stands_in: bool = True) -> NormRows:
    """Make a norm a model rule: one that stands for an unread text, or one from elsewhere."""
    weight = Weight.PERSUASIVE if stands_in else choose.among(tuple(Weight))
    made = replace(rows[0], kind=Kind.MODEL_RULE, weight=weight, stands_in=stands_in)
    return made, *rows[1:]


def possible_outcomes(instance: NormInstance) -> tuple[Outcome, ...]:
    """Return the outcomes that the norm can have."""
    worst = instance.norm.modality.disregarded
    always = Outcome.INAPPLICABLE, Outcome.UNDETERMINED, worst, worst
    return (*always, Outcome.OPEN, Outcome.MET) if instance.norm.modality.has_compliance else always


def findings(norms: Sequence[NormRows], scenario: int, governs: Truth) -> list[Finding]:
    """Make the findings of one scenario."""
    return [
        Finding(
            norm=instance.norm,
            jurisdiction=instance.jurisdiction,
            layer=instance.layer,
            kind=instance.kind,
            weight=instance.weight,
            verified=instance.verified,
            governs=governs,
            applies=found.applies,
            outcome=found,
            statement="",
            citations=(),
            why=Proof("all", Truth.TRUE),
            recipient=PEOPLE[who] if personal else None,
            stands_in=instance.stands_in,
        )
        for instance, personal, rows in norms
        for who, found in enumerate(rows[scenario])
    ]


def lane_norms(norms: list[NormRows], *, persuasive: bool) -> list[NormPlanes[int]]:
    """Lay the outcomes out as bits."""
    return [
        NormPlanes(
            instance,
            persuasive,
            personal,
            {
                wanted: sum(
                    1 << scenario * len(PEOPLE) + who
                    for scenario, row in enumerate(rows)
                    for who, found in enumerate(row)
                    if found is wanted
                )
                for wanted in possible_outcomes(instance)
            },
        )
        for instance, personal, rows in norms
    ]


def gate_norms(
    norms: list[NormRows], bench: Bench, *, persuasive: bool
) -> list[NormPlanes[GatePlane]]:
    """Lay the outcomes out as gates."""

    def gate(rows: list[list[Outcome]], wanted: Outcome, *, personal: bool) -> GatePlane:
        people = range(len(PEOPLE)) if personal else (0,)
        bits = [[row[who] is wanted for row in rows] for who in people]
        return bench.gate(bits if personal else bits[0], personal=personal)

    return [
        NormPlanes(
            instance,
            persuasive,
            personal,
            {one: gate(rows, one, personal=personal) for one in possible_outcomes(instance)},
        )
        for instance, personal, rows in norms
    ]


@settings(max_examples=EXAMPLES * 5)
@given(tables())
def test_conflicts_and_verdicts_are_the_same_in_one_scenario_in_many_and_in_a_circuit(
    given_: tuple[Places, date, Table],
) -> None:
    """What is set aside, why, with what weight and on what reading, on every carrier."""
    places, day, table = given_
    size = len(table.governed)
    lanes = LaneLayout(size, len(PEOPLE))
    carrier = LaneCarrier(lanes)
    here = dict(enumerate(lane_norms(table.here, persuasive=False)))
    numbered = [(number, norm.instance) for number, norm in here.items()]
    opposed = list(oppositions(numbered, places))
    clashes = conflict_planes(carrier, here, opposed)
    ladder = VerdictLadder(
        carrier=carrier,
        here=here,
        standing_in=lane_norms(table.standing_in, persuasive=False),
        abroad=lane_norms(table.abroad, persuasive=True),
        conflicting=clashes,
        governed=lanes_at(table.governed, Truth.TRUE),
        left_open=lanes_at(table.left_open, wanted=True),
        gaps=GapPlanes(
            wrongs=[(lanes_at(table.wrongs, wanted=True), table.looking)],
            place=lanes_at(table.places, wanted=True),
            topic=lanes_at(table.topics, wanted=True),
        ),
        bound=BOUND,
        base=BASE,
    )
    rested = list(gates_of(table, opposed))

    for scenario in range(size):
        decision, aside = plainly(places, day, table, scenario)
        expected = VerdictBasis(decision.because, decision.weight, decision.relies_on)
        assert decision.verdict is expected.reason.verdict
        assert expected == verdict_basis(ladder, 1 << scenario * len(PEOPLE))
        assert expected == rested[scenario]
        assert aside == {
            (here[number].instance.id, name if here[number].personal else None)
            for number, plane in clashes.aside.items()
            for who, name in enumerate(PEOPLE)
            if plane >> scenario * len(PEOPLE) + who & 1
        }


def lanes_at(values: Sequence[object], wanted: object) -> int:
    """Return the first bits of the scenarios with a value."""
    return sum(1 << at * len(PEOPLE) for at, one in enumerate(values) if one is wanted)


def plainly(
    places: Places, day: date, table: Table, scenario: int
) -> tuple[VerdictDecision, set[tuple[str, str | None]]]:
    """Return the verdict of the plain statement, and what it sets aside."""
    governing = findings(table.here, scenario, Truth.TRUE)
    persuading = [
        replace(one, weight=Weight.PERSUASIVE)
        for one in findings(table.abroad, scenario, Truth.FALSE)
    ]
    found = find_conflicts(governing, persuading, places, day)
    models = findings(table.standing_in, scenario, Truth.TRUE)
    marked = (*mark_overridden(governing, found), *models)
    decision = decide_verdict(
        marked,
        persuading,
        found,
        governed=table.governed[scenario],
        left_open=table.left_open[scenario],
        gaps=ScenarioGaps(
            wrongs=(UnreadFact("wrong"),) if table.wrongs[scenario] else (),
            looking_at={"wrong": table.looking},
            places=(UnreadFact("place"),) if table.places[scenario] else (),
            topics=(TopicCoverage("topic", "", CoverageLevel.NOTHING),)
            if table.topics[scenario]
            else (),
        ),
        bound=BOUND,
        base=BASE,
    )
    return decision, {(one.id, one.recipient) for one in marked if one.overridden_by is not None}


def gates_of(table: Table, opposed: list[Opposition]) -> Iterator[VerdictBasis]:
    """Return the verdict of each scenario, as read off the marks of a circuit."""
    size = len(table.governed)
    bench = Bench(Circuit(len(PEOPLE)), size)
    carrier = GateCarrier(bench.circuit)
    here = dict(enumerate(gate_norms(table.here, bench, persuasive=False)))
    ladder = VerdictLadder(
        carrier=carrier,
        here=here,
        standing_in=gate_norms(table.standing_in, bench, persuasive=False),
        abroad=gate_norms(table.abroad, bench, persuasive=True),
        conflicting=conflict_planes(carrier, here, opposed),
        governed=bench.gate([one is Truth.TRUE for one in table.governed]),
        left_open=bench.gate(table.left_open),
        gaps=GapPlanes(
            wrongs=[(bench.gate(table.wrongs), table.looking)],
            place=bench.gate(table.places),
            topic=bench.gate(table.topics),
        ),
        bound=BOUND,
        base=BASE,
    )
    tagged = [(plane.gate, mark) for plane, mark in verdict_marks(ladder)]
    ran = bench.read([gate for gate, _ in tagged], len(PEOPLE))
    for scenario in range(size):
        held = {mark for gate, mark in tagged if gate in ran and ran[gate][scenario]}
        reason = next(one for one in Reason if VerdictMark(one) in held)
        weight = next((one for one in Weight if VerdictMark(reason, one) in held), None)
        if reason.rests_on_the_best:
            levels = [one for one in Verification if VerdictMark(reason, weight, one) in held]
        else:
            levels = [
                one for one in reversed(Verification) if VerdictMark(reason, None, one) in held
            ]
        yield VerdictBasis(reason, weight, levels[0] if levels else None)


@settings(max_examples=EXAMPLES)
@given(st.data(), lively_laws(), scenarios(), days)
def test_variants_stand_as_each_does_in_an_opinion_of_its_own(
    data: st.DataObject, law: Law, scenario: Scenario, day: date
) -> None:
    """
    What is open, what speaks against, what is breached and set aside: in every variant.

    None of them tells another day of the message, which decides whose law speaks.
    """
    corpus = Corpus(law, CrossCheckedEngine(law, BitsetEngine(law)))
    several = [
        {place: value for place, value in variant.items() if place[0] != SENT_ON}
        for variant in data.draw(st.lists(variants(scenario), min_size=1, max_size=4))
    ]
    outlook = corpus.prospects.outlook(scenario, day, several)
    for number, variant in enumerate(several):
        opinion = corpus.advise(changed(scenario, variant), as_of=day, everything=True)
        found = {(one.id, one.recipient): one for one in opinion.findings}
        for standing in outlook.standings:
            names = [one.name for one in scenario.people] if standing.personal else [None]
            for who, name in enumerate(names):
                bit = 1 << outlook.lanes.at(number, who)
                one = found.get((standing.instance.id, name))
                if one is None:
                    continue
                assert bool(standing.concerned & bit)
                assert (one.outcome is Outcome.UNDETERMINED) == bool(standing.unapplied & bit)
                assert (one.applies is Truth.TRUE) == bool(standing.applies & bit)
                assert one.outcome.is_against == bool(standing.against & bit)
                breached = one.outcome is Outcome.BREACHED and one.overridden_by is None
                assert breached == bool(standing.breached & bit)
                if one.outcome is not Outcome.DEFEATED:
                    assert one.outcome.is_unfinished == bool(standing.unsettled & bit)
