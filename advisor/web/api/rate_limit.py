"""How often one caller may ask: a bucket of tokens that fills by the second."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from advisor.values import dataclass, field

_MOST_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


@dataclass(frozen=True)
class RateLimiter:
    """
    A bucket for each caller: `burst` requests at once, `per_second` in the long run.

    What costs more than one token may be paid with debt, so that a large job is let in
    and the next request waits the longer. Only the callers of late are remembered.
    """

    per_second: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict, repr=False)

    def take(self, caller: str, cost: float = 1.0) -> int:
        """Pay for a request; gives 0, or the seconds after which to ask again."""
        bucket = self._filled(caller)
        if bucket.tokens < 1.0:
            return max(1, math.ceil((1.0 - bucket.tokens) / self.per_second))
        bucket.tokens -= cost
        return 0

    def charge(self, caller: str, cost: float) -> None:
        """Pay more for a request that was let in."""
        self._filled(caller).tokens -= cost

    def _filled(self, caller: str) -> _Bucket:
        now = self.clock()
        bucket = self._buckets.get(caller)
        if bucket is None:
            bucket = self._buckets[caller] = _Bucket(float(self.burst), now)
            if len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(caller)
        bucket.tokens = min(float(self.burst), bucket.tokens + (now - bucket.at) * self.per_second)
        bucket.at = now
        return bucket
