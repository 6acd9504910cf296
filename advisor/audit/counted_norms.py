"""The norms that an audit counted, each with its sentence and its citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from advisor.advice.law_versions import LawVersions
from advisor.advice.norms_in_force import norms_in_force
from advisor.advice.statements import StatementNames, norm_statement
from advisor.model.audits import Rule
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import AGAINST_OUTCOMES, UNFINISHED_OUTCOMES, Outcome

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.law import Law

SET_ASIDE, ANYONE = "set-aside", "a recipient"
NormCounts = Mapping[tuple[str, str, str, str, str], Counter[str]]


def counted_norms(said: NormCounts, law: Law, days: Iterable[date]) -> tuple[Rule, ...]:
    """
    Return the norms that said something, the worst first.

    `said` counts messages by norm, jurisdiction, source, weight and verification; `days` are
    those on which the law was asked.
    """
    known = _instances(said, law, days)
    names = {code: one.name for code, one in law.jurisdictions.items()}
    speech = StatementNames(law.vocabulary.bearers, names)
    found = []
    for (norm, code, source, weight, verified), outcomes in said.items():
        one = known[norm, code]
        found.append(
            Rule(
                norm=norm,
                jurisdiction=code,
                place=names.get(code) or law.places.names.get(code, code),
                sentence=norm_statement(one.norm, one.text, one, ANYONE, speech),
                citation=one.citations[0] if one.citations else None,
                kind=one.kind,
                layer=one.layer,
                weight=Weight(weight),
                verified=Verification(verified),
                governing=source == "governing",
                outcomes={item: outcomes[item.value] for item in Outcome if outcomes[item.value]},
                set_aside=outcomes[SET_ASIDE],
            )
        )
    return tuple(sorted(found, key=_worst_first))


def _instances(
    said: NormCounts, law: Law, days: Iterable[date]
) -> Mapping[tuple[str, str], NormInstance]:
    """Find the norms that said something as they stood last, on one of these days or before."""
    missing = {(norm, code) for norm, code, *_ in said}
    known: dict[tuple[str, str], NormInstance] = {}
    asked = sorted(days, reverse=True)
    for day in (*asked, *reversed(LawVersions.of(law).turns)):
        if not missing:
            break
        for one in norms_in_force(law, day):
            key = one.norm.id, one.jurisdiction
            if key in missing:
                known[key] = one
        missing -= known.keys()
    return known


def _worst_first(rule: Rule) -> tuple[object, ...]:
    breached = rule.said(Outcome.BREACHED)
    return (
        not (rule.governing and breached),
        -(breached if rule.governing else 0),
        rule.weight.rank if breached else 0,
        not rule.governing,
        -rule.said(*AGAINST_OUTCOMES),
        -rule.said(*UNFINISHED_OUTCOMES),
        rule.weight.rank,
        rule.norm,
        rule.jurisdiction,
    )
