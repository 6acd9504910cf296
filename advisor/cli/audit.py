"""`advisor audit`: what the law says of a whole mailbox, archive or table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.audit_spark import AuditEngine, by_spark, check_spark_options
from advisor.cli.errors import require_libraries
from advisor.cli.exit_codes import (
    CLEAR,
    FAILED,
    INTERRUPTED,
    OPEN,
    verdict_exit_code,
    worst_exit_code,
)
from advisor.cli.loading import corpus_loader, mail_input
from advisor.cli.loading.clock import today
from advisor.cli.loading.mail_input import Direction
from advisor.cli.loading.profile_input import NO_PROFILE, ProfileFinder
from advisor.cli.output.audit_outputs import cache, check_outputs, key_of
from advisor.cli.output.audit_progress import watcher
from advisor.cli.output.console import echo, echo_err, open_console
from advisor.cli.parsing.options import (
    AsOf,
    ConsentsFile,
    DatesIn,
    MattersFile,
    Plain,
    Policies,
    ProfileFile,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Misuse, Option
from advisor.diagnostics.lines import split_lines
from advisor.printable import escape_controls
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.audit.batch_audit import AuditConfig
    from advisor.audit.run import AuditJob
    from advisor.i18n import Language
    from advisor.model.audits import Audit

_SARIF = "sarif.parquet"


class AuditFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which an audit can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def jobs(text: str) -> int:
    """Read how many processes are to work."""
    if str(text).isdecimal() and int(text) > 0:
        return int(text)
    raise Misuse(f"`{text}` is no number of processes; write 1 or more")


def command(  # noqa: PLR0913 - one parameter for each option
    paths: Annotated[
        list[str],
        Argument(
            metavar="PATH",
            help="Mail (`.eml`, `.msg`, mbox, Maildir, folders) or tables of scenarios "
            "(Parquet, JSONL, CSV).",
        ),
    ],
    *,
    findings: Annotated[
        Path | None,
        Option("--findings", metavar="FILE", help="Write the findings: Parquet, JSONL, CSV."),
    ] = None,
    messages_to: Annotated[
        Path | None,
        Option("--messages", metavar="FILE", help="Write a row for each message, likewise."),
    ] = None,
    report: Annotated[
        Path | None, Option("--report", metavar="FILE", help="Write the report as HTML.")
    ] = None,
    hash_key: Annotated[
        Path | None,
        Option(
            "--hash-key",
            metavar="FILE",
            help="Write names, addresses and places as hashes under the key in this file.",
        ),
    ] = None,
    as_of: AsOf = None,
    policies: Policies = None,
    people: Annotated[
        Path | None,
        Option("--people", metavar="FILE", help="Who people are (YAML or CSV)."),
    ] = None,
    known: Annotated[
        str | None,
        Option("--scenario", metavar="FILE", help="Facts that hold of every message."),
    ] = None,
    consents: ConsentsFile = None,
    matters: MattersFile = None,
    profile: ProfileFile = None,
    direction: Annotated[
        Direction | None,
        Option("--direction", help="Whether you sent or received all of them."),
    ] = None,
    without_junk: Annotated[
        bool, Option("--without-junk", help="Leave out junk and deleted mail.")
    ] = False,
    block_list: Annotated[
        Path | None,
        Option("--block-list", metavar="FILE", help="An ad-block list of your own."),
    ] = None,
    processes: Annotated[
        int | None,
        Option(
            "--jobs",
            metavar="N",
            parser=jobs,
            help="How many processes work; as many as cores.",
        ),
    ] = None,
    work: Annotated[
        Path | None,
        Option(
            "--work",
            metavar="DIR",
            help="Keep the answers here, so that the next audit answers only what is new.",
        ),
    ] = None,
    engine: Annotated[
        AuditEngine,
        Option("--engine", help="Who works: processes of this machine, or Spark."),
    ] = AuditEngine.LOCAL,
    master: Annotated[
        str | None,
        Option(
            "--master", metavar="URL", help="Spark's master; as it is configured, or `local[*]`."
        ),
    ] = None,
    store: Annotated[
        str | None,
        Option("--store", metavar="URI", help="Where Spark writes both tables as Parquet."),
    ] = None,
    output: Annotated[AuditFormat, Option("--output", help="The form of the answer.")] = (
        AuditFormat.TEXT
    ),
    quiet: Annotated[bool, Option("--quiet", help="Tell no progress.")] = False,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Audit mailboxes, archives or tables: who is tracked, what the law says, what is unknown.

    Nothing is fetched, and no text or subject of a message is kept. Interrupted, the same
    command goes on where it stopped.

    The exit status is 3 where any verdict is stop, else 4 where any is open or a message could
    not be read, else 0; 1 where the audit could not be made.
    """
    tongue = spoken(language, dates)
    here = {
        "--jobs": processes is not None,
        "--work": work is not None,
        "--without-junk": without_junk,
    }
    check_spark_options(engine, master=master, store=store, here=here)
    named = None if profile in (None, NO_PROFILE) else profile
    told = (people, known, matters, named, block_list, hash_key)
    check_outputs(paths, findings, messages_to, report, read=told)
    _check_extras(engine)
    terms = _terms(
        policies, as_of, people, known, consents, matters, profile, direction, block_list, hash_key
    )
    terms = replace(terms, without_junk=without_junk)
    order = _order(paths, findings, messages_to, report, processes, work, output)
    from advisor.audit.checkpoint_store import CheckpointStore, write_when_whole
    from advisor.audit.errors import AuditFailure
    from advisor.audit.run import run_audit

    try:
        with watcher(quiet=quiet, plain=plain) as watching:
            if engine is AuditEngine.SPARK:
                found = by_spark(order, terms, watching, master=master, store=store)
            else:
                found = run_audit(order, terms, watching)
        if report is not None:
            from advisor.reports.audit.audit_html import audit_html

            with write_when_whole(report) as file:
                file.write(audit_html(found, tongue).encode("utf-8", "replace"))
        _tell(found, order, output, tongue, plain=plain)
    except AuditFailure as failure:
        corpus_loader.report_diagnostics(failure.diagnostics)
        raise SystemExit(FAILED) from None
    except KeyboardInterrupt:
        echo_err("interrupted; what was answered is kept: the same command goes on from there")
        raise SystemExit(INTERRUPTED) from None
    if work is None:
        CheckpointStore(order.folder).remove()
    raise SystemExit(audit_exit_code(found))


def audit_exit_code(audit: Audit) -> int:
    """Return the exit status of an audit."""
    statuses = [verdict_exit_code(verdict) for verdict, count in audit.verdicts.items() if count]
    is_whole = sum(audit.verdicts.values()) == audit.messages
    return worst_exit_code([*statuses, CLEAR if is_whole else OPEN])


def _tell(
    found: Audit, order: AuditJob, output: AuditFormat, language: Language, *, plain: bool
) -> None:
    match output:
        case AuditFormat.TEXT:
            from advisor.reports.audit.audit_page import audit_page

            shown = open_console(plain=plain)
            shown.show(audit_page(found, bars=not shown.plain, language=language))
        case AuditFormat.JSON:
            from advisor.reports.audit.audit_json import audit_json

            echo(audit_json(found))
        case AuditFormat.SARIF:
            from advisor.reports.audit.sarif import audit_sarif

            for piece in audit_sarif(found, _rows(order.folder / _SARIF)):
                _put(piece)


def _put(piece: str) -> None:
    import sys

    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(escape_controls(piece).encode(encoding, "backslashreplace").decode(encoding))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        for batch in file.iter_batches(1 << 12):
            yield from batch.to_pylist()


def _terms(  # noqa: PLR0913, PLR0917 - one parameter for each option
    policies: list[Path] | None,
    as_of: Any,  # noqa: ANN401 - a date or none
    people: Path | None,
    known: str | None,
    consents: Path | None,
    matters: Path | None,
    profile: str | None,
    direction: Direction | None,
    block_list: Path | None,
    hash_key: Path | None,
) -> AuditConfig:
    corpus = corpus_loader.load_corpus(policies, engine="reference")
    now = today()
    desk = mail_input.open_mail_input(
        corpus,
        now,
        direction=direction,
        people=people,
        known=known,
        block_list=block_list,
        consents=consents,
        matters=matters,
        profiles=ProfileFinder(corpus.law, profile),
        as_of=as_of,
    )
    from advisor.audit.batch_audit import AuditConfig

    rules = () if block_list is None else split_lines(block_list.read_text("utf-8", "replace"))
    return AuditConfig(
        corpus.law,
        now,
        as_of=as_of,
        people=desk.sources.people,
        consents=desk.sources.consents,
        known=desk.sources.known,
        matters=desk.sources.matters,
        profile=desk.sources.profile,
        direction=direction.value if direction else None,
        block_list=tuple(rules),
        key=key_of(hash_key),
    )


def _order(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: list[str],
    findings: Path | None,
    messages_to: Path | None,
    report: Path | None,
    processes: int | None,
    work: Path | None,
    output: AuditFormat,
) -> AuditJob:
    from advisor.audit.run import AuditJob

    first = findings or messages_to or report
    folder = work or (first.with_name(f"{first.name}.work") if first else cache(paths))
    wanted = (findings,) if findings else ()
    if output is AuditFormat.SARIF:
        wanted = (*wanted, folder / _SARIF)
    return AuditJob(
        tuple(paths),
        folder,
        findings=wanted,
        messages=(messages_to,) if messages_to else (),
        jobs=processes or len(os.sched_getaffinity(0)),
        keep=True,
    )


def _check_extras(engine: AuditEngine) -> None:
    from importlib.util import find_spec

    extra = "spark" if engine is AuditEngine.SPARK else "audit"
    of_spark = ("pandas", "pyspark") if engine is AuditEngine.SPARK else ()
    wanted = ("numpy", "pyarrow", "publicsuffixlist", "selectolax", *of_spark)
    missing = [item for item in wanted if find_spec(item) is None]
    require_libraries("an audit needs", missing, extra, others="single scenarios need none of it")
