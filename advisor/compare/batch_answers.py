"""What laws answer to thousands of scenarios at once, bit by bit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.algebra.outcome import outcome_planes
from advisor.advice.norms_in_force import NormInstance, norms_in_force
from advisor.compare.assume_governing_law import (
    home_value,
    place_facts,
    scope_facts,
    scopes_of_parts,
)
from advisor.compare.solutions import ToldFacts, fact_ref
from advisor.model.authorities import Weight
from advisor.model.comparisons import SILENT, WEIGHTIEST_FIRST, contribution
from advisor.model.norms import Outcome
from advisor.model.propositions import SCOPES, exception_id
from advisor.model.scenarios import Recipient, Scenario
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.engine.bitset.engine import BitsetEngine
    from advisor.engine.bitset.evaluation import PlanesById
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

AnswerBits: TypeAlias = Mapping[Outcome, int]
"""By answer, the scenarios (bit by bit) to which it is the one that counts."""

RECIPIENT_NAME = "the recipient"
_GROUND = Scenario(recipients=(Recipient(RECIPIENT_NAME),))


def told_of(scenario: Scenario) -> ToldFacts:
    """Return the facts of a scenario, of its first recipient where they are a recipient's."""
    person = scenario.people[0].facts if scenario.people else {}
    return {
        **{(fact, None): value for fact, value in scenario.facts.items()},
        **{(fact, 0): value for fact, value in person.items()},
    }


def scenario_of(told_facts: ToldFacts, name: str = RECIPIENT_NAME) -> Scenario:
    """Make a scenario with one recipient of facts told."""
    facts = {fact: value for (fact, who), value in told_facts.items() if who is None}
    person = {fact: value for (fact, who), value in told_facts.items() if who is not None}
    return Scenario(facts=facts, recipients=(Recipient(name, person),))


@dataclass(frozen=True)
class Panel:
    """
    The norms in force on one day, ready to be put to many scenarios.

    Norms that persuade only are omitted: they govern nowhere. Conditions of governing
    turn on `places` and on `other_facts`.
    """

    law: Law
    day: date
    planes: BitsetEngine
    instances: tuple[NormInstance, ...]
    places: tuple[Fact, ...]
    other_facts: tuple[str, ...]
    _governing: dict[tuple[str, tuple[Value | None, ...]], Mapping[str, tuple[bool, bool]]] = field(
        default_factory=dict
    )

    @classmethod
    def on(cls, law: Law, day: date, planes: BitsetEngine) -> Panel:
        """Take up the law of one day."""
        speaking = tuple(
            norm for norm in norms_in_force(law, day) if norm.weight is not Weight.PERSUASIVE
        )
        places = place_facts(law)
        others = tuple(
            scope_fact.name for scope_fact in scope_facts(law) if scope_fact not in places
        )
        return cls(law, day, planes, speaking, places, others)

    def governing(
        self, code: str, told: Sequence[tuple[Value | None, ...]]
    ) -> Sequence[Mapping[str, tuple[bool, bool]]]:
        """
        Tell of each scope whether it holds and whether it fails if one place's law governs.

        `told` gives the values of `other_facts`, in their order.
        """
        missing = [item for item in dict.fromkeys(told) if (code, item) not in self._governing]
        home = {fact_ref(place.name): home_value(place, code) for place in self.places}
        variants = [
            {**home, **dict(zip(map(fact_ref, self.other_facts), item, strict=True))}
            for item in missing
        ]
        if variants:
            parts = scopes_of_parts(self.law, code, self.day)
            found = self.planes.evaluate_many(_GROUND, self.day, variants).planes([SCOPES])
            found.update(dict.fromkeys(parts & found.keys(), (0, (1 << len(variants)) - 1)))
            for bit, entry in enumerate(missing):
                self._governing[code, entry] = {
                    name: (bool(true >> bit & 1), bool(false >> bit & 1))
                    for name, (true, false) in found.items()
                }
        return [self._governing[code, item] for item in told]

    def hearing(
        self,
        scenarios: Sequence[ToldFacts],
        norms: Iterable[NormInstance],
        ground: ToldFacts = MappingProxyType({}),
    ) -> BatchHearing:
        """
        Put some of the norms to scenarios of one recipient each.

        `ground` is what all of them tell, unless they tell it otherwise.
        """
        groups = list(dict.fromkeys(group for one in norms for group in one.groups))
        considered = self.planes.evaluate_many(scenario_of(ground), self.day, scenarios)
        planes = considered.planes(groups)
        return BatchHearing(self, tuple(scenarios), ground, planes, considered.contradictory)


@dataclass(frozen=True)
class BatchHearing:
    """Many scenarios put to some norms; to those that are `contradictory` there is no answer."""

    panel: Panel
    scenarios: tuple[ToldFacts, ...]
    ground: ToldFacts
    found: PlanesById
    contradictory: int = 0
    _scopes: dict[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)

    @property
    def ones(self) -> int:
        """Return every scenario whose facts can all be so."""
        return ((1 << len(self.scenarios)) - 1) & ~self.contradictory

    @cached_property
    def _rows(self) -> Mapping[tuple[Value | None, ...], int]:
        """Sort the scenarios by what they tell of the facts scopes turn on besides places."""
        names = [fact_ref(fact) for fact in self.panel.other_facts]
        rows: dict[tuple[Value | None, ...], int] = {}
        for bit, scenario in enumerate(self.scenarios):
            row = tuple(scenario.get(name, self.ground.get(name)) for name in names)
            rows[row] = rows.get(row, 0) | 1 << bit
        return rows

    def scopes(self, code: str) -> Mapping[str, tuple[int, int]]:
        """Give for each scope the scenarios in which it holds and fails under one law."""
        if code not in self._scopes:
            found: dict[str, tuple[int, int]] = {}
            governing = self.panel.governing(code, list(self._rows))
            for truths, lanes in zip(governing, self._rows.values(), strict=True):
                for name, (true, false) in truths.items():
                    before = found.get(name, (0, 0))
                    found[name] = (before[0] | lanes * true, before[1] | lanes * false)
            self._scopes[code] = found
        return self._scopes[code]

    def answers(self, norms: Iterable[NormInstance], code: str) -> AnswerBits:
        """Find the answer that counts, of these norms under one place's law."""
        settled = dict.fromkeys(WEIGHTIEST_FIRST, 0)
        possible = dict.fromkeys(WEIGHTIEST_FIRST, 0)
        for norm in norms:
            for outcome, lanes, is_settled in self._outcomes(norm, code):
                (settled if is_settled else possible)[outcome] |= lanes
        rest = self.ones
        counted = dict.fromkeys((*WEIGHTIEST_FIRST, Outcome.OPEN), 0)
        for outcome in WEIGHTIEST_FIRST:
            counted[outcome] = settled[outcome] & rest
            rest &= ~settled[outcome]
            counted[Outcome.OPEN] |= possible[outcome] & rest
            rest &= ~possible[outcome]
        counted[SILENT] |= rest
        return counted

    def _outcomes(
        self, norm_instance: NormInstance, code: str
    ) -> Iterator[tuple[Outcome, int, bool]]:
        """
        Return what a norm contributes to the answer of its law, everywhere.

        Where nothing settles it, that is the worst that it can come to.
        """
        governs, when = (
            self.scopes(code).get(norm_instance.governs, (0, 0)),
            self.found[norm_instance.when],
        )
        planes = outcome_planes(
            norm_instance.norm.modality,
            exists=self.ones,
            governs=governs,
            when=when,
            exceptions=[
                self.found[exception_id(norm_instance.norm.id, lifted.name)]
                for lifted in norm_instance.norm.exceptions
            ],
            compliance=None
            if norm_instance.complied is None
            else self.found[norm_instance.complied],
        )
        would_apply = governs[0] & when[0]
        for outcome, plane in planes.items():
            for otherwise, lanes in ((True, plane & would_apply), (False, plane & ~would_apply)):
                if lanes:
                    given = contribution(
                        outcome, norm_instance.norm, norm_instance.verified, otherwise=otherwise
                    )
                    yield given.outcome, lanes, given.is_settled
