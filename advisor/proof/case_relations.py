"""Cases that cannot be so, although no single relation says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.law_flaws import FlawKind, LawFlaw
from advisor.proof.law_tests import LawTests
from advisor.proof.rails import RECIPIENTS, RailEncoder
from advisor.proof.scenario_literals import scenario_literals
from advisor.proof.solver import ProofSolver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.advice import Corpus


def missed_contradictions(
    corpus: Corpus, day: date, layers: frozenset[str] = frozenset()
) -> Iterator[LawFlaw]:
    """
    Walk over the cases that no possible scenario completes, and that are accepted.

    Relations narrow facts one at a time, so what follows from several together can be missed.
    They are read as they are on one day. With `layers` only the cases of their policies are
    asked about.
    """
    law = corpus.law
    people = max((len(case.scenario.people) for case in law.cases), default=0)
    encoder = RailEncoder(law, day, LawTests([law]), max(people, RECIPIENTS))
    solver = ProofSolver(encoder.book)
    for case in law.cases:
        scenario, policy = case.scenario, law.policies.get(case.policy)
        if layers and (policy is None or policy.layer not in layers):
            continue
        if solver.can(*scenario_literals(encoder, scenario, exactly=False)):
            continue
        if corpus.engine.close(scenario, scenario.as_of or day).contradiction is not None:
            continue  # the case fails by itself
        yield LawFlaw(
            kind=FlawKind.MISSED_CONTRADICTION,
            subjects=(case.policy, case.name),
            says="what the case tells cannot all be so, by several relations together: proved",
            day=day,
            until=day,
            at=case.at,
        )
    solver.close()
