"""Many variants of one scenario, answered together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.bitset.evaluation import BitsetEvaluation, truth_at
from advisor.engine.bitset.layout import LaneLayout
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
        self, programs: ProgramCache, scenario: Scenario, as_of: date, variants: Sequence[Variant]
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

    def _lanes_of(self, variants: list[int], recipient: int | None) -> int:
        if recipient is None:
            return self.lanes.of_message(variants)
        return self.lanes.of_recipient(variants, recipient)

    def _clear(self, settled: Settled, lanes: int) -> None:
        for plane in settled:
            self._leaves[plane] &= ~lanes
