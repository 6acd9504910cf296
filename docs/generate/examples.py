"""
The examples in the pages, run as a reader would run them.

A fenced block means something by its info string:

- `yaml title="path"` (any language): a file that the reader writes;
- `console`: one command, after `$ `, and below it its exact output, of which a line `[...]`
  stands for the paragraphs that the page leaves out;
- `python`: a program; a `text` block right after it is what it prints.

Each page runs from top to bottom in an empty folder that holds a copy of `docs/examples`.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/tutorial/*.md", "docs/how-to/*.md")

_BLOCK = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="(?P<path>[^"]+)"')
_CUT = "[...]"
_HASH = re.compile(r"\b(sha256:)?[0-9a-f]{8,64}\b")
_ENGINE = re.compile(r"durable [0-9.]+|reference|planes")
_ADVISOR = "import sys; sys.argv[0] = 'advisor'; from advisor.cli import main; sys.exit(main())"


def _settled(text: str) -> str:
    """Leave out what differs from one machine or corpus to the next: hashes and engines."""
    return _ENGINE.sub("engine", _HASH.sub("hash", text))


def _shortened(fresh: str, shown: str) -> str:
    """Leave out of an output as many paragraphs as the page left out."""
    before, cut, after = shown.partition(_CUT)
    if not cut:
        return fresh
    paragraphs = fresh.strip("\n").split("\n\n")
    first, last = (
        len(part.strip("\n").split("\n\n")) if part.strip() else 0 for part in (before, after)
    )
    kept = [*paragraphs[:first], _CUT, *paragraphs[max(first, len(paragraphs) - last) :]]
    return "\n\n".join(kept) + "\n"


def pages() -> list[Path]:
    """List the pages whose examples are run."""
    return sorted(page for pattern in PAGES for page in ROOT.glob(pattern))


def played(page: Path) -> str:
    """Give the page as it would read if every output in it were fresh."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        shutil.copytree(ROOT / "docs/examples", here / "docs/examples")
        return _Player(here).play(page.read_text(encoding="utf-8"))


class _Player:
    """Run the blocks of one page; programs share one namespace, as a reader's session does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = ""
        self.printed: str | None = None
        self.end = 0

    def play(self, text: str) -> str:
        """Replace each output by what is really printed."""
        out, last = [], 0
        for block in _BLOCK.finditer(text):
            body = self._run(block, text[last : block.start()])
            out += [text[last : block.start()], f"```{block['info']}\n{body}```"]
            last = block.end()
        return "".join([*out, text[last:]])

    def _run(self, block: re.Match[str], between: str) -> str:
        language = block["info"].split()[0]
        body = block["body"]
        expected, self.printed = self.printed, None
        if title := _TITLE.search(block["info"]):
            path = self.folder / title["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif language == "console":
            command, _, shown = body.removeprefix("$ ").partition("\n")
            fresh = _shortened(self._command(command), shown)
            return body if _settled(shown) == _settled(fresh) else f"$ {command}\n{fresh}"
        elif language == "python":
            before = len(self._program(self.programs)) if self.programs else 0
            self.programs += body
            self.printed = self._program(self.programs)[before:]
        elif language == "text" and expected is not None and not between.strip():
            return expected
        return body

    def _command(self, command: str) -> str:
        name, *arguments = shlex.split(command)
        if name == "advisor":
            return self._process([sys.executable, "-c", _ADVISOR, *arguments])
        return self._process([name, *arguments])

    def _program(self, program: str) -> str:
        return self._process([sys.executable, "-c", program], must_succeed=True)

    def _process(self, arguments: list[str], *, must_succeed: bool = False) -> str:
        plain = {
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONPATH": str(ROOT),
            "TERM": "dumb",
            "XDG_CACHE_HOME": str(self.folder / ".cache"),
            "XDG_CONFIG_HOME": str(self.folder / ".config"),
        }
        done = subprocess.run(  # noqa: S603 - the pages are our own
            arguments,
            cwd=self.folder,
            env={**os.environ, **plain},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if "Traceback" in done.stdout or (must_succeed and done.returncode):
            raise RuntimeError(done.stdout)
        return done.stdout
