"""A check of a described scenario loads nothing that it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs/examples/settlement-offer.yaml"
SLOW = (
    "pydantic",
    "advisor.mail",
    "advisor.i18n.po",
    "gettext",
    "rich.console",
    "numpy",
    "polars",
    "pyarrow",
)

PROGRAM = """
import sys
from advisor.cli import main
try:
    main(["check", sys.argv[1]])
except SystemExit:
    pass
print([name for name in sys.argv[2:] if name in sys.modules], file=sys.stderr)
"""


def test_nothing_slow_is_loaded() -> None:
    """With the law kept from an earlier start, no validator, mail reader or table is needed."""
    command = [sys.executable, "-c", PROGRAM, str(EXAMPLE), *SLOW]
    for _ in range(2):  # the first start may still have to keep the law
        done = subprocess.run(  # noqa: S603 - our own program
            command, capture_output=True, text=True, cwd=ROOT, check=True
        )

    assert "STOP" in done.stdout
    assert "[]" == done.stderr.strip().splitlines()[-1]
