"""A scenario that a solver found, answered again by a whole opinion before anybody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure, InvalidScenario
from advisor.facts.scenario_writer import scenario_document
from advisor.model.norms import Outcome
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario
    from advisor.proof.norm_rails import NormRails


@dataclass(frozen=True, slots=True)
class ExpectedOutcome:
    """One finding that an opinion must have: a norm, where it stands, and what became of it."""

    norm: str
    jurisdiction: str
    outcome: Outcome

    def is_in(self, opinion: Opinion) -> bool:
        """Return whether an opinion has the finding."""
        return any(
            finding.norm.id == self.norm
            and finding.jurisdiction == self.jurisdiction
            and finding.outcome is self.outcome
            for finding in (*opinion.findings, *opinion.persuasive)
        )


@dataclass(frozen=True, slots=True)
class ExpectedConflict:
    """One conflict that an opinion must report: the two findings, by norm and place."""

    forbids: str
    allows: str

    def is_in(self, opinion: Opinion) -> bool:
        """Return whether an opinion reports the conflict."""
        return any(
            (self.forbids, self.allows)
            == tuple(f"{one.norm.id}@{one.jurisdiction}" for one in (item.forbids, item.allows))
            for item in opinion.conflicts
        )


def expected(norm: NormRails, outcome: Outcome) -> ExpectedOutcome:
    """Return that a norm comes to an outcome where it stands."""
    return ExpectedOutcome(norm.instance.norm.id, norm.instance.jurisdiction, outcome)


def answered(
    corpus: Corpus, scenario: Scenario, expectations: Iterable[ExpectedOutcome | ExpectedConflict]
) -> Opinion:
    """
    Return the opinion on a scenario, written and read again, with all that is expected in it.

    Raises `EngineFailure` where the evaluators find otherwise than the solver: then nothing
    that was proved can be trusted.
    """
    try:
        opinion = corpus.advise(scenario_document(scenario))
    except InvalidScenario as invalid:
        said = "; ".join(str(one) for one in invalid.diagnostics)
        raise EngineFailure(f"the solver found a scenario that is refused: {said}") from invalid
    for item in expectations:
        if not item.is_in(opinion):
            told = scenario_document(scenario)
            raise EngineFailure(f"the solver and the evaluators disagree: no {item} in {told}")
    return opinion
