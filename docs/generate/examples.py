"""
The examples in the pages, run as a reader would run them.

A fenced block means something by its info string:

- `yaml title="path"` (any language): a file that the reader writes;
- `console`: lines that start with `$ ` are commands, what follows is their exact output;
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
_ADVISOR = "import sys; sys.argv[0] = 'advisor'; from advisor.cli import main; sys.exit(main())"


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
            commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
            return "".join(f"$ {command}\n{self._command(command)}" for command in commands)
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
        plain = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT)}
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
        if must_succeed and done.returncode:
            raise RuntimeError(done.stdout)
        return done.stdout
