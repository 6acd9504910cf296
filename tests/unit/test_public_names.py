"""One public name once: a word that stands for two things in two modules helps nobody."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "advisor"
PROTOCOLS = {
    "command",  # what `advisor.cli.app` calls in the module of each command
    "commands",  # the same of the module of a group of commands
    "router",  # what `advisor.web.pages` collects from the module of each page
    "log",  # the logger of a package, taken by its name in each module that writes to it
}
"""Names that many modules have so that one place can ask each of them for the same."""


def test_no_public_name_stands_in_two_modules() -> None:
    """A class, function, constant or alias of the package is found under one name in one place."""
    modules: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in _public_names(ast.parse(path.read_text(encoding="utf-8"))):
            modules[name].add(str(path.relative_to(PACKAGE)))

    twins = {
        name: sorted(homes)
        for name, homes in modules.items()
        if len(homes) > 1 and name not in PROTOCOLS
    }

    assert {} == twins


def _public_names(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names = [name]
            case ast.AsyncFunctionDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))
