"""All checks of a law, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.checks.acts import check_acts
from advisor.checks.cases import check_cases
from advisor.checks.conditions import check_conditions
from advisor.checks.muted_facts import check_muted_facts
from advisor.checks.norms import check_norms
from advisor.checks.policies import check_policies
from advisor.checks.readings import check_readings
from advisor.checks.relations import check_relations
from advisor.checks.services import check_services
from advisor.checks.vocabulary import check_vocabulary

if TYPE_CHECKING:
    from datetime import date

    from advisor.diagnostics import Diagnostic
    from advisor.model.law import Law


def check(law: Law, *, today: date | None = None) -> tuple[Diagnostic, ...]:
    """
    Find everything in a law that reads well and cannot be right.

    `law` should have been read with its cases. `today` is the day against which review
    dates are held; without it they are not.
    """
    found = [
        *check_policies(law, today),
        *check_norms(law),
        *check_readings(law),
        *check_conditions(law),
        *check_cases(law),
        *check_vocabulary(law),
        *check_relations(law),
        *check_muted_facts(law),
        *check_acts(law),
        *check_services(law),
    ]
    return tuple(sorted(found, key=lambda one: (one.at.source, one.at.line, one.code)))
