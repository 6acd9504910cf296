"""The JSON of an opinion."""

from __future__ import annotations

import json

from unit.reports.makers import FindingMaker, OpinionMaker

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.model.law import Law
from advisor.model.norms import Outcome
from advisor.reports.machine.opinion_json import as_json
from advisor.reports.machine.opinion_schema import OpinionDocument, opinion_json_schema
from advisor.reports.machine.sarif import of_diagnostics, of_opinions

PROMISED = {
    "schema",
    "scenario",
    "as_of",
    "verdict",
    "weight",
    "summary",
    "governing",
    "findings",
    "persuasive",
    "conflicts",
    "asks",
    "notices",
    "receipt",
}
PROMISED_OF_FINDINGS = {
    "norm",
    "recipient",
    "act",
    "bearer",
    "modality",
    "statement",
    "applies",
    "outcome",
    "jurisdiction",
    "weight",
    "verified",
    "citations",
    "exception",
    "missing",
    "why",
}


def test_promised_keys(opinion: OpinionMaker, law: Law) -> None:
    """Every key that programs were promised is there."""
    made = json.loads(as_json(opinion(), law))

    assert "advisor/opinion/1" == made["schema"]
    assert made.keys() >= PROMISED
    assert made["findings"][0].keys() >= PROMISED_OF_FINDINGS
    assert {"corpus", "advisor", "engine"} <= made["receipt"].keys()


def test_round_trip(opinion: OpinionMaker, law: Law) -> None:
    """What is written can be read back as the same document."""
    text = as_json(opinion(), law)

    assert text == OpinionDocument.model_validate_json(text).model_dump_json(
        by_alias=True, indent=2
    )


def test_one_line(opinion: OpinionMaker, law: Law) -> None:
    """Without indentation a document is one line, whatever the names hold."""
    assert 1 == len(as_json(opinion(), law, indent=None).splitlines())


def test_fact_in_a_proof(opinion: OpinionMaker, law: Law) -> None:
    """A single fact has its name, test, value and truth."""
    made = json.loads(as_json(opinion(), law))
    fact = made["findings"][0]["why"]["of"][1]["of"][0]

    assert "tracking.mechanisms" == fact["fact"]
    assert ["pixel"] == fact["value"]
    assert "[pixel, link]" == fact["test"]
    assert "true" == fact["truth"]


def test_inapplicable_only_when_all(opinion: OpinionMaker, finding: FindingMaker, law: Law) -> None:
    """Findings that do not apply are omitted unless everything is wanted."""
    one = opinion(finding(), finding("Bob", outcome=Outcome.INAPPLICABLE))

    assert 1 == len(json.loads(as_json(one, law))["findings"])
    assert 2 == len(json.loads(as_json(one, law, everything=True))["findings"])


def test_schema_is_closed() -> None:
    """The schema forbids keys that it does not know."""
    assert opinion_json_schema()["additionalProperties"] is False


def test_sarif_of_a_breach(opinion: OpinionMaker, law: Law) -> None:
    """A breach is an error at the scenario, named by its norm."""
    log = of_opinions([("a.yaml", opinion())], law)
    (result,) = log["runs"][0]["results"]

    assert ("us/zz/opinion-1#no-tracking", "error") == (result["ruleId"], result["level"])
    place = result["locations"][0]["physicalLocation"]
    assert "a.yaml" == place["artifactLocation"]["uri"]


def test_sarif_of_a_diagnostic() -> None:
    """A problem of a file is reported at its words, with its remedy."""
    at = Span("p.yaml", 14, 7, 12, "      fact: 1")
    log = of_diagnostics([Diagnostic("same-norm", at, "what", "why", "fix", Severity.WARNING)])
    (result,) = log["runs"][0]["results"]

    assert "warning" == result["level"]
    assert "fix: fix" in result["message"]["text"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert {"startLine": 14, "startColumn": 7, "endColumn": 12} == region
