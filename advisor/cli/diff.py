"""`advisor diff`: what law says otherwise than it did, over every possible scenario."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import require_libraries
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, echo_err
from advisor.cli.parsing.options import Plain, parse_day
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law_changes import LawDifference

_CHANGED, _SAME = 3, 0


class DiffFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a difference of laws can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def command(  # noqa: PLR0913 - one parameter for each option
    old: Annotated[str, Argument(metavar="OLD", help="A folder of law, or a git revision.")],
    new: Annotated[str, Argument(metavar="NEW", help="The same, as it is now.")],
    *,
    on: Annotated[
        date | None,
        Option("--on", metavar="DATE", parser=parse_day, help="This day alone."),
    ] = None,
    expect: Annotated[
        list[str] | None,
        Option("--expect", metavar="NORM", help="Fail if anything else moved; may be repeated."),
    ] = None,
    output: Annotated[DiffFormat, Option("--output", help="The form of the answer.")] = (
        DiffFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Show what law says otherwise than it did, not what its files do.

    By kind, place and act: stricter, laxer, newly asked, newly unread, each with the smallest
    scenario that shows it, answered by both laws; the rest is proved to be the same. Asked are
    today, and further days on which other norms differ. The exit status is 0 where nothing
    says otherwise, 3 where something does, and with `--expect` 1 where anything else did.
    """
    missing = () if find_spec("pysat") else ("python-sat",)
    require_libraries("a difference of laws needs", missing, "proof")
    from advisor.cli.loading.law_revisions import law_named
    from advisor.cli.output.proof_output import watch_days
    from advisor.diagnostics import EngineFailure
    from advisor.proof.law_difference import compare_laws, differing_days

    with law_named(old) as before, law_named(new) as after:
        days = (on,) if on is not None else differing_days(before, after, clock.today())
        try:
            with watch_days(len(days), plain=plain) as watch:
                difference = compare_laws(before, after, days, watch=watch)
        except EngineFailure as failure:
            corpus_loader.report_engine_failure(failure)
            raise SystemExit(FAILED) from None
    _show(difference, output)
    raise SystemExit(_status(difference, expect))


def _show(difference: LawDifference, output: DiffFormat) -> None:
    from advisor.cli.output.diff_output import diff_document, diff_markdown, diff_text

    match output:
        case DiffFormat.TEXT:
            echo(diff_text(difference))
        case DiffFormat.JSON:
            echo(json.dumps(diff_document(difference), indent=2, ensure_ascii=False))
        case DiffFormat.MARKDOWN:
            echo(diff_markdown(difference))


def _status(difference: LawDifference, expect: Sequence[str] | None) -> int:
    if expect is None:
        return _CHANGED if difference.changes else _SAME
    moved = {norm for change in difference.changes for norm in change.norms} - set(expect)
    if moved:
        echo_err(f"advisor: not expected to move: {', '.join(sorted(moved))}")
    return FAILED if moved else _SAME
