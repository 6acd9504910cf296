"""What keeps Spark from making an audit, with how to fix it."""

from __future__ import annotations

import re

from advisor.audit.errors import AuditFailure, failure


def no_session(master: str, error: Exception) -> AuditFailure:
    """Say that Spark did not start."""
    return failure(
        "no-spark",
        master or "<spark>",
        f"Spark did not start: {_first_line(error)}",
        "Spark runs on Java 17 or newer and takes its work from a master",
        "look whether `java -version` answers (on Debian: `apt install "
        "default-jre-headless`) and whether the master is reached from here",
    )


def unreadable_by_spark(uri: str, error: Exception) -> AuditFailure:
    """Say that Spark could not read something."""
    return failure(
        "cannot-audit",
        uri,
        f"Spark cannot read `{uri}`: {_first_line(error)}",
        "an audit that leaves out what was named would look complete",
        "name a file or folder that is there, in a file system that this Spark knows",
    )


def too_large(path: str) -> AuditFailure:
    """Say that a mailbox is larger than one cell of Spark's."""
    return failure(
        "cannot-audit",
        path,
        f"`{path}` is larger than 1.9 GB, and Spark holds a whole file in one cell",
        "a mailbox is split where it can be opened at any place, which a path can be",
        "mount it on every node and name it by its path, or split it into several files",
    )


def broke(error: Exception) -> AuditFailure:
    """Say that the job failed; what its messages were about is not told."""
    return failure(
        "spark-failed",
        "<spark>",
        f"the job failed: {_kind(error)}",
        "Spark tries each task four times before it gives up, and nothing is written by halves",
        "the reason stands in Spark's own log of the task; mend it and run the same command "
        "again. Most often a node lacks the package, sees no such path, or ran out of memory",
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).partition("\n")[0]


def _kind(error: Exception) -> str:
    """Return the name of what went wrong, with its words only where these tell nothing of mail."""
    raised = re.findall(
        r"^(?:\w+\.)*(\w+(?:Error|Exception|Failure)):(.*)$", str(error), re.MULTILINE
    )
    if not raised:
        return type(error).__name__
    name, words = raised[-1]
    return f"{name}:{words}" if name in {"ModuleNotFoundError", "ImportError"} else name
