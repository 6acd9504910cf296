"""The page of the public Python names, read from their source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import TYPE_CHECKING

import advisor

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# The Python names

Everything in `advisor.__all__`; all else may move ([compatibility](../compatibility.md)).
This page is generated from the docstrings.
"""


def api_page() -> str:
    """Describe every public name, functions first."""
    named = [(name, getattr(advisor, name)) for name in advisor.__all__]
    functions = [(name, face) for name, face in named if not inspect.isclass(face)]
    classes = [(name, face) for name, face in named if inspect.isclass(face)]
    parts = [_HEAD]
    for name, face in functions:
        parts += [f"## `{name}{_signature(_node(face))}`\n", _doc(face)]
    for name, face in classes:
        parts += [f"## `{name}`\n", _doc(face), *_members(face)]
    return "\n".join(parts)


def _node(face: object) -> ast.AST:
    source = textwrap.dedent(inspect.getsource(face))  # type: ignore[arg-type]
    return ast.parse(source).body[0]


def _signature(node: ast.AST, *, method: bool = False) -> str:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)  # noqa: S101 - for the reader
    if method:
        node.args.args = node.args.args[1:]
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({ast.unparse(node.args)}){returns}"


def _doc(face: object) -> str:
    return _fenced(inspect.getdoc(face) or "")


def _fenced(doc: str) -> str:
    paragraphs = doc.strip().split("\n\n")
    return "\n\n".join(
        f"```python\n{one}\n```" if one.startswith(">>>") else one for one in paragraphs
    ) + ("\n" if doc else "")


def _members(face: type) -> Iterator[str]:
    node = _node(face)
    assert isinstance(node, ast.ClassDef)  # noqa: S101 - narrows for the reader
    fields, values = [], []
    for member in node.body:
        match member:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind) if name[0] != "_":
                fields.append(f"| `{name}` | `{_cell(ast.unparse(kind))}` |")
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
                values.append(f"| `{face.__name__}.{name}` | `{value}` |")
            case _:
                continue
    if values:
        yield "\n".join(["| member | value |", "| --- | --- |", *values, ""])
    if fields:
        yield "\n".join(["| attribute | type |", "| --- | --- |", *fields, ""])
    for member in node.body:
        if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and member.name[0] != "_":
            yield _method(face, member)


def _method(face: type, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    plain = {ast.unparse(one).rpartition(".")[2] for one in node.decorator_list}
    title = f"{face.__name__}.{node.name}"
    if not plain & {"property", "cached_property"}:
        title += _signature(node, method=True)
    if isinstance(node, ast.AsyncFunctionDef):
        title = f"await {title}"
    return f"### `{title}`\n\n{_fenced(inspect.cleandoc(ast.get_docstring(node) or ''))}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
