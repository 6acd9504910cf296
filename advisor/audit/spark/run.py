"""An audit made by Spark, and counted as one made by the processes of one machine."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.audit import table_writer
from advisor.audit.aggregation import AuditTally
from advisor.audit.errors import no_messages
from advisor.audit.pseudonyms import Pseudonymizer
from advisor.audit.run import audit_result, remarks
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.spark import dataframes, tasks
from advisor.audit.spark.errors import broke, no_session
from advisor.audit.tables import FINDINGS, MESSAGES
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

    from advisor.audit.batch_audit import AuditConfig
    from advisor.audit.run import Watcher
    from advisor.model.audits import Audit

_PASSED_OVER = (
    "Spark passes over {count} file(s) in `{uri}`: what is empty, or begins with `.` or `_`, "
    "or lies in a folder that does; name such a folder itself to have it audited"
)
_BATCH = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16384",
    "spark.sql.execution.arrow.maxBytesPerBatch": "64m",
}
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class SparkAuditJob:
    """
    What Spark is to audit, and where to.

    `given` are paths that every node sees, or URIs that Spark reads. `findings` and
    `messages` are files of this machine; `store` is a folder or URI in which Spark writes
    both tables as Parquet. Without a `master` Spark is asked as it is configured.
    """

    given: tuple[str, ...]
    master: str = ""
    store: str = ""
    findings: tuple[Path, ...] = ()
    messages: tuple[Path, ...] = ()


def run_spark_audit(order: SparkAuditJob, terms: AuditConfig, watcher: Watcher) -> Audit:
    """
    Make an audit by Spark.

    The same input under the same terms gives the same rows as without Spark, and the same
    files where all of it is named by paths. Tables that are not whole are never left in
    their place.

    Raises `AuditFailure` where it cannot be made.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with _session(order.master) as session:
        try:
            own = session.newSession()  # so that a user's keeps its settings
            for name, value in _BATCH.items():
                own.conf.set(name, value)
            return _Run(order, terms, watcher, own).audit()
        except (PySparkException, Py4JError) as error:
            raise broke(error) from error


@contextmanager
def _session(master: str) -> Iterator[SparkSession]:
    """Take the session that is there, or begin one and end it."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    there = SparkSession.getActiveSession()
    if there is not None:
        yield there
        return
    builder = SparkSession.builder.appName("advisor audit")
    if master:
        builder = builder.master(master)
    if master.startswith("local"):  # of this machine, and to be reached from nowhere else
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.bindAddress", _LOOPBACK)
        builder = builder.config("spark.driver.host", _LOOPBACK)
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise no_session(master, error) from None
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


NO_COPIES = (
    "copies were not looked for: a message that is there twice counts twice; rows with the same "
    "`copy_key` are copies"
)


@dataclass(frozen=True)
class _Run:
    order: SparkAuditJob
    terms: AuditConfig
    watcher: Watcher
    session: SparkSession

    def audit(self) -> Audit:
        from pyspark import StorageLevel

        plan = ShardPlan()
        passed_over: list[str] = []
        pieces = self._pieces(plan, passed_over).persist(StorageLevel.DISK_ONLY)
        pieces.count()  # which answers everything, as many tasks at a time as there are cores
        tally = self._tally(pieces)
        if not tally.messages:
            raise no_messages(list(self.order.given))
        self._store(pieces)
        self._write(pieces)
        plan.left.update(tally.left)
        notices = (*remarks(plan, self.terms), *passed_over, NO_COPIES)
        for one in notices:
            self.watcher.notice(one)
        return replace(audit_result(tally, self.order.given, self.terms), notices=notices)

    def _pieces(self, plan: ShardPlan, passed_over: list[str]) -> DataFrame:
        """Return the answers to everything, not yet computed."""
        packed = pickle.dumps(self.terms)
        terms = self.session.sparkContext.broadcast(packed)
        name = hashlib.sha256(packed).hexdigest()
        frames: list[DataFrame] = []

        def add(frame: DataFrame, answer: tasks.SparkAnswer) -> None:
            task = tasks.Task(terms, name, answer)
            frames.append(frame.mapInArrow(task, _as_spark(tasks.PIECES)))

        uris = list(dict.fromkeys(item for item in self.order.given if dataframes.is_uri(item)))
        paths = [item for item in self.order.given if not dataframes.is_uri(item)]
        shards = dataframes.plan_shards(paths, plan)
        self.watcher.counting(sum(item.count for item in shards))
        if shards:
            add(dataframes.of_lots(self.session, shards), tasks.lots)
        for uri in uris:
            read = dataframes.of_uri(self.session, uri)
            add(read.frame, read.answer)
            if read.answer is not tasks.mail:
                plan.tables.append(uri)
            if read.passed_over:
                named = Pseudonymizer(self.terms.key).one(uri)
                passed_over.append(_PASSED_OVER.format(count=read.passed_over, uri=named))
        if not frames:
            raise no_messages(list(self.order.given))
        return reduce(lambda one, other: one.unionAll(other), frames)

    def _tally(self, pieces: DataFrame) -> AuditTally:
        cores = self.session.sparkContext.defaultParallelism
        found = pieces.select("tally").coalesce(cores).mapInArrow(tasks.sum_counts, "tally binary")
        tally = AuditTally()
        for row in found.toLocalIterator():
            tally.add(pickle.loads(bytes(row["tally"])))  # noqa: S301 - our own
        return tally

    def _store(self, pieces: DataFrame) -> None:
        """Let Spark write the tables, each in as many files as there were tasks."""
        if not self.order.store:
            return
        base = self.order.store.rstrip("/")
        for name, schema, task in (
            ("messages", MESSAGES, tasks.message_batches),
            ("findings", FINDINGS, tasks.findings),
        ):
            rows = pieces.select(name).mapInArrow(task, _as_spark(schema))
            rows.write.mode("overwrite").parquet(f"{base}/{name}")

    def _write(self, pieces: DataFrame) -> None:
        """Write files of this machine, one task's rows at a time."""
        for name, schema, paths in (
            ("messages", MESSAGES, self.order.messages),
            ("findings", FINDINGS, self.order.findings),
        ):
            if not paths:
                continue
            with ExitStack() as files:
                writers = [
                    files.enter_context(table_writer.open_table_writer(path, schema))
                    for path in paths
                ]
                for row in pieces.select(name).toLocalIterator():
                    table = tasks.unpack_table(bytes(row[name])).cast(schema)
                    for write in writers:
                        write(table)


def _as_spark(schema: pa.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


__all__ = ["SparkAuditJob", "run_spark_audit"]
