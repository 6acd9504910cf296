"""
Add a member to each enumeration that the rules turn on, and see the type check name every place.

Run by `.ci/run` after the linters are installed: `python tests/typing/new_members.py`.
The package is copied, so nothing here is touched; mypy reads it anew, in about a minute.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parents[2]
MEMBER = "ANOTHER"

ENUMERATIONS = {
    "Modality": "model/norms.py",
    "Stance": "model/norms.py",
    "Outcome": "model/norms.py",
    "Bearing": "model/norms.py",
    "Verdict": "model/opinions.py",
    "Reason": "model/opinions.py",
}

PLACES: Mapping[str, frozenset[str]] = {
    "Modality": frozenset({"model/norms.py", "reports/elsewhere_sides.py"}),
    "Stance": frozenset(
        {"model/norms.py", "advice/algebra/outcome.py", "advice/algebra/conflicts.py"}
    ),
    "Outcome": frozenset(
        {
            "model/norms.py",
            "model/comparisons.py",
            "compare/distinguish.py",
            "proof/norm_rails.py",
            "reports/charts/timeline_svg.py",
            "reports/duty_groups.py",
            "reports/machine/sarif.py",
            "reports/survey_map.py",
        }
    ),
    "Bearing": frozenset({"reports/comparisons.py"}),
    "Verdict": frozenset(
        {
            "advice/usual_outlook.py",
            "cli/exit_codes.py",
            "model/opinions.py",
            "gate/message_check.py",
            "interview/interviews.py",
            "reports/charts/timeline_svg.py",
            "reports/differences.py",
            "reports/memo/letter.py",
            "reports/verdict_banner.py",
            "web/opinions.py",
        }
    ),
    "Reason": frozenset({"model/opinions.py", "advice/algebra/verdict.py"}),
}
"""By enumeration, the modules in which a new member is an error of types."""

_UNHANDLED = re.compile(r"^advisor/(\S+?):\d+: error: .*\b(\w+)\." + MEMBER)


def main() -> int:
    """Return 0 where every place is named, and no other."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(HERE / "advisor", copy / "advisor")
        shutil.copy(HERE / "pyproject.toml", copy)
        for name, module in ENUMERATIONS.items():
            _add_member(copy / "advisor" / module, name)
        found = _named(copy)
    wrong = {name: (PLACES[name] ^ found[name]) for name in PLACES if PLACES[name] != found[name]}
    for name, places in wrong.items():
        for place in sorted(places):
            is_missed = place in PLACES[name]
            told = "is not told of" if is_missed else "is told of, and not listed here,"
            print(f"advisor/{place} {told} a new member of {name}")  # noqa: T201 - its report
    return bool(wrong)


def _add_member(file: Path, name: str) -> None:
    text = file.read_text()
    head, found, rest = text.partition(f"class {name}(Enum):\n")
    if not found:
        raise SystemExit(f"{file.name} declares no {name}")
    first = re.search(r"^    [A-Z_]+ = ", rest, re.MULTILINE)
    if first is None:
        raise SystemExit(f"{name} has no members")
    at = first.start()
    file.write_text(f'{head}{found}{rest[:at]}    {MEMBER} = "another"\n{rest[at:]}')


def _named(copy: Path) -> Mapping[str, set[str]]:
    """Return the modules that mypy names for each enumeration."""
    ran = subprocess.run(  # noqa: S603 - our own type checker on our own copy
        [sys.executable, "-m", "mypy", "--cache-dir", str(copy / "cache"), "--no-error-summary"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, set[str]] = defaultdict(set)
    for line in ran.stdout.splitlines():
        told = _UNHANDLED.match(line)
        if told is not None:
            found[told[2]].add(told[1])
    if not found:
        raise SystemExit(ran.stdout + ran.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
