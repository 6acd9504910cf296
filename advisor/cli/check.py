"""`advisor check`: the opinion on each scenario."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from advisor.cli.loading.mail_input import Direction
from advisor.cli.output import memo_output, receipt_output
from advisor.cli.output.opinion_output import Audience, Detail, OpinionFormat
from advisor.cli.parsing.inputs import classify_input
from advisor.cli.parsing.options import (
    AsOf,
    ConsentsFile,
    DatesIn,
    EngineOption,
    Engines,
    MattersFile,
    Plain,
    Policies,
    ProfileFile,
    ReceiptKey,
    Tongue,
    parse_depth,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Misuse, Option
from advisor.cli.run_check import CheckOptions, run_check


def command(  # noqa: PLR0913 - one parameter for each option
    scenarios: Annotated[
        list[str],
        Argument(
            metavar="SCENARIO",
            help="Scenarios (YAML, JSON), or messages (`.eml`, `.msg`, mbox, folder); `-` for one.",
        ),
    ],
    *,
    explain: Annotated[
        bool, Option("--explain", help="Unfold why and why not, down to single facts.")
    ] = False,
    depth: Annotated[
        int | None,
        Option(
            "--depth", metavar="N", parser=parse_depth, help="Explain, but no deeper than N steps."
        ),
    ] = None,
    everything: Annotated[
        bool, Option("--all", help="Show what does not apply too, and condense nothing.")
    ] = False,
    full: Annotated[
        bool,
        Option("--full", help="Show every finding with its reasons (of a memo, append it)."),
    ] = False,
    detail: Annotated[
        Detail | None,
        Option("--detail", help="Of JSON and SARIF: all of it, or what it comes to."),
    ] = None,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[OpinionFormat, Option("--output", help="The form of the answer.")] = (
        OpinionFormat.TEXT
    ),
    to: Annotated[
        Path | None, Option("--to", metavar="FILE", help="Write the memo to a file.")
    ] = None,
    receipt: Annotated[
        Path | None,
        Option("--receipt", metavar="FILE", help="Keep the opinion, to replay it later."),
    ] = None,
    key: ReceiptKey = None,
    redact: Annotated[
        bool, Option("--redact", help="Keep no names and no free text in the receipt.")
    ] = False,
    direction: Annotated[
        Direction | None,
        Option("--direction", help="Of a message: whether you sent or received it."),
    ] = None,
    people: Annotated[
        Path | None,
        Option("--people", metavar="FILE", help="Of messages: who people are (YAML or CSV)."),
    ] = None,
    known: Annotated[
        str | None,
        Option("--scenario", metavar="FILE", help="Of messages: facts that you know beside them."),
    ] = None,
    consents: ConsentsFile = None,
    matters: MattersFile = None,
    profile: ProfileFile = None,
    usual: Annotated[
        bool,
        Option("--usual", help="Take what is usual as assumed where nothing was told."),
    ] = False,
    block_list: Annotated[
        Path | None,
        Option("--block-list", metavar="FILE", help="Of messages: an ad-block list of your own."),
    ] = None,
    facts: Annotated[
        bool, Option("--facts", help="Of messages: show what was found, and no opinion.")
    ] = False,
    reader: Annotated[
        Audience, Option("--for", help="Who reads the memo: everyday words for a client.")
    ] = Audience.LAWYER,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Give the opinion on a described email, or on a real message.

    Of a message the facts are read, and nothing is fetched; what no message can tell stays
    unknown unless `--people`, `--consents`, `--matters`, `--profile` or `--scenario` tells it.

    `--output markdown`, `html`, `docx` and `pdf` write it as a memo to a reviewing attorney,
    and with `--for client` as a letter in everyday words; `--output client` shows the letter.

    The exit status is 0 clear, 3 stop, 4 open; 1 where an answer could not be had. Of
    several scenarios the worst counts.
    """
    output, reader = asked_for(output, reader)
    if detail is Detail.BRIEF and (full or everything or explain):
        raise Misuse(
            "it leaves out what `--full`, `--all` and `--explain` ask for", option="--detail"
        )
    wanted = CheckOptions(
        found=tuple(map(classify_input, scenarios)),
        explain=explain,
        depth=depth,
        everything=everything,
        full=full or detail is Detail.FULL,
        brief=detail is Detail.BRIEF,
        as_of=as_of,
        policies=policies,
        engine=engine.value,
        output=output,
        to=to,
        receipt=receipt,
        redact=redact,
        key=receipt_output.receipt_key(key),
        direction=direction,
        people=people,
        known=known,
        consents=consents,
        matters=matters,
        profile=profile,
        usual=usual,
        block_list=block_list,
        facts=facts,
        reader=reader,
        language=spoken(language, dates),
        plain=plain,
    )
    several = wanted.several
    memo_output.check_memo_options(
        output.value, to, several=several, letter=reader is Audience.CLIENT
    )
    receipt_output.check_receipt_options(receipt, redact=redact, several=several, key=key)
    sys.exit(run_check(wanted))


def asked_for(output: OpinionFormat, reader: Audience) -> tuple[OpinionFormat, Audience]:
    """Settle what is written for whom: a letter for a client has no form for programs."""
    if output is OpinionFormat.CLIENT or (
        reader is Audience.CLIENT and output is OpinionFormat.TEXT
    ):
        return OpinionFormat.CLIENT, Audience.CLIENT
    if reader is Audience.CLIENT and output in (OpinionFormat.JSON, OpinionFormat.SARIF):
        raise Misuse(
            f"{output.value} is for programs; a letter is `text`, `markdown`, `html`, `docx` "
            "or `pdf`",
            option="--for",
        )
    return output, reader
