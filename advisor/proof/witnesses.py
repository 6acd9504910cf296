"""The smallest scenario in which something is so, as a file would tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.law_clock import SENT_ON
from advisor.model.relations import SameAs
from advisor.model.scenarios import Recipient, Ruling, Scenario
from advisor.model.vocabulary import RECIPIENT
from advisor.proof.fact_variables import PlacesVariables, SetVariables
from advisor.proof.solver import cheapest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from advisor.model.relations import UsualValue
    from advisor.model.vocabulary import Value
    from advisor.proof.rails import RailEncoder

_TOLD, _JUDGED, _MEMBER, _PERSON, _UNUSUAL = 4, 2, 1, 1, 3
"""What it costs to tell a fact, to judge, one more member of a set, a recipient, the unusual."""

_DECIDED_BY = "advisor prove"


class WitnessFinder:
    """Finds the cheapest scenario: few facts, and these as any colleague would expect them."""

    def __init__(self, encoder: RailEncoder) -> None:
        self.encoder = encoder
        self._costs: dict[int, int] = {}
        self._priced: set[int] = set()

    def find(self, *literals: int, title: str) -> Scenario | None:
        """Return the smallest scenario in which all of these hold; `None` where there is none."""
        held = cheapest(self.encoder.book, literals, self._prices())
        return None if held is None else self.decode(held, title)

    def _prices(self) -> dict[int, int]:
        encoder = self.encoder
        if not self._costs:
            self._costs.update(dict.fromkeys(encoder.exists, _PERSON))
            for usual in encoder.law.vocabulary.usual:
                self._costs.update(dict.fromkeys(self._unusual(usual), _UNUSUAL))
        for held in list(encoder.variables.values()):
            if held.told in self._priced or held.fact.name == SENT_ON:
                continue
            self._priced.add(held.told)
            judged = _JUDGED if held.fact.judgment is not None else 0
            self._costs[held.told] = _TOLD + judged
            members: Collection[int] = ()
            if isinstance(held, SetVariables):
                members = held.members.values()
            elif isinstance(held, PlacesVariables):
                members = held.literals
            for at, member in enumerate(members):  # the first is what is told first
                self._costs[encoder.book.all_of((held.told, member))] = _MEMBER + bool(at)
        return self._costs

    def _unusual(self, usual: UsualValue) -> Iterator[int]:
        """Walk over the literals that a fact is told otherwise than it usually is."""
        encoder = self.encoder
        for fact, value in usual.values.items():
            if isinstance(value, SameAs):
                continue
            for who in encoder.subjects(personal=fact.startswith(f"{RECIPIENT}.")):
                held = encoder.fact(fact, who)
                if held is not None:
                    when = encoder.rail(usual.when, who or 0, is_told=False)
                    unusual = (when.true, held.told, -held.is_value(value))
                    literal = encoder.book.all_of(unusual)
                    if abs(literal) != 1:
                        yield literal

    def decode(self, held: Collection[int], title: str) -> Scenario:
        """Return what a model of the clauses tells."""
        encoder = self.encoder
        told: dict[int | None, dict[str, Value]] = {None: {}}
        told.update({who: {} for who, there in enumerate(encoder.exists) if there in held})
        for (fact, who), variables in sorted(
            encoder.variables.items(), key=lambda item: (item[1].fact.order, item[0][1] or 0)
        ):
            if variables.told in held and fact != SENT_ON:
                told[who][fact] = variables.decode(held)
        people = tuple(
            Recipient(_name(who), facts) for who, facts in told.items() if who is not None
        )
        return Scenario(
            title=title,
            as_of=encoder.day,
            facts=told[None],
            recipients=people,
            rulings=tuple(self._rulings(told)),
        )

    def _rulings(self, told: dict[int | None, dict[str, Value]]) -> Iterator[Ruling]:
        """Record a ruling for each judgment that is told: it is assumed, to show the case."""
        facts = self.encoder.law.vocabulary.facts
        for who, values in told.items():
            for fact, value in values.items():
                if facts[fact].judgment is not None and isinstance(value, bool):
                    yield Ruling(
                        fact,
                        value,
                        _DECIDED_BY,
                        self.encoder.day,
                        "Assumed, to show the case.",
                        recipient=None if who is None else _name(who),
                    )


def _name(who: int) -> str:
    return f"recipient {who + 1}"
