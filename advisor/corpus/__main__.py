"""Print the diagnostics of the bundled law."""

from __future__ import annotations

import sys

from advisor.corpus import bundled_layer, read_law

law, found = read_law([bundled_layer()], cases=True)
for problem in found:
    print(f"{problem}\n    why: {problem.why}\n    fix: {problem.fix}")  # noqa: T201
print(f"{len(found)} problems" if found else f"no problems; {law.hash if law else ''}")  # noqa: T201
sys.exit(1 if law is None else 0)
