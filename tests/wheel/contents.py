"""
Compare what a wheel and a source archive hold with what the checkout has, file by file.

`python tests/wheel/contents.py FOLDER` looks at what was built into a folder; `.ci/run` does.
Nothing may travel that is not under version control, and nothing that belongs there may be missing.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAW = ("jurisdictions/", "policies/")
MADE_FOR_WHEELS = frozenset({"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"})
MADE_FOR_SOURCES = frozenset({"PKG-INFO"})


def kept() -> set[str]:
    """Return every file under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the one on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in listed.stdout.split("\0") if name}


def expected_in_wheel(files: set[str]) -> set[str]:
    """Return what a wheel holds: the package with its catalogues compiled, and the law in it."""
    result = {name for name in files if name.startswith("advisor/")}
    catalogues = {
        name for name in result if name.startswith("advisor/i18n/") and name.endswith(".po")
    }
    compiled = {name.removesuffix(".po") + ".mo" for name in catalogues}
    law = {f"advisor/law/{name}" for name in files if name.startswith(LAW)}
    return (result - catalogues) | compiled | law


def in_wheel(path: Path) -> set[str]:
    """Return the names in a wheel, without what every wheel has."""
    with zipfile.ZipFile(path) as wheel:
        names = {name for name in wheel.namelist() if not name.endswith("/")}
    made = {name for name in names if name.partition("/")[0].endswith(".dist-info")}
    strange = {name for name in made if name.partition("/")[2] not in MADE_FOR_WHEELS}
    return (names - made) | strange


def in_sources(path: Path) -> set[str]:
    """Return the names in a source archive, without what every one has."""
    with tarfile.open(path) as archive:
        strange = [item.name for item in archive if not (item.isfile() or item.isdir())]
        names = {item.name.partition("/")[2] for item in archive if item.isfile()}
    return (names - MADE_FOR_SOURCES) | set(strange)


def told(what: str, expected: set[str], found: set[str]) -> int:
    """Say which names differ, and how many do."""
    for name in sorted(found - expected):
        print(f"{what}: should not be there: {name!r}")  # noqa: T201 - a report is printed
    for name in sorted(expected - found):
        print(f"{what}: is missing: {name!r}")  # noqa: T201 - likewise
    print(f"{what}: {len(found)} files")  # noqa: T201 - likewise
    return len(found ^ expected)


def main(folder: Path) -> int:
    """Return how many names differ in the one wheel and the one source archive of a folder."""
    files = kept()
    (wheel,), (sources,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return told(wheel.name, expected_in_wheel(files), in_wheel(wheel)) + told(
        sources.name, files, in_sources(sources)
    )


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
