"""How much may be asked of the interface, by whom, and how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from advisor.values import dataclass, field
from advisor.web.api.access import Access, Open
from advisor.web.settings import server_today


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """
    How the interface is served.

    Sizes are in bytes: `body_limit` of one scenario, `batch_limit` of a batch, which holds
    at most `batch_most` scenarios. After `seconds` one answer is given up. `threads`
    answer at the same time, `waiting` more requests may wait for them. `root` is the path
    under which a proxy serves all of it.
    """

    access: Access = field(default_factory=Open)
    per_minute: int = 600
    burst: int = 60
    body_limit: int = 1_000_000
    batch_limit: int = 16_000_000
    batch_most: int = 1_000
    seconds: float = 20.0
    threads: int = 2
    waiting: int = 64
    today: Callable[[], date] = server_today
    root: str = ""
