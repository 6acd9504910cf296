"""A language found by its name, its catalogue read when it is asked for."""

from __future__ import annotations

from pathlib import Path

from advisor.i18n.languages import AMERICAN, BRITISH, ENGLISH, Dates, Language
from advisor.values import replace

_IN_CODE = {one.tag.casefold(): one for one in (ENGLISH, BRITISH, AMERICAN)}
_SUFFIX = ".po"


class UnknownLanguage(ValueError):
    """No language goes by this name; the message says which there are."""


def tags() -> tuple[str, ...]:
    """Name every language there is, English first."""
    from importlib.resources import files  # slow to load, and English does without

    beside = (one.name for one in files("advisor.i18n").iterdir())
    found = sorted(name.removesuffix(_SUFFIX) for name in beside if name.endswith(_SUFFIX))
    return *(one.tag for one in _IN_CODE.values()), *found


def find_language(name: str, dates: Dates = Dates.OWN) -> Language:
    """
    Find a language by its tag, or by the path of a translator's own `.po` file.

    `dates` other than its own are written as that says. A region without a catalogue of
    its own is served by its language: `de-AT` by `de`. Raises `UnknownLanguage`,
    `BadCatalogue` where the file cannot be used, and `OSError`.

    >>> language("en-us").tag
    'en-US'
    """
    known = _IN_CODE.get(name.casefold())
    if known is None:
        known = _own(Path(name)) if name.endswith(_SUFFIX) else _packaged(name)
    return known if dates is Dates.OWN else replace(known, dates=dates)


def _packaged(name: str) -> Language:
    from importlib.resources import files

    from advisor.i18n.po_file import read_po

    region = name.casefold()
    for tag in (region, region.partition("-")[0]):
        if tag in map(str.casefold, tags()):
            if tag in _IN_CODE:
                return _IN_CODE[tag]
            text = files("advisor.i18n").joinpath(tag + _SUFFIX).read_text(encoding="utf-8")
            return Language(name if tag != region else tag, read_po(text).catalogue)
    raise UnknownLanguage(f"`{name}` is not one of {', '.join(tags())}")


def _own(path: Path) -> Language:
    from advisor.i18n.po_file import BadCatalogue, read_po

    try:
        return Language(path.stem, read_po(path.read_text(encoding="utf-8")).catalogue)
    except UnicodeDecodeError:
        raise BadCatalogue("it is not text in UTF-8") from None
