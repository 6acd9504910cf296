"""`advisor schema`: the JSON Schema of every file and of the opinion."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from advisor.cli import loading
from advisor.cli.options import Policies
from advisor.cli.screen import say


class Document(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """What has a schema."""

    SCENARIO = "scenario"
    OPINION = "opinion"
    POLICY = "policy"
    JURISDICTION = "jurisdiction"
    VOCABULARY = "vocabulary"
    CASES = "cases"
    RECEIPT = "receipt"


def command(
    name: Annotated[Document, typer.Argument(metavar="NAME", help="Which document.")],
    *,
    policies: Policies = None,
) -> None:
    """
    Print the JSON Schema of a file or of an opinion.

    NAME is scenario, opinion, policy, jurisdiction, vocabulary, cases or receipt. That of a
    file says what each key is for, and lists the facts, acts, bearers and places of the law.
    """
    say(json.dumps(_schema(name, policies), indent=2, ensure_ascii=False))


def _schema(name: Document, policies: list[Path] | None) -> dict[str, Any]:
    if name is Document.OPINION:
        from advisor.reports.document import json_schema

        return json_schema()
    if name is Document.RECEIPT:
        from advisor.receipts.shape import json_schema as of_receipts

        return of_receipts()
    from advisor.corpus.schemas import schema

    return schema(name.value, loading.corpus(policies, engine="reference").law)
