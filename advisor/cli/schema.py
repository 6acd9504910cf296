"""`advisor schema`: the JSON Schema of every file and of the opinion."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import echo
from advisor.cli.parsing.options import Policies
from advisor.cli.parsing.parameters import Argument


class SchemaName(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """What has a schema."""

    SCENARIO = "scenario"
    OPINION = "opinion"
    OPINION_BRIEF = "opinion-brief"
    POLICY = "policy"
    JURISDICTION = "jurisdiction"
    VOCABULARY = "vocabulary"
    CASES = "cases"
    RECEIPT = "receipt"
    PROFILE = "profile"
    MATTERS = "matters"
    RELATION_CASES = "relation-cases"


def command(
    name: Annotated[SchemaName, Argument(metavar="NAME", help="Which document.")],
    *,
    policies: Policies = None,
) -> None:
    """
    Print the JSON Schema of a file or of an opinion.

    NAME is scenario, opinion, opinion-brief, policy, jurisdiction, vocabulary, cases,
    relation-cases, receipt, profile or matters. That of a file says what each key is for, and
    lists the facts, acts, bearers and places of the law.
    """
    echo(json.dumps(_schema(name, policies), indent=2, ensure_ascii=False))


def _schema(name: SchemaName, policies: list[Path] | None) -> dict[str, Any]:
    if name is SchemaName.OPINION:
        from advisor.reports.machine.opinion_schema import opinion_json_schema

        return opinion_json_schema()
    if name is SchemaName.OPINION_BRIEF:
        from advisor.reports.machine.brief_schema import brief_opinion_schema

        return brief_opinion_schema()
    if name is SchemaName.RECEIPT:
        from advisor.receipts.receipt_schema import receipt_json_schema as of_receipts

        return of_receipts()
    from advisor.corpus.json_schemas import schema

    return schema(name.value, corpus_loader.load_corpus(policies, engine="reference").law)
