"""The operations of a program one by one, for what is used too seldom to compile."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.engine.formulas import Operation, Pair

_JOINING = {"&": and_, "|": or_}


def planes_walked(
    operations: Sequence[Operation], pairs: Sequence[Pair]
) -> Callable[..., tuple[Any, ...]]:
    """
    Give a function that finds both planes of each pair, as the generated one does.

    It takes the planes of leaves and of derived facts, the two folds over recipients,
    and the plane of all lanes.
    """
    wanted = [plane for pair in pairs for plane in pair]

    def walked(
        leaves: Sequence[Any],
        derived: Sequence[Any],
        some: Callable[[Any], Any],
        every: Callable[[Any], Any],
        ones: Any,  # noqa: ANN401 - whatever carries the lanes
    ) -> tuple[Any, ...]:
        found: list[Any] = []
        for sign, of in operations:
            if sign == "L":
                plane = leaves[of[0]]
            elif sign == "D":
                plane = derived[of[0]]
            elif sign in _JOINING:
                plane = reduce(_JOINING[sign], [found[part] for part in of])
            elif sign == "S":
                plane = some(found[of[0]])
            elif sign == "E":
                plane = every(found[of[0]])
            else:
                plane = ones if sign == "1" else 0
            found.append(plane)
        return tuple(found[plane] for plane in wanted)

    return walked


def truths_walked(
    operations: Sequence[Operation], pairs: Sequence[Pair]
) -> Callable[..., tuple[Any, ...]]:
    """Give a function that finds the truth of each pair in a single lane."""
    planes = planes_walked(operations, pairs)

    def walked(*given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - passed through
        found = planes(*given)
        return tuple(
            Truth.TRUE if true & 1 else Truth.FALSE if false & 1 else Truth.UNKNOWN
            for true, false in zip(found[::2], found[1::2], strict=True)
        )

    return walked
