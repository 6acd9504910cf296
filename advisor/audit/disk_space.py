"""Whether there is room for what an audit writes, before it is begun."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from advisor.audit.errors import too_little_room

_OF_WORK = 200
_OF_MESSAGE = {".parquet": 200, ".csv": 5_000}
_OTHERWISE = 10_000
_SPARE = 20_000_000


def check_room(folder: Path, outputs: Iterable[Path], messages: int) -> str:
    """
    Say what may be wanting; nothing where there is room enough.

    Raises `AuditFailure` where not even the least can be had. What is needed is reckoned from
    what messages took on average where it was measured.
    """
    least = messages * _OF_WORK + _SPARE
    free = shutil.disk_usage(folder).free
    if free < least:
        raise too_little_room(folder, free, least)
    for path in outputs:
        likely = messages * _OF_MESSAGE.get(path.suffix.lower(), _OTHERWISE) + _SPARE
        free = shutil.disk_usage(path.parent).free
        if free < likely:
            megabytes = 1_000_000
            return (
                f"about {likely // megabytes:,} MB may be needed beside `{path.name}`, "
                f"where {free // megabytes:,} MB are left; Parquet takes a fiftieth of JSONL"
            )
    return ""
