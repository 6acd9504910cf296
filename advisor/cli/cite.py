"""`advisor cite`: the table of authorities."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import clock, loading
from advisor.cli.options import Plain, Policies, Today
from advisor.cli.screen import say, screen

if TYPE_CHECKING:
    from advisor.model.law import Law


class Output(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which the table can be had."""

    TEXT = "text"
    JSON = "json"


def command(  # noqa: PLR0913 - one parameter for each option
    *,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Only where something has not been verified.")
    ] = False,
    jurisdiction: Annotated[
        str, typer.Option("--jurisdiction", metavar="CODE", help="Only of one jurisdiction.")
    ] = "",
    policies: Policies = None,
    today: Today = None,
    output: Annotated[Output, typer.Option("--output", help="The form of the table.")] = (
        Output.TEXT
    ),
    plain: Plain = False,
) -> None:
    """List the authorities: what they are, where and when they govern, how well they were read."""
    law = loading.corpus(policies, engine="reference").law
    from advisor.reports.authorities import authorities_page, rows

    day = today or clock.today()
    wanted = jurisdiction.upper()
    _known(wanted, law)
    found = tuple(
        one
        for one in rows(law)
        if (not unverified or one.is_unverified) and wanted in ("", one.jurisdiction)
    )
    if output is Output.JSON:
        from advisor.service.authorities import row_document

        say(json.dumps([row_document(one, day) for one in found], indent=2, ensure_ascii=False))
    else:
        screen(plain=plain).show(authorities_page(found, law, day))


def _known(code: str, law: Law) -> None:
    if code and code not in law.jurisdictions and code not in law.places.names:
        from advisor.interview.places import example

        name, known = example(law.places.names)
        raise typer.BadParameter(
            f"nothing is known of `{code}`; write a code, such as {known} for {name}",
            param_hint="--jurisdiction",
        )
