"""A case: a scenario with the answers that its author expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.model.scenarios import Scenario


NOT_IN_FORCE = "not-in-force"
OUTCOME_WORDS = (*(outcome.value for outcome in Outcome), NOT_IN_FORCE)
"""What a case may expect of a norm."""


@dataclass(frozen=True, slots=True)
class ExpectedFinding:
    """
    What is expected of one norm.

    `outcomes` maps recipient names to outcomes; the key `None` stands for all findings.
    `jurisdiction` is set where the norm is instantiated in several.
    `at` points at the expectation in its file.
    """

    norm: str
    outcomes: Mapping[str | None, str]
    jurisdiction: str | None = None
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything a case expects; what is empty or `None` is not checked."""

    verdict: str | None = None
    weight: str | None = None
    governing: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[ExpectedFinding, ...] = ()
    persuasive: tuple[ExpectedFinding, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teaching:
    """
    The question to put to a class, and the point to make afterwards.

    `situation` tells the scenario as a story, `topic` names what it practises, and `norm`
    is the one whose act the question asks for; all may be empty.
    """

    question: str
    point: str
    situation: str = ""
    topic: str = ""
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A test, a training exercise and a documentation example at once."""

    name: str
    policy: str
    scenario: Scenario
    expect: Expectation
    golden: str = ""
    teach: Teaching | None = None
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RelationCase:
    """
    A scenario that shows what the relations among facts make of it.

    `concludes` holds once the relations have been applied, of each recipient where it is
    about one, and did not follow from what was told alone. `mutes` names facts that do not
    arise. `contradicts` names the relation that what was told is against; with it the two
    others are empty.
    """

    name: str
    vocabulary: str
    scenario: Scenario
    concludes: Condition | None = None
    mutes: tuple[str, ...] = ()
    contradicts: str = ""
    layer: str = ""
    at: Span | None = field(default=None, compare=False)
