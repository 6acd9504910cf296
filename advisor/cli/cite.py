"""`advisor cite`: the table of authorities."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Annotated

from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import Plain, Policies, Today
from advisor.cli.parsing.parameters import Argument, Misuse, Option

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.reports.authorities import AuthorityRow


class CitationTableFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which the table can be had."""

    TEXT = "text"
    JSON = "json"


def command(  # noqa: PLR0913 - one parameter for each option
    words: Annotated[
        str, Argument(metavar="WORDS", help="Only those whose citation or name holds these.")
    ] = "",
    *,
    unverified: Annotated[
        bool, Option("--unverified", help="Only where something has not been verified.")
    ] = False,
    jurisdiction: Annotated[
        str, Option("--jurisdiction", metavar="CODE", help="Only of one jurisdiction.")
    ] = "",
    policies: Policies = None,
    today: Today = None,
    output: Annotated[CitationTableFormat, Option("--output", help="The form of the table.")] = (
        CitationTableFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """List the authorities: what they are, where and when they govern, how well they were read."""
    law = corpus_loader.load_corpus(policies, engine="reference").law
    from advisor.reports.authorities import authorities_page, authority_rows

    day = today or clock.today()
    wanted = jurisdiction.upper()
    _known(wanted, law)
    found = tuple(
        authority_row
        for authority_row in authority_rows(law)
        if (not unverified or authority_row.is_unverified)
        and wanted in ("", authority_row.jurisdiction)
        and _holds(authority_row, words)
    )
    if output is CitationTableFormat.JSON:
        from advisor.application.authorities import row_document

        echo(json.dumps([row_document(item, day) for item in found], indent=2, ensure_ascii=False))
    else:
        open_console(plain=plain).show(authorities_page(found, law, day))


def _holds(row: AuthorityRow, words: str) -> bool:
    said = f"{row.cite} {row.source}".casefold()
    return all(word in said for word in words.casefold().split())


def _known(code: str, law: Law) -> None:
    if code and code not in law.jurisdictions and code not in law.places.names:
        from advisor.interview.place_examples import place_example

        name, known = place_example(law.places.names)
        raise Misuse(
            f"nothing is known of `{code}`; write a code, such as {known} for {name}",
            option="--jurisdiction",
        )
