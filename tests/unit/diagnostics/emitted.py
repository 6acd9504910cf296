"""Where the program emits a code, found in its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import advisor

PACKAGE = Path(advisor.__file__).parent
_TYPE = "Code"


class Emitted(NamedTuple):
    """A code that stands where one is emitted, and where that is."""

    code: str
    path: Path
    line: int


def emitted_codes() -> tuple[Emitted, ...]:
    """
    Return every constant that stands where a `Code` is expected.

    That is an argument for a parameter or attribute of this type, a value that is annotated
    with it, or what a function that is annotated with it returns.
    """
    modules = {
        path: ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE / "diagnostics"
    }
    problem = PACKAGE / "diagnostics" / "problems.py"
    takers = dict(_takers(ast.parse(problem.read_text("utf-8"))))
    for tree in modules.values():
        takers.update(_takers(tree))
    return tuple(
        Emitted(code, path, line)
        for path, tree in modules.items()
        for code, line in _emitted(tree, takers)
    )


def package_of(path: Path) -> str:
    """Return the package of a module, as `registry.Finder` names it."""
    package, *inner = path.relative_to(PACKAGE).parts[:-1]
    return "web/api" if (package, *inner[:1]) == ("web", "api") else package


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Name functions and classes that take a code, with its position among the arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument for argument in node.args.args if argument.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [field for field in node.body if isinstance(field, ast.AnnAssign)]
        else:
            continue
        for position, name in enumerate(names):
            if _is_code(name.annotation):
                yield node.name, position


def _emitted(tree: ast.Module, takers: dict[str, int]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _of_call(node, takers)
            case ast.AnnAssign(value=ast.expr() as value) if _mentions(node.annotation):
                yield from _constants(value)
            case ast.FunctionDef(returns=ast.expr() as returns) if _mentions(returns):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        yield from _constants(inner.value)


def _of_call(call: ast.Call, takers: dict[str, int]) -> Iterator[tuple[str, int]]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in takers and len(call.args) > takers[name]:
        yield from _constants(call.args[takers[name]])
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from _constants(keyword.value)


def _constants(value: ast.expr) -> Iterator[tuple[str, int]]:
    """Return the constants that a value may be; of a mapping, those that it leads to."""
    match value:
        case ast.Constant(value=str(code)):
            yield code, value.lineno
        case ast.IfExp():
            yield from _constants(value.body)
            yield from _constants(value.orelse)
        case ast.Dict():
            for inner in value.values:
                yield from _constants(inner)
        case ast.Tuple() | ast.List():
            for inner in value.elts:
                yield from _constants(inner)


def _is_code(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == _TYPE


def _mentions(annotation: ast.expr) -> bool:
    return any(isinstance(node, ast.expr) and _is_code(node) for node in ast.walk(annotation))
