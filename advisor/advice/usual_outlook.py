"""What the verdict would be on the usual facts, and on which of them it would rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.advice.algebra.planes import LaneCarrier
from advisor.advice.usual import tell_usual, usual_facts
from advisor.diagnostics import InvalidScenario
from advisor.model.authorities import Verification, Weight
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Source
from advisor.model.usual import UsualOutlook
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from advisor.advice.adviser import Adviser
    from advisor.advice.usual import UsualScenario
    from advisor.advice.variants.analysis import NormOutcomes, VariantAnalysis, VariantOutcomes
    from advisor.engine.bitset.variants import Variant
    from advisor.model.conclusions import FactAt
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario
    from advisor.model.usual import UsualFact
    from advisor.model.vocabulary import Value


def find_usual_outlook(
    adviser: Adviser,
    prospects: Callable[[], VariantAnalysis],
    opinion: Opinion,
    *,
    changes: bool = False,
) -> UsualOutlook | None:
    """
    Return the verdict on the usual facts; `None` where it is that of the opinion.

    With `changes` it says of each fact what the verdict would be if that one were not so,
    which takes an opinion for each. Raises `EngineFailure` where two evaluators disagree.
    """
    if opinion.verdict is Verdict.STOP and opinion.weight is Weight.BINDING:
        return None  # nothing that is told beside a breach undoes it, and nothing weighs more
    scenario, day = opinion.scenario, opinion.as_of
    usual = usual_facts(adviser.law, adviser.engine, scenario, day)
    if not usual.facts:
        return None
    expected = adviser.advise(usual.scenario, day)
    if _answer(expected) == _answer(opinion):
        return None
    finding = _Finding(adviser, usual, expected, prospects())
    deciding = finding.fewest()
    assumed = tuple(finding.with_premises(deciding))
    return UsualOutlook(
        verdict=expected.verdict,
        weight=expected.weight if expected.verdict is not Verdict.ASK else None,
        assumed=assumed,
        deciding=deciding[0] if len(deciding) == 1 else None,
        otherwise=finding.changes(assumed) if changes else {},
    )


class _Answer(NamedTuple):
    """What a reader takes from a verdict; the weight only where it stops."""

    verdict: Verdict
    weight: object


def _answer(opinion: Opinion) -> _Answer:
    return _Answer(opinion.verdict, opinion.weight if opinion.verdict is Verdict.STOP else None)


class _Finding:
    """The search for the usual facts on which one verdict rests."""

    def __init__(
        self,
        adviser: Adviser,
        usual: UsualScenario,
        expected: Opinion,
        prospects: VariantAnalysis,
    ) -> None:
        self.adviser = adviser
        self.usual = usual
        self.expected = expected
        self.prospects = prospects
        self._makes = _made_in_lanes(expected)

    def fewest(self) -> tuple[UsualFact, ...]:
        """Return usual facts that make the verdict, of which none can be spared."""
        found = self._fewest_by_lanes()
        if found is None:
            found = self._fewest_singly()
        return tuple(fact for fact in self.usual.facts if fact in found)

    def with_premises(self, facts: Sequence[UsualFact]) -> Iterator[UsualFact]:
        """Return usual facts with the usual facts for which these are usual, in order."""
        usual = {fact.about: fact for fact in self.usual.facts}
        concluded = {(item.fact, item.who): item.of for item in self.usual.closed.conclusions}
        needed: set[FactAt] = set()
        pending = [fact.about for fact in facts]
        while pending:
            about = pending.pop()
            if about in concluded:
                pending += [one for one in concluded[about] if one not in needed]
            elif about in usual and about not in needed:
                needed.add(about)
                pending += self._read_by(usual[about])
        yield from (fact for fact in self.usual.facts if fact.about in needed)

    def changes(self, facts: Sequence[UsualFact]) -> Mapping[FactAt, Verdict]:
        """Return what the verdict would be if one fact alone were not so, where that differs."""
        others = [{fact.about: self._opposite(fact)} for fact in facts]
        still = self._made(self.usual.scenario, others) or [False] * len(others)
        found = {}
        for fact, is_same in zip(facts, still, strict=True):
            opinion = None if is_same else self._without(fact)
            if opinion is not None and opinion.verdict is not self.expected.verdict:
                found[fact.about] = opinion.verdict
        return found

    def _opposite(self, fact: UsualFact) -> Value | None:
        is_flag = self.adviser.law.vocabulary.facts[fact.fact].type is FactType.FLAG
        return (not fact.value) if is_flag else None

    def _without(self, fact: UsualFact) -> Opinion | None:
        """Return the opinion where one fact is not so; `None` where the others exclude that."""
        told = self.usual.scenario.told(fact.fact, self._opposite(fact), fact.who)
        try:
            return self.adviser.advise(told, self.expected.as_of)
        except InvalidScenario:
            return None

    def _read_by(self, fact: UsualFact) -> list[FactAt]:
        """Return what the rule of a usual fact read: its condition, the place it copied."""
        people = range(len(self.usual.closed.told.people))
        read: list[FactAt] = []
        for name in fact.by.reads(fact.fact):
            if not name.startswith("recipient."):
                read.append((name, None))
            elif fact.who is None:
                read += [(name, who) for who in people]
            else:
                read.append((name, fact.who))
        return read

    def _makes_it(self, facts: Sequence[UsualFact]) -> bool:
        told = tell_usual(self.usual.told.told, facts, Source.ASSUMED)
        return _answer(self.adviser.advise(told, self.expected.as_of)) == _answer(self.expected)

    def _fewest_singly(self) -> list[UsualFact]:
        kept = list(self.usual.facts)
        for fact in self.usual.facts:
            fewer = [other for other in kept if other is not fact]
            if self._makes_it(fewer):
                kept = fewer
        return kept

    def _fewest_by_lanes(self) -> list[UsualFact] | None:
        """Return the same, found over many variants at once; `None` where that cannot be told."""
        told, everything = self.usual.told.told, list(self.usual.facts)
        spared = self._made(
            told, [_values(one for one in everything if one is not fact) for fact in everything]
        )
        if spared is None:
            return None
        needed = [fact for fact, is_spared in zip(everything, spared, strict=True) if not is_spared]
        rest = [fact for fact in everything if fact not in needed]
        while True:
            growing = [_values((*needed, *rest[:count])) for count in range(len(rest) + 1)]
            enough = self._made(told, growing) or ()
            if True not in enough:
                return None
            count = enough.index(True)
            if count == 0:
                break
            needed.append(rest[count - 1])
            rest = rest[: count - 1]
        return needed if self._makes_it(needed) else None

    def _made(self, scenario: Scenario, variants: Sequence[Variant]) -> Sequence[bool] | None:
        """Return of each variant whether it has the same verdict; `None` where that is not told."""
        if self._makes is None:
            return None
        outlook = self.prospects.outlook(scenario, self.expected.as_of, variants)
        plane = self._makes(outlook)
        return [bool(plane >> outlook.lanes.at(at) & 1) for at in range(len(variants))]


def _values(facts: Iterable[UsualFact]) -> Variant:
    return {fact.about: fact.value for fact in facts}


def _made_in_lanes(expected: Opinion) -> Callable[[VariantOutcomes], int] | None:
    """Return what tells in which variants there is the same verdict, as first bits."""
    match expected.verdict:
        case Verdict.STOP:
            return lambda outlook: _folded(
                outlook,
                (item.breached for item in outlook.standings if _stops(item, expected)),
            )
        case Verdict.CLEAR:
            return _cleared
        case Verdict.UNSETTLED:
            against = {
                finding.id
                for finding in expected.findings
                if finding.overridden_by is None
                and finding.outcome.is_against
                and finding.weight is expected.weight
            }
            if not against:
                return None
            return lambda outlook: _folded(
                outlook,
                (item.against for item in outlook.standings if _name(item) in against),
            )
        case Verdict.ASK | Verdict.VERIFY:
            return None


def _stops(standing: NormOutcomes, expected: Opinion) -> bool:
    instance = standing.instance
    return instance.verified is not Verification.UNVERIFIED and instance.weight is expected.weight


def _name(standing: NormOutcomes) -> str:
    return f"{standing.instance.norm.id}@{standing.instance.jurisdiction}"


def _cleared(outlook: VariantOutcomes) -> int:
    """Return where nothing speaks against it and nothing is open, no law's governing either."""
    spoken = _folded(
        outlook, (item.unsettled | item.against | item.breached for item in outlook.standings)
    )
    spoken |= _folded(outlook, (item.open for item in outlook.reached))
    return outlook.lanes.firsts & ~spoken


def _folded(outlook: VariantOutcomes, planes: Iterator[int]) -> int:
    carrier = LaneCarrier(outlook.lanes)
    return carrier.whole(carrier.any_of(planes))
