"""
Conditions as two planes, *is true* and *is false*, and as straight-line Python over them.

Negation is gone: it swaps the planes. What is left is and, or, and two folds over
recipients, each distinct operation once, however often the law repeats it.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from advisor.engine.atoms.index import AtomIndex
    from advisor.model.conditions import Condition

OperationPair: TypeAlias = tuple[int, int]
"""The operations that tell where a condition is true, and where it is false."""

_DEEPEST = 40  # how far generated expressions nest before one gets a name
_JOINING = frozenset("&|SE")
_NO, _YES = 0, 1


Operation: TypeAlias = tuple[str, tuple[int, ...]]
"""
One step: a sign, and the numbers that it works on.

`L` reads a plane of a leaf, `D` of a derived fact: twice its number for true, one more for
false. `0` and `1` are constant. `&` and `|` join earlier operations; `S` tells in which
scenarios some recipient has the one operation, `E` where every one has.
"""


@dataclass(slots=True)
class ConditionGraph:
    """
    The operations of some conditions.

    `leaves` numbers the tests, `derived` the derived facts. `used` collects the derived
    facts that were met.
    """

    leaves: AtomIndex
    derived: Mapping[str, int]
    used: set[int] = field(default_factory=set)
    operations: list[Operation] = field(default_factory=lambda: [("0", ()), ("1", ())])
    _known: dict[Operation, int] = field(default_factory=dict)

    def pair(self, condition: Condition) -> OperationPair:
        """Return the two planes of a condition."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case All(of):
                return self._conjunction([self.pair(part) for part in of])
            case Any(of):
                return _swapped(self._conjunction([_swapped(self.pair(part)) for part in of]))
            case Nor(of):
                return self._conjunction([_swapped(self.pair(part)) for part in of])
            case Some(inner):
                true, false = self.pair(inner)
                return self._folded("S", true), self._folded("E", false)
            case Every(inner):
                true, false = self.pair(inner)
                return self._folded("E", true), self._folded("S", false)
        assert_never(condition)

    def _leaf(self, leaf: Leaf) -> OperationPair:
        number = self.derived.get(leaf.fact)
        if number is None:
            number = self.leaves.number(leaf)
            return self._add("L", (2 * number,)), self._add("L", (2 * number + 1,))
        self.used.add(number)
        pair = self._add("D", (2 * number,)), self._add("D", (2 * number + 1,))
        return pair if isinstance(leaf.test, Is) and leaf.test.value else _swapped(pair)

    def _conjunction(self, pairs: Sequence[OperationPair]) -> OperationPair:
        true = self._joined("&", (pair[0] for pair in pairs), neutral=_YES, settling=_NO)
        false = self._joined("|", (pair[1] for pair in pairs), neutral=_NO, settling=_YES)
        return true, false

    def _joined(self, sign: str, parts: Iterable[int], *, neutral: int, settling: int) -> int:
        kept = sorted(set(parts) - {neutral})
        if not kept:
            return neutral
        if settling in kept:
            return settling
        return kept[0] if len(kept) == 1 else self._add(sign, tuple(kept))

    def _folded(self, sign: str, part: int) -> int:
        return self._add(sign, (part,))

    def _add(self, sign: str, of: tuple[int, ...]) -> int:
        operation = sign, of
        number = self._known.get(operation)
        if number is None:
            number = self._known[operation] = len(self.operations)
            self.operations.append(operation)
        return number


@dataclass(frozen=True, slots=True)
class GivenPlanes:
    """What operations work on: planes of leaves and of derived facts, the folds, all lanes."""

    leaves: Sequence[int]
    derived: Sequence[int]
    some: Callable[[int], int]
    every: Callable[[int], int]
    ones: int


def run_operations(operations: Sequence[Operation], given: GivenPlanes) -> list[int]:
    """Return the plane of each operation, run one after another as they stand."""
    found: list[int] = []
    for sign, of in operations:
        match sign:
            case "L":
                plane = given.leaves[of[0]]
            case "D":
                plane = given.derived[of[0]]
            case "&":
                plane = reduce(and_, [found[part] for part in of])
            case "|":
                plane = reduce(or_, [found[part] for part in of])
            case "S":
                plane = given.some(found[of[0]])
            case "E":
                plane = given.every(found[of[0]])
            case _:
                plane = given.ones if sign == "1" else 0
        found.append(plane)
    return found


def _swapped(pair: OperationPair) -> OperationPair:
    return pair[1], pair[0]


@dataclass(slots=True)
class CodeGenerator:
    """
    The text of a function, for many lanes at once or for a single one.

    With many lanes a plane is anything that has `&` and `|`. With a single one it is 0
    or 1, so that `and` and `or` serve and stop early; its one recipient is both some and
    every recipient.
    """

    formulas: ConditionGraph
    single: bool
    _names: dict[int, str] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)

    def planes(self, name: str, pairs: Sequence[OperationPair]) -> str:
        """Write a function that returns both planes of each pair, one after another."""
        results = self._results([plane for pair in pairs for plane in pair])
        return self._function(name, "".join(f"{result}, " for result in results))

    def truths(self, name: str, pairs: Sequence[OperationPair]) -> str:
        """Write a function that returns a truth for each pair: `Y`, `N` or `U`."""
        results = self._results([plane for pair in pairs for plane in pair])
        each = zip(results[::2], results[1::2], strict=True)
        return self._function(name, "".join(f"Y if {t} else N if {f} else U, " for t, f in each))

    def _results(self, planes: Sequence[int]) -> list[str]:
        operations = self.formulas.operations
        # Numbers grow from parts to wholes: one sweep down counts uses, one up names.
        uses = Counter(planes)
        depths: dict[int, int] = {}
        for number in range(len(operations) - 1, -1, -1):
            if uses[number]:
                sign, of = operations[number]
                if sign in _JOINING:
                    uses.update(of)
        for number, (sign, of) in enumerate(operations):
            if sign not in _JOINING or not uses[number]:
                continue
            depth = 1 + max(depths.get(part, 0) for part in of)
            if uses[number] > 1 or depth > _DEEPEST:
                text = self._text(number)
                self._names[number] = f"v{number}"
                self._lines.append(f"v{number} = {text}")
                depth = 0
            depths[number] = depth
        return [self._text(plane) for plane in planes]

    def _text(self, number: int) -> str:
        if number in self._names:
            return self._names[number]
        sign, of = self.formulas.operations[number]
        match sign:
            case "0":
                return "0"
            case "1":
                return "1" if self.single else "O"
            case "&" | "|":
                word = {"&": " and ", "|": " or "}[sign] if self.single else f" {sign} "
                return f"({word.join(map(self._text, of))})"
            case "S" | "E":
                inner = self._text(of[0])
                return inner if self.single else f"{sign}({inner})"
            case _:
                return f"{sign}[{of[0]}]"

    def _function(self, name: str, result: str) -> str:
        body = "".join(f"    {line}\n" for line in self._lines)
        return f"def {name}(L, D, S, E, O):\n{body}    return ({result})\n"
