"""The verdict over each scenario, as gates (policy language, section 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.batch.norm_gates import NormGates
from advisor.engine.columnar.circuit import NO, GateNumber
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Modality, Outcome
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.batch.conflict_gates import ConflictGates
    from advisor.advice.batch.norm_gates import NormGatesBuilder
    from advisor.engine.columnar.circuit import Circuit

_AGAINST = (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED)
_APPLYING = (
    Outcome.MET,
    Outcome.BREACHED,
    Outcome.NOT_FOLLOWED,
    Outcome.OPEN,
    Outcome.AVAILABLE,
    Outcome.UNSETTLED,
)
BREACH, ALLOWED, SILENCE = "breach", "allowed", "silence"
REASONS = {
    BREACH: "stop",
    "conflict": "unsettled",
    "open-question": "unsettled",
    "unverified": "unsettled",
    "advice": "unsettled",
    "elsewhere": "unsettled",
    "missing": "ask",
    "nothing-governs": "unsettled",
    ALLOWED: "clear",
    SILENCE: "clear",
}
"""Why a verdict is given, the first that holds, with the verdict."""


class VerdictMark(NamedTuple):
    """
    What a plane says of scenarios.

    That a reason holds; with a weight, that something of that weight is decisive for it;
    with a level, that it rests on something read so (for a breach: of that weight).
    """

    reason: str
    weight: Weight | None = None
    level: Verification | None = None


@dataclass(frozen=True)
class _Part:
    """A finding's gate, where it counts for a reason."""

    stand: NormGates
    gate: GateNumber


@dataclass(frozen=True)
class VerdictGates:
    """Collects what makes the verdict; `bound` and `base` as for a single opinion."""

    circuit: Circuit
    standing: NormGatesBuilder
    bound: frozenset[str]
    base: str

    def marks(
        self, here: Sequence[NormGates], abroad: Sequence[NormGates], found: ConflictGates
    ) -> Iterator[tuple[GateNumber, VerdictMark]]:
        """Give the gates that decide, each with what it says."""
        left = [self._left(stand, found.aside.get(at, NO)) for at, stand in enumerate(here)]
        clashing = [
            _Part(left[at], self.circuit.both(gate, self._applying(left[at])))
            for at, gate in found.clashing.items()
        ]
        breaches = self._with(left, [Outcome.BREACHED], verified=True)
        yield from self._reason(BREACH, breaches, rests_on=())
        for mark, gates in _by_level(breaches).items():
            yield self.circuit.either(*map(self.circuit.whole, gates)), mark
        yield from self._reason("conflict", clashing)
        yield from self._reason("open-question", self._with(left, [Outcome.UNSETTLED]))
        yield from self._reason("unverified", self._with(left, [Outcome.BREACHED], verified=False))
        yield from self._reason("advice", self._with(left, [Outcome.NOT_FOLLOWED]))
        yield from self._reason("elsewhere", self._elsewhere(left, abroad))
        waiting = self._with(left, [Outcome.UNDETERMINED, Outcome.OPEN])
        yield from self._reason("missing", waiting)
        yield self.standing.open_scope, VerdictMark("missing")
        yield self.circuit.no(self.standing.governed), VerdictMark("nothing-governs")
        applying = [_Part(one, self._applying(one)) for one in left]
        yield from self._reason(ALLOWED, [one for one in applying if self._allows(one)], applying)
        yield from self._reason(SILENCE, (), applying)

    def _left(self, stand: NormGates, aside: GateNumber) -> NormGates:
        if aside == NO:
            return stand
        up = self.circuit.no(aside)
        left = {outcome: self.circuit.both(gate, up) for outcome, gate in stand.outcomes.items()}
        return NormGates(stand.instance, stand.persuasive, stand.personal, left)

    def _applying(self, stand: NormGates) -> GateNumber:
        return self.circuit.either(*(stand.outcomes.get(one, NO) for one in _APPLYING))

    def _allows(self, part: _Part) -> bool:
        instance = part.stand.instance
        return (
            instance.norm.modality is Modality.MAY
            and instance.norm.bearer in self.bound
            and instance.verified is not Verification.UNVERIFIED
            and instance.policy.layer == self.base
        )

    def _with(
        self,
        left: Sequence[NormGates],
        outcomes: Sequence[Outcome],
        *,
        verified: bool | None = None,
    ) -> list[_Part]:
        return [
            _Part(stand, self.circuit.either(*(stand.outcomes.get(one, NO) for one in outcomes)))
            for stand in left
            if verified in (None, stand.instance.verified is not Verification.UNVERIFIED)
        ]

    def _elsewhere(self, left: Sequence[NormGates], abroad: Sequence[NormGates]) -> list[_Part]:
        circuit = self.circuit
        spoken: dict[tuple[str, bool], list[GateNumber]] = defaultdict(list)
        for stand in left:
            gates = (stand.outcomes.get(one, NO) for one in (*_APPLYING, Outcome.UNDETERMINED))
            spoken[stand.instance.norm.act, stand.personal].append(circuit.either(*gates))
        found = []
        for stand in abroad:
            act = stand.instance.norm.act
            of_all = circuit.either(*spoken[act, False])
            of_one = circuit.either(*spoken[act, True])
            covered = circuit.either(of_all, of_one if stand.personal else circuit.whole(of_one))
            against = circuit.either(*(stand.outcomes.get(one, NO) for one in _AGAINST))
            gate = circuit.both(against, circuit.no(covered), self.standing.governed)
            found.append(_Part(stand, gate))
        return found

    def _reason(
        self, reason: str, parts: Sequence[_Part], rests_on: Sequence[_Part] | None = None
    ) -> Iterator[tuple[GateNumber, VerdictMark]]:
        weights: dict[Weight, list[GateNumber]] = defaultdict(list)
        levels: dict[Verification, list[GateNumber]] = defaultdict(list)
        for part in parts:
            stand = part.stand
            weight = Weight.PERSUASIVE if stand.persuasive else stand.instance.weight
            weights[weight].append(self.circuit.whole(part.gate))
        for part in parts if rests_on is None else rests_on:
            levels[part.stand.instance.verified].append(self.circuit.whole(part.gate))
        for weight, gates in weights.items():
            gate = self.circuit.either(*gates)
            yield gate, VerdictMark(reason)
            yield gate, VerdictMark(reason, weight)
        for level, gates in levels.items():
            yield self.circuit.either(*gates), VerdictMark(reason, None, level)


def _by_level(parts: Sequence[_Part]) -> dict[VerdictMark, list[GateNumber]]:
    found: dict[VerdictMark, list[GateNumber]] = defaultdict(list)
    for part in parts:
        instance = part.stand.instance
        found[VerdictMark(BREACH, instance.weight, instance.verified)].append(part.gate)
    return found
