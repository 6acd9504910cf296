"""
A `.po` file read strictly: whatever could print a wrong sentence is refused, with its line.

The format is that of GNU gettext, so that every translator's editor knows it. What was
read is compiled to the `.mo` that the standard library's gettext looks sentences up in:
into the wheel as that is built, and in memory where a `.po` file is used itself.
This module needs the standard library only, because the build of the wheel loads it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import GNUTranslations, c2py
from io import BytesIO
from string import Formatter
from struct import pack
from typing import NamedTuple, TypeAlias

MessageKey: TypeAlias = tuple[str, str]
"""The context of a message, empty where it has none, and its English sentence."""

_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPED = re.compile(r"\\(.)")
_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?")
_MAGIC = 0x950412DE
"""The first four bytes of a `.mo` file."""
_HEAD = 28
"""So many bytes stand before the tables of a `.mo` file, and sixteen in them for an entry."""


class BadCatalogue(ValueError):
    """A catalogue that cannot be used; the message says in which line, and why."""


class Entry(NamedTuple):
    """One message with the forms of its translation; `plural` is empty where it counts nothing."""

    plural: str
    forms: tuple[str, ...]


class Catalogue(NamedTuple):
    """
    The translations into one language.

    `plural_forms` is the rule of plurals as the header has it; `untranslated` are the keys
    without a translation, or with one that an editor marked as its guess (fuzzy).
    """

    entries: Mapping[MessageKey, Entry]
    plural_forms: str
    untranslated: tuple[MessageKey, ...]


def read(text: str) -> Catalogue:
    """
    Read a catalogue; raises `BadCatalogue`.

    An entry without a translation, or marked as fuzzy, is left to the English sentence.
    """
    entries: dict[MessageKey, Entry] = {}
    known: set[MessageKey] = set()
    untranslated: list[MessageKey] = []
    plurals, rule = 1, ""
    for raw in _entries(text):
        key = raw.parts.get("msgctxt", ""), raw.parts.get("msgid", "")
        if key in known:
            raise BadCatalogue(f"line {raw.line}: a second entry for `{key[1]}`")
        known.add(key)
        if key == ("", ""):
            plurals, rule = _header(raw)
            continue
        if raw.is_fuzzy or not all(raw.forms):
            untranslated.append(key)
            continue
        _check(raw, plurals)
        entries[key] = Entry(raw.parts.get("msgid_plural", ""), raw.forms)
    return Catalogue(entries, rule, tuple(untranslated))


def compiled(catalogue: Catalogue) -> bytes:
    """Return a catalogue as a `.mo` file."""
    head = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {catalogue.plural_forms}\n"
    pairs = {b"": head.encode()}
    for (context, text), entry in catalogue.entries.items():
        key = f"{context}\x04{text}" if context else text
        key = f"{key}\0{entry.plural}" if entry.plural else key
        pairs[key.encode()] = "\0".join(entry.forms).encode()
    pairs = dict(sorted(pairs.items()))
    start = _HEAD + 16 * len(pairs)
    tables, words = b"", b""
    for side in (pairs.keys(), pairs.values()):
        for encoded in side:
            tables += pack("<II", len(encoded), start + len(words))
            words += encoded + b"\0"
    to_values = _HEAD + 8 * len(pairs)
    return pack("<7I", _MAGIC, 0, len(pairs), _HEAD, to_values, 0, start) + tables + words


def translations(text: str) -> GNUTranslations:
    """Return what a catalogue translates, for a `Language`; raises `BadCatalogue`."""
    return GNUTranslations(BytesIO(compiled(read(text))))


def slots(text: str) -> frozenset[str]:
    """
    Return the names of the slots of a sentence; raises `ValueError` where braces do not match.

    >>> sorted(slots("{count} norms of {place}"))
    ['count', 'place']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


class _Raw:
    """One entry while it is read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: dict[str, str] = {}
        self.is_fuzzy = False

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(text for name, text in self.parts.items() if name.startswith("msgstr"))

    @property
    def is_whole(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)


def _entries(text: str) -> Iterator[_Raw]:
    entry, name = _Raw(1), ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if entry.is_whole:
                yield entry
                entry, name = _Raw(number), ""
            entry.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise BadCatalogue(f"line {number}: this is no line of a catalogue: `{line}`")
        keyword, words = match[1], _unescaped(match[2], number)
        if keyword is None:
            if not name:
                raise BadCatalogue(f"line {number}: words that belong to no entry")
            entry.parts[name] += words
            continue
        if keyword in ("msgctxt", "msgid") and entry.is_whole:
            yield entry
            entry = _Raw(number)
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


def _header(raw: _Raw) -> tuple[int, str]:
    """Return how many forms a counted sentence has, and the rule that picks one."""
    match = _PLURALS.search("".join(raw.forms))
    if match is None:
        raise BadCatalogue(f"line {raw.line}: the header does not say how to count: Plural-Forms")
    rule = match[2].strip()
    try:
        c2py(rule)
    except ValueError as error:
        raise BadCatalogue(f"line {raw.line}: Plural-Forms cannot be read: {error}") from None
    return int(match[1]), f"nplurals={match[1]}; plural={rule};"


def _check(raw: _Raw, plurals: int) -> None:
    """Check a translation against its sentence: as many forms as there are, the same slots."""
    english = [raw.parts["msgid"], raw.parts.get("msgid_plural", "")]
    wanted = plurals if english[1] else 1
    if len(raw.forms) != wanted:
        raise BadCatalogue(f"line {raw.line}: {len(raw.forms)} forms where there are {wanted}")
    try:
        allowed = slots(english[0]) | slots(english[1])
        needed = allowed - {"count"} if english[1] else allowed
        for text in raw.forms:
            said = slots(text)
            if said - allowed or needed - said:
                names = ", ".join(sorted((said - allowed) | (needed - said)))
                raise BadCatalogue(f"line {raw.line}: slots that differ from English: {names}")
    except ValueError as error:
        if isinstance(error, BadCatalogue):
            raise
        raise BadCatalogue(f"line {raw.line}: braces that do not match: {error}") from None
