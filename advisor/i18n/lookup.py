"""A language found by its name, its catalogue read when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.i18n.languages import AMERICAN, BRITISH, ENGLISH, Dates, Language
from advisor.values import replace

if TYPE_CHECKING:
    from gettext import GNUTranslations

_IN_CODE = {language.tag.casefold(): language for language in (ENGLISH, BRITISH, AMERICAN)}
_SOURCE, _COMPILED = ".po", ".mo"


class UnknownLanguage(ValueError):
    """No language goes by this name; the message says which there are."""


def tags() -> tuple[str, ...]:
    """Return the name of every language there is, English first."""
    return *(language.tag for language in _IN_CODE.values()), *_catalogues()


def language(name: str, dates: Dates = Dates.OWN) -> Language:
    """
    Return a language by its tag, or by the path of a translator's own `.po` file.

    `dates` other than its own are written as that says. A region without a catalogue of
    its own is served by its language: `de-AT` by `de`. Raises `UnknownLanguage`,
    `BadCatalogue` where the file cannot be used, and `OSError`.

    >>> language("en-us").tag
    'en-US'
    """
    known = _IN_CODE.get(name.casefold())
    if known is None:
        known = _own(Path(name)) if name.endswith(_SOURCE) else _packaged(name)
    return known if dates is Dates.OWN else replace(known, dates=dates)


def _catalogues() -> tuple[str, ...]:
    """Return the names of the catalogues that lie beside this module, in either form."""
    from importlib.resources import files  # slow to load, and English does without

    beside = (Path(entry.name) for entry in files("advisor.i18n").iterdir())
    return tuple(sorted({path.stem for path in beside if path.suffix in (_SOURCE, _COMPILED)}))


def _packaged(name: str) -> Language:
    region = name.casefold()
    catalogues = _catalogues()
    for tag in (region, region.partition("-")[0]):
        if tag in _IN_CODE:
            return _IN_CODE[tag]
        if tag in catalogues:
            return Language(name if tag != region else tag, _translations(tag))
    raise UnknownLanguage(f"`{name}` is not one of {', '.join(tags())}")


def _translations(tag: str) -> GNUTranslations:
    """Read a catalogue as the wheel has it, compiled; in a checkout compile it now."""
    from gettext import GNUTranslations
    from importlib.resources import files

    folder = files("advisor.i18n")
    source = folder.joinpath(tag + _SOURCE)
    if source.is_file():
        from advisor.i18n.po import translations

        return translations(source.read_text(encoding="utf-8"))
    with folder.joinpath(tag + _COMPILED).open("rb") as file:
        return GNUTranslations(file)


def _own(path: Path) -> Language:
    from advisor.i18n.po import BadCatalogue, translations

    try:
        return Language(path.stem, translations(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise BadCatalogue("it is not text in UTF-8") from None
