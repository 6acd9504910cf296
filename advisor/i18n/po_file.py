"""
A `.po` file read strictly: whatever could print a wrong sentence is refused, with its line.

The format is that of GNU gettext, so that every translator's editor knows it; nothing has
to be compiled before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import c2py
from typing import NamedTuple, TypeAlias

from advisor.i18n.catalog import Catalog, slots
from advisor.values import dataclass, field

Form: TypeAlias = Callable[[int], int]
"""Which form of a sentence goes with a count."""

_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPED = re.compile(r"\\(.)")
_TWO = "nplurals=2; plural=(n != 1);"
NEW = f'msgid ""\nmsgstr "Plural-Forms: {_TWO}\\n"\n'
"""A catalogue without entries, for a language that counts as English does."""
_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?")


class BadCatalogue(ValueError):
    """A catalogue that cannot be used; the message says in which line, and why."""


@dataclass
class _Entry:
    """One entry while it is read."""

    line: int
    parts: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(text for name, text in self.parts.items() if name.startswith("msgstr"))

    @property
    def is_whole(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)


class ReadCatalog(NamedTuple):
    """A catalogue with the keys that it has no translation for yet."""

    catalogue: Catalog
    untranslated: tuple[tuple[str, str], ...]


def read_po(text: str) -> ReadCatalog:
    """
    Read a catalogue; raises `BadCatalogue`.

    An entry without a translation, or marked as fuzzy, is left to the English sentence.
    """
    entries: dict[tuple[str, str], tuple[str, ...]] = {}
    known: set[tuple[str, str]] = set()
    untranslated: list[tuple[str, str]] = []
    plurals = 1
    form = c2py("0")
    for one in _entries(text):
        key = one.parts.get("msgctxt", ""), one.parts.get("msgid", "")
        if key in known:
            raise BadCatalogue(f"line {one.line}: a second entry for `{key[1]}`")
        known.add(key)
        if key == ("", ""):
            plurals, form = _header(one)
            continue
        if one.is_fuzzy or not all(one.forms):
            untranslated.append(key)
            continue
        _hold(one, plurals)
        entries[key] = one.forms
    return ReadCatalog(Catalog(entries, form), tuple(untranslated))


def _entries(text: str) -> Iterator[_Entry]:
    entry, name = _Entry(1), ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if entry.is_whole:
                yield entry
                entry, name = _Entry(number), ""
            entry.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise BadCatalogue(f"line {number}: this is no line of a catalogue: `{line}`")
        keyword, words = found[1], _unescaped(found[2], number)
        if keyword is None:
            if not name:
                raise BadCatalogue(f"line {number}: words that belong to no entry")
            entry.parts[name] += words
            continue
        if keyword in ("msgctxt", "msgid") and entry.is_whole:
            yield entry
            entry = _Entry(number)
        if keyword in entry.parts:
            raise BadCatalogue(f"line {number}: `{keyword}` for the second time")
        entry.line = number if not entry.parts else entry.line
        entry.parts[keyword], name = words, keyword
    if entry.is_whole:
        yield entry
    elif entry.parts:
        raise BadCatalogue(f"line {entry.line}: an entry that is not finished")


def _unescaped(words: str, number: int) -> str:
    def sign(found: re.Match[str]) -> str:
        if found[1] not in _ESCAPES:
            raise BadCatalogue(f"line {number}: `{found[0]}` is no sign that can be written so")
        return _ESCAPES[found[1]]

    return _ESCAPED.sub(sign, words)


def _header(one: _Entry) -> tuple[int, Form]:
    found = _PLURALS.search("".join(one.forms))
    if found is None:
        raise BadCatalogue(f"line {one.line}: the header does not say how to count: Plural-Forms")
    try:
        return int(found[1]), c2py(found[2].strip())
    except ValueError as error:
        raise BadCatalogue(f"line {one.line}: Plural-Forms cannot be read: {error}") from None


def header_of(text: str) -> str:
    """Give the rule of plurals as the header of a catalogue has it."""
    found = _PLURALS.search(text)
    return found[0] if found is not None else _TWO


def _hold(one: _Entry, plurals: int) -> None:
    """Hold a translation against its sentence: as many forms as there are, the same slots."""
    english = [one.parts["msgid"], one.parts.get("msgid_plural", "")]
    wanted = plurals if english[1] else 1
    if len(one.forms) != wanted:
        raise BadCatalogue(f"line {one.line}: {len(one.forms)} forms where there are {wanted}")
    try:
        allowed = slots(english[0]) | slots(english[1])
        needed = allowed - {"count"} if english[1] else allowed
        for text in one.forms:
            said = slots(text)
            if said - allowed or needed - said:
                names = ", ".join(sorted((said - allowed) | (needed - said)))
                raise BadCatalogue(f"line {one.line}: slots that differ from English: {names}")
    except ValueError as error:
        if isinstance(error, BadCatalogue):
            raise
        raise BadCatalogue(f"line {one.line}: braces that do not match: {error}") from None
