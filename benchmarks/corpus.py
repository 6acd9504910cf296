"""A generated law of the size that the goals speak of, and scenarios for it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.authorities import Authority, Kind, Verification
from advisor.model.conditions import All, Any, Between, Every, Is, Leaf, Nor, OneOf, Some, leaves
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm
from advisor.model.policies import Policy
from advisor.model.propositions import propositions
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import DerivedFact, Fact, FactType, Value, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.model.conditions import Condition

DAY = date(2026, 3, 2)
SEED = 20260302
FLAGS, CHOICES, SETS, NUMBERS = 45, 30, 15, 10
OPTIONS = ("amber", "blue", "cyan", "denim", "ebony")
LEAVES = 239
LAYERS, IN_LAYER = 3, 8
POLICIES, IN_POLICY = 15, 10
TOLD = 0.8


@dataclass(frozen=True)
class Work:
    """One law with scenarios, the same in every run."""

    law: Law
    scenarios: Sequence[Scenario]

    @property
    def groups(self) -> list[str]:
        """Name every group of propositions."""
        return list(dict.fromkeys(one.group for one in propositions(self.law)))

    @property
    def size(self) -> str:
        """Count what there is to do."""
        derived = self.law.vocabulary.derived.values()
        conditions = [one.condition for one in propositions(self.law)]
        conditions += [one.when for one in derived]
        tests = {
            (leaf.fact, leaf.test)
            for condition in conditions
            for leaf in leaves(condition)
            if leaf.fact not in self.law.vocabulary.derived
        }
        return (
            f"{len(conditions) - len(derived)} norms, {len(derived)} derived facts in {LAYERS} "
            f"layers, {len(tests)} distinct leaves, {sum(map(_nodes, conditions))} nodes"
        )


def _nodes(condition: Condition) -> int:
    match condition:
        case All(of) | Any(of) | Nor(of):
            return 1 + sum(map(_nodes, of))
        case Some(inner) | Every(inner):
            return 1 + _nodes(inner)
        case Leaf():
            return 1


def work(scenarios: int, *, copies: int = 1) -> Work:
    """Generate the law, `copies` times as many norms of it, and scenarios."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is a secret
    facts = dict(_facts())
    pool = _pool(facts, chance)
    derived: dict[str, DerivedFact] = {}
    for layer in range(LAYERS):
        below = [name for name in derived if name.startswith(f"message.layer_{layer - 1}")]
        for number in range(IN_LAYER):
            name = f"message.layer_{layer}_{number}"
            derived[name] = DerivedFact(name, "generated", _condition(chance, pool, below, 1))
    policies = {}
    for number in range(POLICIES * copies):
        name = f"generated/policy-{number}"
        norms = tuple(
            _norm(f"{name}#norm-{norm}", _condition(chance, pool, [*derived], 2))
            for norm in range(IN_POLICY)
        )
        policies[name] = Policy(name, name, _AUTHORITY, norms)
    law = Law(Vocabulary(facts, derived), policies)
    return Work(law, [_scenario(chance, facts) for _ in range(scenarios)])


_AUTHORITY = Authority(Kind.STATUTE, "cite", "issuer", "AA", Verification.PRIMARY)


def _facts() -> Iterator[tuple[str, Fact]]:
    kinds = (
        *[FactType.FLAG] * FLAGS,
        *[FactType.CHOICE] * CHOICES,
        *[FactType.CHOICES] * SETS,
        *[FactType.NUMBER] * NUMBERS,
    )
    for order, kind in enumerate(kinds):
        name = f"message.{kind.value}_{order}"
        yield name, Fact(name, kind, f"{name}?", order=order)


def _pool(facts: dict[str, Fact], chance: random.Random) -> list[Leaf]:
    """Draw distinct tests, every fact having at least one."""
    names = [*facts]
    pool: dict[tuple[str, object], Leaf] = {}
    while len(pool) < LEAVES:
        name = names[len(pool)] if len(pool) < len(names) else chance.choice(names)
        match facts[name].type:
            case FactType.FLAG:
                test: Is | OneOf | Between = Is(chance.random() < 0.7)  # noqa: PLR2004
            case FactType.NUMBER:
                test = Between(at_least=chance.randrange(1, 20))
            case _:
                test = OneOf(frozenset(chance.sample(OPTIONS, chance.choice((1, 1, 2)))))
        pool[name, test] = Leaf(name, test, "test")
    return list(pool.values())


def _condition(
    chance: random.Random, pool: list[Leaf], derived: Sequence[str], exceptions: int
) -> Condition:
    def leaf() -> Leaf:
        if derived and chance.random() < 0.15:  # noqa: PLR2004
            return Leaf(chance.choice(derived), Is(value=True), "true")
        return chance.choice(pool)

    parts: list[Condition] = [leaf() for _ in range(chance.randint(1, 4))]
    parts.extend(Any((leaf(), leaf())) for _ in range(chance.randint(0, 2)))
    for _ in range(chance.randint(0, exceptions)):
        lifted: Condition = All((leaf(), leaf())) if chance.random() < 0.5 else leaf()  # noqa: PLR2004
        parts.append(Nor((lifted,)))
    if len(parts) == 1:
        parts.append(leaf())
    return All(tuple(parts))


def _norm(name: str, when: Condition) -> Norm:
    return Norm(
        name, "act", "bearer", Modality.MAY, "act", (), Verification.PRIMARY, Kind.STATUTE, when
    )


def _scenario(chance: random.Random, facts: dict[str, Fact]) -> Scenario:
    told: dict[str, Value] = {}
    for name, fact in facts.items():
        if chance.random() < TOLD:
            match fact.type:
                case FactType.FLAG:
                    told[name] = chance.random() < 0.5  # noqa: PLR2004
                case FactType.CHOICE:
                    told[name] = chance.choice(OPTIONS)
                case FactType.NUMBER:
                    told[name] = chance.randrange(20)
                case _:
                    told[name] = frozenset(chance.sample(OPTIONS, chance.randint(0, 3)))
    return Scenario(facts=told)
