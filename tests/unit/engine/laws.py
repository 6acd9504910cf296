"""Small laws for the tests of engines."""

from __future__ import annotations

from datetime import date

from advisor.model.authorities import Authority, Kind, Verification
from advisor.model.conditions import All, Any, Condition, Is, Leaf, is_per_recipient
from advisor.model.law import Law
from advisor.model.norms import Modality, Norm
from advisor.model.places import Membership, Places
from advisor.model.policies import Policy
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import DerivedFact, Value, Vocabulary

DAY = date(2026, 3, 2)
GROUP = "made/up"
PLACES = Places(
    {},
    (
        Membership("US-IL", "US"),
        Membership("DE", "EU", date(1958, 1, 1)),
        Membership("GB", "EU", date(1973, 1, 1), date(2020, 2, 1)),
    ),
)


def flag(name: str, *, value: bool = True) -> Leaf:
    """Test a flag."""
    return Leaf(name, Is(value), str(value).lower())


def law_of(*whens: Condition, derived: dict[str, Condition] | None = None) -> Law:
    """Make a law of one policy with a norm for each condition: `made/up#norm-0` and on."""
    definitions = {
        name: DerivedFact(name, "made up", when) for name, when in (derived or {}).items()
    }
    per_recipient: frozenset[str] = frozenset()
    for name, definition in definitions.items():
        if is_per_recipient(definition.when, per_recipient):
            per_recipient |= {name}
    authority = Authority(Kind.STATUTE, "cite", "issuer", "US", Verification.PRIMARY)
    norms = tuple(_norm(f"{GROUP}#norm-{place}", when) for place, when in enumerate(whens))
    return Law(
        Vocabulary(derived=definitions),
        {GROUP: Policy(GROUP, "Made up", authority, norms)},
        places=PLACES,
        per_recipient=per_recipient,
    )


def _norm(name: str, when: Condition) -> Norm:
    return Norm(
        name, "act", "bearer", Modality.MAY, "act", (), Verification.PRIMARY, Kind.STATUTE, when
    )


def told(*people: dict[str, Value], **facts: Value) -> Scenario:
    """Tell facts of the entity `message` by their names, and of recipients."""
    return Scenario(
        facts={f"message.{name}": value for name, value in facts.items()},
        recipients=tuple(
            Recipient(f"recipient {place}", person) for place, person in enumerate(people)
        ),
    )


def deep(levels: int) -> Condition:
    """Nest `all` and `any` so many levels deep."""
    condition: Condition = flag("message.f0")
    for level in range(1, levels):
        join = All if level % 2 else Any
        condition = join((condition, flag(f"message.f{level}")))
    return condition
