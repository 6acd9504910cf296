"""
The messages of the program as a Babel catalogue: what a translator's file must hold.

English messages stand in the code as arguments of `message`, `plural_message`, `messages`
and `named_messages` (see `advisor.i18n.message`).
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import IO, Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[2]
_MODULES = ("advisor.i18n", "advisor.i18n.message")


class UnextractableMessage(ValueError):
    """A message that is put together in the code, so that nobody could translate it."""


def catalogue() -> Catalog:
    """Return every message of the program, with the files that say it."""
    found = Catalog(project="advisor", charset="utf-8", fuzzy=False)
    for file, _, text, comments, context in extract_from_dir(
        ROOT / "advisor",
        method_map=[("**.py", python_messages), ("**/templates/**.html", template_messages)],
        comment_tags=("NOTE:",),
        strip_comment_tags=True,
    ):
        place = f"advisor/{file}"
        known = found.get(text, context=context)
        if known is None or (place, None) not in known.locations:
            found.add(text, locations=[(place, None)], auto_comments=comments, context=context)
    return found


def template_messages(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Extract the messages of one template, under the names that gettext gives them."""
    strict = {**options, "silent": "false", "trimmed": "true"}
    yield from babel_extract(file, keywords, comment_tags, strict)


class _Found(NamedTuple):
    """One message, as Babel takes it: the gettext function that would say it, and its words."""

    line: int
    function: str
    words: tuple[str, ...]
    comments: list[str]


def python_messages(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[_Found]:
    """Extract the messages of one module; raises `UnextractableMessage`."""
    del keywords, comment_tags, options
    tree = ast.parse(file.read())
    marks = _marks(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
            for context, words in _said(marks[node.func.id], node):
                plural = "n" if len(words) > 1 else ""
                if context:
                    yield _Found(node.lineno, f"{plural}pgettext", (context, *words), [])
                else:
                    yield _Found(node.lineno, f"{plural}gettext", words, [])


def _marks(tree: ast.Module) -> dict[str, str]:
    """Return the names under which a module has the functions that make messages."""
    return {
        name.asname or name.name: name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in _MODULES
        for name in node.names
    } or {node.name: node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def _said(mark: str, node: ast.Call) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the context and the words of each message that a call makes."""
    match mark, node.args:
        case "message", [text]:
            context = [one.value for one in node.keywords if one.arg == "context"]
            yield (_literal(context[0]) if context else "", (_literal(text),))
        case "plural_message", [_, one, many]:
            yield "", (_literal(one), _literal(many))
        case "messages", [context_, ast.Dict(values=values)]:
            context_words = _literal(context_)
            for value in values:
                yield context_words, (_literal(value),)
        case "named_messages", [prefix, ast.Dict(keys=keys, values=values)]:
            for key, value in zip(keys, values, strict=True):
                forms = value.elts if isinstance(value, ast.Tuple) else [value]
                if key is not None:
                    yield _literal(prefix) + _literal(key), tuple(map(_literal, forms))
        case "layout", [template, *_]:
            if any(part.strip(" ") and any(map(str.isalpha, part)) for part in _between(template)):
                raise UnextractableMessage(f"line {node.lineno}: a layout that holds a word")
        case "message" | "plural_message" | "messages" | "named_messages", _:
            raise UnextractableMessage(f"line {node.lineno}: a message that is put together")
        case _:
            pass


def _between(template: ast.expr) -> Iterator[str]:
    """Yield what stands between the slots of a layout."""
    for literal, _, _, _ in Formatter().parse(_literal(template)):
        yield literal


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise UnextractableMessage(f"line {node.lineno}: a message that is put together")
