"""The options of `advisor audit` that are for Spark."""

from __future__ import annotations

import os
import sys
from enum import Enum
from typing import TYPE_CHECKING

from advisor.cli.parsing.parameters import Misuse

if TYPE_CHECKING:
    from advisor.audit.batch_audit import AuditConfig
    from advisor.audit.run import AuditJob, Watcher
    from advisor.model.audits import Audit

_CONFIGURED = ("PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR", "SPARK_HOME")


class AuditEngine(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Who does the work of an audit."""

    LOCAL = "local"
    SPARK = "spark"


def check_spark_options(
    engine: AuditEngine, *, master: str | None, store: str | None, here: dict[str, bool]
) -> None:
    """Refuse options that are of the other engine; `here` tells which local ones were given."""
    if engine is AuditEngine.LOCAL:
        for option, given in (("--master", master), ("--store", store)):
            if given:
                raise Misuse(f"`{option}` is for Spark: add `--engine spark`")
        return
    for option, is_given in here.items():
        if is_given:
            raise Misuse(
                f"`{option}` is for the processes of this machine; Spark has its own settings"
            )


def by_spark(
    order: AuditJob, terms: AuditConfig, watching: Watcher, *, master: str | None, store: str | None
) -> Audit:
    """Let Spark make an audit; on this machine by this Python, and reached from nowhere else."""
    from advisor.audit.spark import run

    if master is None and not any(name in os.environ for name in _CONFIGURED):
        master = "local[*]"
    if master is not None and master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    wanted = run.SparkAuditJob(
        order.given, master or "", store or "", order.findings, order.messages
    )
    order.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what a report is made from
    return run.run_spark_audit(wanted, terms, watching)
