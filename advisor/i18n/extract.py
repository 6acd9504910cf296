"""All that is to be translated, read out of the code: what a translator's file must hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from advisor.i18n.catalog import CatalogMessage

_ONE, _MANY = ".one", ".many"
_LISTED = 2
"""What names a list of words has a context, and the words."""


class Unlisted(ValueError):
    """A sentence that is put together in the code, so that nobody could translate it."""


def extract_messages(folder: Path) -> dict[tuple[str, str], tuple[CatalogMessage, tuple[str, ...]]]:
    """
    Gather the messages of every module of a folder, with the files that say them.

    Raises `Unlisted` where a sentence is no literal and names no list that it is from.
    """
    found: dict[tuple[str, str], tuple[CatalogMessage, tuple[str, ...]]] = {}
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for message in _messages(ast.parse(path.read_text(encoding="utf-8")), name):
            known, files = found.get(message.key, (message, ()))
            if message.many and not known.many:
                known = message
            found[message.key] = known, tuple(dict.fromkeys((*files, name)))
    return found


def _messages(tree: ast.Module, file: str) -> Iterator[CatalogMessage]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match _called(node):
            case "phrase" | "framed":
                yield from _phrase(node, file)
            case "plural" | "framed_count":
                one, many = map(_literal, node.args[1:3])
                if one is None or many is None:
                    raise Unlisted(f"{file}:{node.lineno}: a plural that is no literal")
                yield CatalogMessage(one, many)
            case "listed" if len(node.args) == _LISTED:
                yield from _listed(node)
            case "sentences" if len(node.args) == _LISTED:
                yield from _sentences(node)
            case _:
                pass


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _phrase(node: ast.Call, file: str) -> Iterator[CatalogMessage]:
    text = _literal(node.args[0]) if node.args else None
    context = next((_literal(one.value) for one in node.keywords if one.arg == "context"), "")
    if text is not None:
        yield CatalogMessage(text, context=context or "")
    elif not context and not isinstance(node.args[0], ast.Subscript | ast.Name):
        raise Unlisted(f"{file}:{node.lineno}: a sentence that is put together")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _listed(node: ast.Call) -> Iterator[CatalogMessage]:
    context, words = _literal(node.args[0]), node.args[1]
    if context is None or not isinstance(words, ast.Dict | ast.Tuple):
        return  # another function of this name
    for part in words.values if isinstance(words, ast.Dict) else words.elts:
        text = _literal(part)
        if text is not None:
            yield CatalogMessage(text, context=context)


def _sentences(node: ast.Call) -> Iterator[CatalogMessage]:
    prefix, table = _literal(node.args[0]) or "", node.args[1]
    if not isinstance(table, ast.Dict):
        return
    told = {
        name: text
        for key, value in zip(table.keys, table.values, strict=True)
        if key is not None and (name := _literal(key)) and (text := _literal(value)) is not None
    }
    yield from _counted(told, prefix)


def _counted(told: Mapping[str, str], prefix: str) -> Iterator[CatalogMessage]:
    """Take two frames that differ by a count for the two forms of one message."""
    for name, text in told.items():
        stem = name.removesuffix(_ONE)
        if name.endswith(_MANY) and f"{name.removesuffix(_MANY)}{_ONE}" in told:
            continue
        if name.endswith(_ONE) and f"{stem}{_MANY}" in told:
            yield CatalogMessage(text, told[f"{stem}{_MANY}"], f"{prefix}{stem}")
        else:
            yield CatalogMessage(text, context=f"{prefix}{name}")
