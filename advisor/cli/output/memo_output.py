"""Memos of opinions, to a file or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.atomic_files import write_whole
from advisor.cli.errors import stop_missing, stop_unwritable
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading.corpus_loader import report_engine_failure
from advisor.cli.output.console import echo
from advisor.cli.parsing.parameters import Misuse
from advisor.i18n import ENGLISH, Language
from advisor.reports.render import FORMATS, TEXT, MissingLibrary, format_by_name, render

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion

CLIENT_LETTER = "client"
"""The form that is a letter for a client, as text."""


def check_memo_options(
    output: str, to: Path | None, *, several: bool, letter: bool = False
) -> None:
    """Refuse what cannot be meant: bytes on a terminal, two memos in one file."""
    form = format_by_name(output)
    if (form is None or not form.is_file) and not letter:
        if to is not None:
            names = "|".join(known.name for known in FORMATS if known.is_file)
            raise Misuse(f"a memo is written to a file; add `--output {names}`", option="--to")
        return
    if several and (to is not None or output not in ("markdown", CLIENT_LETTER)):
        raise Misuse("a memo is of one scenario; ask one at a time")
    if to is None and form is not None and not form.is_text and sys.stdout.isatty():
        raise Misuse(
            f"a terminal cannot show {output}; add `--to memo{form.suffix}`", option="--output"
        )


def write_memo(  # noqa: PLR0913 - what a memo is made of and where it goes
    opinion: Opinion,
    corpus: Corpus,
    output: str,
    to: Path | None,
    *,
    language: Language = ENGLISH,
    for_client: bool = False,
    appendix: bool = False,
) -> None:
    """
    Write the memo of one opinion, with what would cure it where it is a stop.

    `for_client` writes the letter that goes with it instead; with `appendix` the long form of
    the memo follows.

    Leaves with status 1 where a library for the format is missing or the file cannot be
    written.
    """
    from advisor.application.proposed_remedies import propose_remedies
    from advisor.diagnostics import EngineFailure
    from advisor.reports.memo import compose, letter

    form = format_by_name(output) or TEXT
    law = corpus.law
    try:
        remedies = propose_remedies(opinion, corpus)
        written = (
            letter(opinion, law, cures=remedies, language=language)
            if for_client
            else compose(opinion, law, cures=remedies, language=language, appendix=appendix)
        )
        data = render(written, form)
        if to is not None:
            write_whole(to, data)
            return
    except MissingLibrary as missing:
        stop_missing(missing)
    except EngineFailure as failure:
        report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    except OSError as error:
        stop_unwritable(to, error)
    if form.is_text:
        echo(data.decode())
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
