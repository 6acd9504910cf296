"""`advisor schema`: the JSON Schema of every file and of the opinion."""

from __future__ import annotations

import json
from enum import Enum
from typing import Annotated, Any

import typer

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
) -> None:
    """
    Print the JSON Schema of a file or of an opinion.

    NAME is scenario, opinion, policy, jurisdiction, vocabulary, cases or receipt.
    """
    say(json.dumps(_schema(name), indent=2, ensure_ascii=False))


def _schema(name: Document) -> dict[str, Any]:
    if name is Document.OPINION:
        from advisor.reports.document import json_schema

        return json_schema()
    if name is Document.RECEIPT:
        from advisor.receipts.shape import json_schema as of_receipts

        return of_receipts()
    from advisor.corpus.schemas import schema

    return schema(name.value)
