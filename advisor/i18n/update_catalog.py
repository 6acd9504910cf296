"""A translator's file written anew: what was translated stays, what is new waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from advisor.i18n.catalog import CatalogMessage
from advisor.i18n.po_file import NEW, header_of, read_po

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_HEADER = (
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
)


def rewritten(
    text: str,
    language: str,
    messages: Mapping[tuple[str, str], tuple[CatalogMessage, tuple[str, ...]]],
) -> str:
    """
    Write the file of a language for the messages there are, in the order of the code.

    `text` is the file as it was, empty for a new one. Raises `BadCatalogue`.
    """
    known = read_po(text or NEW).catalogue.entries
    plurals = header_of(text or NEW)
    lines = [
        "# The frame around the law, as it is said in one language; the law is never translated.",
        "# Every entry is a whole sentence: put its slots, such as {facts}, where they belong.",
        'msgid ""',
        *_written("msgstr", f"Language: {language}\n{_HEADER}Plural-Forms: {plurals}\n"),
    ]
    for key, (message, files) in messages.items():
        lines += ["", *_entry(message, files, known.get(key, ()))]
    return "\n".join([*lines, ""])


def _entry(
    message: CatalogMessage, files: tuple[str, ...], forms: tuple[str, ...]
) -> Iterator[str]:
    yield f"#: {' '.join(files)}"
    if message.context:
        yield from _written("msgctxt", message.context)
    yield from _written("msgid", message.one)
    if message.many:
        yield from _written("msgid_plural", message.many)
        for number, form in enumerate(forms or ("", "")):
            yield from _written(f"msgstr[{number}]", form)
    else:
        yield from _written("msgstr", forms[0] if forms else "")


def _written(keyword: str, text: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    if len(lines) <= 1:
        yield f"{keyword} {_quoted(text)}"
        return
    yield f'{keyword} ""'
    yield from map(_quoted, lines)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def path_of(language: str) -> Path:
    """Name the file of a language in a checkout."""
    return Path(__file__).with_name(f"{language}.po")
