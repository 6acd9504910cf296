"""The page of codes lists what audits can say, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import advisor.audit
import advisor.cli
from advisor.audit.codes import CODES

CODE = re.compile(r'^\s+"([a-z]+-[a-z-]+)"(?: if \w+ else "([a-z-]+)")?,$', re.MULTILINE)
SHARED = {"missing-extra"}


def test_every_code_is_listed() -> None:
    """Each code that stands in the code of audits is explained, and each explained one stands."""
    files = [
        *(
            Path(one)
            for folder in advisor.audit.__path__
            for one in Path(folder).rglob("problems.py")
        ),
        *(Path(one) for folder in advisor.cli.__path__ for one in Path(folder).glob("audit*.py")),
    ]
    said = {
        code
        for file in files
        for found in CODE.findall(file.read_text("utf-8"))
        for code in found
        if code
    }
    planned = Path(advisor.audit.__path__[0], "planning.py").read_text("utf-8")
    assert '"cannot-audit"' in planned

    assert set(CODES) == (said | {"cannot-audit"}) - SHARED
