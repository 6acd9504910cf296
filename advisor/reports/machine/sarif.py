"""Opinions and diagnostics as SARIF, for tools that annotate files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never
from urllib.parse import quote

from advisor.diagnostics import Severity, Span
from advisor.model.norms import Outcome
from advisor.printable import printable
from advisor.reports import citations, labels, reasons
from advisor.reports.brief import carried_by
from advisor.reports.finding_entries import deciding_part
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.diagnostics import Diagnostic
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario

Json: TypeAlias = dict[str, Any]

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_UNWRITTEN = "<scenario>"
"""What stands for the file of a scenario that a program handed over, which has no lines."""


def sarif_level(outcome: Outcome) -> str | None:
    """Return how grave a result an outcome makes; `None` where it makes none."""
    match outcome:
        case Outcome.BREACHED:
            return "error"
        case Outcome.NOT_FOLLOWED | Outcome.UNSETTLED:
            return "warning"
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return "note"
        case Outcome.MET | Outcome.AVAILABLE | Outcome.DEFEATED | Outcome.INAPPLICABLE:
            return None
    assert_never(outcome)


def of_opinions(
    opinions: Sequence[tuple[str, Opinion]], law: Law, *, carrying_only: bool = False
) -> Json:
    """
    Report what is breached or open, each at the fact in the scenario file that decides it.

    `opinions` pairs the name of each scenario file with its opinion. With `carrying_only`
    each has the findings that carry its verdict, one for each act.
    """
    results: list[Json] = []
    rules: dict[str, Json] = {}
    for source, opinion in opinions:
        carrying = [alike[0].first for *_, acts in carried_by(opinion) for alike in acts]
        for finding in carrying if carrying_only else opinion.findings:
            if sarif_level(finding.outcome) is not None:
                rules.setdefault(finding.norm.id, _norm_rule(finding))
                results.append(_finding(finding, source, opinion.scenario, law))
    return _log(rules, results)


def as_sarif(opinions: Iterable[tuple[str, Opinion]], law: Law) -> str:
    """Write a batch of opinions as one SARIF log; each comes with the name of its scenario."""
    return json.dumps(of_opinions(tuple(opinions), law), ensure_ascii=False, indent=2)


def of_diagnostics(diagnostics: Iterable[Diagnostic]) -> Json:
    """Report problems of files, each at its words, with how to fix it."""
    found = tuple(diagnostics)
    rules: dict[str, Json] = {item.code: {"id": item.code} for item in found}
    return _log(rules, [_diagnostic(item) for item in found])


def _log(rules: dict[str, Json], results: list[Json]) -> Json:
    driver = {"name": "advisor", "version": VERSION, "rules": list(rules.values())}
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def _norm_rule(finding: Finding) -> Json:
    rule: Json = {"id": finding.norm.id, "shortDescription": {"text": citations.own(finding).text}}
    if finding.norm.because:
        rule["fullDescription"] = {"text": finding.norm.because}
    if finding.citations and finding.citations[0].url:
        rule["helpUri"] = finding.citations[0].url
    return rule


def _finding(finding: Finding, source: str, scenario: Scenario, law: Law) -> Json:
    fact = reasons.because(deciding_part((finding,)), law)
    missing = reasons.waiting_facts(finding.missing, law)
    why = f" It depends on {missing}." if missing else f" Because {fact}." if fact else ""
    word = labels.OUTCOME_LABELS[finding.outcome].capitalize()
    text = f"{word}: {finding.statement}{why} {citations.own(finding).text}"
    level = sarif_level(finding.outcome)
    if finding.stands_in:
        text += " This is a model rule; the local text was not read: check it."
        level = "warning" if level == "error" else level
    return {
        "ruleId": finding.norm.id,
        "level": level,
        "message": {"text": printable(text)},
        "locations": [_location(_span(finding, scenario) or Span(source))],
    }


def _span(finding: Finding, scenario: Scenario) -> Span | None:
    """Find the words of the scenario that decide a finding."""
    people = {person.name: person.spans for person in scenario.people}
    for proof in deciding_part((finding,)):
        for leaf in reasons.deciding_facts(proof):
            spans = people.get(leaf.recipient or "", {})
            result = spans.get(leaf.fact) or scenario.spans.get(leaf.fact)
            if result is not None and result.source != _UNWRITTEN:
                return result
    return None


def _diagnostic(diagnostic: Diagnostic) -> Json:
    return {
        "ruleId": diagnostic.code,
        "level": "error" if diagnostic.severity is Severity.ERROR else "warning",
        "message": {"text": f"{diagnostic.what}\nwhy: {diagnostic.why}\nfix: {diagnostic.fix}"},
        "locations": [_location(diagnostic.at)],
    }


def uri(path: str) -> str:
    r"""
    Write a path as a URI has to be, whatever bytes the name of the file is made of.

    >>> uri("in/a b.eml"), uri("in/caf\\udce9.eml"), uri("box#3")
    ('in/a%20b.eml', 'in/caf%E9.eml', 'box#3')
    """
    raw = re.sub(r"\\u(dc[89a-f][0-9a-f])", lambda one: chr(int(one[1], 16)), path)
    return quote(raw.replace("\\", "/"), safe="/#", errors="surrogateescape")


def _location(at: Span) -> Json:
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endColumn": max(at.end_column, at.column),
    }
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(at.source)},
            "region": region,
        }
    }
