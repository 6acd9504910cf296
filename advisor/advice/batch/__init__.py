"""Tables of scenarios in, tables of findings, verdicts and errors out."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeGuard

from advisor.diagnostics import EngineFailure

if TYPE_CHECKING:
    from os import PathLike

    from advisor.advice.adviser import Adviser
    from advisor.advice.batch.schedule_cache import ScheduleCache

BULK_EXTRA = "legal-ethics-advisor[bulk]"
"""The extra that brings what tables need."""

_NEEDS = ("numpy", "pyarrow")


class ArrowStream(Protocol):
    """Data that Arrow can take over as they are: tables of pyarrow, Polars, pandas, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:  # noqa: ANN401
        """Return the data as an Arrow stream."""


class Frame(Protocol):
    """A table that can be interchanged."""

    def __dataframe__(self) -> Any:  # noqa: ANN401
        """Return the interchange object."""


Table: TypeAlias = "str | PathLike[str] | ArrowStream | Frame"


def is_table(given: object) -> TypeGuard[Table]:
    """Return whether something is a table of scenarios or the path of one."""
    return isinstance(given, str) or any(
        hasattr(given, name) for name in ("__arrow_c_stream__", "__dataframe__", "__fspath__")
    )


def batch_plans(assembly: Adviser) -> ScheduleCache:
    """
    Return what answers tables.

    Raises `EngineFailure` with the cure where numpy or pyarrow is not installed.
    """
    missing = [name for name in _NEEDS if find_spec(name) is None]
    if missing:
        raise EngineFailure(
            f"tables need {' and '.join(missing)}, which "
            f"{'is' if len(missing) == 1 else 'are'} not installed: pip install '{BULK_EXTRA}'"
        )
    from advisor.advice.batch.schedule_cache import ScheduleCache

    return ScheduleCache(assembly)
