"""What is to be audited, as Spark's data frames."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from advisor.audit import shards
from advisor.audit.errors import AuditFailure
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.spark import tasks
from advisor.audit.spark.errors import too_large, unreadable_by_spark
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyspark.sql import DataFrame, SparkSession

    from advisor.audit.shards import Shard

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_MOST_TASKS = 20_000
_MOST_BYTES = 1_900_000_000  # Spark holds a whole file in one cell, of less than 2 GiB
_BY_ROW, _BY_FILE = (".parquet",), (".csv", ".jsonl", ".ndjson")


def is_uri(path: str) -> bool:
    """
    Return whether a path names a file system that Spark is to read itself.

    >>> is_uri("hdfs://archive/mail"), is_uri("/archive/mail")
    (True, False)
    """
    return _SCHEME.match(path) is not None


def plan_shards(paths: Sequence[str], plan: ShardPlan) -> list[Shard]:
    """
    Cut paths into lots, as for processes of this machine; they are the same to all nodes.

    Raises `AuditFailure` where one cannot be audited.
    """
    result = list(plan.lots(paths))
    if plan.problems:
        raise AuditFailure(*plan.problems)
    return result


def of_lots(session: SparkSession, found: Sequence[Shard]) -> DataFrame:
    """Return a row for each lot, in order, and a task for each row."""
    documents = [(json.dumps(shards.shard_document(item)),) for item in found]
    slices = min(len(documents), _MOST_TASKS)
    return session.createDataFrame(
        session.sparkContext.parallelize(documents, slices), "lot string"
    )


@dataclass(frozen=True)
class SparkInput:
    """What Spark reads itself, what answers it, and how many files it does not look at."""

    frame: DataFrame
    answer: tasks.SparkAnswer
    passed_over: int = 0


def of_uri(session: SparkSession, uri: str) -> SparkInput:
    """
    Let Spark read a file or folder.

    Raises `AuditFailure` where there is none, or a file is too large for one task.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    suffix = PurePosixPath(uri).suffix.lower()
    try:
        if suffix in _BY_ROW:
            return _rows(session.read.parquet(uri))
        reader = session.read.format("binaryFile").option("recursiveFileLookup", "true")
        read = reader.load(uri)
        large = read.where(f"length > {_MOST_BYTES}").select("path").limit(1).collect()
        passed_over = _files(session, uri) - read.select("path").count()
    except (PySparkException, Py4JError) as error:
        raise unreadable_by_spark(uri, error) from None
    if large:
        raise too_large(tasks.local_path(large[0]["path"]))
    answer = tasks.answer_text_rows if suffix in _BY_FILE else tasks.mail
    return SparkInput(read.select("path", "content"), answer, passed_over)


def _files(session: SparkSession, uri: str) -> int:
    """Count all files, since Spark looks at none that is empty, hidden or in a hidden folder."""
    context = session.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(uri)  # type: ignore[union-attr] # noqa: SLF001
    system = path.getFileSystem(context._jsc.hadoopConfiguration())  # noqa: SLF001
    count: int = system.getContentSummary(path).getFileCount()
    return count


def _rows(read: DataFrame) -> SparkInput:
    """
    Let each row of Parquet say which row of which file it is.

    Columns are numbered, since what Spark hands on must not have dots in its names.
    """
    from pyspark.sql.functions import col

    names = (*read.columns, tasks.FILE, tasks.ROW)
    placed = read.select("*", col("_metadata.file_path"), col("_metadata.row_index"))
    numbered = placed.toDF(*(f"c{at}" for at, _ in enumerate(names)))
    return SparkInput(numbered, partial(tasks.answer_rows, names))
