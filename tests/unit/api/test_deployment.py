"""The files for a server say what the program understands, and are as strict as they promise."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from advisor.cli.app import build_app

ROOT = Path(__file__).resolve().parents[3]
FILES = ROOT / "docs/examples/deploy"
UNIT = (FILES / "advisor.service").read_text("utf-8")
IMAGE = (FILES / "Containerfile").read_text("utf-8")
SITE = (FILES / "nginx.conf").read_text("utf-8")
PAGE = (ROOT / "docs/how-to/deploy.md").read_text("utf-8")


def options() -> set[str]:
    """Return the names of the options of `advisor serve`."""
    group: Any = typer.main.get_command(build_app(["serve"]))
    return {name for one in group.commands["serve"].params for name in one.opts}


def command_of_unit() -> Sequence[str]:
    """Return the command that the unit starts."""
    (line,) = re.findall(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)
    return shlex.split(line)


def command_of_image() -> Sequence[str]:
    """Return the command that the image starts."""
    (line,) = re.findall(r"^CMD (\[.*\])$", IMAGE, re.MULTILINE)
    return [part.strip('" ') for part in line.strip("[]").split(",")]


@pytest.mark.parametrize("command", [command_of_unit(), command_of_image()], ids=["unit", "image"])
def test_the_program_understands_its_command(command: Sequence[str]) -> None:
    """Each option that a file passes is one of `advisor serve`."""
    assert "serve" in command
    assert {one for one in command if one.startswith("--")} <= options()


def test_the_page_names_options_that_there_are() -> None:
    """What the page tells of `advisor serve` is there, and it tells who is let in."""
    told = set(re.findall(r"`(--[a-z-]+)", PAGE))
    commands = re.findall(r"^advisor serve (.*)$", PAGE, re.MULTILINE)
    told |= {part for one in commands for part in one.split() if part.startswith("--")}

    assert told <= options()
    assert {"--api-keys", "--trusted-header", "--trusted-proxy", "--api-only"} <= told


def test_the_image_has_no_privilege() -> None:
    """It runs as a user without a name to log in by, and shuts callers out who show no key."""
    assert re.search(r"^USER \d{4,}:\d{4,}$", IMAGE, re.MULTILINE)
    assert "--api-keys" in command_of_image()
    assert "HEALTHCHECK" in IMAGE
    assert IMAGE.index("USER ") < IMAGE.index("ENTRYPOINT")


def test_the_site_overwrites_the_header() -> None:
    """What a caller sends under the trusted name does not get through."""
    behind = SITE[SITE.index("location / {") :]

    assert "auth_request /sign-on;" in behind
    assert "proxy_set_header X-Remote-User $person;" in behind
    assert "proxy_buffering off;" in behind


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_unit_is_sound(tmp_path: Path) -> None:
    """Systemd finds nothing wrong with the unit, and rates it as well as the page says."""
    unit = tmp_path / "advisor.service"
    unit.write_text(UNIT.replace("/opt/advisor/bin/advisor", "/bin/true"), "utf-8")
    analyze = shutil.which("systemd-analyze") or ""
    verified = subprocess.run(  # noqa: S603 - a tool of the system
        [analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    rated = subprocess.run(  # noqa: S603 - likewise
        [analyze, "security", "--offline=true", "--threshold=12", "--no-pager", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (0, "") == (verified.returncode, verified.stdout + verified.stderr)
    assert 0 == rated.returncode, rated.stdout[-300:]
