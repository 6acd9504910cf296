"""Many variants of one scenario, answered together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.bitset.evaluation import BitsetEvaluation, truth_at
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.closure.lane_closure import MESSAGE_DATE, LaneClosure, RelationIndex, ToldLanes
from advisor.model.vocabulary import Value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.engine.atoms.index import AtomTable, Settled
    from advisor.engine.bitset.compile_cache import ProgramCache
    from advisor.model.scenarios import Scenario
    from advisor.model.truth import Truth

Variant: TypeAlias = Mapping[tuple[str, int | None], Value | None]
"""Facts told otherwise, of the message (`None`) or of a recipient; `None` makes unknown."""

_Told: TypeAlias = dict[tuple[type, Value | None], list[int]]


class VariantEvaluation(BitsetEvaluation):
    """
    Many variants of one scenario on one day.

    `planes` answers for all of them at once; `lanes` tells where in a plane each variant
    and each recipient stands.
    """

    def __init__(
        self,
        programs: ProgramCache,
        scenario: Scenario,
        as_of: date,
        variants: Sequence[Variant],
        relations: RelationIndex | None = None,
    ) -> None:
        lanes = LaneLayout(len(variants), len(scenario.people))
        super().__init__(programs, scenario, as_of, lanes)
        # For each fact told otherwise, the variants by what they tell. The class stands
        # beside the value because `True == 1`.
        self._changes: dict[tuple[str, int | None], _Told] = {}
        for index, variant in enumerate(variants):
            for place, value in variant.items():
                told = self._changes.setdefault(place, {})
                told.setdefault((value.__class__, value), []).append(index)
        self.closing = None if relations is None else self._closed(relations)

    @property
    def contradictory(self) -> int:
        """Return the lanes of the variants that cannot be."""
        return 0 if self.closing is None else self.closing.contradictory

    @property
    def muted(self) -> Mapping[str, int]:
        """Return for the facts that do not arise somewhere the lanes in which they do not."""
        return {} if self.closing is None else self.closing.muted

    def truth(self, planes: tuple[int, int], variant: int, recipient: int | None = None) -> Truth:
        """Read one truth from the planes of a proposition."""
        place = self.lanes.at(variant, recipient)
        return truth_at(planes[0] >> place, planes[1] >> place)

    def _settle(self, sheet: AtomTable) -> None:
        super()._settle(sheet)
        for (fact, recipient), change in self._changes.items():
            if fact.startswith("recipient.") is (recipient is None):
                continue  # as `Scenario.value`, which looks each fact up where it belongs
            masks = [
                (value, self._lanes_of(variants, recipient))
                for (_, value), variants in change.items()
            ]
            before = self.scenario.value(fact, recipient)
            self._clear(sheet.fact(fact, before), sum(mask for _, mask in masks))
            for value, mask in masks:
                self._write([sheet.fact(fact, value)], mask)
        for item in self.closing.narrowed() if self.closing is not None else ():
            self._clear(sheet.fact(item.fact, item.told), item.lanes)
            self._write([sheet.fact(item.fact, item.known)], item.lanes)

    def _closed(self, relations: RelationIndex) -> LaneClosure:
        closing = LaneClosure(
            relations,
            self.lanes,
            self._told_lanes(),
            people_told=self.scenario.recipients is not None,
        )
        closing.run()
        return closing

    def _told_lanes(self) -> Iterator[ToldLanes]:
        """Return what is told in which variants."""
        lanes = self.lanes
        changed = {
            place: [(value, self._lanes_of(variants, place[1])) for (_, value), variants in told]
            for place, told in ((place, told.items()) for place, told in self._changes.items())
            if place[0].startswith("recipient.") is not (place[1] is None)
        }
        places = dict.fromkeys([*changed, *_places(self.scenario), (MESSAGE_DATE, None)])
        for fact, recipient in places:
            base = lanes.ones if recipient is None else lanes.firsts << recipient
            for value, mask in changed.get((fact, recipient), ()):
                base &= ~mask
                if value is not None:
                    yield ToldLanes(fact, value, mask)
            told = self.scenario.value(fact, recipient)
            if fact == MESSAGE_DATE and told is None:
                told = self.as_of
            if told is not None and base:
                yield ToldLanes(fact, told, base)

    def _lanes_of(self, variants: list[int], recipient: int | None) -> int:
        if recipient is None:
            return self.lanes.of_message(variants)
        return self.lanes.of_recipient(variants, recipient)

    def _clear(self, settled: Settled, lanes: int) -> None:
        for plane in settled:
            self._leaves[plane] &= ~lanes


def _places(scenario: Scenario) -> Iterator[tuple[str, int | None]]:
    for name in scenario.facts:
        yield name, None
    for who, person in enumerate(scenario.people):
        for name in person.facts:
            yield name, who
